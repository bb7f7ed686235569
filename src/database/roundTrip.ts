import type { Connection, FieldDef, Submittable } from 'pg';
import { types } from 'pg';
import { PreparedStatements } from './preparedStatements.js';

/** A statement with its values. */
export interface Statement {
  sql: string;
  parameters: readonly unknown[];
  /** It has run before and will run again, so PostgreSQL is to remember its plan. */
  repeated?: boolean;
}

/** The parts of pg's connection that write messages; its type declarations describe an older one. */
interface Wire {
  stream: { cork(): void; uncork(): void };
  parse(message: { name?: string; text: string }): void;
  bind(message: { statement?: string; values: readonly (string | null)[] }): void;
  describe(message: { type: 'P' }): void;
  execute(message: object): void;
  close(message: { type: 'S'; name: string }): void;
  sync(): void;
}

export type TextRow = (string | null)[];

/** How a value of this PostgreSQL type is read. */
export type ParserOf = (type: number) => (text: string) => unknown;

const prepared = new WeakMap<Connection, PreparedStatements>();

/**
 * Statements in one round trip, of which the last is answered: all are bound and executed before one Sync. Where no
 * transaction is open that makes them one transaction of PostgreSQL. After the first that fails PostgreSQL passes over
 * the others.
 *
 * The methods are those that pg's client calls on a query (pg 8.23, pinned).
 */
export class RoundTrip implements Submittable {
  private readonly values: (string | null)[][];
  private fields: readonly FieldDef[] = [];
  private readonly rows: TextRow[] = [];
  private statements: PreparedStatements | undefined;
  private readonly added: string[] = [];
  private dropped: readonly string[] = [];
  private completed = 0;
  private tag = '';

  /** @param withTypes whether `typedRows` is asked for */
  constructor(
    private readonly sent: readonly Statement[],
    private readonly withTypes: boolean,
    private readonly done: (error: Error | undefined, answered: RoundTrip) => void,
  ) {
    // Before anything is sent: what throws in the middle would leave the connection waiting for its Sync.
    this.values = sent.map(({ parameters }) => parameters.map(parameterText));
  }

  /** Each row as its columns' text. */
  get textRows(): TextRow[] {
    return this.rows;
  }

  /** Each row as an object, its columns in the types that the parsers give them. */
  typedRows(parserOf: ParserOf = types.getTypeParser): Record<string, unknown>[] {
    const { fields } = this;
    const parsers = fields.map(({ dataTypeID }) => parserOf(dataTypeID));
    return this.rows.map((row) => {
      const typed: Record<string, unknown> = {};
      for (let i = 0; i < fields.length; i += 1) typed[fields[i]!.name] = row[i] === null ? null : parsers[i]!(row[i]!);
      return typed;
    });
  }

  /** What the last statement did, such as `INSERT`, and to how many rows. */
  get command(): { name: string; count: number } {
    const words = this.tag.split(' ');
    return { name: words[0]!, count: Number(words.at(-1)) || 0 };
  }

  submit(connection: Connection): null {
    const wire = connection as unknown as Wire;
    const statements = prepared.get(connection) ?? new PreparedStatements();
    prepared.set(connection, statements);
    this.statements = statements;
    wire.stream.cork();
    for (const [i, statement] of this.sent.entries()) {
      this.bind(wire, statements, statement, this.values[i]!);
      if (this.withTypes && i === this.sent.length - 1) this.describe(wire, statements, statement);
      wire.execute({});
    }
    // After the statements, so that they do not wait for them.
    this.dropped = statements.takeDropped();
    for (const name of this.dropped) wire.close({ type: 'S', name });
    wire.sync();
    wire.stream.uncork();
    return null;
  }

  private bind(
    wire: Wire,
    statements: PreparedStatements,
    { sql, repeated }: Statement,
    values: readonly (string | null)[],
  ): void {
    if (!repeated) {
      wire.parse({ text: sql });
      wire.bind({ values });
      return;
    }
    const { name, isNew } = statements.name(sql);
    if (isNew) {
      this.added.push(sql);
      wire.parse({ name, text: sql });
    }
    wire.bind({ statement: name, values });
  }

  /** A prepared statement has the same columns each time, or PostgreSQL refuses it. */
  private describe(wire: Wire, statements: PreparedStatements, { sql, repeated }: Statement): void {
    const known = repeated ? statements.columns(sql) : undefined;
    if (known) this.fields = known;
    else wire.describe({ type: 'P' });
  }

  handleRowDescription({ fields }: { fields: FieldDef[] }): void {
    this.fields = fields;
  }

  handleDataRow({ fields }: { fields: TextRow }): void {
    if (this.isLast) this.rows.push(fields);
  }

  handleCommandComplete({ text }: { text: string }): void {
    this.completed += 1;
    this.tag = text;
  }

  private get isLast(): boolean {
    return this.completed === this.sent.length - 1;
  }

  handleError(error: Error): void {
    for (const sql of this.added) this.statements?.forget(sql);
    // PostgreSQL passes over everything between an error and the Sync.
    this.statements?.drop(this.dropped);
    this.done(error, this);
  }

  handleReadyForQuery(): void {
    const { sql, repeated } = this.sent.at(-1)!;
    if (this.withTypes && repeated) this.statements?.describe(sql, this.fields);
    this.done(undefined, this);
  }

  handlePortalSuspended(): void {}

  handleEmptyQuery(): void {
    this.completed += 1;
  }
}

/**
 * Statements behind the variables of their viewer. They are local to the transaction: when it ends, well or not, they are
 * gone, so whatever follows on the connection without variables of its own sees no row.
 */
export const behindViewer = (variables: readonly string[], statements: readonly Statement[]): Statement[] => [
  { sql: viewerSql(variables.length / 2), parameters: variables, repeated: true },
  ...statements,
];

const viewerTexts = new Map<number, string>();

/** The same text for the same number of variables. */
function viewerSql(variables: number): string {
  const known = viewerTexts.get(variables);
  if (known !== undefined) return known;
  const calls = Array.from({ length: variables }, (_, i) => `set_config($${2 * i + 1}, $${2 * i + 2}, true)`);
  const text = `select ${calls.join(', ')}`;
  viewerTexts.set(variables, text);
  return text;
}

export function parameterText(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return value;
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return `{${value.map(elementText).join(',')}}`;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function elementText(element: unknown): string {
  const text = parameterText(element);
  return text === null ? 'NULL' : `"${text.replace(/["\\]/g, '\\$&')}"`;
}
