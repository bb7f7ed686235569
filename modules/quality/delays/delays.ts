import { beginningOf, endOf } from '../../../src/calendar/dates.js';
import type { Context } from '../../../src/context.js';
import { steps } from '../quality.duties.js';

export interface StepDelay {
  step: string;
  department: string | null;
  due: number;
  open: number;
  inTime: number;
  late: number;
  breached: number;
  waived: number;
  daysLate: number | null;
  worstDaysLate: number | null;
}

/**
 * How the steps whose deadline lies in a period were kept, of those that the viewer sees. A step of quality inspection or
 * of supply and sales counts for the department of whoever did it.
 */
export async function delays(context: Context, from: string, until: string): Promise<StepDelay[]> {
  return context.database.read<StepDelay>(context, {
    sql: `
      with done as (
        select d.name as step, d.due_at, d.fulfilled_at, d.waived_at,
          coalesce(d.department_id, appraisal.department_of(coalesce(d.fulfilled_by_id, d.person_id), coalesce(d.fulfilled_at, d.due_at))) as department,
          d.waived_at is null and coalesce(d.fulfilled_at, $4::timestamptz) >= d.due_at as is_late
        from duties.duty d
        where d.module = 'quality' and d.name = any ($1::text[]) and d.due_at > $2::timestamptz and d.due_at <= $3::timestamptz
      ), timed as (
        select *, case when is_late then extract(epoch from coalesce(fulfilled_at, $4::timestamptz) - due_at) / 86400 end as days from done
      )
      select step, department, count(*)::integer as due,
        count(*) filter (where fulfilled_at is null and waived_at is null and not is_late)::integer as open,
        count(*) filter (where fulfilled_at is not null and waived_at is null and not is_late)::integer as "inTime",
        count(*) filter (where is_late and fulfilled_at is not null)::integer as late,
        count(*) filter (where is_late and fulfilled_at is null)::integer as breached,
        count(*) filter (where waived_at is not null)::integer as waived,
        round(avg(days), 1)::float as "daysLate", round(max(days), 1)::float as "worstDaysLate"
      from timed group by step, department order by array_position($1::text[], step), department nulls last`,
    parameters: [steps.map(({ name }) => name), beginningOf(from), endOf(until), context.now],
  });
}
