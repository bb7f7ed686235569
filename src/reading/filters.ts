import { isDate } from '../graphql/dates.js';
import type { Message } from '../languages/message.js';
import { asText, type Column, entering } from './columns.js';
import { lift, sampleOf } from './late.js';
import { limits } from './limits.js';
import type { List, Reference } from './model.js';
import type { Operator } from './operators.js';
import type { Reading, Row } from './row.js';
import { all, any, no, raw, type Sql, sql, value, yes } from './sql.js';

export interface FilterInput {
  [field: string]: unknown;
}

/** Name of the filter's field that asks whether a to-one property shows anything. */
export const isNullField = (reference: string): string => `${reference}IsNull`;

/** The condition of a filter on a row; what is wrong with it goes to the reading's problems. */
export const filterSql = (row: Row, filter: FilterInput, path: string): Sql =>
  new FilterWriter(row).conditions(row, filter, path, 1);

class FilterWriter {
  private readonly counts = { filters: 0, conditions: 0 };

  constructor(private readonly of: Row) {}

  conditions(row: Row, filter: FilterInput, path: string, depth: number): Sql {
    if (depth > limits.filterDepth)
      return this.refuse(path, {
        en: `filters nest at most ${limits.filterDepth} deep.`,
        zh: `筛选条件最多嵌套 ${limits.filterDepth} 层。`,
      });
    if (!this.counted('filters', path)) return no;
    return all(
      Object.entries(filter).map(([name, given]) => {
        const at = `${path}.${name}`;
        if (given === null)
          return this.refuse(at, {
            en: 'null is no filter: leave it out, or ask with isNull.',
            zh: 'null 不是筛选条件：请省略，或用 isNull 查询。',
          });
        return this.condition(row, name, given, at, depth);
      }),
    );
  }

  private condition(row: Row, name: string, given: unknown, at: string, depth: number): Sql {
    const nested = (input: unknown, to = row, path = at) => this.conditions(to, input as FilterInput, path, depth + 1);
    if (name === 'and') return all((given as unknown[]).map((one, i) => nested(one, row, `${at}.${i}`)));
    if (name === 'or') return any((given as unknown[]).map((one, i) => nested(one, row, `${at}.${i}`)));
    if (name === 'not') return negated(nested(given));
    const field = row.entity.fields.get(name);
    if (field?.kind === 'scalar') return this.comparisons(row, name, field.column, given as FilterInput, at);
    if (field?.kind === 'list') return this.quantified(row, field, given as FilterInput, at, depth);
    if (field?.kind === 'reference')
      return this.counted('conditions', at) ? related(row, field, (target) => nested(given, target)) : no;
    return this.absent(row, name, given as boolean, at);
  }

  private comparisons(row: Row, field: string, column: Column, given: FilterInput, path: string): Sql {
    const content = row.probe(field, row.column(column.name));
    return all(
      Object.entries(given).map(([operator, operand]) => {
        const at = `${path}.${operator}`;
        if (operand === null)
          return this.refuse(at, {
            en: 'null is no value to compare with: ask with isNull.',
            zh: 'null 不能用于比较：请用 isNull 查询。',
          });
        return this.counted('conditions', at) &&
          this.fits(operand, at) &&
          this.isTimely(operand, column, operator as Operator, at)
          ? comparison(this.of.reading, content, column, operator as Operator, operand)
          : no;
      }),
    );
  }

  private quantified(row: Row, list: List, given: FilterInput, path: string, depth: number): Sql {
    return all(
      Object.entries(given).map(([quantifier, filter]) => {
        const at = `${path}.${quantifier}`;
        if (filter === null)
          return this.refuse(at, {
            en: 'null is no filter: leave it out.',
            zh: 'null 不是筛选条件：请省略。',
          });
        if (!this.counted('conditions', at)) return no;
        const child = row.reading.row(list.of);
        row.reading.watch.probe(list.of);
        const condition = this.conditions(child, filter as FilterInput, at, depth + 1);
        const wanted = quantifier === 'every' ? negated(condition) : condition;
        const found = sql`exists (select from ${child.source} where (${child.isListed(row, list)}) and (${wanted}))`;
        return row.probe(list.name, quantifier === 'some' ? found : sql`not ${found}`);
      }),
    );
  }

  private absent(row: Row, name: string, given: boolean, at: string): Sql {
    const reference = [...row.entity.fields.values()].find(
      (field): field is Reference => field.kind === 'reference' && isNullField(field.property) === name,
    );
    if (!reference) throw new Error(`${row.entity.name} has no field ${name} to filter by.`);
    if (!this.counted('conditions', at)) return no;
    const present = related(row, reference, () => yes);
    return given ? sql`not ${present}` : present;
  }

  private counted(what: 'filters' | 'conditions', path: string): boolean {
    this.counts[what] += 1;
    // One problem is enough, however many more there are.
    if (this.counts[what] === limits[what] + 1)
      this.refuse(path, {
        en: `a filter has at most ${limits[what]} ${what} in it.`,
        zh: `一个筛选中最多有 ${limits[what]} 个${what === 'filters' ? '筛选' : '条件'}。`,
      });
    return this.counts[what] <= limits[what];
  }

  private fits(operand: unknown, path: string): boolean {
    if (this.of.reading.decide(operand, isStorable)) return true;
    this.explain(sampleOf(operand), path);
    return false;
  }

