import type { Message } from '../languages/message.js';
import type { LineProblem, ReadLine } from './importKind.js';
import type { TableLine } from './table.js';

export interface Pending<Fields> extends ReadLine<Fields> {
  cells: string[];
}

export interface Refusal {
  line: TableLine;
  problems: LineProblem[];
}

/** Lines that are accounted for together, in one transaction with their counts. */
export class ImportBatch<Fields> {
  constructor(
    readonly pending: Pending<Fields>[] = [],
    /** Refused without having been tried. */
    readonly refusals: Refusal[] = [],
    /** Lines that say the same as an earlier one, in this batch or before it. */
    readonly repeats: { line: TableLine; of: number }[] = [],
  ) {}

  get size(): number {
    return this.pending.length + this.refusals.length + this.repeats.length;
  }

  /** Two batches with half the untried lines each; repeats come behind what they repeat. */
  halves(): [ImportBatch<Fields>, ImportBatch<Fields>] {
    const half = this.pending.length >> 1;
    return [
      new ImportBatch(this.pending.slice(0, half), this.refusals),
      new ImportBatch(this.pending.slice(half), [], this.repeats),
    ];
  }

  /** The same with its only untried line refused. */
  refused(reason: Message): ImportBatch<Fields> {
    const line = this.pending[0]!;
    return new ImportBatch<Fields>([], [...this.refusals, { line, problems: [{ column: '', reason }] }], this.repeats);
  }
}
