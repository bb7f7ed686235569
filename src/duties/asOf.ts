import type { Context } from '../context.js';
import { badInput } from '../errors.js';
import { batched } from '../reading/batched.js';
import { type Duty, DutyState } from './duty.entity.js';

export interface AsOf {
  state: DutyState;
  dueAt: Date;
  provisional: boolean;
}

interface Rescheduling {
  duty_id: string;
  at: string;
  due_before: string;
  provisional_before: boolean;
  breached_before: string | null;
}

/** How it stood with a duty at a moment: told by the times of what happened, so that it is the same whenever it is asked. */
export async function dutyAsOf(context: Context, duty: Duty, at: Date): Promise<AsOf | null> {
  if (at > context.now)
    throw badInput([
      { path: 'at', message: { en: 'Give a moment that is not in the future.', zh: '请给出不晚于现在的时间。' } },
    ]);
  if (at < duty.beginsAt) return null;
  const changes = await reschedulings(context).load(duty.id);
  const later = changes.filter((change) => new Date(change.at) > at);
  const [next] = later;
  const withdrawn = later.find(({ breached_before: breached }) => breached && new Date(breached) <= at);
  const isBy = (moment: Date | null) => moment !== null && moment <= at;
  const breached = isBy(duty.breachedAt) || withdrawn !== undefined;
  return {
    state: stateOf(isBy(duty.fulfilledAt), isBy(duty.waivedAt), breached),
    dueAt: next ? new Date(next.due_before) : duty.dueAt,
    provisional: next ? next.provisional_before : duty.provisional,
  };
}

function stateOf(isDone: boolean, isWaived: boolean, isBreached: boolean): DutyState {
  if (isWaived) return DutyState.WAIVED;
  if (isDone) return isBreached ? DutyState.LATE : DutyState.DONE;
  return isBreached ? DutyState.BREACHED : DutyState.DUE;
}

const loaderKey = {};

const reschedulings = (context: Context) =>
  batched<string, Rescheduling[]>(context, loaderKey, async (ids) => {
    const rows = await context.database.read<{ change: Rescheduling }>(context, {
      sql: 'select duties.reschedulings($1::uuid[]) as change',
      parameters: [ids],
    });
    const byDuty = Map.groupBy(
      rows.map(({ change }) => change),
      ({ duty_id: id }) => id,
    );
    return ids.map((id) => byDuty.get(id) ?? []);
  });
