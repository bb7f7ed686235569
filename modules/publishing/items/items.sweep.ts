import type { Sweep } from '../../../src/sweeps/sweep.js';
import { screenDue } from '../screening/screening.sweep.js';

const batch = 100;

/** Scheduled versions go live and items expire at their time (P03.A06). */
export const publicationSweep: Sweep = {
  name: 'publications that are due',
  run: async (platform, now) => {
    const { database } = platform;
    for (let done = batch; done >= batch; ) {
      await screenDue(platform, now, batch);
      const [row] = await database.call<{ done: number }>('select publishing.sweep($1, $2) as done', [
        now.toISOString(),
        batch,
      ]);
      done = row!.done;
    }
  },
};
