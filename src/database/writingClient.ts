import { Client } from 'pg';
import { PreparedStatements } from './preparedStatements.js';

/** Before a statement of a transaction: nobody waits for its answer, which is looked at before the commit counts. */
export const ahead = '/* ahead */ ';

const isAhead = (sql: string): boolean =>
  sql === 'begin' || sql.startsWith('select set_config(') || sql.startsWith(ahead);

type Answer = { rows: unknown[]; rowCount: number; command: string };

const none: Answer = { rows: [], rowCount: 0, command: '' };

/**
 * A connection of writes that waits only where somebody wants the answer. Begin and the viewer's variables travel with
 * the first statement, and what is marked as `ahead` with the commit; if one of these fails, PostgreSQL refuses
 * everything after it, and the transaction fails with the first error. Statements with values stay prepared.
 */
export class WritingClient extends Client {
  private readonly statements = new PreparedStatements();
  private sent: Promise<Answer>[] = [];

  // pg types a dozen shapes of arguments; this is the one that kysely uses, all else is passed on.
  override query(...args: unknown[]): never {
    const [sql, values] = args;
    if (typeof sql !== 'string' || args.length > 2 || typeof values === 'function') return this.send(...args) as never;
    return this.run(sql, (values as unknown[] | undefined) ?? []) as never;
  }

  private async run(sql: string, values: unknown[]): Promise<Answer> {
    if (sql === 'begin') this.deallocate();
    const answer = this.send(this.named(sql, values));
    if (isAhead(sql)) {
      this.sent.push(answer);
      // Told by whoever waits for a later statement of the transaction.
      answer.catch(() => undefined);
      return none;
    }
    if (sql !== 'commit' && sql !== 'rollback') return answer.catch((error) => this.firstError(error));
    const { sent } = this;
    this.sent = [];
    const failed = (await Promise.allSettled([...sent, answer])).find(({ status }) => status === 'rejected');
    if (failed && sql === 'commit') throw (failed as PromiseRejectedResult).reason;
    return answer;
  }

  private send(...args: unknown[]): Promise<Answer> {
    return (super.query as (...all: unknown[]) => unknown).apply(this, args) as Promise<Answer>;
  }

  private named(text: string, values: unknown[]): object {
    if (values.length === 0) return { text };
    return { name: this.statements.name(text).name, text, values };
  }

  /** Between transactions, where a refusal spoils nothing: a statement that failed was never prepared. */
  private deallocate(): void {
    for (const name of this.statements.takeDropped()) this.send({ text: `deallocate ${name}` }).catch(() => undefined);
  }

  /** PostgreSQL answers what follows a failure with "current transaction is aborted", which says nothing. */
  private async firstError(error: unknown): Promise<never> {
    const failed = (await Promise.allSettled(this.sent)).find(({ status }) => status === 'rejected');
    throw failed ? (failed as PromiseRejectedResult).reason : error;
  }
}
