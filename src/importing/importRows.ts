import type { EntityManager } from '@mikro-orm/postgresql';
import { CompiledQuery } from 'kysely';
import type { BaseEntity } from '../access/baseEntity.js';
import { metadataOf, qualifiedTable, quote } from '../database/entityModel.js';
import type { Writing } from '../database/writing.js';
import type { EntityClass } from '../module.js';

/**
 * Inserts new records of one entity in one statement, with the audit entries that a flush would write. For hundreds of them
 * this is several times as fast as a flush. Row-level security decides as always.
 *
 * @param common properties that are the same for all records; to-one relations stand here by id
 */
export async function insertAll<T extends BaseEntity>(
  { em, context }: Writing,
  entity: EntityClass<T>,
  records: T[],
  common: Partial<Record<keyof T, unknown>>,
): Promise<void> {
  if (records.length === 0) return;
  const meta = metadataOf(em.getMetadata(), entity);
  const stored = meta.props.filter(({ persist, fieldNames }) => persist !== false && fieldNames?.length === 1);
  const shared: Record<string, unknown> = { ...common, version: 1, createdAt: context.now, updatedAt: context.now };
  const rows = records.map((record) =>
    Object.fromEntries(
      stored.map(({ name }) => [name, name in shared ? shared[name] : (record[name as keyof T] ?? null)]),
    ),
  );
  const columns = stored.map(({ fieldNames }) => quote(fieldNames[0]!)).join(', ');
  const given = stored.map(({ name }) => quote(name)).join(', ');
  const types = stored.map(({ name, columnTypes }) => `${quote(name)} ${columnTypes[0]}`).join(', ');
  await execute(
    em,
    `with given as (select $1::json as records), written as (
       insert into ${qualifiedTable(meta)} (${columns}) select ${given} from given, json_to_recordset(records) as r(${types})
     )
     select audit.append((
       select json_agg(json_build_object('action', 'create', 'type', $2::text, 'id', r->'id', 'label', r->'label', 'before', null, 'after', r))
       from given, json_array_elements(records) r
     ))`,
    [JSON.stringify(rows), meta.className],
  );
}

/** `em.execute` would write the text into the statement, which takes as long as inserting it. */
const execute = (em: EntityManager, statement: string, parameters: unknown[]) =>
  em.getKysely().executeQuery(CompiledQuery.raw(statement, parameters));
