import type { EntityMetadata } from '@mikro-orm/core';
import { LabelledEntity } from '../access/entity.js';
import { inheritsLabelFrom } from '../access/inheritsLabel.js';
import { columnOf, qualifiedTable, quote } from '../database/entityModel.js';
import type { EntityClass } from '../module.js';

/** Requests about a record follow its label, compartments and keeper, and become void when it is removed. */
export function followTriggers(meta: EntityMetadata): string[] {
  const name = quote(`follow_${meta.schema}_${meta.tableName}`);
  const isLabelled = (meta.class as { prototype?: unknown }).prototype instanceof LabelledEntity;
  const columns = isLabelled ? ['label', 'compartments', 'keeper'].map((property) => columnOf(meta, property)) : [];
  const type = `'${meta.className}'`;
  const follow = isLabelled
    ? ` if tg_op = 'UPDATE' then if (${columns.map((column) => `new.${column}`).join(', ')}) is distinct from (${columns.map((column) => `old.${column}`).join(', ')}) then perform approvals.follow_record(${type}, new."id", ${columns.map((column) => `new.${column}`).join(', ')}); end if; return null; end if;`
    : '';
  // A label that a trigger took from another parent is in no list of what the statement sets.
  const isMoved = inheritsLabelFrom(meta.class as EntityClass) !== undefined;
  const of = isMoved ? '' : ` of ${columns.join(', ')}`;
  const when = isLabelled ? `after update${of} or delete` : 'after delete';
  return [
    `create or replace function access.${name}() returns trigger language plpgsql security definer set search_path = pg_catalog as $$ begin${follow} perform approvals.lose_record(${type}, old."id"); return null; end $$`,
    `drop trigger if exists ${name} on ${qualifiedTable(meta)}`,
    `create trigger ${name} ${when} on ${qualifiedTable(meta)} for each row execute function access.${name}()`,
  ];
}
