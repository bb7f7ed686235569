import { canonical, sha256 } from '../../audit/hashing.js';
import { dayAt } from '../../calendar/dates.js';
import type { Writing } from '../../database/writing.js';
import { invalidState } from '../../errors.js';
import type { Issue } from './model.js';
import type { AtMost } from './nesting.js';
import { PublicRelease } from './publicRelease.entity.js';
import { type Published, publishedOf, type ReleasedRate } from './published.js';
import { type Suppression, suppress } from './suppression.js';
import type { Table } from './table.js';

/** What a module wants to release. Whether it may, and by whose approval, is the module's affair. */
export interface ReleaseOrder {
  /** Name of the module: releases are numbered by it and year. */
  series: string;
  title: string;
  /** The clause by which it is released, for the audit. */
  clause: string;
  tables: readonly Table[];
  rates?: readonly ReleasedRate[];
  /** Measures of which one is never more than the other, as readers know too; also of those that other releases show. */
  atMost?: readonly AtMost[];
  /** The least small rest of them that is withheld: 1 unless given; null where readers may take one from the other. */
  leastRest?: 0 | 1 | null;
  /** Counts below it are withheld; at least the one of the setting SMALL_CELL_THRESHOLD, which holds unless given. */
  threshold?: number;
  /** An earlier release of the series that this one puts right. */
  corrects?: PublicRelease;
}

/** What would be released, and what of it withheld. */
export type ReleasePreview = { published: Published } & Extract<Suppression, { safe: true }>;

interface Begun {
  number: string;
  earlier: Required<Issue>[];
}

/** Figures for the public, without small cells and without ways to find them, checked against all that was released before. */
export class Releases {
  /** @param threshold counts below it are withheld from every release (SMALL_CELL_THRESHOLD) */
  constructor(readonly threshold: number) {}

  /** What a release would show now. @throws INVALID_STATE where its safety cannot be proven */
  async preview(writing: Writing, order: ReleaseOrder): Promise<ReleasePreview> {
    const { preview } = await this.prepare(writing, order);
    return preview;
  }

  /** Releases it, for good. Checked anew: since the preview there may have been others. @throws INVALID_STATE as the preview */
  async release(writing: Writing, order: ReleaseOrder): Promise<PublicRelease> {
    const { number, threshold, preview } = await this.prepare(writing, order);
    const { series, title, clause, tables, corrects } = order;
    const told = { number, series, title, threshold, content: preview.published };
    const [row] = await writing.em.execute<{ id: string }[]>('select releases.keep(?::json) as id', [
      JSON.stringify({
        ...told,
        hash: releaseHash({ ...told, corrects: corrects?.number ?? null }),
        corrects: corrects?.id,
        clause,
        measures: tables.map(({ measure }) => measure),
        tables,
        withheld: preview.withheld,
      }),
    ]);
    return writing.em.findOneOrFail(PublicRelease, { id: row!.id });
  }

  private async prepare({ em, context }: Writing, order: ReleaseOrder) {
    const { series, tables, rates, atMost = [], leastRest } = order;
    const threshold = order.threshold ?? this.threshold;
    if (threshold < this.threshold) throw belowSetting(threshold, this.threshold);
    if (order.corrects && order.corrects.series !== series)
      throw new Error(`${order.corrects.number} is no release of ${series}, which cannot correct it.`);
    const year = Number(dayAt(context.now).slice(0, 4));
    // An earlier release of the births tells of deaths that are released now.
    const measures = [...tables, ...atMost, ...atMost.map(({ of }) => ({ measure: of }))].map(({ measure }) => measure);
    const [row] = await em.execute<{ begun: Begun }[]>('select releases.begin(?, ?, ?::text[]) as begun', [
      series,
      year,
      arrayText(measures),
    ]);
    const { number, earlier } = row!.begun;
    const answer = await suppress({
      tables,
      threshold,
      earlier,
      atMost,
      ...(leastRest !== undefined && { leastRest }),
    });
    if (!answer.safe) throw invalidState(answer.reason);
    const published = publishedOf({ tables, threshold, withheld: answer.withheld }, rates);
    return { number, threshold, preview: { ...answer, published } };
  }
}

/** What a release says, as it is hashed. */
export interface Told {
  number: string;
  series: string;
  title: string;
  threshold: number;
  content: Published;
  /** Number of the release that it corrects. */
  corrects: string | null;
}

/** Of number, series, title, threshold, corrects and content alone, in canonical JSON. */
export const releaseHash = ({ number, series, title, threshold, content, corrects }: Told): string =>
  sha256(canonical({ number, series, title, threshold, content, corrects })).toString('hex');

const arrayText = (texts: readonly string[]): string => `{${texts.map((text) => JSON.stringify(text)).join(',')}}`;

const belowSetting = (given: number, set: number) =>
  invalidState({
    en: `A threshold of ${given} is below the one that holds here, ${set} (SMALL_CELL_THRESHOLD). Release with ${set} or more.`,
    zh: `阈值 ${given} 低于本系统的下限 ${set}（SMALL_CELL_THRESHOLD）。请以 ${set} 或更高的阈值发布。`,
  });
