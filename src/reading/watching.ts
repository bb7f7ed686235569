import { randomBytes } from 'node:crypto';
import { dominates, Label } from '../access/labels.js';
import type { Viewer } from '../access/viewer.js';
import type { WrappedKey } from '../secrets/vault.js';
import type { Readable } from './model.js';
import type { Row } from './row.js';
import { join, jsonArray, literal, raw, type Sql, sql } from './sql.js';

/** From this label on it is recorded who reads a row, unless `@RecordsReading` says more. */
const watchedFrom = Label.CONFIDENTIAL;

/** Key of the marks in what a statement answers. Nobody can guess it, so no JSON in a column can pretend to be one. */
export const watchKey = `$${randomBytes(8).toString('hex')}`;

/** Where an answer has the value of a sealed field. */
export interface SealedPlace {
  property: string;
  /** From the JSON of the row. */
  path: readonly string[];
  isNullable: boolean;
  /** Whether the row opens a field that a rule closes in others. */
  isOpen: Sql | undefined;
}

/** A row of which fields stand sealed in the answer until they are opened. */
export interface SealedRow {
  type: string;
  id: string;
  node: Record<string, unknown>;
  mark: SealedMark;
  places: readonly Omit<SealedPlace, 'isOpen'>[];
}

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
  sealed: SealedRow[];
}

type RowMark = [place: number, id: string, label: Label, compartments: string[], sealed?: SealedMark | null];
/** `open` tells of each place whether the row opens it. */
type SealedMark = [sealed: string, record: string, key: WrappedKey | null, open: boolean[]];
type ListMark = [counts: string[], paged: Label | null];

/** Whether somebody can see rows that are recorded. */
export const isWatched = ({ clearance }: Viewer): boolean => dominates(clearance, watchedFrom);

/** Knows which rows of a statement are recorded, lets it mark them, and reads the marks of its answer. Costs nothing for somebody who can see no such row. */
export class Watch {
  private readonly places: { type: string; fields: readonly string[]; sealed: readonly SealedPlace[] }[] = [];
  private readonly probed = new Set<string>();

  constructor(readonly isOn: boolean) {}

  /** Whether an answer can hold marks. */
  get marks(): boolean {
    return this.isOn || this.places.length > 0;
  }

  watches({ isLabelled }: Readable): boolean {
    return this.isOn && isLabelled;
  }

  /** Whether rows of which these fields are shown can have to be recorded. */
  watchesShown(entity: Readable, fields: readonly string[]): boolean {
    return this.watches(entity) || fields.some((field) => entity.readingFields.has(field));
  }

  /** A filter or an order looks at rows of this entity that it does not show. */
  probe(entity: Readable): void {
    if (this.watches(entity)) this.probed.add(entity.name);
  }

  /** The mark of a row that is shown; null for a row that nobody watches. What is sealed in it comes with its key. */
  row(row: Row, fields: readonly string[], sealed: readonly SealedPlace[]): Sql {
    const place = this.places.push({ type: row.entity.name, fields: [...new Set(fields)].sort(), sealed }) - 1;
    const label = this.label(row);
    const compartments = row.column(row.entity.columns.get('compartments')!.name);
    const more = sealed.length > 0 ? [sealedMark(row, sealed)] : [];
    const mark = jsonArray([raw(String(place)), row.id, label, compartments, ...more]);
    if (fields.some((field) => row.entity.readingFields.has(field))) return mark;
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
    const sealed: SealedRow[] = [];
    const take = (node: Json, mark: RowMark | ListMark): void => {
      if (isRow(mark)) {
        rows.set(`${mark[0]} ${mark[1]}`, this.seenRow(mark));
        if (mark[4]) sealed.push(this.sealedRow(node, mark, mark[4]));
      } else labels.push(...unpack(node, mark));
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
    return { rows: [...rows.values()], counted, probed: [...this.probed], sealed };
  }

  private label(row: Row): Sql {
    return row.column(row.entity.columns.get('label')!.name);
  }

  private seenRow([place, id, label, compartments]: RowMark): SeenRow {
    const { type, fields } = this.places[place]!;
    return { type, fields, id, label, compartments };
  }

  private sealedRow(node: Json, [place, id]: RowMark, mark: SealedMark): SealedRow {
    const { type, sealed } = this.places[place]!;
    return { type, id, node, mark, places: sealed.filter((_, i) => mark[3][i]) };
  }
}

type Json = Record<string, unknown>;

const sealedMark = (row: Row, places: readonly SealedPlace[]): Sql => {
  const { column, key } = row.entity.sealing!;
  const sealed = row.column(column);
  const record = sql`coalesce(${join(key.map((name) => row.column(name)))})`;
  const open = places.map(({ isOpen }) => (isOpen ? sql`coalesce(${isOpen}, false)` : raw('true')));
  return sql`case when ${sealed} is not null then ${jsonArray([sealed, record, sql`secrets.data_key_of(${record})`, jsonArray(open)])} end`;
};

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
