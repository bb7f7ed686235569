import { Client, DatabaseError } from 'pg';
import { RoundTrip, type Statement } from './roundTrip.js';

/** Before a statement of a transaction: nobody waits for its answer, which is looked at before the commit counts. */
export const ahead = '/* ahead */ ';

const isAhead = (sql: string): boolean =>
  sql === 'begin' || sql.startsWith('select set_config(') || sql.startsWith(ahead);

interface Answer {
  rows: unknown[];
  rowCount: number;
  command: string;
}

const none: Answer = { rows: [], rowCount: 0, command: '' };

/** PostgreSQL gives this up when a transaction fails, and takes it with that the next time. */
const inFailedTransaction = '25P02';

/**
 * A connection of writes that waits only where somebody wants the answer. Begin and the viewer's variables travel with
 * the first statement, and what is marked as `ahead` with the next one or with the commit; if one of these fails, the
 * statement that they travel with fails with its error. Statements with values stay prepared.
 */
export class WritingClient extends Client {
  /** What travels with the next statement. */
  private waiting: Statement[] = [];

  // pg types a dozen shapes of arguments; this is the one that kysely uses, all else is passed on.
  override query(...args: unknown[]): never {
    const [sql, values = []] = args;
    if (typeof sql !== 'string' || args.length > 2 || !Array.isArray(values)) return this.passOn(args) as never;
    return this.run(sql, values) as never;
  }

  private async run(sql: string, values: unknown[]): Promise<Answer> {
    const statement: Statement = { sql, parameters: values, repeated: values.length > 0 || isFrequent.has(sql) };
    if (sql === 'begin') this.waiting = [];
    if (isAhead(sql)) {
      this.waiting.push(statement);
      return none;
    }
    const { waiting } = this;
    this.waiting = [];
    if (sql !== 'rollback') return this.send([...waiting, statement]);
    return waiting[0]?.sql === 'begin' ? none : this.send([statement]);
  }

  private async send(statements: Statement[]): Promise<Answer> {
    const answered = await new Promise<RoundTrip>((resolve, reject) => {
      super.query(new RoundTrip(statements, true, (error, trip) => (error ? reject(error) : resolve(trip))));
    });
    const { name: command, count: rowCount } = answered.command;
    // A transaction in which a statement failed is rolled back, and PostgreSQL does not call that an error.
    if (command === 'ROLLBACK' && statements.at(-1)!.sql === 'commit')
      throw Object.assign(new DatabaseError('the transaction had failed before', 0, 'error'), {
        code: inFailedTransaction,
      });
    return { rows: answered.typedRows((type) => this.getTypeParser(type, 'text')), rowCount, command };
  }

  /** What waits goes first; if that fails, PostgreSQL refuses what follows in the transaction. */
  private passOn(args: unknown[]): unknown {
    const { waiting } = this;
    this.waiting = [];
    if (waiting.length > 0) this.send(waiting).catch(() => undefined);
    return (super.query as (...all: unknown[]) => unknown).apply(this, args);
  }
}

const isFrequent = new Set(['begin', 'commit', 'rollback']);
