import type { Row, Rows } from './reading.harness.js';
import { Genre } from './reading.world.js';

/** What reads must answer, said once more without a database: plain loops over rows in memory. */
export interface Asking {
  personId?: string;
  roles: ReadonlySet<string>;
}

type Input = Record<string, unknown>;

export const references: Record<string, Record<string, string>> = {
  Publisher: {},
  Author: { mentor: 'Author', publisher: 'Publisher' },
  Book: { author: 'Author', editor: 'Author', borrower: 'Author' },
  Review: { book: 'Book' },
};

export const lists: Record<string, Record<string, [entity: string, through: string]>> = {
  Publisher: { authors: ['Author', 'publisher'] },
  Author: {
    pupils: ['Author', 'mentor'],
    books: ['Book', 'author'],
    editedBooks: ['Book', 'editor'],
    borrowedBooks: ['Book', 'borrower'],
  },
  Book: { reviews: ['Review', 'book'] },
  Review: {},
};

export const scalars: Record<string, string[]> = {
  Publisher: ['id', 'version', 'name', 'city'],
  Author: ['id', 'name', 'bornOn', 'note', 'grade', 'createdAt'],
  Book: ['id', 'title', 'pages', 'price', 'weight', 'copies', 'lent', 'printedAt', 'genre', 'label', 'tags', 'remarks'],
  Review: ['id', 'stars', 'body'],
};

const forRoles: Record<string, string[]> = {
  'Author.note': ['EDITOR'],
  'Book.editor': ['EDITOR'],
  'Author.editedBooks': ['EDITOR'],
  'Book.plan': ['EDITOR'],
  'Publisher.authors': ['EDITOR', 'AGENT'],
};

const forOwner: Record<string, string> = {
  'Author.grade': 'mentor',
  'Book.borrower': 'author',
  'Book.remarks': 'author',
  'Book.secret': 'author',
};

const labels = ['PUBLIC', 'INTERNAL', 'CONFIDENTIAL', 'SECRET', 'TOP_SECRET'];

/** A value so that `<` orders it as PostgreSQL does. */
function rank(field: string, value: unknown): string | number | bigint {
  if (field === 'label') return labels.indexOf(value as string);
  if (field === 'copies') return BigInt(value as string);
  if (field === 'genre') return Genre[value as keyof typeof Genre] ?? (value as string);
  if (typeof value === 'string') return Buffer.from(value).toString('hex');
  return Number(value);
}

export class Oracle {
  constructor(
    private readonly rows: Rows,
    private readonly asking: Asking,
  ) {}

  all(entity: string): Row[] {
    return (this.rows[entity] ?? []).filter((row) => !row.hidden || this.asking.roles.has('KEEPER'));
  }

  isClosed(entity: string, field: string): boolean {
    const key = `${entity}.${field}`;
    if (key === 'Author.borrowedBooks') return this.asking.personId === undefined;
    if (key in forOwner) return this.asking.personId === undefined;
    return key in forRoles && !forRoles[key]!.some((role) => this.asking.roles.has(role));
  }

  value(entity: string, row: Row, field: string): unknown {
    const owner = forOwner[`${entity}.${field}`];
    if (owner && row[owner] !== this.asking.personId) return null;
    return row[field] ?? null;
  }

  target(entity: string, row: Row, field: string): Row | null {
    const id = this.value(entity, row, field);
    return this.all(references[entity]![field]!).find((one) => one.id === id) ?? null;
  }

  list(entity: string, row: Row, field: string): Row[] {
    const [child, through] = lists[entity]![field]!;
    return this.all(child).filter((one) => this.value(child, one, through) === row.id);
  }

