import type { Context } from '../context.js';
import type { Writing } from '../database/writing.js';
import type { ZhiduError } from '../errors.js';
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

interface Named {
  name: string;
  module: string;
  /** The mutation that begins such an import: who may not call it any more cannot go on with one either. */
  call: string;
}

/** What a module says of a table that it can import. */
export interface ImportKind<Fields> extends Named {
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

/**
 * What a module says of files that it reads itself: no tables, or tables of which several lines are taken together. Such an
 * import goes on after a restart, on whatever instance has the file; so the module names it in its manifest.
 */
export interface FileKind<Order = unknown, Piece = unknown> extends Named {
  /** Pieces in one transaction. */
  piecesAtOnce: number;
  /** Reads the file to its end before anything is taken. @throws what is wrong with the file as a whole */
  check(path: string): Promise<CheckedFile>;
  /** Reads the file once more, with what the person ordered. */
  begin(context: Context, path: string, order: Order): Promise<FileIntake<Piece>>;
  /** The file of what was refused, for files that are no tables: `rows` can be read more than once. */
  refusedJson?(rows: () => AsyncIterable<RefusedRow>): AsyncIterable<string>;
}

export interface CheckedFile {
  lines: number;
  /** Of a table; empty for what is none, and is given back by `refusedJson`. */
  header: string[];
}

/** One import from the first piece of its file to the last. */
export interface FileIntake<Piece> {
  /** The same pieces in the same order whenever the file is read. */
  pieces(): AsyncIterable<Piece>;
  /**
   * Takes pieces inside one transaction and answers for each, in their order. May be called again for the same pieces after
   * that transaction was rolled back. In a dry run it answers the same and writes nothing.
   */
  take(writing: Writing, pieces: readonly Piece[], dryRun: boolean): Promise<PieceTaken[]>;
  /** The answer for a piece that cannot be taken at all. */
  refuse(piece: Piece, error: ZhiduError): PieceTaken;
}

/** What became of the lines of a piece. */
export interface PieceTaken {
  created: number;
  updated: number;
  unchanged: number;
  refused: RefusedRecord[];
}

export interface RefusedRecord extends LineProblem {
  line: number;
  /** What the format of the file calls such a fault. */
  code?: string | undefined;
  /** As the file gave it. */
  cells: readonly string[];
}

/** As it is kept, in the language of whoever imports. */
export interface RefusedRow {
  line: number;
  column: string;
  reason: string;
  code: string | null;
  cells: string[];
}
