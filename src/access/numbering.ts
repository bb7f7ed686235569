import type { Writing } from '../database/writing.js';
import { Label, labels } from './labels.js';

/**
 * Numbers of labelled records, in a series for each label under which they are registered: gaps in a series that people
 * can see would count the records that they cannot. Sequences, so that two writers never get the same number.
 */
export class NumberSeries {
  /** @param sequence schema and stem of the sequences' names  @param prefix what a number begins with, for example KH */
  constructor(
    private readonly sequence: string,
    private readonly prefix: string,
  ) {}

  /** The statements that a migration needs. */
  get migration(): string {
    return labels.map((label) => `create sequence ${this.sequenceOf(label)};`).join('\n');
  }

  /** For example KH-I-000042 for a record registered as INTERNAL. */
  async next({ em }: Writing, label: Label, count = 1): Promise<string[]> {
    const rows = await em.execute<{ n: string }[]>(
      `select nextval('${this.sequenceOf(label)}') as n from generate_series(1, ?)`,
      [count],
    );
    return rows.map(({ n }) => `${this.prefix}-${label[0]}-${String(n).padStart(6, '0')}`);
  }

  private sequenceOf(label: Label): string {
    return `${this.sequence}_${label.toLowerCase()}`;
  }
}
