import type { FieldNode } from 'graphql';
import { asText } from './columns.js';
import { type FilterInput, filterSql } from './filters.js';
import type { Readable } from './model.js';
import { type Order, type OrderInput, orderOf } from './order.js';
import { behind, cursorSql, orderBy, type Page, type PageArguments, pageOf } from './paging.js';
import { type Place, typeNameJson } from './place.js';
import type { Reading, Row } from './row.js';
import { type Selected, selectedFields } from './selection.js';
import { all, join, jsonObject, none, raw, type Sql, sql } from './sql.js';
import { watchKey } from './watching.js';

export interface ListArguments extends PageArguments {
  filter?: FilterInput | null;
  orderBy?: OrderInput[] | null;
}

export interface ListRequest {
  entity: Readable;
  args: ListArguments;
  fields: readonly FieldNode[];
  place: Place;
  /** What makes a row one of this list; all rows where absent. */
  within?: (row: Row) => Sql;
}

type WriteNode = (row: Row, fields: readonly FieldNode[], place: Place) => Sql;

/** A connection as JSON: one page of rows, and beside it their number, each only if asked for. */
export function connectionJson(reading: Reading, request: ListRequest, writeNode: WriteNode): Sql {
  const { entity, args, fields, place, within } = request;
  const row = reading.row(entity);
  const page = pageOf(reading, args, place.path);
  const filter = args.filter ? [filterSql(row, args.filter, place.path ? `${place.path}.filter` : 'filter')] : [];
  const conditions = [...(within ? [within(row)] : []), ...filter];
  const order = orderOf(row, args.orderBy ?? [], place.path);
  const paged = [...conditions, behind(reading, order, page, place.path)];
  const type = reading.type(`${entity.name}Connection`);
  const selected = selectedFields(reading.asked, type, fields);
  const more = page.backward ? 'hasPreviousPage' : 'hasNextPage';
  const withMore = selected.some(
    ({ name, nodes }) =>
      name === 'pageInfo' &&
      selectedFields(reading.asked, reading.type('PageInfo'), nodes).some((one) => one.name === more),
  );
  const parts = new PageParts(reading, row, order, page, place, writeNode, withMore);
  const watch = reading.watch.watches(entity) ? reading.watch : undefined;
  const write = (part: Selected): Sql => {
    if (part.name === '__typename') return typeNameJson(type);
    if (part.name !== 'totalCount') return parts.write(part);
    const count = watch ? watch.count(row) : raw('count(*)');
    return sql`(select ${count} from ${row.source} where ${all(conditions)})`;
  };
  const entries = selected.map((part): [string, Sql] => [part.key, write(part)]);
  if (watch) {
    const counts = selected.filter(({ name }) => name === 'totalCount').map(({ key }) => key);
    const isPaged = parts.used && !parts.showsRows;
    if (isPaged || counts.length > 0) entries.push([watchKey, watch.list(counts, isPaged ? parts.paged : undefined)]);
  }
  // Without the having a selection that holds no aggregate would give a row of JSON for each row of the page.
  const source = parts.used ? sql` from (${parts.pageSql(paged)}) ${raw(parts.paged.alias)} having true` : none;
  return sql`(select ${jsonObject(entries)}${source})`;
}

/** What of a connection needs the rows of the page. Names with `$` cannot be those of columns. */
class PageParts {
  /** A row of the page, whose used columns the page has to bring. */
  readonly paged: Row;
  private withCursors = false;
  private withNumbers = false;
  private withCount = false;
  used = false;
  /** Whether rows of the page are shown, and not only what lies around them. */
  showsRows = false;

  constructor(
    private readonly reading: Reading,
    private readonly row: Row,
    private readonly order: Order,
    private readonly page: Page,
    private readonly place: Place,
    private readonly writeNode: WriteNode,
    /** Whether one row more than asked for is read, to know if there are more; it is not shown. */
    private readonly withMore: boolean,
  ) {
    this.paged = reading.row(row.entity);
  }

