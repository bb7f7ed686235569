import type { Writing } from '../database/writing.js';
import type { Message } from '../languages/message.js';

export interface LineProblem {
  /** Heading of the column, as the file writes it; empty when it is no single one. */
  column: string;
  reason: Message;
}

/** What became of a line. */
export type Taken = 'created' | 'updated' | 'unchanged' | LineProblem;

/** A line as the module understands it, with its number in the file. */
export interface ReadLine<Fields> {
  line: number;
  fields: Fields;
}

/** What a module says of a table that it can import. */
export interface ImportKind<Fields> {
  name: string;
  module: string;
  /** The mutation that begins such an import: who may not call it any more cannot go on with one either. */
  call: string;
  /** Understands a header, or says everything that is wrong with it. */
  begin(header: string[]): Intake<Fields> | { problems: LineProblem[] };
}

/** One import from its first line to its last. */
export interface Intake<Fields> {
  /**
   * Understands a line, or says everything that is wrong with it. `repeats` is the number of an earlier line that says
   * exactly the same of the same thing; one that says something else of it is a problem.
   */
  read(line: number, cells: string[]): { fields: Fields } | { repeats: number } | { problems: LineProblem[] };
  /**
   * Takes lines inside one transaction and answers for each, in their order. May be called again for the same lines
   * after that transaction was rolled back. In a dry run it answers the same and writes nothing.
   */
  take(writing: Writing, lines: ReadLine<Fields>[], dryRun: boolean): Promise<Taken[]>;
}
