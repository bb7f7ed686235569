import type { Context } from '../context.js';
import type { AppraisalRankingArgs } from './appraisal.inputs.js';
import { AppraisalSubject } from './appraisalEnums.js';

export interface RankedLine {
  rank: number;
  id: string;
  points: number;
  merits: number;
  demerits: number;
  criticisms: number;
  rewards: number;
  penalties: number;
}

/** What is in force of a quarter, of what the viewer sees: most points first, equal points share a rank. */
export function ranking(
  context: Context,
  { period, by, module, first, offset }: AppraisalRankingArgs,
): Promise<RankedLine[]> {
  const { switching, appraisal } = context.core;
  const modules = [...new Set([...appraisal.kinds.values()].map((kind) => kind.module))].filter(
    (name) => switching.isEnabled(name) && (!module || module === name),
  );
  const column = by === AppraisalSubject.PERSON ? 'person_id' : 'department_id';
  return context.database.read<RankedLine>(context, {
    sql: `select rank() over (order by sum(e.points) desc)::integer as rank, e.${column} as id, sum(e.points)::integer as points,
        coalesce(sum(e.points) filter (where e.points > 0), 0)::integer as merits,
        coalesce(sum(e.points) filter (where e.points < 0), 0)::integer as demerits,
        count(*) filter (where e.measure = 'CRITICISM')::integer as criticisms,
        coalesce(sum(e.amount) filter (where e.measure = 'REWARD'), 0)::integer as rewards,
        coalesce(sum(e.amount) filter (where e.measure = 'PENALTY'), 0)::integer as penalties
      from appraisal.appraisal_entry e
      where e.period = $1 and e.state = 'IN_FORCE' and not e.withdraws and e.module = any ($2::text[]) and e.${column} is not null
      group by e.${column} order by points desc, e.${column} limit $3 offset $4`,
    parameters: [period, modules, first, offset],
  });
}