  write({ key, name, nodes }: Selected): Sql {
    this.used = true;
    const place = { ...this.place, path: this.place.path ? `${this.place.path}.${key}` : key };
    if (name === 'pageInfo') return this.pageInfo(nodes);
    const content = name === 'nodes' ? this.node(nodes, place) : this.edge(nodes, place);
    // Read forward, the rows come in their order: an aggregate over one ordered subquery takes them as they come.
    const sequence = this.page.backward ? sql` order by ${this.number} desc` : none;
    return sql`coalesce(json_agg(${content}${sequence})${this.onPage}, '[]'::json)`;
  }

  private node(fields: readonly FieldNode[], place: Place): Sql {
    this.showsRows = true;
    return this.writeNode(this.paged, fields, place);
  }

  private edge(fields: readonly FieldNode[], place: Place): Sql {
    const { asked } = this.reading;
    const type = this.reading.type(`${this.row.entity.name}Edge`);
    const selected = selectedFields(asked, type, fields);
    const part = (name: string) => (name === 'cursor' ? this.cursor : typeNameJson(type));
    return jsonObject(
      selected.map(({ key, name, nodes }): [string, Sql] => [
        key,
        name === 'node' ? this.node(nodes, { ...place, path: `${place.path}.${key}` }) : part(name),
      ]),
    );
  }

  private pageInfo(fields: readonly FieldNode[]): Sql {
    const { backward, cursor, size } = this.page;
    const type = this.reading.type('PageInfo');
    const more = () => raw(`count(*) > ${size}`);
    const write: Record<string, () => Sql> = {
      hasNextPage: () => (backward ? raw(String(cursor !== undefined)) : more()),
      hasPreviousPage: () => (backward ? more() : raw(String(cursor !== undefined))),
      startCursor: () => this.cursorAt(false),
      endCursor: () => this.cursorAt(true),
      __typename: () => typeNameJson(type),
    };
    const selected = selectedFields(this.reading.asked, type, fields);
    return jsonObject(selected.map(({ key, name }): [string, Sql] => [key, write[name]!()]));
  }

  private cursorAt(end: boolean): Sql {
    const number = this.page.backward === end ? sql`1` : sql`least(${this.count}, ${raw(String(this.page.size))})`;
    return sql`max(${this.cursor}) filter (where ${this.number} = ${number})`;
  }

  private get cursor(): Sql {
    this.withCursors = true;
    return cursorSql(
      this.order,
      this.order.terms.map(({ column }, i) => asText(column, raw(`${this.paged.alias}."$o${i}"`))),
    );
  }

  /** Number of a row on its page, from 1 in the direction of paging. */
  private get number(): Sql {
    this.withNumbers = true;
    return raw(`${this.paged.alias}."$n"`);
  }

  /** How many rows were read. */
  private get count(): Sql {
    this.withCount = true;
    return raw(`${this.paged.alias}."$count"`);
  }

  private get onPage(): Sql {
    if (!this.withMore) return none;
    return sql` filter (where ${this.number} <= ${raw(String(this.page.size))})`;
  }

  pageSql(conditions: readonly Sql[]): Sql {
    const { row, order, page } = this;
    const columns = [...new Set(['"id"', ...this.paged.used])].map((name) => row.column(name));
    const values = this.withCursors
      ? order.terms.map(({ expression }, i) => sql`${expression} as ${raw(`"$o${i}"`)}`)
      : [];
    // Numbers in the text and not values: the planner must know how few rows are wanted.
    const limit = raw(String(page.size + (this.withMore ? 1 : 0)));
    const rows = sql`select ${join([...columns, ...values])} from ${row.source}${join(order.joins, '')} where ${all(conditions)} order by ${orderBy(order.terms, page.backward)} limit ${limit}`;
    if (!this.withNumbers) return rows;
    const count = this.withCount ? sql`, count(*) over () as "$count"` : none;
    return sql`select q.*, row_number() over () as "$n"${count} from (${rows}) q`;
  }
}
