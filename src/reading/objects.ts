import { type FieldNode, type GraphQLObjectType, getArgumentValues } from 'graphql';
import { needed } from './columns.js';
import { scalarJson } from './finished.js';
import { limits } from './limits.js';
import { connectionJson } from './lists.js';
import type { List, ReadField, Reference } from './model.js';
import type { OwnField } from './ownFields.js';
import { below, type Place, typeNameJson } from './place.js';
import type { Row } from './row.js';
import { type Selected, selectedFields } from './selection.js';
import { jsonObject, jsonObjectWith, orNull, type Sql, sql } from './sql.js';
import { type SealedPlace, watchKey } from './watching.js';

/** Key of what own resolvers need. No response key can be the same. */
export const hiddenKey = '$';
/** Prefix, inside it, of whether the row opens a closed field with an own resolver. */
export const openPrefix = '?';

/** What is asked of one row as JSON, under the keys of the response. */
export function objectJson(row: Row, fields: readonly FieldNode[], place: Place): Sql {
  const { reading, entity } = row;
  if (place.depth > limits.selectionDepth) {
    reading.problem(place.path, {
      en: `Relations and lists nest at most ${limits.selectionDepth} deep in a selection.`,
      zh: `所选的关系和列表最多嵌套 ${limits.selectionDepth} 层。`,
    });
    return jsonObject([]);
  }
  const type = reading.type(entity.name);
  const asked = selectedFields(reading.asked, type, fields);
  const names = asked.map(({ name }) => name).filter((name) => name !== '__typename');
  const watch = reading.watch.watchesShown(entity, names) ? reading.watch : undefined;
  const entries: [string, Sql][] = [];
  const own: [string, OwnField][] = [];
  for (const selected of asked) {
    const field = entity.fields.get(selected.name);
    const isClosed = row.isClosed(selected.name);
    if (isClosed || field?.kind === 'own') reading.isUnfinished = true;
    if (isClosed) continue;
    if (field?.kind === 'own') own.push([selected.name, field]);
    else {
      const content = field ? fieldJson(row, field, type, selected, place) : typeNameJson(type);
      entries.push([selected.key, watch && mayBeNull(row, selected.name, field) ? orNull(content) : content]);
    }
  }
  if (own.length > 0) entries.push([hiddenKey, needsJson(row, own)]);
  if (!watch) return jsonObject(entries);
  return jsonObjectWith(entries, [watchKey, watch.row(row, names, sealedPlaces(row, asked, own))]);
}

/** Where the answer has to have what is sealed in the row. */
function sealedPlaces(row: Row, asked: readonly Selected[], own: readonly [string, OwnField][]): SealedPlace[] {
  const { entity } = row;
  if (!entity.sealing) return [];
  const place = (property: string, field: string, path: readonly string[], isNullable: boolean): SealedPlace[] =>
    entity.columns.get(property)?.isSealed && !row.isClosed(field)
      ? [{ property, path, isNullable, isOpen: row.isGuarded(field) ? row.rule(field) : undefined }]
      : [];
  const needs = new Set(own.flatMap(([, { needs: properties }]) => properties));
  return [
    ...asked.flatMap(({ key, name }) => {
      const field = entity.fields.get(name);
      return field?.kind === 'scalar' ? place(field.column.property, name, [key], field.column.nullable) : [];
    }),
    ...[...needs].flatMap((property) => place(property, property, [hiddenKey, property], true)),
  ];
}

type ShownField = Exclude<ReadField, OwnField>;

function fieldJson(row: Row, field: ShownField, type: GraphQLObjectType, selected: Selected, place: Place): Sql {
  if (field.kind === 'scalar') return row.guard(selected.name, scalarJson(row, field));
  const at = below(place, selected.key);
  return field.kind === 'list' ? listJson(row, field, type, selected, at) : referenceJson(row, field, selected, at);
}

const mayBeNull = (row: Row, name: string, field: ShownField | undefined): boolean =>
  field !== undefined &&
  (row.isGuarded(name) ||
    field.kind === 'reference' ||
    (field.kind === 'scalar' && (field.column.nullable || field.column.isSealed)));

function referenceJson(row: Row, reference: Reference, { nodes }: Selected, place: Place): Sql {
  const target = row.reading.row(reference.target);
  return sql`(select ${objectJson(target, nodes, place)} from ${target.source} where ${target.isTarget(row, reference)})`;
}

function listJson(row: Row, list: List, type: GraphQLObjectType, { name, nodes }: Selected, place: Place): Sql {
  const { reading } = row;
  const args = getArgumentValues(type.getFields()[name]!, nodes[0]!, reading.asked.variableValues);
  const request = { entity: list.of, args, fields: nodes, place, within: (child: Row) => child.isListed(row, list) };
  return row.guard(name, connectionJson(reading, request, objectJson));
}

/** For fields with an own resolver: the id, the properties that they need, and whether a closed one is open in this row. */
function needsJson(row: Row, own: readonly [string, OwnField][]): Sql {
  const { columns, references } = row.entity;
  const properties = new Set(['id', ...own.flatMap(([, { needs }]) => needs)]);
  const entries: [string, Sql][] = [];
  for (const property of properties) {
    if (row.isClosed(property)) continue;
    const column = columns.get(property);
    const content = column ? needed(column, row.column(column.name)) : keyJson(row, references.get(property)!);
    entries.push([property, row.guard(property, content)]);
  }
  for (const [name] of own)
    if (row.isGuarded(name)) entries.push([openPrefix + name, sql`coalesce(${row.rule(name)}, false)`]);
  return jsonObject(entries);
}

const keyJson = (row: Row, { column }: Reference): Sql => {
  const key = row.column(column);
  return sql`case when ${key} is not null then ${jsonObject([['id', key]])} end`;
};
