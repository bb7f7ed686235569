import type { EntityMetadata, MetadataStorage } from '@mikro-orm/core';
import { inheritsLabelFrom } from '../access/inheritsLabel.js';
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
  return {
    column,
    target,
    grantKey: () =>
      parent === undefined ? { type: meta.className, id: column('id') } : { type: target(parent), id: column(parent) },
  };
}
