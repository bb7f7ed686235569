import { dayAt } from '../calendar/dates.js';
import type { Message } from '../languages/message.js';
import type { NewNotice } from '../notices/notices.js';
import type { KnownDuty } from './duty.js';
import type { DutyRow } from './dutyRow.js';

/** A deadline for people: the last day, or the moment where it is not the end of a day. */
export function writtenDeadline(dueAt: Date): string {
  const last = new Date(dueAt.getTime() - 1);
  const isEndOfDay = dayAt(last) !== dayAt(dueAt);
  return isEndOfDay ? dayAt(last) : dueAt.toLocaleString('sv-SE', { timeZone: 'Asia/Shanghai' }).slice(0, 16);
}

const titled = (known: KnownDuty | undefined, { name, clause }: DutyRow): Message => ({
  en: `${known?.title.en ?? name} (${clause})`,
  zh: `${known?.title.zh ?? name}（${clause}）`,
});

/** Goes to the person, or to those who hold the role. */
const toResponsible = ({ id, person_id, role, department_id }: DutyRow) => ({
  duty: id,
  person: person_id ?? undefined,
  role: role ?? undefined,
  department: department_id ?? undefined,
});

export function reminderNotice(known: KnownDuty | undefined, row: DutyRow, number: number): NewNotice {
  const { en, zh } = titled(known, row);
  const due = writtenDeadline(new Date(row.due_at));
  return {
    ...toResponsible(row),
    kind: 'REMINDER',
    stage: `${number} ${due}`,
    message: { en: `Due by ${due}: ${en}.`, zh: `请于 ${due} 前完成：${zh}。` },
  };
}

/** To whoever is responsible, and to the role that is told of breaches. */
export function breachNotices(known: KnownDuty | undefined, row: DutyRow): NewNotice[] {
  const { en, zh } = titled(known, row);
  const due = writtenDeadline(new Date(row.due_at));
  const own: NewNotice = {
    ...toResponsible(row),
    kind: 'BREACHED',
    message: {
      en: `Overdue since ${due}: ${en}. Do it now; the breach stays.`,
      zh: `已于 ${due} 逾期：${zh}。请立即办理；逾期记录保留。`,
    },
  };
  if (!known?.escalateTo) return [own];
  const escalated: NewNotice = {
    duty: row.id,
    role: known.escalateTo,
    department: row.department_id ?? undefined,
    kind: 'ESCALATED',
    message: { en: `Not done by ${due}: ${en}.`, zh: `未在 ${due} 前完成：${zh}。` },
  };
  return [own, escalated];
}

export function rescheduledNotice(known: KnownDuty | undefined, row: DutyRow, dueAt: Date): NewNotice {
  const { en, zh } = titled(known, row);
  const [before, after] = [writtenDeadline(new Date(row.due_at)), writtenDeadline(dueAt)];
  return {
    ...toResponsible(row),
    kind: 'RESCHEDULED',
    stage: `${before} ${after}`,
    message: {
      en: `Due by ${after} and no longer by ${before}, after the calendar was decreed: ${en}.`,
      zh: `放假安排公布后，期限由 ${before} 改为 ${after}：${zh}。`,
    },
  };
}
