import type { Column } from './columns.js';
import { limits } from './limits.js';
import type { ReadField } from './model.js';
import type { Row } from './row.js';
import { type Sql, sql } from './sql.js';

/** The input type is @oneOf: each has one field, a direction or the order of a related row. */
export type OrderInput = { [field: string]: 'ASC' | 'DESC' | OrderInput };

export interface Term {
  expression: Sql;
  column: Column;
  descending: boolean;
  nullable: boolean;
}

export interface Order {
  terms: Term[];
  /** Related rows that the terms speak of. */
  joins: Sql[];
  /** The same for the same list and order only. */
  description: string;
}

/** An order that no two rows share: what the client asks for, then the id. */
export function orderOf(row: Row, given: readonly OrderInput[], path: string): Order {
  const writer = new OrderWriter(row);
  if (given.length > limits.orderTerms)
    row.reading.problem(path ? `${path}.orderBy` : 'orderBy', {
      en: `has at most ${limits.orderTerms} terms.`,
      zh: `最多 ${limits.orderTerms} 项。`,
    });
  else for (const input of given) writer.add(row, input, '');
  return writer.finish();
}

class OrderWriter {
  private readonly terms = new Map<string, Term>();
  private readonly joins = new Map<string, { row: Row; join: Sql }>();

  constructor(private readonly row: Row) {}

  add(row: Row, input: OrderInput, path: string): void {
    const [name, direction] = Object.entries(input)[0]!;
    const field = row.entity.fields.get(name);
    const at = `${path}${name}`;
    if (typeof direction === 'object') this.add(this.related(row, field, name, at), direction, `${at}.`);
    else if (field?.kind === 'scalar' && !this.terms.has(at))
      this.terms.set(at, this.term(row, field.column, name, direction));
  }

  private term(row: Row, column: Column, field: string, direction: string): Term {
    const plain = row === this.row && !row.isGuarded(field);
    return {
      expression: row.probe(field, row.column(column.name)),
      column,
      descending: direction === 'DESC',
      nullable: !plain || column.nullable || column.isSealed,
    };
  }

  private related(row: Row, field: ReadField | undefined, name: string, path: string): Row {
    const known = this.joins.get(path);
    if (known) return known.row;
    if (field?.kind !== 'reference') throw new Error(`${row.entity.name}.${name} is no relation to order by.`);
    const target = row.reading.row(field.target);
    row.reading.watch.probe(field.target);
    const condition = sql`${target.id} = ${row.probe(name, row.column(field.column))}`;
    this.joins.set(path, { row: target, join: sql` left join ${target.source} on ${condition}` });
    return target;
  }

  finish(): Order {
    const { row, terms } = this;
    const id = row.entity.columns.get('id')!;
    // In the direction of the term before it, so that one comparison of rows does for both.
    const descending = [...terms.values()].at(-1)?.descending ?? false;
    if (!terms.has('id')) terms.set('id', { expression: row.id, column: id, descending, nullable: false });
    const described = [...terms].map(([path, term]) => `${path} ${term.descending ? 'desc' : 'asc'}`);
    return {
      terms: [...terms.values()],
      joins: [...this.joins.values()].map(({ join }) => join),
      description: `${row.entity.name} by ${described.join(', ')}`,
    };
  }
}
