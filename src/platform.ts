import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { Pool, type PoolConfig } from 'pg';
import type { Logger } from 'pino';
import { Access, type Identity } from './access/access.js';
import type { AccessSettings } from './access/accessSettings.js';
import { Denials } from './access/denials.js';
import type { KeyRing } from './access/keys/keyRing.js';
import { type OidcSettings } from './access/oidc/oidcSettings.js';
import { OutsideIdentity } from './access/oidc/outsideIdentity.js';
import { type TableSecurity, tableSecurity } from './access/policies.js';
import { rolesOf } from './access/roles/roles.js';
import { Rulebook } from './access/rulebook.js';
import { anonymous } from './access/viewer.js';
import { Approvals } from './approvals/approvals.js';
import { attachmentsOf } from './attachments/attachmentDefinition.js';
import { type AttachmentSettings, standardAttachments } from './attachments/attachmentSettings.js';
import { AttachmentStore } from './attachments/attachmentStore.js';
import { Audit } from './audit/audit.js';
import type { AuditKey } from './audit/auditKey.js';
import { recordRefusals } from './audit/calls.js';
import { refuseUnguarded, restoreGuards } from './audit/guards.js';
import { Holidays } from './calendar/holidays.js';
import { testsByClause } from './clauses/clauseTests.js';
import { registerPolicies } from './clauses/versions/inForce.js';
import { compose } from './composition.js';
import type { Context, Core } from './context.js';
import { coreModules } from './coreModules.js';
import { Database } from './database/database.js';
import { inspectDatabase } from './database/inspect.js';
import { Listener } from './database/listener.js';
import { migrate } from './database/migrate.js';
import { initOrm } from './database/orm.js';
import { Connections, patient } from './database/patience.js';
import { refuseUnfinishedRestore } from './database/restoreMark.js';
import { StartError } from './database/startError.js';
import { unhurriedSeconds } from './database/translate.js';
import { Duties } from './duties/duties.js';
import { Sweeper } from './duties/sweeper.js';
import { ZhiduError } from './errors.js';
import { Events } from './events/event.js';
import { Uploads } from './files/uploads.js';
import { callRules } from './graphql/callGuard.js';
import { errorGate, formatError } from './graphql/errorGate.js';
import { buildFullSchema } from './graphql/fullSchema.js';
import { moduleDisabledPlugin } from './graphql/moduleDisabledPlugin.js';
import { operationExecutor } from './graphql/operationExecutor.js';
import { rootExists } from './graphql/rootExists.js';
import { SchemaSwitch } from './graphql/schemaSwitch.js';
import { Importing } from './importing/importing.js';
import { Interpretations } from './interpretations/interpretations.js';
import { currentLocale } from './languages/locale.js';
import { type Limits, limitSettings, standardLimits } from './limits/limits.js';
import { limitsPlugin } from './limits/limitsPlugin.js';
import { RequestLimits } from './limits/requestLimits.js';
import { strangersPlugin } from './limits/strangersPlugin.js';
import type { Module } from './module.js';
import { Mailer } from './notices/mailer.js';
import type { MailSettings } from './notices/mailSettings.js';
import { Notices } from './notices/notices.js';
import { stringifyAnswer } from './reading/textAnswer.js';
import { archivesOf } from './records/records.permissions.js';
import type { MasterKeys } from './secrets/masterKey.js';
import { MasterKeyFile, masterKeyPath } from './secrets/masterKeyFile.js';
import { Vault } from './secrets/vault.js';
import { ModuleSwitching } from './switching/switching.js';

export interface PlatformOptions {
  /** The plain role of the requests. */
  request: PoolConfig;
  /** The role that owns the tables; given, the platform migrates before it starts. */
  owner?: PoolConfig;
  modules: readonly Module[];
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
  /** Signs what the audit seals. */
  auditKey?: AuditKey | undefined;
  /** Where mails go out, if they do. */
  mail?: MailSettings | undefined;
  /** Looks by itself for what has become due. Default true; else somebody calls `sweeper.sweep`. */
  sweeping?: boolean;
  log: Logger;
  limits?: Limits;
  /** Shows the schema to somebody who has not signed in. Default true. */
  schemaForEverybody?: boolean;
  clock?: () => Date;
  /** How often it looks for what is late or has had its time. Default 15 000. */
  sweepMs?: number;
  onProgress?: (message: string) => void;
}

