import { randomBytes } from 'node:crypto';
import { dominates, Label } from '../access/labels.js';
import type { Viewer } from '../access/viewer.js';
import type { Readable } from './model.js';
import type { Row } from './row.js';
import { jsonArray, literal, raw, type Sql, sql } from './sql.js';

/** From this label on it is recorded who reads a row. */
const watchedFrom = Label.CONFIDENTIAL;

/** Key of the marks in what a statement answers. Nobody can guess it, so no JSON in a column can pretend to be one. */
export const watchKey = `$${randomBytes(8).toString('hex')}`;

/** A row that leaves. */
export interface SeenRow {
  type: string;
  id: string;
  label: Label;
  compartments: string[];
  /** GraphQL names of what was asked of it. */
  fields: readonly string[];
}

export interface Seen {
  rows: SeenRow[];
  /** Highest label of rows that were counted or paged through without being shown. */
  counted: Label | undefined;
  /** Types with labels whose rows a filter or an order asked about. */
  probed: string[];
}

type RowMark = [place: number, id: string, label: Label, compartments: string[]];
type ListMark = [counts: string[], paged: Label | null];

/** Whether somebody can see rows that are recorded. */
export const isWatched = ({ clearance }: Viewer): boolean => dominates(clearance, watchedFrom);

/** Knows which rows of a statement are recorded, lets it mark them, and reads the marks of its answer. Costs nothing for somebody who can see no such row. */
export class Watch {
  private readonly places: { type: string; fields: readonly string[] }[] = [];
  private readonly probed = new Set<string>();

  constructor(readonly isOn: boolean) {}

  watches({ isLabelled }: Readable): boolean {
    return this.isOn && isLabelled;
  }

  /** A filter or an order looks at rows of this entity that it does not show. */
  probe(entity: Readable): void {
    if (this.watches(entity)) this.probed.add(entity.name);
  }

  /** The mark of a row that is shown; null for a row that nobody watches. */
  row(row: Row, fields: readonly string[]): Sql {
    const place = this.places.push({ type: row.entity.name, fields: [...new Set(fields)].sort() }) - 1;
    const label = this.label(row);
    const compartments = row.column(row.entity.columns.get('compartments')!.name);
    const mark = jsonArray([raw(String(place)), row.id, label, compartments]);
    return sql`case when ${label} >= ${raw(`'${watchedFrom}'`)} then ${mark} end`;
  }

  /** The number of rows with the highest label among them; `unpack` parts them again. */
  count(row: Row): Sql {
    return jsonArray([raw('count(*)'), sql`max(${this.label(row)})`]);
  }

  /** The mark of a list: the keys of its counts and, where its rows are not shown, the page whose highest label matters. */
  list(counts: readonly string[], page: Row | undefined): Sql {
    const top = page ? sql`max(${this.label(page)})` : raw('null');
    return jsonArray([sql`${literal(JSON.stringify(counts))}::json`, top]);
  }

  /** Reads the marks of an answer and takes them out of it. */
  collect(answer: unknown): Seen {
    const rows = new Map<string, SeenRow>();
    const labels: Label[] = [];
    const take = (node: Json, mark: RowMark | ListMark): void => {
      if (isRow(mark)) rows.set(`${mark[0]} ${mark[1]}`, this.seenRow(mark));
      else labels.push(...unpack(node, mark));
    };
    const visit = (node: Json): void => {
      for (const key in node) {
        const content = node[key];
        if (typeof content !== 'object' || content === null) continue;
        if (key === watchKey) {
          take(node, content as RowMark | ListMark);
          // As good as deleted to whoever writes JSON, and quicker.
          node[key] = undefined;
        } else visit(content as Json);
      }
    };
    visit(answer as Json);
    const counted = labels
      .filter((label) => dominates(label, watchedFrom))
      .sort(byRank)
      .at(-1);
    return { rows: [...rows.values()], counted, probed: [...this.probed] };
  }

  private label(row: Row): Sql {
    return row.column(row.entity.columns.get('label')!.name);
  }

  private seenRow([place, id, label, compartments]: RowMark): SeenRow {
    return { ...this.places[place]!, id, label, compartments };
  }
}

type Json = Record<string, unknown>;

const isRow = (mark: RowMark | ListMark): mark is RowMark => typeof mark[0] === 'number';

/** Puts the numbers back in the place of the counts. */
function unpack(node: Json, [counts, paged]: ListMark): Label[] {
  const labels = counts.map((key) => {
    const [count, label] = node[key] as [number, Label | null];
    node[key] = count;
    return label;
  });
  return [...labels, paged].filter((label) => label !== null);
}

const byRank = (one: Label, other: Label): number => (dominates(one, other) ? 1 : -1);
