import { addMonths } from '../../../src/calendar/dates.js';
import type { Context } from '../../../src/context.js';
import { badInput } from '../../../src/errors.js';
import { FilingGroup } from './filing.enums.js';
import type { FilingArgs, OverdueArgs } from './filing.inputs.js';
import type { MedicalRecordFiling, OverdueMedicalRecord } from './filing.types.js';

interface Line extends Omit<MedicalRecordFiling, 'department' | 'physician' | 'filedRate' | 'inTimeRate'> {
  department: string;
  physician: string | null;
}

/** How the records that the viewer sees were filed, the most overdue first. */
export async function filingRates(
  context: Context,
  { from, to, by, departmentId, first }: FilingArgs,
): Promise<MedicalRecordFiling[]> {
  if (to < from || to > addMonths(from, 120))
    throw badInput([
      {
        path: 'to',
        message: {
          en: 'Give a day from then on, ten years later at most.',
          zh: '请填写不早于起始日、且不超过十年的日期。',
        },
      },
    ]);
  const rows = await context.database.read<Line & Record<string, unknown>>(context, {
    sql: `with records as (
        select r.*, f.due_at from mch_statistics.medical_record r
          left join lateral mch_statistics.filing_of(r.id) f on true
        where r.discharged_on between $1 and $2 and r.voided_at is null and ($4::uuid is null or r.department_id = $4)
      )
      select department_id as department, case when $5 then physician_id end as physician,
        count(*)::integer as discharged,
        count(*) filter (where filed_at < due_at)::integer as "inTime",
        count(*) filter (where filed_at >= due_at)::integer as late,
        count(*) filter (where filed_at is null and due_at <= $3)::integer as overdue,
        count(*) filter (where filed_at is null and due_at > $3)::integer as open,
        count(*) filter (where times_returned > 0)::integer as returned,
        round(avg((filed_at at time zone 'Asia/Shanghai')::date - discharged_on), 1)::float8 as "meanDays"
      from records group by 1, 2 order by overdue desc, late desc, 1, 2 limit $6`,
    parameters: [from, to, context.now.toISOString(), departmentId ?? null, by === FilingGroup.PHYSICIAN, first],
  });
  return rows.map(({ department, physician, ...counts }) => {
    const { discharged, inTime, late, open } = counts;
    return {
      ...counts,
      department: { id: department },
      physician: physician === null ? null : { id: physician },
      filedRate: (inTime + late) / discharged,
      inTimeRate: discharged > open ? inTime / (discharged - open) : null,
    };
  });
}

/** What should be in the archive and is not, the oldest deadline first. */
export async function overdueRecords(
  context: Context,
  { departmentId, physicianId, first, after }: OverdueArgs,
): Promise<OverdueMedicalRecord[]> {
  const rows = await context.database.read<{ id: string; due_at: string; days: number }>(context, {
    sql: `select r.id, f.due_at, floor(extract(epoch from $1::timestamptz - f.due_at) / 86400)::integer as days
      from mch_statistics.medical_record r cross join lateral mch_statistics.filing_of(r.id) f
      where r.filed_at is null and r.voided_at is null and f.due_at <= $1
        and ($2::uuid is null or r.department_id = $2) and ($3::uuid is null or r.physician_id = $3)
        and ($5::uuid is null or (f.due_at, r.id) > (select l.due_at, $5 from mch_statistics.filing_of($5) l))
      order by f.due_at, r.id limit $4`,
    parameters: [context.now.toISOString(), departmentId ?? null, physicianId ?? null, first, after ?? null],
  });
  return rows.map(({ id, due_at, days }) => ({
    record: { id },
    recordId: id,
    dueAt: new Date(due_at),
    daysLate: days,
  }));
}

export interface FilingDeadline {
  dueAt: Date;
  provisional: boolean;
}

/** Until when each record has to be filed; undefined where the viewer sees no duty of it. */
export async function deadlinesOf(context: Context, ids: readonly string[]): Promise<(FilingDeadline | undefined)[]> {
  const rows = await context.database.read<{ id: string; due_at: string; provisional: boolean }>(context, {
    sql: `select asked.id, f.due_at, f.provisional from unnest($1::uuid[]) as asked (id), mch_statistics.filing_of(asked.id) f`,
    parameters: [ids],
  });
  const byId = new Map(rows.map(({ id, due_at, provisional }) => [id, { dueAt: new Date(due_at), provisional }]));
  return ids.map((id) => byId.get(id));
}
