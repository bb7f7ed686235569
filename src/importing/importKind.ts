import type { Writing } from '../database/writing.js';
import type { Message } from '../languages/message.js';

export interface LineProblem {
  /** Heading of the column, as the file writes it. */
  column: string;
  reason: Message;
}

/** What became of a line. */
export type Taken = 'created' | 'updated' | 'unchanged' | LineProblem;

/** What a module says of a table that it can import. */
export interface ImportKind<Fields> {
  name: string;
  module: string;
  /** Understands a header, or says everything that is wrong with it. */
  begin(header: string[]): LineReader<Fields> | { problems: LineProblem[] };
  /** Takes lines inside one transaction and answers for each, in their order. No two have the same key. */
  take(writing: Writing, lines: Fields[]): Promise<Taken[]>;
}

export interface LineReader<Fields> {
  /** `key` names the thing that the line is about: a file may speak of it once. */
  read(cells: string[]): { key: string; fields: Fields } | { problems: LineProblem[] };
}
