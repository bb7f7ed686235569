import { randomInt } from 'node:crypto';
import type { Writing } from '../database/writing.js';
import type { LabelledEntity } from './entity.js';
import { isKeptApart, type Label, labels } from './labels.js';

/**
 * Numbers of labelled records, in a series for each label under which they are registered: gaps in a series that people
 * can see would count the records that they cannot. For the same reason there is no series where people who hold the
 * same clearance do not see the same records. Sequences, so that two writers never get the same number.
 */
export class NumberSeries {
  /** @param sequence schema and stem of the sequences' names  @param prefix what a number begins with, for example KH */
  constructor(
    private readonly sequence: string,
    private readonly prefix: string,
  ) {}

  /** The statements that a migration needs. */
  get migration(): string {
    const inSeries = labels.filter((label) => !isKeptApart(label));
    return inSeries.map((label) => `create sequence ${this.sequenceOf(label)};`).join('\n');
  }

  /** For example KH-I-000042 for a record registered as INTERNAL; from SECRET up or in a compartment KH-S-482915073316, at random. */
  async next(
    { em }: Writing,
    { label, compartments }: Pick<LabelledEntity, 'label' | 'compartments'>,
    count = 1,
  ): Promise<string[]> {
    const number = (place: string) => `${this.prefix}-${label[0]}-${place}`;
    if (isKeptApart(label) || compartments.length > 0)
      return Array.from({ length: count }, () => number(String(randomInt(1e11, 1e12))));
    const rows = await em.execute<{ n: string }[]>(
      `select nextval('${this.sequenceOf(label)}') as n from generate_series(1, ?)`,
      [count],
    );
    return rows.map(({ n }) => number(String(n).padStart(6, '0')));
  }

  private sequenceOf(label: Label): string {
    return `${this.sequence}_${label.toLowerCase()}`;
  }
}
