import type { EntityMetadata, EntityProperty } from '@mikro-orm/core';
import { inheritsLabelFrom } from '../access/inheritsLabel.js';
import { sealedFieldsOf } from '../access/sealedEntity.js';
import { columnOf, qualifiedTable, quote } from '../database/entityModel.js';
import type { EntityClass } from '../module.js';

/** Held by the database itself: from SECRET up no sealed field stands in a column of its own. */
export const sealedConstraint = 'sealed_from_secret';

/** What the functions of a table of sealed records begin with. */
export const sealingPurposes = ['plain_rows', 'seal_plain', 'sealed_rows', 'open_sealed'] as const;

/** Functions of a table of sealed records that hang on another, by the id of that one. */
export const sealedTable = ({ schema, tableName }: EntityMetadata) => {
  const [plainRows, sealPlain, sealedRows, openSealed] = sealingPurposes.map(
    (purpose) => `access.${quote(`${purpose}_${schema}_${tableName}`)}`,
  ) as [string, string, string, string];
  return { plainRows, sealPlain, sealedRows, openSealed };
};

/** Whose label a row has, and whose label that one has: the nearest first. */
export function lineageOf(meta: EntityMetadata): { column: string; parent: EntityMetadata }[] {
  const property = inheritsLabelFrom(meta.class as EntityClass);
  if (property === undefined) return [];
  const parent = (meta.properties[property as never] as EntityProperty).targetMeta!;
  return [{ column: columnOf(meta, property), parent }, ...lineageOf(parent)];
}

/** Of a row: that it hangs on the record $1, over those between. */
function hangingOn([step, ...further]: ReturnType<typeof lineageOf>, row: string): string {
  const { column, parent } = step!;
  return further.length === 0
    ? `${row}.${column} = $1`
    : `${row}.${column} in (select "id" from ${qualifiedTable(parent)} p where ${hangingOn(further, 'p')})`;
}

/**
 * Statements that each can be run again: the constraint, and how rows are sealed and opened that somebody must not see who
 * raises or lowers the record on which they hang.
 *
 * @param mayUpdate the condition on a row of that record that its caller may update it
 */
export function sealingStatements(
  meta: EntityMetadata,
  mayUpdate: (of: EntityMetadata) => string | undefined,
): string[] {
  const sealing = sealedFieldsOf(meta.class as EntityClass);
  if (!sealing) return [];
  const table = qualifiedTable(meta);
  const plain = sealing.fields.map((field) => columnOf(meta, field));
  const constraint = [
    `alter table ${table} drop constraint if exists ${sealedConstraint}`,
    // Rows of before are sealed at the start.
    `alter table ${table} add constraint ${sealedConstraint} check (${columnOf(meta, 'label')} < 'SECRET' or (${plain.map((column) => `${column} is null`).join(' and ')})) not valid`,
  ];
  const lineage = lineageOf(meta);
  const branches = lineage.flatMap(({ parent }, depth) => {
    const allowed = mayUpdate(parent);
    if (!allowed) return [];
    const hangs = hangingOn(lineage.slice(0, depth + 1), 'c');
    return [`(${hangs} and exists (select 1 from ${qualifiedTable(parent)} where "id" = $1 and ${allowed}))`];
  });
  if (branches.length === 0) return constraint;
  const names = sealedTable(meta);
  const mine = `(${branches.join(' or ')})`;
  const func = (name: string, given: string, answer: string, volatility: string, body: string) =>
    `create or replace function ${name}(${given}) returns ${answer} language sql ${volatility} security definer set search_path = pg_catalog as $$ ${body} $$`;
  const listed = (columns: string, which: string) =>
    `select coalesce(json_agg(json_build_object('id', c."id", 'parent', c.${lineage[0]!.column}, ${columns})), '[]') from ${table} c where ${mine} and ${which}`;
  const values = sealing.fields.map((field, i) => `'${field}', c.${plain[i]}`).join(', ');
  const hashes = Object.values(sealing.hashed ?? {});
  const kept = ['sealed', ...hashes];
  const typeOf = (field: string) => (meta.properties[field as never] as EntityProperty).columnTypes[0]!;
  const set = (properties: readonly string[], value: (property: string) => string) =>
    properties.map((one) => `${columnOf(meta, one)} = ${value(one)}`).join(', ');
  const row = (properties: readonly string[]) =>
    `json_to_recordset($2) as r("id" uuid, ${properties.map((one) => `${quote(one)} ${typeOf(one)}`).join(', ')})`;
  const update = (to: string, from: string) =>
    `update ${table} c set ${to} from ${from} where c."id" = r."id" and ${mine}`;
  return [
    ...constraint,
    func(
      names.plainRows,
      'parent uuid',
      'json',
      'volatile',
      // Nobody adds another row to what is sealed meanwhile.
      lineage
        .slice(1)
        .map(
          (_, i) =>
            `select 1 from ${qualifiedTable(lineage[i]!.parent)} b where ${hangingOn(lineage.slice(i + 1, i + 2), 'b')} for update; `,
        )
        .join('') +
        listed(
          `'values', json_strip_nulls(json_build_object(${values}))`,
          `(${plain.map((column) => `c.${column} is not null`).join(' or ')})`,
        ),
    ),
    func(
      names.sealPlain,
      'parent uuid, rows json',
      'void',
      'volatile',
      update(`${set(kept, (one) => `r.${quote(one)}`)}, ${set(sealing.fields, () => 'null')}`, row(kept)),
    ),
    func(names.sealedRows, 'parent uuid', 'json', 'stable', listed(`'sealed', c."sealed"`, 'c."sealed" is not null')),
    func(
      names.openSealed,
      'parent uuid, rows json',
      'void',
      'volatile',
      update(`${set(sealing.fields, (one) => `r.${quote(one)}`)}, ${set(kept, () => 'null')}`, row(sealing.fields)),
    ),
  ];
}
