import { addMonths, dayAt } from '../../../src/calendar/dates.js';
import type { Context } from '../../../src/context.js';
import { IndicatorTrend, WorseDirection } from './monitoring.enums.js';
import type { DashboardArgs } from './monitoring.inputs.js';
import type { DashboardPoint, DashboardRow } from './monitoring.types.js';

interface Line {
  indicator: string;
  department: string;
  worse: WorseDirection;
  readings: DashboardPoint[];
  openAlerts: number;
  overdueAlerts: number;
}

/** Of the readings that the viewer sees: alarms first, then warnings. */
export async function dashboard(
  context: Context,
  { area, departmentId, months, first }: DashboardArgs,
): Promise<DashboardRow[]> {
  const since = addMonths(`${dayAt(context.now).slice(0, 7)}-01`, 1 - months).slice(0, 7);
  const lines = await context.database.read<Line & Record<string, unknown>>(context, {
    sql: `with of as (
        select r.indicator_id, r.department_id, i.worse,
          json_agg(json_build_object('month', r.month, 'value', r.value::float8, 'state', r.state) order by r.month) as readings,
          (array_agg(r.state order by r.month desc))[1] as state
        from mch_statistics.indicator_reading r join mch_statistics.management_indicator i on i.id = r.indicator_id
        where i.retired_on is null and r.month >= $1 and ($2::text is null or i.area = $2) and ($3::uuid is null or r.department_id = $3)
        group by 1, 2, 3
      )
      select of.indicator_id as indicator, of.department_id as department, of.worse, of.readings,
        open.n as "openAlerts", open.overdue as "overdueAlerts"
      from of cross join lateral (
        select count(*)::integer as n, (count(*) filter (where exists (
            select from duties.duty d where d.record_type = 'IndicatorAlert' and d.record_id = a.id and d.due_at <= $4)))::integer as overdue
        from mch_statistics.indicator_alert a join mch_statistics.indicator_reading r on r.id = a.reading_id
        where r.indicator_id = of.indicator_id and r.department_id = of.department_id and a.answered_at is null and a.withdrawn_at is null
      ) open
      order by array_position(array['ALARM', 'WARNING', 'NORMAL'], of.state), open.n desc, 1, 2 limit $5`,
    parameters: [since, area ?? null, departmentId ?? null, context.now.toISOString(), first],
  });
  return lines.map(({ indicator, department, worse, readings, openAlerts, overdueAlerts }) => {
    const [latest, before] = [readings.at(-1)!, readings.at(-2)];
    return {
      indicator: { id: indicator },
      department: { id: department },
      latest,
      change: before ? latest.value - before.value : null,
      trend: trendOf(readings, worse),
      readings,
      openAlerts,
      overdueAlerts,
    };
  });
}

/** Months as numbers, so that a missing one leaves a gap and does not press the others together. */
const place = ({ month }: DashboardPoint): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5));

/** By the slope of the least squares. */
export function trendOf(readings: readonly DashboardPoint[], worse: WorseDirection): IndicatorTrend | null {
  if (readings.length < 3) return null;
  const mean = (numbers: number[]) => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
  const [x, y] = [mean(readings.map(place)), mean(readings.map(({ value }) => value))];
  const slope =
    readings.reduce((sum, one) => sum + (place(one) - x) * (one.value - y), 0) /
    readings.reduce((sum, one) => sum + (place(one) - x) ** 2, 0);
  if (Math.abs(slope) < Math.abs(y) / 100 || slope === 0) return IndicatorTrend.STEADY;
  return slope > 0 === (worse === WorseDirection.HIGHER) ? IndicatorTrend.WORSENING : IndicatorTrend.IMPROVING;
}
