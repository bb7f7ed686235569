import type { LabelledEntity } from '../access/entity.js';
import type { Rule } from '../access/rules.js';
import type { Message } from '../languages/message.js';
import type { EntityClass } from '../module.js';

/** What becomes of a file when its retention has ended. */
export enum DisposalAction {
  KEEP = 'KEEP',
  REVIEW = 'REVIEW',
  DESTROY = 'DESTROY',
}

/** A class determines destiny: each file has exactly one schedule, that of its class (保管期限). */
export interface RetentionClass {
  title: Message;
  /** Counted from the first of January after the year in which the file was closed; absent where it is kept for ever. */
  years?: number;
  action: DisposalAction;
}

/** Who does what with the files; roles only. Whoever does something also has to see the file. */
export interface ArchivePermissions {
  /** Gives places, describes files, writes their content, finds damage and repairs it. */
  keep: Rule;
  /** Lends, and signs off what is returned. */
  lend: Rule;
  /** Allows copies and excerpts. */
  copy: Rule;
  /** Receives, sends, passes on and carries out. */
  carry: Rule;
  /** Reviews, holds and orders destruction. */
  dispose: Rule;
  /** Sees all registers, beside those who keep them. */
  oversee: Rule;
}

/** The clauses that refusals cite, by what they are about. */
export type ArchiveClauses = Partial<
  Record<
    | 'place'
    | 'carrier'
    | 'loan'
    | 'return'
    | 'copy'
    | 'carry'
    | 'disposal'
    | 'content'
    | 'repair'
    | 'environment'
    | 'label',
    string
  >
>;

/** What a module says so that the archive keeps a file of each record of one of its entities. */
export interface ArchiveDefinition {
  /** Label, compartments, keeper and who may read are those of the record. */
  entity: EntityClass<LabelledEntity>;
  title: Message;
  /** Properties of the entity by which a file is found. */
  findingAid: {
    number: string;
    title: string;
    pinyin?: string;
    pinyinInitials?: string;
    category?: string;
    keywords?: string;
    /** The department that owns the record. */
    unit?: string;
    /** Where the record itself has its place in the catalogue: its year, and its volume of the year. */
    catalogueYear?: string;
    volume?: string;
    /** The day since which nothing more comes in, where the record itself says so: it closes its file, and nobody else does. */
    closedOn?: string;
  };
  /** By code. */
  retentionClasses: Readonly<Record<string, RetentionClass>>;
  /** The class of a new file. */
  retentionClass: string;
  /** What of the record itself goes with the content of a destroyed file. */
  erase: {
    /** Properties with what stands there afterwards. */
    properties: Readonly<Record<string, string | null>>;
    /** Entities with the property that points to the record: their rows go, or stay with what is written over them. */
    rows?: readonly (readonly [
      entity: EntityClass,
      property: string,
      emptied?: Readonly<Record<string, string | null>>,
    ])[];
  };
  permissions: ArchivePermissions;
  /** Approvals of the module, by name, about the entity: without an approved request none of it happens. */
  approvals: { loan: string; copy: string; destruction: string };
  /** Duties of the module, by name: a loan about the entity, a repair about FileFinding, rooms by the calendar unless others check them. */
  duties: { returnLoan: string; repair: string; checkRooms?: string };
  /** Roles that are told of a storage room that is out of bounds. */
  toldOfRooms?: readonly string[];
  clauses?: ArchiveClauses;
}

export const defineRecords = (definition: ArchiveDefinition): ArchiveDefinition => definition;
