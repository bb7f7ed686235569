import type { EntityMetadata, MetadataStorage } from '@mikro-orm/core';
import type { EntityClass } from '../module.js';

export const quote = (identifier: string): string => `"${identifier.replaceAll('"', '""')}"`;

/** Metadata of an entity by its class; a class that MikroORM does not know is a mistake of the author. */
export function metadataOf(metadata: MetadataStorage, entity: EntityClass): EntityMetadata {
  const found = metadata.find(entity as never);
  if (!found) throw new Error(`${entity.name} is no entity: it lacks @Entity().`);
  return found;
}

export const qualifiedTable = (meta: EntityMetadata): string =>
  `${quote(meta.schema ?? 'public')}.${quote(meta.tableName)}`;

export const columnOf = (meta: EntityMetadata, property: string): string => {
  const found = meta.properties[property as never] as { fieldNames: string[] } | undefined;
  if (!found) throw new Error(`${meta.className} has no property ${property}.`);
  return quote(found.fieldNames[0]!);
};
