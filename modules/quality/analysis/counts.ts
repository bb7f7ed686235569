import { addMonths, dayAt } from '../../../src/calendar/dates.js';
import type { Context } from '../../../src/context.js';
import type { DefectCause } from '../feedback.enums.js';

/** All are counted in the database, by the rows that the viewer sees. */
export interface Scope {
  from: string;
  until: string;
  product: string | null;
}

export interface CauseCount {
  cause: DefectCause | null;
  n: number;
}

const inScope = `f.reported_on between $1::date and $2::date and ($3::text is null or lower(f.product) = lower($3))`;
const isTrue = `f.verdict in ('TRUE', 'IN_PART')`;

const parameters = ({ from, until, product }: Scope) => [from, until, product];

/** Reports that were found true, in whole or in part, by cause; null: none named yet. */
export const countByCause = (context: Context, scope: Scope): Promise<CauseCount[]> =>
  context.database.read<CauseCount>(context, {
    sql: `select f.cause, count(*)::integer as n from quality.feedback_form f where ${inScope} and ${isTrue}
      group by f.cause order by n desc, f.cause`,
    parameters: parameters(scope),
  });

export interface MonthCount {
  /** YYYY-MM. */
  month: string;
  reported: number;
  foundTrue: number;
  untrue: number;
  pending: number;
  closed: number;
  /** Units that went out in the month; null where nobody has entered them. */
  units: number | null;
}

/** Every month of the period, also one without a report. */
export const countByMonth = (context: Context, scope: Scope): Promise<MonthCount[]> =>
  context.database.read<MonthCount>(context, {
    sql: `
      select to_char(m.first, 'YYYY-MM') as month, coalesce(c.reported, 0) as reported, coalesce(c.found_true, 0) as "foundTrue",
        coalesce(c.untrue, 0) as untrue, coalesce(c.pending, 0) as pending, coalesce(c.closed, 0) as closed, o.units
      from generate_series(date_trunc('month', $1::date), $2::date, interval '1 month') as m(first)
      left join (
        select date_trunc('month', f.reported_on) as first, count(*)::integer as reported,
          count(*) filter (where ${isTrue})::integer as found_true,
          count(*) filter (where f.verdict = 'UNTRUE')::integer as untrue,
          count(*) filter (where f.verdict is null)::integer as pending,
          count(*) filter (where f.status = 'CLOSED')::integer as closed
        from quality.feedback_form f where ${inScope} group by 1
      ) c on c.first = m.first
      left join (
        select g.month, sum(g.units)::integer as units from quality.output_figure g
        where $3::text is null or lower(g.product) = lower($3) group by g.month
      ) o on o.month = m.first::date
      order by m.first`,
    parameters: parameters(scope),
  });

/** The month of the first report or the first entered units, of all time; null where there is neither. */
export async function firstMonth(context: Context, product: string | null): Promise<string | null> {
  const rows = await context.database.read<{ month: string | null }>(context, {
    sql: `select to_char(least(
        (select min(f.reported_on) from quality.feedback_form f where $1::text is null or lower(f.product) = lower($1)),
        (select min(g.month) from quality.output_figure g where $1::text is null or lower(g.product) = lower($1))
      ), 'YYYY-MM') as month`,
    parameters: [product],
  });
  return rows[0]!.month;
}

export interface CauseMonth {
  cause: DefectCause | null;
  month: string;
  n: number;
}

/** Of the whole months before the present one, at most so many. */
export async function countByCauseAndMonth(context: Context, months: number, product: string | null) {
  const until = `${dayAt(context.now).slice(0, 7)}-01`;
  const from = addMonths(until, -months);
  const counts = await context.database.read<CauseMonth>(context, {
    sql: `select f.cause, to_char(f.reported_on, 'YYYY-MM') as month, count(*)::integer as n from quality.feedback_form f
      where f.reported_on >= $1::date and f.reported_on < $2::date and ($3::text is null or lower(f.product) = lower($3)) and ${isTrue}
      group by f.cause, 2`,
    parameters: [from, until, product],
  });
  const first = counts.map(({ month }) => month).sort()[0];
  const all = Array.from({ length: months }, (_, i) => addMonths(from, i).slice(0, 7));
  return { counts, months: first ? all.filter((month) => month >= first) : [] };
}
