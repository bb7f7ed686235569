import type { Rule } from '../access/rules.js';
import type { EntityClass, Module } from '../module.js';

/** An entity whose records hold files (附件). */
export interface AttachmentDefinition {
  entity: EntityClass;
  /** Who attaches files to its records and removes them, beside seeing the record: a rule of roles. */
  attach: Rule;
}

export const attachmentsOf = (modules: readonly Module[]): AttachmentDefinition[] =>
  modules.flatMap(({ attachments = [] }) => [...attachments]);

/** By the name of the type, with the module that it belongs to. */
export type KnownAttachments = ReadonlyMap<string, AttachmentDefinition & { module: string }>;

export const knownAttachments = (modules: readonly Module[]): KnownAttachments =>
  new Map(
    modules.flatMap(({ name: module, attachments = [] }) =>
      attachments.map((definition) => [definition.entity.name, { ...definition, module }] as const),
    ),
  );
