import { createHash } from 'node:crypto';
import { entering } from './columns.js';
import { type Late, lift } from './late.js';
import { limits } from './limits.js';
import type { Order, Term } from './order.js';
import type { Reading } from './row.js';
import { all, any, join, literal, no, raw, type Sql, sql, value, yes } from './sql.js';

export interface PageArguments {
  first?: number | null;
  after?: string | Late | null;
  last?: number | null;
  before?: string | Late | null;
}

/** Which rows of an ordered list are wanted; backward they are counted from the end. */
export interface Page {
  size: number;
  backward: boolean;
  /** The cursor to begin behind. */
  cursor: string | Late | undefined;
}

export function pageOf(reading: Reading, { first, after, last, before }: PageArguments, path: string): Page {
  const given = (argument: unknown) => argument !== undefined && argument !== null;
  const at = (argument: string) => (path ? `${path}.${argument}` : argument);
  for (const [name, size] of Object.entries({ first, last })) {
    if (!given(size)) continue;
    if (size! < 0) reading.problem(at(name), { en: 'must not be negative.', zh: '不能为负数。' });
    if (size! > limits.largestPage)
      reading.problem(at(name), {
        en: `is ${size}; at most ${limits.largestPage} rows at a time.`,
        zh: `为 ${size}，一次最多 ${limits.largestPage} 行。`,
      });
  }
  if (given(first) && given(last))
    reading.problem(at('last'), {
      en: 'goes without first: page forward or backward.',
      zh: '不能与 first 同用：请向前或向后翻页。',
    });
  if (given(after) && given(before))
    reading.problem(at('before'), {
      en: 'goes without after: page forward or backward.',
      zh: '不能与 after 同用：请向前或向后翻页。',
    });
  if (given(after) && given(last))
    reading.problem(at('after'), {
      en: 'goes with first; with last use before.',
      zh: '与 first 同用；last 请配 before。',
    });
  if (given(before) && given(first))
    reading.problem(at('before'), {
      en: 'goes with last; with first use after.',
      zh: '与 last 同用；first 请配 after。',
    });
  const backward = given(last) || given(before);
  return { size: (backward ? last : first) ?? limits.page, backward, cursor: (backward ? before : after) ?? undefined };
}

const signature = (order: Order): string =>
  createHash('sha256').update(order.description).digest('base64url').slice(0, 8);

/** The cursor of a row as SQL: signature, values of the order, all as text. PostgreSQL's base64 breaks lines and pads. */
export function cursorSql(order: Order, values: readonly Sql[]): Sql {
  const content = sql`json_build_array(${join([literal(signature(order)), ...values])})::text`;
  return sql`translate(encode(convert_to(${content}, 'UTF8'), 'base64'), E'+/=\\n', '-_')`;
}

/** The condition that a row stands behind the cursor. */
export function behind(reading: Reading, order: Order, { cursor, backward }: Page, path: string): Sql {
  if (cursor === undefined) return yes;
  const valuesOf = (text: string) => cursorValues(text, order);
  if (reading.decide(cursor, (text) => valuesOf(text) !== undefined)) {
    const positions = order.terms.map(({ column }, i) => ({
      parameter: value(
        lift(cursor, (text: string) => valuesOf(text)?.[i]),
        column.type,
      ),
      isNull: reading.decide(cursor, (text) => valuesOf(text)?.[i] === null),
    }));
    return keyset(order.terms, positions, backward);
  }
  const at = path ? `${path}.` : '';
  reading.problem(`${at}${backward ? 'before' : 'after'}`, {
    en: 'this cursor does not belong to this list and order.',
    zh: '该游标不属于此列表和排序。',
  });
  return no;
}

type CursorValue = string | null;

function cursorValues(cursor: string, order: Order): CursorValue[] | undefined {
  const content = parsed(Buffer.from(cursor, 'base64url').toString());
  if (!Array.isArray(content) || content.length !== order.terms.length + 1) return undefined;
  const [sign, ...values] = content;
  const fits = (one: unknown, i: number) => {
    const { column, nullable } = order.terms[i]!;
    if (one === null) return nullable;
    return typeof one === 'string' && !one.includes('\0') && entering(column, one) !== undefined;
  };
  return sign === signature(order) && values.every(fits) ? values : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The value of one term in a cursor. */
interface Position {
  parameter: Sql;
  isNull: boolean;
}

function keyset(terms: readonly Term[], positions: readonly Position[], backward: boolean): Sql {
  const parameters = positions.map(({ parameter }) => parameter);
  const [{ descending }] = terms as [Term];
  if (terms.every((term) => !term.nullable && term.descending === descending)) {
    const comparison = raw(descending === backward ? '>' : '<');
    return sql`(${join(terms.map((term) => term.expression))}) ${comparison} (${join(parameters)})`;
  }
  const alternatives = terms.map((term, i) =>
    all([
      ...terms.slice(0, i).map(({ expression }, j) => sql`${expression} is not distinct from ${parameters[j]!}`),
      beyond(term, positions[i]!, backward),
    ]),
  );
  return any(alternatives);
}

/** Ascending, nulls come last; descending and backward are the mirror of it, so nulls come first. */
function beyond({ expression, descending, nullable }: Term, { parameter, isNull }: Position, backward: boolean): Sql {
  if (descending !== backward) return isNull ? sql`${expression} is not null` : sql`${expression} < ${parameter}`;
  if (isNull) return no;
  return nullable ? sql`(${expression} > ${parameter} or ${expression} is null)` : sql`${expression} > ${parameter}`;
}

export const orderBy = (terms: readonly Term[], backward: boolean): Sql =>
  join(
    terms.map(({ expression, descending }) =>
      descending === backward ? sql`${expression} asc nulls last` : sql`${expression} desc nulls first`,
    ),
  );
