import type { Sweep } from '../../../src/sweeps/sweep.js';
import type { Content } from '../items/itemVersion.entity.js';
import { isAccepted, screenContent, type VersionFile } from './contentScreening.js';
import type { Findings } from './versionScreening.entity.js';

interface Due {
  id: string;
  content: { id: string } & Content;
  files: VersionFile[];
  accepted: Findings[];
}

/** What is scheduled is screened once more when it comes due, by the word lists of then (P03.A06). */
export async function screenDue({ core, database }: Parameters<Sweep['run']>[0], now: Date, atMost: number) {
  const [row] = await database.call<{ due: Due[] }>('select publishing.due_for_screening($1, $2) as due', [
    now.toISOString(),
    atMost,
  ]);
  for (const { id, content, files, accepted } of row!.due) {
    const screened = await screenContent(core, content, files, now);
    await database.call('select publishing.keep_screening($1, $2, $3, $4)', [
      id,
      JSON.stringify(screened),
      !isAccepted(screened, accepted),
      now.toISOString(),
    ]);
  }
}
