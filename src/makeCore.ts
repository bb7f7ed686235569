import { join } from 'node:path';
import type { Logger } from 'pino';
import { Access, type Identity } from './access/access.js';
import type { AccessSettings } from './access/accessSettings.js';
import { Denials } from './access/denials.js';
import type { KeyRing } from './access/keys/keyRing.js';
import { type OidcSettings } from './access/oidc/oidcSettings.js';
import { OutsideIdentity } from './access/oidc/outsideIdentity.js';
import { rolesOf } from './access/roles/roles.js';
import { Rulebook } from './access/rulebook.js';
import { sealedFieldsOf } from './access/sealedEntity.js';
import { Releases } from './analysis/release/releases.js';
import { Appraisal } from './appraisal/appraisal.js';
import { Approvals } from './approvals/approvals.js';
import { knownAttachments } from './attachments/attachmentDefinition.js';
import { type AttachmentSettings, standardAttachments } from './attachments/attachmentSettings.js';
import { AttachmentStore } from './attachments/attachmentStore.js';
import { Audit } from './audit/audit.js';
import type { AuditKey } from './audit/auditKey.js';
import { evidenceOf } from './audit/evidence.js';
import { Holidays } from './calendar/holidays.js';
import { testsByClause } from './clauses/clauseTests.js';
import type { Context, Core } from './context.js';
import { coreModules } from './coreModules.js';
import { Database } from './database/database.js';
import { Duties } from './duties/duties.js';
import { Events } from './events/event.js';
import { Uploads } from './files/uploads.js';
import { callRules } from './graphql/callGuard.js';
import { SchemaSwitch } from './graphql/schemaSwitch.js';
import { Importing } from './importing/importing.js';
import { Interpretations } from './interpretations/interpretations.js';
import { currentLocale } from './languages/locale.js';
import { type Limits } from './limits/limits.js';
import type { Module } from './module.js';
import type { MailSettings } from './notices/mailSettings.js';
import { Notices } from './notices/notices.js';
import { archivesOf } from './records/records.permissions.js';
import { Screenings } from './screening/screening.js';
import { keptMasterKey } from './secrets/keptMasterKey.js';
import type { MasterKeys } from './secrets/masterKey.js';
import { Vault } from './secrets/vault.js';
import { ModuleSwitching } from './switching/switching.js';

export interface CoreOptions {
  dataDirectory: string;
  /** Keys of access tokens. */
  keys: KeyRing;
  access: AccessSettings;
  /** An outside identity provider whose tokens are accepted too. */
  oidc?: OidcSettings | undefined;
  /** Wrap the keys of archive files. Without any, a key is made and kept in the data directory. */
  masterKeys?: MasterKeys | undefined;
  /** Limits and virus scan of files that records hold. */
  attachments?: AttachmentSettings | undefined;
  smallCellThreshold?: number | undefined;
  /** Signs what the audit seals. */
  auditKey?: AuditKey | undefined;
  /** The page of a record on the public site, with {id}. */
  publicPage?: string | undefined;
  /** Where mails go out, if they do. */
  mail?: MailSettings | undefined;
  log: Logger;
  limits: Limits;
  clock: () => Date;
}

interface Parts {
  modules: readonly Module[];
  database: Database;
  schemas: SchemaSwitch;
}

type ContextOf = (identity: Identity, requestId: string, address?: string) => Context;

/** Everything that the core offers to resolvers, and contexts that carry it. */
export async function makeCore(
  options: CoreOptions,
  { modules, database, schemas }: Parts,
): Promise<{ core: Core; contextOf: ContextOf }> {
  const { dataDirectory, log, clock, keys, access: settings, oidc, limits } = options;
  const roles = rolesOf(modules).map(({ name }) => name);
  const outside = oidc && new OutsideIdentity(oidc, roles, database, clock);
  const access = new Access({ database, clock, keys, settings, outside });
  const rulebook = new Rulebook(modules);
  const isEnabled = (module: string) => schemas.isEnabled(module);
  const holidays = new Holidays();
  const interpretations = new Interpretations(modules);
  const notices = new Notices(options.mail !== undefined);
  const duties = new Duties(modules, rulebook, holidays, interpretations, notices, isEnabled);
  const core: Core = {
    log,
    access,
    holidays,
    interpretations,
    duties,
    clauseTests: testsByClause(),
    notices,
    publicPage: options.publicPage,
    screenings: new Screenings(database, new Set(modules.map(({ name }) => name)), isEnabled),
    events: new Events(modules, isEnabled),
    switching: new ModuleSwitching(modules, new Set(coreModules.map(({ name }) => name)), database, schemas),
    uploads: new Uploads(join(dataDirectory, 'files'), database, clock),
    importing: new Importing(log, modules, isEnabled),
    denials: new Denials(modules),
    rulebook,
    limits,
    approvals: new Approvals(modules, database, clock, holidays, (module) => schemas.isEnabled(module)),
    appraisal: new Appraisal(modules, interpretations),
    releases: new Releases(options.smallCellThreshold ?? 8),
    archives: new Map(archivesOf(modules).map(({ type, definition }) => [type, definition])),
    vault: new Vault(database, options.masterKeys ?? (await keptMasterKey(dataDirectory, database))),
    sealedNames: new Set(
      modules.flatMap(({ entities = [] }) => entities.flatMap((entity) => sealedFieldsOf(entity)?.fields ?? [])),
    ),
    attachments: {
      definitions: knownAttachments(modules),
      store: new AttachmentStore(join(dataDirectory, 'attachments'), database, clock),
      settings: options.attachments ?? standardAttachments,
    },
    audit: new Audit(database, options.auditKey, clock, log, evidenceOf(modules, database.orm.getMetadata())),
    calls: callRules(modules),
    contextFor: async (personId, requestId, groupRoles) =>
      contextOf({ viewer: await access.viewerStillThere(personId, groupRoles), sessionId: undefined }, requestId),
  };
  const contextOf: ContextOf = (identity, requestId, address) => ({
    ...identity,
    requestId,
    locale: currentLocale(),
    address,
    database,
    log: log.child({ requestId }),
    now: clock(),
    loaders: new Map(),
    unasked: new Set(),
    recorded: new Set(),
    core,
  });
  return { core, contextOf };
}