  /** Compared with a date it has to be one; parts of its text are texts. */
  private isTimely(operand: unknown, column: Column, operator: Operator, path: string): boolean {
    const isText = operator === 'contains' || operator === 'startsWith';
    if (isText || !isTime(column) || this.of.reading.decide(operand, isMoment)) return true;
    this.refuse(path, {
      en: 'Give a date that exists, in the years 1 to 9999, as YYYY-MM-DD.',
      zh: '请给出存在的日期（公元 1 至 9999 年），格式为 YYYY-MM-DD。',
    });
    return false;
  }

  private explain(operand: unknown, path: string): void {
    if (Array.isArray(operand) && operand.length > limits.listValues)
      this.refuse(path, {
        en: `has ${operand.length} values; at most ${limits.listValues} are allowed.`,
        zh: `有 ${operand.length} 个值，最多 ${limits.listValues} 个。`,
      });
    else
      for (const one of Array.isArray(operand) ? operand : [operand])
        if (typeof one === 'string') this.check(one, path);
  }

  private check(text: string, path: string): void {
    if (text.length > limits.characters)
      this.refuse(path, {
        en: `has ${text.length} characters; at most ${limits.characters} are allowed.`,
        zh: `有 ${text.length} 个字符，最多 ${limits.characters} 个。`,
      });
    if (!isWritable(text))
      this.refuse(path, { en: 'has a character that cannot be stored.', zh: '含有无法保存的字符。' });
  }

  private refuse(path: string, message: Message): Sql {
    this.of.reading.problem(path, message);
    return no;
  }
}

/** Whether PostgreSQL can hold the text. */
export const isWritable = (text: string): boolean => !text.includes('\0') && text.isWellFormed();

const isStorable = (operand: unknown): boolean =>
  Array.isArray(operand)
    ? operand.length <= limits.listValues && operand.every(isStorable)
    : typeof operand !== 'string' || (operand.length <= limits.characters && isWritable(operand));

const isTime = ({ kind }: Column): boolean => kind === 'date' || kind === 'timestamp';

/** Whether PostgreSQL knows the date or moment; a Boolean asks for none. */
function isMoment(operand: unknown): boolean {
  if (Array.isArray(operand)) return operand.every(isMoment);
  if (typeof operand === 'boolean') return true;
  return isDate(operand instanceof Date ? operand.toISOString().slice(0, 10) : String(operand));
}

const negated = (condition: Sql): Sql => sql`(${condition}) is not true`;

/** That a related row exists, is visible and matches. What a closed or hidden relation points to does not exist. */
function related(row: Row, reference: Reference, matches: (target: Row) => Sql): Sql {
  const target = row.reading.row(reference.target);
  row.reading.watch.probe(reference.target);
  const key = row.probe(reference.property, row.column(reference.column));
  return sql`exists (select from ${target.source} where (${target.id} = ${key}) and (${matches(target)}))`;
}

const signs = { lt: '<', lte: '<=', gt: '>', gte: '>=' } as const;

function comparison(reading: Reading, content: Sql, column: Column, operator: Operator, operand: unknown): Sql {
  switch (operator) {
    case 'eq':
    case 'ne': {
      const equal = reading.decide(operand, (one) => entering(column, one) !== undefined)
        ? sql`${content} = ${value(
            lift(operand, (one) => entering(column, one)),
            column.type,
          )}`
        : no;
      return operator === 'eq' ? equal : negated(equal);
    }
    case 'in':
    case 'notIn': {
      const stored = lift(operand, (all: unknown[]) =>
        all.map((one) => entering(column, one)).filter((one) => one !== undefined),
      );
      const among = sql`${content} = any (${value(stored, `${column.type}[]`)})`;
      return operator === 'in' ? among : negated(among);
    }
    case 'isNull':
      return operand ? sql`${content} is null` : sql`${content} is not null`;
    case 'contains':
      return column.kind === 'texts'
        ? sql`${content} @> ${value(operand, 'text[]')}`
        : sql`${asText(column, content)} collate "default" ilike ${value(lift(operand, containing), 'text')}`;
    case 'startsWith':
      return startsWith(reading, asText(column, content), operand);
    default:
      return sql`${content} ${raw(signs[operator])} ${value(
        lift(operand, (one) => entering(column, one)),
        column.type,
      )}`;
  }
}

const containing = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`;

/** A range and no pattern: only that uses an index behind row-level security. */
function startsWith(reading: Reading, content: Sql, prefix: unknown): Sql {
  const from = sql`${content} collate "C" >= ${value(prefix, 'text')}`;
  if (!reading.decide(prefix, (text) => successor(text) !== undefined)) return from;
  return sql`${from} and ${content} collate "C" < ${value(lift(prefix, successor), 'text')}`;
}

/** The smallest text after all that begin with the prefix; undefined where there is none. */
export function successor(prefix: string): string | undefined {
  const points = [...prefix];
  for (let last = points.pop(); last !== undefined; last = points.pop()) {
    const code = last.codePointAt(0)!;
    // U+D800 to U+DFFF are halves of characters, and no text holds them alone.
    if (code < 0x10ffff) return points.join('') + String.fromCodePoint(code === 0xd7ff ? 0xe000 : code + 1);
  }
  return undefined;
}
