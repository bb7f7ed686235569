import type { Statement } from '../database/database.js';

interface Value {
  content: unknown;
  /** PostgreSQL type that the parameter is read as. */
  type: string;
}

/** A piece of SQL with its values. Its text comes from metadata and from this code only; what a client sent is a value. */
export class Sql {
  constructor(readonly pieces: readonly (string | Value)[]) {}
}

export const sql = (strings: TemplateStringsArray, ...inserts: readonly Sql[]): Sql =>
  new Sql(strings.flatMap((text, i) => [text, ...(inserts[i]?.pieces ?? [])]));

/** Text that is SQL already: identifiers of metadata, predicates of rules, whole numbers. */
export const raw = (text: string): Sql => new Sql([text]);

export const value = (content: unknown, type: string): Sql => new Sql([{ content, type }]);

export const literal = (text: string): Sql => raw(`'${text.replaceAll("'", "''")}'`);

export const join = (parts: readonly Sql[], separator = ', '): Sql =>
  new Sql(parts.flatMap((part, i) => (i === 0 ? part.pieces : [separator, ...part.pieces])));

export const none = raw('');
export const yes = raw('true');
export const no = raw('false');

export const all = (conditions: readonly Sql[]): Sql =>
  joined(
    conditions.filter((condition) => condition !== yes),
    ' and ',
    yes,
  );
export const any = (conditions: readonly Sql[]): Sql => joined(conditions, ' or ', no);

const joined = (conditions: readonly Sql[], separator: string, empty: Sql): Sql =>
  conditions.length < 2
    ? (conditions[0] ?? empty)
    : join(
        conditions.map((condition) => sql`(${condition})`),
        separator,
      );

/** A function takes at most 100 arguments, so a wide object is put together from several: as text, since jsonb would change order and numbers. */
const keysAtOnce = 50;

export function jsonObject(entries: readonly (readonly [key: string, value: Sql])[]): Sql {
  const pairs = entries.map(([key, content]) => sql`${literal(key)}, ${content}`);
  if (pairs.length <= keysAtOnce) return sql`json_build_object(${join(pairs)})`;
  const chunks = Array.from({ length: Math.ceil(pairs.length / keysAtOnce) }, (_, i) =>
    pairs.slice(i * keysAtOnce, (i + 1) * keysAtOnce),
  );
  const inside = chunks.map((chunk) => sql`left(right(json_build_object(${join(chunk)})::text, -1), -1)`);
  return sql`('{' || ${join(inside, " || ', ' || ")} || '}')::json`;
}

/** The same with one more entry where it is not null. No other content may be a null of SQL: see `orNull`. */
export const jsonObjectWith = (
  entries: readonly (readonly [key: string, value: Sql])[],
  [key, more]: [string, Sql],
) => {
  const pairs = [...entries, [key, more] as const].map(([name, content]) => sql`${literal(name)} value ${content}`);
  return sql`json_object(${join(pairs)} absent on null)`;
};

/** The null of JSON in place of that of SQL. */
export const orNull = (content: Sql): Sql => sql`coalesce(to_json(${content}), 'null'::json)`;

export const jsonArray = (items: readonly Sql[]): Sql => sql`json_build_array(${join(items)})`;

/** Numbers the values in the order in which they stand in the text. */
export function statementOf({ pieces }: Sql): Statement {
  const parameters: unknown[] = [];
  const text = pieces.map((piece) =>
    typeof piece === 'string' ? piece : `$${parameters.push(piece.content)}::${piece.type}`,
  );
  return { sql: text.join(''), parameters };
}
