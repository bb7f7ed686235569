import type { Database } from '../../database/database.js';

export interface Present {
  /** Changes with every change of anybody's rights. */
  version: string;
  live: ReadonlySet<string>;
}

/**
 * What has to be known anew for each request before anything remembered may be trusted: the version of all rights, and
 * whether the session lives. An announcement would arrive a moment after the change was acknowledged; this asks the
 * database. Requests that arrive while one statement is under way share the next one, so that many clients cost few
 * statements; nobody is answered by a statement that began before the request did.
 */
export class Presence {
  private waiting: { sessions: Set<string>; answer: Promise<Present> } | undefined;
  private underWay: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly database: Database,
    private readonly clock: () => Date,
  ) {}

  /** @param session to ask for, if the request names one */
  ask(session: string | undefined): Promise<Present> {
    if (!this.waiting) {
      const sessions = new Set<string>();
      const answer = this.underWay.then(() => {
        this.waiting = undefined;
        return this.read(sessions);
      });
      this.waiting = { sessions, answer };
      // A failure is told to those who wait for the answer, and keeps nobody else from asking.
      this.underWay = answer.catch(() => undefined);
    }
    if (session) this.waiting.sessions.add(session);
    return this.waiting.answer;
  }

  private async read(sessions: ReadonlySet<string>): Promise<Present> {
    const [row] = await this.database.call<{ version: string; live: string[] }>(
      'select * from access.present($1, $2)',
      [[...sessions], this.clock().toISOString()],
    );
    return { version: row!.version, live: new Set(row!.live) };
  }
}
