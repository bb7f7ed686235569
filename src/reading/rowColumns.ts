import type { EntityMetadata, EntityProperty, MetadataStorage } from '@mikro-orm/core';
import { inheritsLabelFrom, isGrantedApart, sharesIdentity } from '../access/inheritsLabel.js';
import type { RowColumns } from '../access/rules.js';
import { columnOf } from '../database/entityModel.js';
import type { EntityClass } from '../module.js';

/** How a rule names the columns of an entity's row; without an alias as a policy does, unqualified. */
export const rowColumns = (metadata: MetadataStorage, entity: string, alias: string | undefined): RowColumns =>
  columnsOf(metadata.getByClassName(entity), (column) => (alias === undefined ? column : `${alias}.${column}`));

/** The same with a say in how a quoted column is written. */
export function columnsOf(meta: EntityMetadata, write: (column: string) => string): RowColumns {
  const column = (property: string) => write(columnOf(meta, property));
  const target = (property: string) => {
    const found = meta.properties[property as never] as { targetMeta?: EntityMetadata } | undefined;
    if (!found?.targetMeta) throw new Error(`${meta.className}.${property} does not point to another entity.`);
    return found.targetMeta.className;
  };
  const parent = inheritsLabelFrom(meta.class as EntityClass);
  const labelled = parent === undefined ? meta : (meta.properties[parent as never] as EntityProperty).targetMeta!;
  const type = sharesIdentity(labelled.class as EntityClass) ? undefined : labelled.className;
  const inherited = { type, id: column(parent ?? 'id') };
  const own = isGrantedApart(meta.class as EntityClass) ? [{ type: meta.className, id: column('id') }] : [];
  return { column, target, grantKeys: () => [inherited, ...own] };
}
