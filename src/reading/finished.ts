import { isEnumType } from 'graphql';
import { type Kind, leaving } from './columns.js';
import type { ScalarField } from './model.js';
import type { Row } from './row.js';
import { join, literal, type Sql, sql } from './sql.js';

/** Kinds of columns whose JSON is already what the scalar's own serialisation would make of it. */
const alike: Record<string, readonly Kind[]> = {
  ID: ['uuid', 'text', 'bigint', 'numeric'],
  String: ['uuid', 'text', 'bigint', 'numeric', 'timestamp', 'date', 'texts'],
  Int: ['integer'],
  Float: ['integer', 'float', 'numeric'],
  Boolean: ['boolean'],
  DateTimeISO: ['timestamp'],
};

/** A scalar of a row as it stands in the JSON: for the client where the reading is final, else for GraphQL's serialisation. */
export function scalarJson(row: Row, field: ScalarField): Sql {
  const { column, graphqlType, isEnum } = field;
  const { reading } = row;
  const content = leaving(column, row.column(column.name), graphqlType);
  if (!reading.isFinal) return content;
  if (isEnum) return enumJson(row, field, content);
  if (!alike[graphqlType]?.includes(column.kind)) reading.isUnfinished = true;
  if (graphqlType === 'Float' && column.kind !== 'integer') reading.mayHoldNaN = true;
  return content;
}

/** GraphQL shows an enum's value by its name, and none that belongs to a module that is off. */
function enumJson({ reading, entity }: Row, { column, graphqlType }: ScalarField, content: Sql): Sql {
  const type = reading.asked.schema.getType(graphqlType);
  const shown = new Map(isEnumType(type) ? type.getValues().map(({ name, value }) => [value, name]) : []);
  const stored = entity.meta.properties[column.property as never] as { items?: unknown[] } | undefined;
  const items = stored?.items ?? [];
  if (items.length === 0 || !items.every((item) => typeof item === 'string' && shown.has(item))) {
    reading.isUnfinished = true;
    return content;
  }
  if (items.every((item) => shown.get(item) === item)) return content;
  const cases = items.map((item) => sql`when ${literal(item as string)} then ${literal(shown.get(item)!)}`);
  return sql`case ${content} ${join(cases, ' ')} end`;
}