export interface Platform {
  readonly apollo: ApolloServer<Context>;
  readonly schemas: SchemaSwitch;
  readonly modules: readonly Module[];
  readonly security: readonly TableSecurity[];
  readonly database: Database;
  readonly core: Core;
  /** The context of a request with this Authorization header. @throws UNAUTHENTICATED for a token that is forged or has expired */
  context(
    authorization: string | undefined,
    requestId?: string,
    address?: string,
    signal?: AbortSignal,
  ): Promise<Context>;
  /** An access token for a person in a new session, as signIn gives it. */
  tokenFor(personId: string): Promise<string>;
  readonly limits: Limits;
  readonly sweeper: Sweeper;
  readonly requests: RequestLimits;
  /** What is missing to serve, for the operator; nothing where it is ready. Migrations were compared at the start. */
  missing(): Promise<string[]>;
  /** True from `beginToStop` on. */
  readonly isStopping: boolean;
  /** New requests are refused from now on; those under way go on. */
  beginToStop(): void;
  close(): Promise<void>;
}

/** Puts everything together: modules, database, schema, server. The one place where this is done. */
export async function createPlatform(options: PlatformOptions): Promise<Platform> {
  const { log, clock = () => new Date(), auditKey } = options;
  if (auditKey && !auditKey.signs)
    throw new StartError('AUDIT_KEY is a public key, which only verifies. The platform seals with the private one.');
  const modules = compose([...coreModules, ...options.modules]);
  const connections = new Connections();
  const orm = await initOrm(modules, options.request, connections.watch);
  const pool = new Pool({
    max: 16,
    ...patient(options.request),
    statement_timeout: unhurriedSeconds * 1000,
    application_name: 'zhidu reads',
  });
  connections.watch(pool);
  pool.on('error', (error) => log.warn({ err: error }, 'an idle connection was lost'));
  const database = new Database(pool, orm);
  try {
    const security = tableSecurity(modules, orm.getMetadata());
    await refuseUnfinishedRestore(pool);
    if (options.owner) {
      await migrate({
        owner: options.owner,
        requestRole: await currentRole(pool),
        modules,
        security,
        onProgress: options.onProgress,
      });
      await restoreGuards(options.owner);
    }
    await inspectDatabase(pool, modules, security);
    await refuseUnguarded(pool);
    const schemas = new SchemaSwitch(
      await buildFullSchema(modules, orm.getMetadata()),
      operationExecutor(callRules(modules)),
    );
    return await serve({ ...options, clock }, { modules, security, database, schemas, connections });
  } catch (error) {
    await database.close();
    throw error;
  }
}

interface Parts {
  modules: readonly Module[];
  security: readonly TableSecurity[];
  database: Database;
  schemas: SchemaSwitch;
  connections: Connections;
}

