import type { Logger } from 'pino';
import type { Core } from '../context.js';
import type { Database } from '../database/database.js';
import type { Sweeper, Swept } from '../duties/sweeper.js';
import type { KnownSweep } from './sweep.js';

/** The one timer of the platform: duties, then what each module looks for. What one cannot do stops no other. */
export class Sweeps {
  private timer: NodeJS.Timeout | undefined;
  private working: Promise<Swept> | undefined;
  private stopped = false;
  /** Of these the log knows, so that a database which stays away is told of once. */
  private readonly failing = new Set<string>();

  constructor(
    private readonly duties: Sweeper,
    private readonly sweeps: readonly KnownSweep[],
    private readonly platform: { core: Core; database: Database; log: Logger; clock: () => Date; everyMs: number },
  ) {}

  start(): void {
    this.next(1_000);
  }

  /** Does all that is due by the clock. Answers what became of duties. */
  async sweep(): Promise<Swept> {
    await this.working?.catch(() => undefined);
    this.working = this.work();
    return this.working;
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    this.duties.beginToStop();
    await this.working?.catch(() => undefined);
    this.duties.close();
  }

  private next(inMs: number): void {
    if (this.stopped) return;
    this.timer = setTimeout(async () => {
      await this.tried('duties', () => this.sweep());
      this.next(this.platform.everyMs);
    }, inMs).unref();
  }

  private async work(): Promise<Swept> {
    const { core, database, clock } = this.platform;
    for (const { name, module, run } of this.sweeps)
      if (core.switching.isEnabled(module) && !this.stopped)
        await this.tried(name, () => run({ core, database }, clock()));
    return this.duties.sweep();
  }

  private async tried(name: string, work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
      this.failing.delete(name);
    } catch (error) {
      if (!this.failing.has(name)) this.platform.log.warn({ err: error }, `could not sweep ${name}; trying again`);
      this.failing.add(name);
    }
  }
}
