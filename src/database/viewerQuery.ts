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

const prepared = new WeakMap<Connection, PreparedStatements>();

/**
 * A statement behind the variables of its viewer, in one round trip: both are bound and executed before one Sync, which
 * makes them one transaction of PostgreSQL, read-only. When it ends, well or not, the variables are gone, so whatever
 * follows on the connection without variables of its own sees no row.
 *
 * The methods are those that pg's client calls on a query (pg 8.23, pinned).
 */
export class ViewerQuery implements Submittable {
  private readonly values: (string | null)[];
  private readonly fields: FieldDef[] = [];
  private readonly rows: TextRow[] = [];
  private statements: PreparedStatements | undefined;
  private readonly added: string[] = [];
  private dropped: readonly string[] = [];
  private isViewerSet = false;

  /** @param withTypes whether `typedRows` is asked for */
  constructor(
    private readonly variables: readonly string[],
    private readonly statement: Statement,
    private readonly withTypes: boolean,
    private readonly done: (error: Error | undefined, query: ViewerQuery) => void,
  ) {
    // Before anything is sent: what throws in the middle would leave the connection waiting for its Sync.
    this.values = statement.parameters.map(parameterText);
  }

  /** Each row as its columns' text. */
  get textRows(): TextRow[] {
    return this.rows;
  }

  /** Each row as an object, its columns in the types that pg gives them. */
  get typedRows(): Record<string, unknown>[] {
    const columns = this.fields.map(({ name, dataTypeID }) => ({ name, parse: types.getTypeParser(dataTypeID) }));
    return this.rows.map((row) =>
      Object.fromEntries(columns.map(({ name, parse }, i) => [name, row[i] === null ? null : parse(row[i]!)])),
    );
  }

  submit(connection: Connection): null {
    const wire = connection as unknown as Wire;
    const statements = prepared.get(connection) ?? new PreparedStatements();
    prepared.set(connection, statements);
    this.statements = statements;
    const viewer = viewerSql(this.variables.length / 2);
    wire.stream.cork();
    this.bind(wire, statements, viewer, this.variables, true);
    wire.execute({});
    this.bind(wire, statements, this.statement.sql, this.values, this.statement.repeated === true);
    if (this.withTypes) wire.describe({ type: 'P' });
    wire.execute({});
    // After the statement, so that it does not wait for them.
    this.dropped = statements.takeDropped();
    for (const name of this.dropped) wire.close({ type: 'S', name });
    wire.sync();
    wire.stream.uncork();
    return null;
  }

  private bind(
    wire: Wire,
    statements: PreparedStatements,
    sql: string,
    values: readonly (string | null)[],
    remember: boolean,
  ): void {
    if (!remember) {
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

  handleRowDescription({ fields }: { fields: FieldDef[] }): void {
    this.fields.push(...fields);
  }

  handleDataRow({ fields }: { fields: TextRow }): void {
    if (this.isViewerSet) this.rows.push(fields);
  }

  /** The first is that of the variables. */
  handleCommandComplete(): void {
    this.isViewerSet = true;
  }

  handleError(error: Error): void {
    for (const sql of this.added) this.statements?.forget(sql);
    // PostgreSQL passes over everything between an error and the Sync.
    this.statements?.drop(this.dropped);
    this.done(error, this);
  }

  handleReadyForQuery(): void {
    this.done(undefined, this);
  }

  handlePortalSuspended(): void {}
  handleEmptyQuery(): void {}
}

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

function parameterText(value: unknown): string | null {
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
