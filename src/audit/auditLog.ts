import type { Logger } from 'pino';
import type { Context } from '../context.js';
import type { Database } from '../database/database.js';

/** What is written to the log. Inside a request's transaction its session names person, roles, request, call and moment; elsewhere they stand here. */
export interface AuditRecord {
  action: string;
  type?: string;
  id?: string;
  /** Whoever may see the entry is cleared for this. */
  label?: string;
  compartments?: readonly string[];
  clause?: string;
  before?: unknown;
  after?: unknown;
  at?: string;
  person?: string;
  roles?: readonly string[];
  request?: string;
  call?: string;
}

const batchSize = 500;
const batchMs = 500;
/** Beyond this whoever asks waits until it is written. */
const mostWaiting = 10_000;

/**
 * Writes to the audit log what is no change of a record. What must not be lost is written before the answer leaves;
 * the rest waits at most half a second or 500 entries, which is all that a kill -9 can lose.
 */
export class AuditLog {
  private waiting: AuditRecord[] = [];
  private writing: Promise<void> = Promise.resolve();
  private timer: NodeJS.Timeout | undefined;
  /** So that a database which stays away is told of once. */
  private isFailing = false;

  constructor(
    private readonly database: Database,
    private readonly log: Logger,
  ) {}

  /** Written when it resolves. */
  async now(context: Context, ...records: AuditRecord[]): Promise<void> {
    await this.append(records.map((record) => signed(context, record)));
  }

  /** Written within half a second; at once where too much is waiting. */
  async soon(context: Context, ...records: AuditRecord[]): Promise<void> {
    if (this.waiting.length >= mostWaiting) await this.flush();
    this.waiting.push(...records.map((record) => signed(context, record)));
    if (this.waiting.length >= batchSize) this.flushAside();
    else this.timer ??= setTimeout(() => this.flushAside(), batchMs).unref();
  }

  /** Writes what is waiting. */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.writing = this.writing.catch(() => undefined).then(() => this.writeWaiting());
    return this.writing;
  }

  private async writeWaiting(): Promise<void> {
    while (this.waiting.length > 0) {
      const batch = this.waiting.slice(0, batchSize);
      await this.append(batch);
      this.waiting.splice(0, batch.length);
    }
  }

  private flushAside(): void {
    this.flush().then(
      () => {
        this.isFailing = false;
      },
      (error) => {
        if (!this.isFailing)
          this.log.warn({ err: error, waiting: this.waiting.length }, 'could not write to the audit; trying again');
        this.isFailing = true;
        this.timer ??= setTimeout(() => this.flushAside(), batchMs).unref();
      },
    );
  }

  private async append(records: AuditRecord[]): Promise<void> {
    await this.database.call('select audit.append($1::json)', [JSON.stringify(records)]);
  }
}

const signed = ({ viewer, requestId, now, call }: Context, record: AuditRecord): AuditRecord => ({
  at: now.toISOString(),
  person: viewer.personId ?? viewer.machine?.id,
  roles: [...viewer.roles],
  request: requestId,
  call: call?.name,
  ...record,
});
