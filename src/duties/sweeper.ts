import type { Pool } from 'pg';
import { type Ask, askingOn } from '../database/asking.js';
import type { Mailer } from '../notices/mailer.js';
import type { Duties } from './duties.js';
import { breachNotices, reminderNotice } from './dutyNotices.js';
import type { DutyRow } from './dutyRow.js';
import { keepHolders } from './holders.js';
import { openPeriods } from './openPeriods.js';
import { moveOvertaken } from './pauses.js';
import { openSeries } from './series.js';

/** Of each kind in one transaction. */
const atOnce = 200;

/** What one sweep has done. */
export interface Swept {
  takenBack: number;
  opened: number;
  moved: number;
  breached: number;
  reminded: number;
  mailed: number;
}

/**
 * Finds by index what has become due, and writes it down: periods, breaches, reminders, mails. A moment in which no server
 * ran is not lost, since rows say what is due and no tick does. Any number of instances may sweep.
 */
export class Sweeper {
  private stopped = false;
  /** When the periods of a duty were last looked through, by duty. */
  private readonly openedAt = new Map<string, number>();

  constructor(
    private readonly pool: Pool,
    private readonly duties: Duties,
    private readonly mailer: Mailer | undefined,
    private readonly clock: () => Date,
  ) {}

  /** From now on no further batch is begun. */
  beginToStop(): void {
    this.stopped = true;
  }

  close(): void {
    this.mailer?.close();
  }

  /** Does all that is due by the clock. */
  async sweep(): Promise<Swept> {
    const now = this.clock();
    const takenBack = await this.inTransaction((ask) => this.takeBack(ask, now));
    const opened = await this.open(now);
    const modules = this.enabled();
    const moved = await this.whole((ask) => moveOvertaken(this.duties, ask, now, modules));
    const breached = await this.whole((ask) => this.breach(ask, now, modules));
    const reminded = await this.whole((ask) => this.remind(ask, now, modules));
    const mailed = (await this.mailer?.sweep(now)) ?? 0;
    return { takenBack, opened, moved, breached, reminded, mailed };
  }

  private enabled(): string[] {
    return this.duties.modules.map(({ name }) => name).filter((name) => this.duties.isEnabled(name));
  }

  /** A clock that ran ahead and was put right has written what has not happened. */
  private async takeBack(ask: Ask, now: Date): Promise<number> {
    const [told] = await ask<{ duties: string[] }>('select notices.take_back(?) as duties', [now.toISOString()]);
    const [row] = await ask<{ taken: number }>('select duties.take_back(?, ?::uuid[]) as taken', [
      now.toISOString(),
      `{${told!.duties.join(',')}}`,
    ]);
    if (row!.taken > 0) this.openedAt.clear();
    return row!.taken;
  }

  /** Once an hour, and after the clock was put back: a period begins at midnight. */
  private async open(now: Date): Promise<number> {
    let opened = 0;
    for (const duty of this.duties.known.values()) {
      if (!this.duties.isEnabled(duty.module)) continue;
      if (duty.eachHolder) opened += await this.inTransaction((ask) => keepHolders(this.duties, ask, duty, now));
      if (!duty.calendar && !duty.series) continue;
      const hour = Math.floor(now.getTime() / 3_600_000);
      if (this.openedAt.get(duty.name) === hour) continue;
      opened += await this.inTransaction((ask) =>
        duty.series ? openSeries(this.duties, ask, duty, now) : openPeriods(this.duties, ask, duty, now),
      );
      this.openedAt.set(duty.name, hour);
    }
    return opened;
  }

  private async breach(ask: Ask, now: Date, modules: readonly string[]): Promise<number> {
    const rows = await ask<{ duty: DutyRow }>('select row_to_json(d) as duty from duties.breach(?, ?::text[], ?) d', [
      now.toISOString(),
      `{${modules.join(',')}}`,
      atOnce,
    ]);
    const notices = rows.flatMap(({ duty }) => breachNotices(this.duties.known.get(duty.name), duty));
    await this.duties.notices.tell(ask, notices, now);
    return rows.length;
  }

  private async remind(ask: Ask, now: Date, modules: readonly string[]): Promise<number> {
    const rows = await ask<{ duty: DutyRow; number: number }>(
      'select duty, number from duties.remind(?, ?::text[], ?)',
      [now.toISOString(), `{${modules.join(',')}}`, atOnce],
    );
    const notices = rows.map(({ duty, number }) => reminderNotice(this.duties.known.get(duty.name), duty, number));
    await this.duties.notices.tell(ask, notices, now);
    return rows.length;
  }

  /** Batch after batch until nothing is left, each a transaction of its own. */
  private async whole(batch: (ask: Ask) => Promise<number>): Promise<number> {
    let total = 0;
    for (let done = -1; done !== 0 && !this.stopped; total += done) done = await this.inTransaction(batch);
    return total;
  }

  private async inTransaction<T>(work: (ask: Ask) => Promise<T>): Promise<T> {
    const client = await this.pool.connect();
    let broken: Error | undefined;
    try {
      await client.query('begin');
      const result = await work(askingOn(client));
      await client.query('commit');
      return result;
    } catch (error) {
      await client.query('rollback').catch((failure: Error) => {
        broken = failure;
      });
      throw error;
    } finally {
      client.release(broken);
    }
  }
}
