import type { Logger } from 'pino';
import type { Access } from './access/access.js';
import type { Denials } from './access/denials.js';
import type { Rulebook } from './access/rulebook.js';
import type { Rule } from './access/rules.js';
import type { GroupRole, Viewer } from './access/viewer.js';
import type { Releases } from './analysis/release/releases.js';
import type { Appraisal } from './appraisal/appraisal.js';
import type { Approvals } from './approvals/approvals.js';
import type { KnownAttachments } from './attachments/attachmentDefinition.js';
import type { AttachmentSettings } from './attachments/attachmentSettings.js';
import type { AttachmentStore } from './attachments/attachmentStore.js';
import type { Audit } from './audit/audit.js';
import type { Call } from './audit/calls.js';
import type { Holidays } from './calendar/holidays.js';
import type { ClauseTest } from './clauses/clauseTests.js';
import type { Database } from './database/database.js';
import type { Duties } from './duties/duties.js';
import type { Events } from './events/event.js';
import type { Uploads } from './files/uploads.js';
import type { Importing } from './importing/importing.js';
import type { Interpretations } from './interpretations/interpretations.js';
import type { Locale } from './languages/message.js';
import type { Limits } from './limits/limits.js';
import type { Notices } from './notices/notices.js';
import type { ReadBack } from './reading/readBack.js';
import type { ArchiveDefinition } from './records/archiveDefinition.js';
import type { Screenings } from './screening/screening.js';
import type { Vault } from './secrets/vault.js';
import type { ModuleSwitching } from './switching/switching.js';

/** What one request carries. */
export interface Context {
  readonly requestId: string;
  readonly viewer: Viewer;
  /** The language of the answer, by Accept-Language. It decides words and nothing else. */
  readonly locale: Locale;
  /** Of somebody who has signed in here. */
  readonly sessionId: string | undefined;
  /** Network address of the client; undefined where the request did not come by HTTP. */
  readonly address: string | undefined;
  readonly database: Database;
  readonly log: Logger;
  /** The moment that the request counts as now. */
  readonly now: Date;
  /** Places for dataloaders, one for each field with its own resolver. */
  readonly loaders: Map<unknown, unknown>;
  /** Mutations whose call rule only the row can answer and that have not asked it yet. */
  readonly unasked: Set<string>;
  /** The mutation that is being carried out: what is written meanwhile is recorded under its name. */
  call?: Call;
  /** Keys of the document's mutations of which an entry was written. */
  readonly recorded: Set<string>;
  /** Reads what the mutation answers with, in the transaction that writes it. */
  readBack?: ReadBack | undefined;
  readonly core: Core;
  /** Aborted when the client went away before it had its answer; absent where the request did not come by HTTP. */
  readonly signal?: AbortSignal | undefined;
  /** When its time is up, on the clock of performance.now(); absent for work that goes on after a request. */
  readonly deadline?: number | undefined;
}

/** What the core offers to resolvers, the same for all requests. */
export interface Core {
  readonly log: Logger;
  readonly access: Access;
  readonly switching: ModuleSwitching;
  readonly uploads: Uploads;
  readonly importing: Importing;
  readonly denials: Denials;
  readonly rulebook: Rulebook;
  /** Archives by the type of the records that they keep files of. */
  readonly archives: ReadonlyMap<string, ArchiveDefinition>;
  /** Keys of archive files. */
  readonly vault: Vault;
  /** Properties that some entity seals. */
  readonly sealedNames: ReadonlySet<string>;
  readonly audit: Audit;
  readonly approvals: Approvals;
  /** Merits and demerits of people and departments. */
  readonly appraisal: Appraisal;
  /** Figures for the public, without small cells. */
  readonly releases: Releases;
  /** Files of records: which entities hold them, and where they lie. */
  readonly attachments: {
    readonly definitions: KnownAttachments;
    readonly store: AttachmentStore;
    readonly settings: AttachmentSettings;
  };
  readonly limits: Limits;
  readonly holidays: Holidays;
  readonly interpretations: Interpretations;
  readonly duties: Duties;
  /** By clause. */
  readonly clauseTests: ReadonlyMap<string, ClauseTest[]>;
  /** The page of a record on the public site, with {id}; undefined where there is none. */
  readonly publicPage: string | undefined;
  /** Finds words of the lists and personal data in texts of modules. */
  readonly screenings: Screenings;
  readonly notices: Notices;
  /** What modules tell each other without knowing each other. */
  readonly events: Events;
  /** Call rules by root field, for example `Mutation.updateCustomer`. */
  readonly calls: ReadonlyMap<string, Rule>;
  /** A context for work that goes on after the request, in the name of the same person with the rights of then. */
  contextFor(personId: string, requestId: string, groupRoles?: readonly GroupRole[]): Promise<Context>;
}

/** A context behind a call rule that asks for somebody signed in. */
export type SignedInContext = Context & { viewer: Viewer & { personId: string } };
