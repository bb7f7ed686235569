import type { EntityProperty } from '@mikro-orm/core';
import { quote } from '../database/entityModel.js';
import { raw, type Sql, sql } from './sql.js';

export type Kind =
  | 'uuid'
  | 'text'
  | 'integer'
  | 'bigint'
  | 'numeric'
  | 'float'
  | 'boolean'
  | 'timestamp'
  | 'date'
  | 'enum'
  | 'texts'
  | 'other';

/** A column as reads need to know it. */
export interface Column {
  property: string;
  /** Quoted name. */
  name: string;
  kind: Kind;
  /** Type that a parameter is cast to, without length or precision. */
  type: string;
  nullable: boolean;
  /** In rows from SECRET up its content is sealed and the column null. */
  isSealed: boolean;
  /** What the property holds in JavaScript, as MikroORM has it. */
  runtimeType: string;
}

const kinds: Record<string, Kind> = {
  uuid: 'uuid',
  text: 'text',
  varchar: 'text',
  'character varying': 'text',
  char: 'text',
  character: 'text',
  smallint: 'integer',
  int2: 'integer',
  int: 'integer',
  int4: 'integer',
  integer: 'integer',
  serial: 'integer',
  bigint: 'bigint',
  int8: 'bigint',
  bigserial: 'bigint',
  numeric: 'numeric',
  decimal: 'numeric',
  real: 'float',
  float4: 'float',
  'double precision': 'float',
  float8: 'float',
  boolean: 'boolean',
  bool: 'boolean',
  timestamptz: 'timestamp',
  'timestamp with time zone': 'timestamp',
  date: 'date',
  'text[]': 'texts',
  'varchar[]': 'texts',
};

const castOf: Partial<Record<Kind, string>> = {
  text: 'text',
  texts: 'text[]',
  timestamp: 'timestamptz',
  integer: 'bigint',
};

export function columnOf(property: EntityProperty, isSealed = false): Column {
  const declared = property.columnTypes[0] ?? '';
  const plain = declared
    .replace(/\s+collate\s.*$/i, '')
    .replace(/\s*\([^)]*\)/g, '')
    .trim();
  const kind = kinds[plain.toLowerCase()] ?? (property.enum ? 'enum' : 'other');
  return {
    property: property.name,
    name: quote(property.fieldNames[0]!),
    kind,
    type: castOf[kind] ?? plain,
    nullable: property.nullable === true,
    isSealed,
    runtimeType: property.runtimeType,
  };
}

const instant = (column: Sql) => sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** The column as it stands in the JSON of a response; `graphqlType` is the scalar or enum that the field declares. */
export function leaving({ kind }: Column, column: Sql, graphqlType: string): Sql {
  if (kind === 'timestamp') return instant(column);
  // JSON.parse would round what a JavaScript number cannot hold.
  const exact = (kind === 'bigint' || kind === 'numeric') && graphqlType !== 'Int' && graphqlType !== 'Float';
  return exact ? sql`${column}::text` : column;
}

/** The column as an entity's property for a resolver of an author; `arriving` finishes it. */
export const needed = (column: Column, row: Sql): Sql =>
  leaving(column, row, column.runtimeType === 'number' ? 'Float' : 'String');

export function arriving({ runtimeType }: Column, content: unknown): unknown {
  if (content === null) return null;
  if (runtimeType === 'Date') return new Date(content as string);
  return runtimeType === 'bigint' ? BigInt(content as string) : content;
}

export const uuidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A client's value as PostgreSQL reads it, or undefined where no row can hold it. */
export function entering({ kind }: Column, content: unknown): unknown {
  if (content instanceof Date) return kind === 'date' ? content.toISOString().slice(0, 10) : content.toISOString();
  if (kind === 'uuid') return uuidPattern.test(String(content)) ? content : undefined;
  return typeof content === 'bigint' ? String(content) : content;
}

/** The column as text, for cursors and for patterns. */
export const asText = ({ kind }: Column, column: Sql): Sql =>
  kind === 'text' ? column : sql`${column}${raw('::text')}`;
