import type { Calendar } from '../calendar/calendar.js';
import { dayAt, endOf } from '../calendar/dates.js';
import { type Deadline, deadline } from '../calendar/deadline.js';
import type { Ask } from '../database/asking.js';
import type { NewNotice } from '../notices/notices.js';
import { type Duties, timed } from './duties.js';
import { rescheduledNotice } from './dutyNotices.js';
import type { DutyRow } from './dutyRow.js';

const atOnce = 500;

/** Gives duties the deadlines that a new calendar says, and tells whoever is responsible where it is another one. */
export async function recompute(duties: Duties, ask: Ask, year: number, calendar: Calendar, now: Date): Promise<void> {
  const rows = (await ask<{ duty: DutyRow }>('select duties.depending_on(?) as duty', [year])).map(({ duty }) => duty);
  for (let i = 0; i < rows.length; i += atOnce) {
    const batch = rows.slice(i, i + atOnce).map((row) => {
      const from = new Date(row.from_at);
      const due = notBefore(row, deadline(calendar, from, row.term), now);
      const known = duties.known.get(row.name);
      return { row, next: timed(calendar, known ?? {}, new Date(row.begins_at), from, row.term, due) };
    });
    const moved = await ask<{ id: string }>(`select duties.reschedule(?::json, 'DECREE', ?) as id`, [
      JSON.stringify(batch.map(({ row, next }) => ({ ...next, id: row.id, dueBefore: row.due_at }))),
      now.toISOString(),
    ]);
    const ids = new Set(moved.map(({ id }) => id));
    const notices = batch
      .filter(({ row }) => ids.has(row.id) && !row.fulfilled_at && !row.waived_at)
      .map(({ row, next }): NewNotice => rescheduledNotice(duties.known.get(row.name), row, next.dueAt));
    await duties.notices.tell(ask, notices, now);
  }
}

/** A notice of the State Council takes nobody's time away: what was still due stays so until the end of the day, and what was done in time stays that. */
function notBefore(row: DutyRow, due: Deadline, now: Date): Deadline {
  const before = new Date(row.due_at);
  if (row.fulfilled_at || row.waived_at) return due.dueAt < before ? { ...due, dueAt: before } : due;
  if (due.dueAt <= now && before > now) return { ...due, dueAt: endOf(dayAt(now)) };
  return due;
}
