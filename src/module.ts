import type { MetadataStorage } from '@mikro-orm/core';
import type { NonEmptyArray } from 'type-graphql';
import type { Rule } from './access/rules.js';
import type { AppraisalDefinition } from './appraisal/appraisalDefinition.js';
import type { Approval } from './approvals/approval.js';
import type { AttachmentDefinition } from './attachments/attachmentDefinition.js';
import type { Evidence } from './audit/evidence.js';
import type { Policy } from './clauses/clause.js';
import type { Context } from './context.js';
import type { DemoOrganisation } from './demo.js';
import type { DutyDefinition } from './duties/duty.js';
import type { Denial } from './errors.js';
import type { Reaction } from './events/event.js';
import type { HandoverDefinition } from './handover/handoverLine.js';
import type { FileKind } from './importing/importKind.js';
import type { Interpretation } from './interpretations/interpretation.js';
import type { Message } from './languages/message.js';
import type { PrintDefinition } from './printing/printedTable.js';
import type { PublicRoute } from './publicSide/publicRoute.js';
import type { ArchiveDefinition } from './records/archiveDefinition.js';
import type { Sweep } from './sweeps/sweep.js';

export type EntityClass<T extends object = object> = new (...args: never[]) => T;

export type Title = Message;

export interface RowRules {
  read: Rule;
  /** Insert and update, where these are not given on their own. */
  write?: Rule;
  insert?: Rule;
  update?: Rule;
  /** Denied unless given. */
  delete?: Rule;
  /** The clause by which labels are kept: clearance, compartments, and from SECRET up the keeper or a grant. */
  labels?: string;
  /** To whom the label does not hide a row to read, because they know of it: a rule for what stands for a record and shows nothing of it. */
  knownTo?: Rule;
}

/** A record that a mutation finds by an id. */
export interface MutationRecord {
  /** Its type. */
  type: string;
  /** What becomes of it, in which its row rules have a say too; `extend` writes something that inherits its label. */
  does?: 'update' | 'delete' | 'extend';
  /** What the mutation says of a record that is not visible, where it says more than that there is none; undefined: nothing. */
  ofHidden?: (context: Context, id: string) => Promise<Denial | undefined>;
}

/** Who may call what, which rows exist for whom, which fields are closed. What is not listed is denied. */
export interface Permissions {
  calls: { Query?: Record<string, Rule>; Mutation?: Record<string, Rule> };
  /** By mutation that finds a record by an id; `explainAccess` takes their names. */
  records?: Record<string, MutationRecord>;
  /** By type name. */
  rows: Record<string, RowRules>;
  /** By type name and field name; the field must be nullable, because who may not see it gets null and FORBIDDEN. */
  fields?: Record<string, Record<string, Rule>>;
}

export interface Migration {
  /** Unique within the module and in the order of application, for example `0001-customers`. */
  name: string;
  up: string;
}

/** An entity whose reads come from the core; `list` and `one` where the plain plural and the name do not serve. */
export type Read = EntityClass | NamedRead;

export interface NamedRead {
  entity: EntityClass;
  list: string;
  one: string;
  /** Runs ahead of each of them. */
  ahead?: (context: Context, call: string, args: object) => Promise<void>;
}

/** The one thing that the core and a module share. */
export interface Module {
  /** Lower-case; also the name of its PostgreSQL schema, with `-` written as `_`. */
  name: string;
  title: Title;
  description: string;
  requires?: readonly string[];
  /** Modules that it links to and that may be off: what it shows of them vanishes meanwhile, and it goes on without them. */
  linksTo?: readonly string[];
  /** Roles that the module brings, with their titles. */
  roles?: Record<string, Title>;
  entities?: readonly EntityClass[];
  /** Entities that get `thing(id)` and `things(first, after, last, before, filter, orderBy)`. */
  reads?: readonly Read[];
  resolvers?: NonEmptyArray<EntityClass> | readonly EntityClass[];
  permissions: Permissions;
  /** Kinds of requests that pass through signatures; earlier versions stay while requests of theirs run. */
  approvals?: readonly Approval[];
  /** Policies that the module carries out, with their clauses. */
  clauses?: readonly Policy[];
  migrations?: readonly Migration[];
  /** What must be done by when, made with defineDuty. */
  duties?: readonly DutyDefinition[];
  /** Where its texts leave a choice, made with defineInterpretation. */
  interpretations?: readonly Interpretation[];
  /** What people hold in the module and hand over when they move or leave. */
  handover?: HandoverDefinition;
  /** What it does when another module tells of an event, made with when. */
  reactions?: readonly Reaction[];
  /** Entities that the archive keeps files of: places, loans, copies, retention, disposal. */
  records?: readonly ArchiveDefinition[];
  /** Merits and demerits of people and departments, made with defineAppraisal. */
  appraisal?: AppraisalDefinition;
  /** Entities whose records hold files. */
  attachments?: readonly AttachmentDefinition[];
  /** Records that are printed in the one layout of the house, made with definePrint. */
  prints?: readonly PrintDefinition[];
  /** Rows that nobody changes once they are written, and whose change `verifyAudit` finds; made with defineEvidence. */
  evidence?: readonly Evidence[];
  /** What everybody may GET without signing in, such as a feed; off with the module. */
  publicRoutes?: readonly PublicRoute[];
  /** Statements that keep rows of an entity in step with those of other tables; each can be run again. */
  triggers?: (entity: EntityClass, metadata: MetadataStorage) => string[];
  /** What it looks for every some seconds, because it comes due by time alone. */
  sweeps?: readonly Sweep[];
  /** What of a module of the core depends on the other installed ones. */
  adapt?: (modules: readonly Module[]) => Partial<Module>;
  /** Kinds of files that it imports and reads itself. */
  imports?: readonly FileKind[];
  /** Fills the demo organisation once, through the same calls that people use. */
  demo?: (organisation: DemoOrganisation) => Promise<void>;
}

export const defineModule = (module: Module): Module => module;

export const definePermissions = (permissions: Permissions): Permissions => permissions;

/** The table of a module as one, where its capabilities have tables of their own. @throws Error where two say something of the same */
export function joinPermissions(...tables: readonly Permissions[]): Permissions {
  const joined = <T>(what: string, of: (table: Permissions) => Record<string, T> | undefined): Record<string, T> => {
    const entries = tables.flatMap((table) => Object.entries(of(table) ?? {}));
    const twice = entries.find(([name], i) => entries.findIndex(([other]) => other === name) !== i);
    if (twice) throw new Error(`Two permission tables of a module speak of ${what} ${twice[0]}.`);
    return Object.fromEntries(entries);
  };
  return {
    calls: {
      Query: joined('the query', ({ calls }) => calls.Query),
      Mutation: joined('the mutation', ({ calls }) => calls.Mutation),
    },
    records: joined('the record of', ({ records }) => records),
    rows: joined('the rows of', ({ rows }) => rows),
    fields: joined('the fields of', ({ fields }) => fields),
  };
}

/** The PostgreSQL schema of a module. */
export const schemaOf = (module: Module): string => module.name.replaceAll('-', '_');
