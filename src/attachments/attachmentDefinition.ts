import { MissingKind } from '../access/conditions.js';
import { type Rule, rule, signedIn } from '../access/rules.js';
import type { Writing } from '../database/writing.js';
import type { Message } from '../languages/message.js';
import type { EntityClass, Module } from '../module.js';

/** An entity whose records hold files (附件). */
export interface AttachmentDefinition {
  entity: EntityClass;
  /** Who attaches files to its records and removes them, beside seeing the record: a rule of roles. */
  attach: Rule;
  /** Which files they hold; any document, picture or text unless given. */
  accepts?: AcceptedFiles;
  /** While what a record holds may be changed; always unless given. */
  open?: OpenWhile;
  /** Runs with the change, after a file was attached to a record or removed from it. */
  changed?: (writing: Writing, recordId: string) => Promise<void>;
}

export interface AcceptedFiles {
  /** By media type as it is found by the bytes: the endings that the file's name may have. */
  types: Readonly<Record<string, readonly string[]>>;
  /** Said of any other file. */
  refused: Message;
}

export interface OpenWhile {
  /** About the record's row. */
  holds: Rule;
  /** Said where it does not hold, and what to do about it. */
  closed: Message;
  remedy: Message;
}

export const attachmentsOf = (modules: readonly Module[]): AttachmentDefinition[] =>
  modules.flatMap(({ attachments = [] }) => [...attachments]);

/** What of a definition is asked about a file's row: whether its record takes changes. */
export const takesChanges = ({ entity, open }: AttachmentDefinition): Rule =>
  rule(
    `takesChanges(${entity.name})`,
    (viewer) => (signedIn.viewer(viewer) === true ? undefined : false),
    (row) => `access."changes_attachments_attachment"(${row.column('recordType')}, ${row.column('recordId')})`,
    open
      ? { kind: MissingKind.STATE, words: { message: open.closed, remedy: open.remedy } }
      : { kind: MissingKind.OTHER },
  );

/** By the name of the type, with the module that it belongs to. */
export type KnownAttachments = ReadonlyMap<string, AttachmentDefinition & { module: string }>;

export const knownAttachments = (modules: readonly Module[]): KnownAttachments =>
  new Map(
    modules.flatMap(({ name: module, attachments = [] }) =>
      attachments.map((definition) => [definition.entity.name, { ...definition, module }] as const),
    ),
  );