  matches(entity: string, row: Row, filter: Input): boolean {
    return Object.entries(filter).every(([name, given]) => {
      if (name === 'and') return (given as Input[]).every((one) => this.matches(entity, row, one));
      if (name === 'or') return (given as Input[]).some((one) => this.matches(entity, row, one));
      if (name === 'not') return !this.matches(entity, row, given as Input);
      if (name.endsWith('IsNull'))
        return (this.target(entity, row, name.slice(0, -'IsNull'.length)) === null) === given;
      const to = references[entity]![name];
      if (to) {
        const target = this.target(entity, row, name);
        return target !== null && this.matches(to, target, given as Input);
      }
      if (lists[entity]![name]) return this.listMatches(entity, row, name, given as Input);
      const value = this.value(entity, row, name);
      return Object.entries(given as Input).every(([operator, operand]) => compare(name, value, operator, operand));
    });
  }

  private listMatches(entity: string, row: Row, name: string, given: Input): boolean {
    const [child] = lists[entity]![name]!;
    const found = this.list(entity, row, name);
    const fits = (filter: unknown) => (one: Row) => this.matches(child, one, filter as Input);
    return Object.entries(given).every(([quantifier, filter]) => {
      if (quantifier === 'some') return found.some(fits(filter));
      return quantifier === 'none' ? !found.some(fits(filter)) : found.every(fits(filter));
    });
  }

  sorted(entity: string, rows: readonly Row[], orderBy: readonly Input[]): Row[] {
    const named = new Map<string, ReturnType<typeof flat>>();
    for (const term of orderBy.map((input) => flat(input)))
      if (!named.has(term.path.join('.'))) named.set(term.path.join('.'), term);
    const terms = [...named.values()];
    const last = terms.at(-1)?.direction ?? 'ASC';
    const whole = [...terms, { path: ['id'], direction: last }];
    const keys = new Map(rows.map((row) => [row, whole.map(({ path }) => this.follow(entity, row, path))]));
    return rows.toSorted((a, b) => {
      for (const [i, { direction }] of whole.entries()) {
        const compared = order(keys.get(a)![i]!, keys.get(b)![i]!);
        if (compared !== 0) return direction === 'ASC' ? compared : -compared;
      }
      return 0;
    });
  }

  private follow(
    entity: string,
    row: Row,
    [field, ...rest]: readonly string[],
  ): { rank: ReturnType<typeof rank> | null } {
    if (rest.length === 0) {
      const value = this.value(entity, row, field!);
      return { rank: value === null ? null : rank(field!, value) };
    }
    const target = this.target(entity, row, field!);
    return target === null ? { rank: null } : this.follow(references[entity]![field!]!, target, rest);
  }
}

function flat(input: Input): { path: string[]; direction: string } {
  const [[name, rest]] = Object.entries(input) as [[string, Input | string]];
  if (typeof rest === 'string') return { path: [name], direction: rest };
  const below = flat(rest);
  return { path: [name, ...below.path], direction: below.direction };
}

/** Without a value comes last. */
function order(a: { rank: unknown }, b: { rank: unknown }): number {
  if (a.rank === b.rank) return 0;
  if (a.rank === null) return 1;
  if (b.rank === null) return -1;
  return (a.rank as number) < (b.rank as number) ? -1 : 1;
}

function compare(field: string, value: unknown, operator: string, operand: unknown): boolean {
  if (operator === 'isNull') return (value === null) === operand;
  const equals = (one: unknown) => value !== null && (one === value || rank(field, one) === rank(field, value));
  if (operator === 'eq') return equals(operand);
  if (operator === 'ne') return !equals(operand);
  if (operator === 'in') return (operand as unknown[]).some(equals);
  if (operator === 'notIn') return !(operand as unknown[]).some(equals);
  if (value === null) return false;
  if (operator === 'contains')
    return Array.isArray(value)
      ? (operand as string[]).every((one) => value.includes(one))
      : String(value)
          .toLowerCase()
          .includes((operand as string).toLowerCase());
  if (operator === 'startsWith') return String(value).startsWith(operand as string);
  const [a, b] = [rank(field, value), rank(field, operand)];
  if (operator === 'lt') return a < b;
  if (operator === 'lte') return a <= b;
  return operator === 'gt' ? a > b : a >= b;
}
