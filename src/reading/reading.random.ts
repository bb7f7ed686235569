import type { GeneratorValue } from 'fast-check';
import fc from 'fast-check';
import { type GraphQLInputObjectType, type GraphQLSchema, getNamedType, isListType } from 'graphql';
import type { Row, Rows } from './reading.harness.js';
import { lists, type Oracle, references, scalars } from './reading.oracle.js';

type Input = Record<string, unknown>;

const titles = [
  'a',
  'ab',
  'abc',
  'A',
  'Äpfel',
  'äpfel',
  '制度',
  '制度二',
  '50%_\\',
  "O'Hara",
  'z"',
  '\u{10FFFF}x',
  '😀',
  '',
];
const id = (n: number) => `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;

/** Rows with ties, nulls, hidden ones and texts that SQL could stumble over. The same for the same seed. */
export function someRows(seed: number): Rows {
  const count = { Publisher: 4, Author: 12, Book: 40, Review: 60 };
  const ids = (offset: number, n: number) => Array.from({ length: n }, (_, i) => id(((i * 7919) % 1009) + offset));
  const idsOf = {
    Publisher: ids(10_000, count.Publisher),
    Author: ids(20_000, count.Author),
    Book: ids(30_000, count.Book),
    Review: ids(40_000, count.Review),
  };
  const oneOf = <T>(values: readonly T[]) => fc.constantFrom(...values);
  const maybe = <T>(values: readonly T[]) => fc.option(fc.constantFrom(...values), { freq: 3 });
  const times = ['2020-02-29T12:00:00.000Z', '2020-02-29T12:00:00.001Z', '1999-12-31T23:59:59.999Z'];
  const kinds = {
    Publisher: { name: oneOf(titles), city: maybe(titles) },
    Author: {
      name: oneOf(titles),
      bornOn: maybe(['1950-01-01', '1970-12-31', '2001-02-03']),
      mentor: maybe(idsOf.Author),
      publisher: maybe(idsOf.Publisher),
      note: maybe(titles),
      grade: oneOf([1, 2, 3]),
      hidden: fc.boolean(),
    },
    Book: {
      title: oneOf(titles),
      pages: maybe([0, 1, 100, -5]),
      price: maybe([0.5, 10, 10.25, 9999999999.99]),
      weight: oneOf([0.1, 2.5, 1e21]),
      copies: maybe(['9007199254740993', '-3', '12']),
      lent: fc.boolean(),
      printedAt: maybe(times),
      genre: oneOf(['NOVEL', 'POETRY', 'DRAMA']),
      label: oneOf(['PUBLIC', 'INTERNAL', 'CONFIDENTIAL', 'SECRET', 'TOP_SECRET']),
      tags: fc.subarray(['red', 'Green', "b'lue", '紅']),
      author: oneOf(idsOf.Author),
      editor: maybe(idsOf.Author),
      borrower: maybe(idsOf.Author),
      remarks: maybe(titles),
    },
    Review: { stars: oneOf([1, 2, 3, 4, 5]), body: maybe(titles), book: oneOf(idsOf.Book), hidden: fc.boolean() },
  };
  const base = { version: fc.constant(1), createdAt: oneOf(times), updatedAt: oneOf(times) };
  return Object.fromEntries(
    Object.entries(kinds).map(([entity, kind]) => {
      const all = idsOf[entity as keyof typeof idsOf];
      const samples = fc.sample(fc.record({ ...base, ...kind } as Record<string, fc.Arbitrary<unknown>>), {
        numRuns: all.length,
        seed,
      });
      return [entity, samples.map((sample, i) => ({ ...sample, id: all[i]! }))];
    }),
  );
}

const genreNames: Record<string, string> = { NOVEL: 'Novel', POETRY: 'Poetry', DRAMA: 'Drama' };
/** A stored value as GraphQL shows it. */
export const shown = (field: string, value: unknown): unknown =>
  field === 'genre' ? genreNames[value as string] : value;

/** Random filters, orders, pages and whole selections, each with what it must answer. */
export class Random {
  readonly variables: Input = {};
  readonly declarations: string[] = [];
  readonly fragments: string[] = [];
  private keys = 0;

  constructor(
    private readonly g: GeneratorValue,
    private readonly schema: GraphQLSchema,
    private readonly rows: Rows,
    private readonly oracle: Oracle,
  ) {}

  chance(outOf: number): boolean {
    return this.g(fc.nat, { max: outOf - 1 }) === 0;
  }

  pick<T>(values: readonly T[]): T {
    return values[this.g(fc.nat, { max: values.length - 1 })]!;
  }

  private some<T>(values: readonly T[], most: number, least = 0): T[] {
    return Array.from({ length: least + this.g(fc.nat, { max: most - least }) }, () => this.pick(values));
  }

  filter(entity: string, depth: number): Input {
    const type = this.schema.getType(`${entity}Filter`) as GraphQLInputObjectType;
    const names = Object.keys(type.getFields()).filter(
      (name) => this.mayUse(entity, name) && (depth > 0 || this.isFlat(entity, name)),
    );
    return Object.fromEntries(
      this.some(names, 3, depth > 0 ? 1 : 0).map((name) => [name, this.condition(entity, name, depth)]),
    );
  }

  private isFlat(entity: string, name: string): boolean {
    return scalars[entity]!.includes(name) || name.endsWith('IsNull');
  }

  private mayUse(entity: string, name: string): boolean {
    const known = [
      ...scalars[entity]!,
      ...Object.keys(references[entity]!),
      ...Object.keys(lists[entity]!),
      'and',
      'or',
      'not',
    ];
    const field = name.replace(/IsNull$/, '');
    return known.includes(field) && !this.oracle.isClosed(entity, field);
  }

  private condition(entity: string, name: string, depth: number): unknown {
    if (name === 'not') return this.filter(entity, depth - 1);
    if (name === 'and' || name === 'or')
      return [1, 2].slice(this.g(fc.nat, { max: 2 })).map(() => this.filter(entity, depth - 1));
    if (name.endsWith('IsNull')) return this.chance(2);
    const target = references[entity]![name];
    if (target) return this.filter(target, depth - 1);
    const list = lists[entity]![name];
    if (list)
      return Object.fromEntries(
        this.some(['some', 'none', 'every'], 2, 1).map((quantifier) => [quantifier, this.filter(list[0], depth - 1)]),
      );
    return this.comparison(entity, name);
  }

  private comparison(entity: string, name: string): Input {
    const field = (this.schema.getType(`${entity}Filter`) as GraphQLInputObjectType).getFields()[name]!;
    const operators = (getNamedType(field.type) as GraphQLInputObjectType).getFields();
    const stored = this.rows[entity]!.map((row) => row[name] ?? null).filter((value) => value !== null);
    const values = stored.flat().map((value) => shown(name, value));
    const operand = (operator: string): unknown => {
      if (operator === 'isNull') return this.chance(2);
      if (isListType(operators[operator]!.type)) return this.some(values, 3);
      // copies are numbers that GraphQL shows as a text: only their patterns may be other texts.
      const piece = operator === 'contains' || operator === 'startsWith' ? [...String(this.pick(values))] : undefined;
      return piece ? piece.slice(0, this.g(fc.nat, { max: 3 })).join('') : this.pick(values);
    };
    return Object.fromEntries(this.some(Object.keys(operators), 2, 1).map((operator) => [operator, operand(operator)]));
  }

  order(entity: string): Input[] {
    return this.some([1], 3).map(() => this.orderTerm(entity, 2));
  }

  private orderTerm(entity: string, depth: number): Input {
    const open = (name: string) => !this.oracle.isClosed(entity, name);
    const fields = scalars[entity]!.filter((name) => name !== 'tags' && open(name));
    const relations = depth === 0 ? [] : Object.keys(references[entity]!).filter(open);
    const name = this.pick([...fields, ...relations]);
    const target = references[entity]![name];
    return { [name]: target ? this.orderTerm(target, depth - 1) : this.pick(['ASC', 'DESC']) };
  }

  variable(type: string, value: unknown): string {
    const name = `v${this.declarations.length}`;
    this.declarations.push(`$${name}: ${type}`);
    this.variables[name] = value;
    return `$${name}`;
  }

  private key(name: string): string {
    if (!this.chance(3)) return name;
    this.keys += 1;
    return `k${this.keys}`;
  }

  /** A list of rows: its text behind the name, and what it must answer for the rows it is of. */
  connection(entity: string, depth: number): { text: string; expected: (rows: readonly Row[]) => unknown } {
    const filter = this.chance(2) ? this.filter(entity, 2) : {};
    const order = this.order(entity);
    const backward = this.chance(3);
    const size = this.g(fc.nat, { max: 6 });
    const paging = this.chance(4) ? '' : `${backward ? 'last' : 'first'}: ${this.variable('Int', size)}, `;
    const shownSize = paging === '' ? 20 : size;
    const args = `(${paging}filter: ${this.variable(`${entity}Filter`, filter)}, orderBy: ${this.variable(`[${entity}Order!]`, order)})`;
    const page = (rows: readonly Row[]) => {
      const matching = this.oracle.sorted(
        entity,
        rows.filter((row) => this.oracle.matches(entity, row, filter)),
        order,
      );
      const fromEnd = paging !== '' && backward;
      const shownRows = fromEnd
        ? matching.slice(Math.max(0, matching.length - shownSize))
        : matching.slice(0, shownSize);
      const more = matching.length > shownSize;
      return { total: matching.length, rows: shownRows, next: !fromEnd && more, previous: fromEnd && more };
    };
    type Page = ReturnType<typeof page>;
    const parts: [string, (page: Page) => unknown][] = [];
    for (const part of this.some(['nodes', 'edges', 'totalCount', 'pageInfo', '__typename'], 3)) {
      const key = this.key(part);
      if (parts.some(([text]) => text.startsWith(`${key}:`))) continue;
      if (part === 'nodes') {
        const node = this.object(entity, depth - 1);
        parts.push([`${key}: nodes { ${node.text} }`, ({ rows }) => ({ [key]: rows.map(node.expected) })]);
      } else if (part === 'edges') {
        const node = this.object(entity, depth - 1);
        parts.push([
          `${key}: edges { node { ${node.text} } }`,
          ({ rows }) => ({ [key]: rows.map((row) => ({ node: node.expected(row) })) }),
        ]);
      } else if (part === 'totalCount') parts.push([`${key}: totalCount`, ({ total }) => ({ [key]: total })]);
      else if (part === 'pageInfo')
        parts.push([
          `${key}: pageInfo { more: hasNextPage hasPreviousPage }`,
          ({ next, previous }) => ({ [key]: { more: next, hasPreviousPage: previous } }),
        ]);
      else parts.push([`${key}: __typename`, () => ({ [key]: `${entity}Connection` })]);
    }
    parts.push(['count: totalCount', ({ total }) => ({ count: total })]);
    return {
      text: `${args} { ${parts.map(([text]) => text).join(' ')} }`,
      expected: (rows) => {
        const found = page(rows);
        return Object.assign({}, ...parts.map(([, expected]) => expected(found)));
      },
    };
  }

  /** Some fields of a row: their text, and what they must answer for a row. */
  object(entity: string, depth: number): { text: string; expected: (row: Row) => Input } {
    const open = (name: string) => !this.oracle.isClosed(entity, name);
    const deep = depth <= 0 ? [] : [...Object.keys(references[entity]!), ...Object.keys(lists[entity]!)].filter(open);
    const parts: { text: string; expected: (row: Row) => Input }[] = [
      { text: 'always: id', expected: (row) => ({ always: row.id }) },
    ];
    const used = new Set<string>();
    for (const name of this.some(
      [...scalars[entity]!.filter(open), ...deep, ...deep, 'spine'].filter(
        (one) => one !== 'spine' || entity === 'Book',
      ),
      4,
    )) {
      const key = this.key(name);
      if (used.has(key)) continue;
      used.add(key);
      parts.push(this.wrapped(entity, this.field(entity, name, key, depth)));
    }
    return {
      text: parts.map(({ text }) => text).join(' '),
      expected: (row) => Object.assign({}, ...parts.map(({ expected }) => expected(row))),
    };
  }

  private field(
    entity: string,
    name: string,
    key: string,
    depth: number,
  ): { text: string; expected: (row: Row) => Input } {
    const target = references[entity]![name];
    if (target) {
      const object = this.object(target, depth - 1);
      const expected = (row: Row) => {
        const found = this.oracle.target(entity, row, name);
        return { [key]: found && object.expected(found) };
      };
      return { text: `${key}: ${name} { ${object.text} }`, expected };
    }
    const list = lists[entity]![name];
    if (list) {
      const connection = this.connection(list[0], depth - 1);
      return {
        text: `${key}: ${name}${connection.text}`,
        expected: (row) => ({ [key]: connection.expected(this.oracle.list(entity, row, name)) }),
      };
    }
    if (name === 'spine')
      return { text: `${key}: spine`, expected: (row) => ({ [key]: `${row.title} (${row.pages ?? '?'})` }) };
    return {
      text: `${key}: ${name}`,
      expected: (row) => ({ [key]: shown(name, this.oracle.value(entity, row, name)) ?? null }),
    };
  }

  /** The same as it is, in a fragment, or behind a directive. */
  private wrapped<T>(
    entity: string,
    part: { text: string; expected: (row: T) => Input },
  ): { text: string; expected: (row: T) => Input } {
    const { text } = part;
    switch (this.g(fc.nat, { max: 6 })) {
      case 0:
        return { ...part, text: `... on ${entity} { ${text} }` };
      case 1: {
        const name = `f${this.fragments.length}`;
        this.fragments.push(`fragment ${name} on ${entity} { ${text} }`);
        return { ...part, text: `...${name}` };
      }
      case 2:
        return { ...part, text: `... @include(if: ${this.variable('Boolean!', true)}) { ${text} }` };
      case 3:
        return { text: `... @skip(if: ${this.variable('Boolean!', true)}) { ${text} }`, expected: () => ({}) };
      default:
        return part;
    }
  }
}