async function serve(
  options: PlatformOptions & { clock: () => Date },
  { modules, security, database, schemas, connections }: Parts,
): Promise<Platform> {
  const { request, dataDirectory, log, clock, keys, access: settings, oidc, limits = standardLimits } = options;
  const requests = new RequestLimits(limits, log, () => clock().getTime());
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
    events: new Events(modules, isEnabled),
    switching: new ModuleSwitching(modules, new Set(coreModules.map(({ name }) => name)), database, schemas),
    uploads: new Uploads(join(dataDirectory, 'files'), database, clock),
    importing: new Importing(log, isEnabled),
    denials: new Denials(modules),
    rulebook,
    limits,
    approvals: new Approvals(modules, database, clock, holidays, (module) => schemas.isEnabled(module)),
    archives: new Map(archivesOf(modules).map(({ type, definition }) => [type, definition])),
    vault: new Vault(database, options.masterKeys ?? (await keptMasterKey(dataDirectory, database))),
    attachments: {
      definitions: new Map(attachmentsOf(modules).map((definition) => [definition.entity.name, definition])),
      store: new AttachmentStore(join(dataDirectory, 'attachments'), database, clock),
      settings: options.attachments ?? standardAttachments,
    },
    audit: new Audit(database, options.auditKey, clock, log),
    calls: callRules(modules),
    contextFor: async (personId, requestId, groupRoles) =>
      contextOf({ viewer: await access.viewerStillThere(personId, groupRoles), sessionId: undefined }, requestId),
  };
  const contextOf = (identity: Identity, requestId: string, address?: string): Context => ({
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
  const listener = new Listener(
    request,
    log,
    () => undefined,
    () => connections.sever(),
  );
  listener.on('zhidu_modules', () => core.switching.follow());
  await listener.start();
  await core.vault.start();
  const { plugin: limitsOfOperations, rule: withinLimits } = limitsPlugin(limits);
  const apollo = new ApolloServer<Context>({
    gateway: schemas,
    formatError,
    stringifyResult: stringifyAnswer,
    introspection: true,
    parseOptions: { maxTokens: limits.mode === 'report' ? limitSettings.tokens.most : limits.tokens },
    validationRules: [withinLimits, rootExists],
    persistedQueries: false,
    allowBatchedHttpRequests: false,
    csrfPrevention: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    logger: log,
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      limitsOfOperations,
      strangersPlugin(requests, options.schemaForEverybody ?? true),
      moduleDisabledPlugin((schema) => schemas.stateOf(schema)),
      errorGate,
      recordRefusals,
    ],
  });
  await apollo.start();
  await core.audit.start();
  await registerPolicies(database, modules, clock());
  await duties.start(database);
  await notices.start(database);
  const mailer = options.mail && new Mailer(database, options.mail, log);
  const sweeper = new Sweeper(database.pool, duties, mailer, clock, log);
  if (options.sweeping ?? true) sweeper.start();
  const tidier = setInterval(() => {
    Promise.all([
      core.uploads.sweep(),
      core.attachments.store.sweep(),
      core.importing.sweep(database),
      access.sweep(),
      core.approvals.sweep(),
    ]).catch((error) => log.warn({ err: error }, 'could not sweep'));
  }, options.sweepMs ?? 15_000).unref();
  let stopping = false;
  return {
    apollo,
    schemas,
    modules,
    security,
    database,
    core,
    limits,
    sweeper,
    requests,
    async context(authorization, requestId = randomUUID(), address = undefined, signal = undefined) {
      const deadline = performance.now() + limits.seconds * 1000;
      const identity = await access.identify(authorization).catch(async (error) => {
        if (error instanceof ZhiduError && error.code === 'UNAUTHENTICATED')
          await core.audit.log.soon(contextOf(nobodyYet, requestId, address), {
            action: 'refused',
            after: { code: error.code, path: 'token', address },
          });
        throw error;
      });
      return { ...contextOf(identity, requestId, address), deadline, signal };
    },
    tokenFor: async (personId) => (await access.sessions.begin({ address: undefined }, personId)).accessToken,
    async missing() {
      return [
        ...(stopping ? ['the server is stopping'] : []),
        ...((await database.answers()) ? [] : ['the database does not answer']),
        ...(listener.isListening ? [] : ['changes on other instances are not heard of']),
      ];
    },
    get isStopping() {
      return stopping;
    },
    beginToStop() {
      stopping = true;
      core.importing.stop().catch((error) => log.warn({ err: error }, 'an import did not stop'));
    },
    async close() {
      clearInterval(tidier);
      await sweeper.stop();
      await core.importing.stop();
      await apollo.stop();
      await core.audit.stop();
      await listener.stop();
      await database.close();
    },
  };
}

/** Made at the first start, and never in place of one that was lost. */
async function keptMasterKey(dataDirectory: string, database: Database): Promise<MasterKeys> {
  const file = new MasterKeyFile(masterKeyPath(dataDirectory));
  const [row] = await database.call<{ master: string | null }>('select secrets.current_master() as master');
  if (await file.exists()) return file;
  if (row?.master)
    throw new StartError(
      `${file.path} is missing, and content in this database is sealed under it. Restore it from where you keep it, or give the key as MASTER_KEY.`,
    );
  await file.create();
  return file;
}

const nobodyYet: Identity = { viewer: anonymous, sessionId: undefined };

const currentRole = async (pool: Pool): Promise<string> =>
  (await pool.query('select current_user as role')).rows[0].role;
