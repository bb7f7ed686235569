import { addMonths, beginningOf, dayAt } from '../../../src/calendar/dates.js';
import type { Context } from '../../../src/context.js';
import { askingOf } from '../../../src/database/asking.js';
import { badInput, notFound } from '../../../src/errors.js';
import { restoringOf } from '../faults/fault.service.js';
import { standardLimits } from './limits.js';
import type { ReadingInput, SensorSeriesArgs } from './room.inputs.js';
import { readingRetention, retentionByChoice } from './room.interpretations.js';

/** A clock of a device may be so far ahead of ours. */
const aheadMs = 5 * 60_000;
/** Back within its limits for less than this, a sensor is still in the same excursion. */
const quiet = '10 minutes';
const mostSteps = 500;
const longestDays = 400;
const day = 86_400_000;

export interface ReadingsTaken {
  accepted: number;
  repeated: number;
  refused: { place: number; sensor: string; reason: string }[];
  faults: { id: string; severity: string; label: never; compartments: string[]; keeper: string | null }[];
}

export interface ReadingStep {
  at: Date;
  readings: number;
  lowest: number;
  mean: number;
  highest: number;
}

/** Readings of sensors, from machines or by hand (P12.A02). */
export class ReadingService {
  constructor(private readonly context: Context) {}

  /** Sent again after a lost answer nothing counts twice. What cannot be taken is named and keeps the others from nothing. */
  record(readings: readonly ReadingInput[]): Promise<ReadingsTaken> {
    const { context } = this;
    const { core, now } = context;
    return context.database.write(context, async (writing) => {
      const ask = askingOf(writing.em);
      const keep = retentionByChoice[await core.interpretations.choiceOf(ask, readingRetention.id)]!;
      const [row] = await ask<{ taken: ReadingsTaken }>(
        'select it_operations.take_readings(?::json, ?, ?, ?, ?::jsonb, ?::interval) as taken',
        [
          JSON.stringify(readings),
          now.toISOString(),
          beginningOf(addMonths(dayAt(now), -keep.months)).toISOString(),
          new Date(now.getTime() + aheadMs).toISOString(),
          JSON.stringify(await standardLimits(core.interpretations, ask)),
          quiet,
        ],
      );
      const { taken } = row!;
      for (const { severity, keeper, ...fault } of taken.faults)
        await core.duties.begin(writing, restoringOf(severity), {
          record: { ...fault, keeper: keeper as never },
        });
      return taken;
    });
  }

  /** At most 500 steps of time, of a sensor that the viewer sees. */
  async series({ sensorId, from, until }: SensorSeriesArgs): Promise<ReadingStep[]> {
    const { context } = this;
    const span = until.getTime() - from.getTime();
    if (span <= 0 || span > longestDays * day) throw badInput([badSpan]);
    const found = await context.database.read<{ steps: ReadingStep[] }>(context, {
      sql: `select coalesce((select json_agg(x) from it_operations.reading_steps(s.id, $2, $3, make_interval(secs => $4)) x), '[]') as steps
        from it_operations.sensor s where s.id = $1`,
      parameters: [sensorId, from.toISOString(), until.toISOString(), Math.max(1, span / 1000 / mostSteps)],
    });
    if (!found[0]) throw notFound('Sensor');
    return found[0].steps.map((step) => ({ ...step, at: new Date(step.at) }));
  }
}

const badSpan = {
  path: 'until',
  message: {
    en: `Give a moment after from, at most ${longestDays} days later.`,
    zh: `请给出晚于 from 的时间，最多相隔 ${longestDays} 天。`,
  },
};
