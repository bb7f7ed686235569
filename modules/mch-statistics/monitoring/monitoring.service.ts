import { Department } from '../../../src/access/department.entity.js';
import { Label } from '../../../src/access/labels.js';
import { Person } from '../../../src/access/person.entity.js';
import { dayAt } from '../../../src/calendar/dates.js';
import { notToCome } from '../../../src/calendar/notToCome.js';
import type { SignedInContext } from '../../../src/context.js';
import { askingOf } from '../../../src/database/asking.js';
import type { Writing } from '../../../src/database/writing.js';
import { badInput, conflict, type Problem } from '../../../src/errors.js';
import { DataElement } from '../forms/dataElement.entity.js';
import { known, unknown } from '../forms/known.js';
import { IndicatorAlert } from './indicatorAlert.entity.js';
import { IndicatorReading } from './indicatorReading.entity.js';
import { ManagementIndicator } from './managementIndicator.entity.js';
import { ReadingSource, ReadingState, WorseDirection } from './monitoring.enums.js';
import type {
  AnswerAlertArgs,
  CorrectReadingArgs,
  DefineManagementIndicatorInput,
  IndicatorReadingInput,
  UpdateManagementIndicatorArgs,
} from './monitoring.inputs.js';

/** Data monitor care, teaching, research and management (P08.A03). */
export class MonitoringService {
  constructor(private readonly context: SignedInContext) {}

  define({ ownerId, elementId, ...given }: DefineManagementIndicatorInput): Promise<ManagementIndicator> {
    return this.context.database.write(this.context, async (writing) => {
      const { em } = writing;
      const problems = limitProblems(given.worse, given.warning, given.alarm);
      const owner = await known(writing, problems, 'input.ownerId', Person, ownerId);
      const element = elementId ? await known(writing, problems, 'input.elementId', DataElement, elementId) : null;
      if (problems.length > 0) throw badInput(problems);
      if (await em.findOne(ManagementIndicator, { code: given.code })) throw codeTaken(given.code);
      return em.create(ManagementIndicator, { ...given, owner: owner!, element, label: Label.INTERNAL });
    });
  }

  update({ id, version, input }: UpdateManagementIndicatorArgs): Promise<ManagementIndicator> {
    return this.context.database.write(this.context, async (writing) => {
      const indicator = await writing.find('updateManagementIndicator', ManagementIndicator, id, version);
      indicator.refuseRetired();
      const warning = input.warning ?? indicator.warning;
      const alarm = input.alarm ?? indicator.alarm;
      const problems = [
        ...limitProblems(indicator.worse, Number(warning), Number(alarm)),
        ...(input.retiredOn ? notToCome('input.retiredOn', input.retiredOn, this.context.now) : []),
      ];
      const owner = input.ownerId
        ? await known(writing, problems, 'input.ownerId', Person, input.ownerId)
        : indicator.owner;
      if (problems.length > 0) throw badInput(problems);
      Object.assign(indicator, { warning, alarm, owner, retiredOn: input.retiredOn ?? null });
      return indicator;
    });
  }

  /** All of a list, or none. Answers the alerts that were raised. */
  record(month: string, readings: readonly IndicatorReadingInput[]): Promise<IndicatorAlert[]> {
    return this.context.database.write(this.context, async (writing) => {
      const { em } = writing;
      const indicators = await em.find(ManagementIndicator, { code: { $in: readings.map(({ code }) => code) } });
      const byCode = new Map(indicators.map((indicator) => [indicator.code, indicator]));
      const problems = await this.problemsOf(writing, month, readings, byCode);
      if (problems.length > 0) throw badInput(problems);
      const alerts: IndicatorAlert[] = [];
      for (const { code, departmentId, value } of readings) {
        const given = { month, value, source: ReadingSource.ENTERED };
        alerts.push(...(await this.enter(writing, byCode.get(code)!, departmentId, given)));
      }
      return alerts;
    });
  }

  /** From approved monthly reports, summed up by department; what is entered already stays. */
  draw(month: string): Promise<IndicatorAlert[]> {
    if (month >= dayAt(this.context.now).slice(0, 7)) throw badInput([notOver]);
    return this.context.database.write(this.context, async (writing) => {
      const { em } = writing;
      const sums = await em.execute<{ indicator: string; department: string; value: string }[]>(drawn, [
        `${month}-01`,
        `${month}-01`,
        month,
      ]);
      const alerts: IndicatorAlert[] = [];
      for (const { indicator: id, department, value } of sums) {
        const indicator = await em.findOneOrFail(ManagementIndicator, { id });
        const given = { month, value: Number(value), source: ReadingSource.DRAWN };
        alerts.push(...(await this.enter(writing, indicator, department, given)));
      }
      return alerts;
    });
  }

  /** An alert whose ground is gone is withdrawn; a new one begins where the reading crosses a threshold now. */
  correct({ id, version, value, reason }: CorrectReadingArgs): Promise<IndicatorReading> {
    const { context } = this;
    return context.database.write(context, async (writing) => {
      const { em } = writing;
      const reading = await writing.find('correctIndicatorReading', IndicatorReading, id, version);
      const indicator = await em.findOneOrFail(ManagementIndicator, { id: reading.indicator.id });
      indicator.refuseRetired();
      const state = indicator.stateOf(value);
      Object.assign(reading, { formerValue: reading.value, value, state, correctionReason: reason.trim() });
      const alert = await em.findOne(IndicatorAlert, { reading: reading.id, withdrawnAt: null });
      if (alert?.level === state) return reading;
      if (alert && !alert.answeredAt) {
        alert.withdrawnAt = context.now;
        await context.core.duties.drop(writing, 'answerAlert', { record: alert });
        await context.core.duties.waive(writing, 'answerAlert', alert, reason.trim());
        await em.flush();
      }
      if (!alert?.answeredAt) await this.alert(writing, indicator, reading);
      return reading;
    });
  }

  answer({ id, version, input }: AnswerAlertArgs): Promise<IndicatorAlert> {
    const { context } = this;
    if (input.measureDueOn < dayAt(context.now)) throw badInput([isOver]);
    return context.database.write(context, async (writing) => {
      const alert = await writing.find('answerIndicatorAlert', IndicatorAlert, id, version);
      const { cause, measure, measureDueOn } = input;
      alert.answer(writing.em.getReference(Person, context.viewer.personId), context.now, {
        cause: cause.trim(),
        measure: measure.trim(),
        measureDueOn,
      });
      await context.core.duties.fulfil(writing, 'answerAlert', { record: alert });
      return alert;
    });
  }

  private async enter(
    writing: Writing,
    indicator: ManagementIndicator,
    departmentId: string,
    given: { month: string; value: number; source: ReadingSource },
  ): Promise<IndicatorAlert[]> {
    const { em } = writing;
    const { label, compartments, keeper } = indicator;
    const reading = em.create(IndicatorReading, {
      ...given,
      indicator,
      department: em.getReference(Department, departmentId),
      state: indicator.stateOf(given.value),
      enteredBy: em.getReference(Person, this.context.viewer.personId),
      label,
      compartments,
      keeper,
    });
    return this.alert(writing, indicator, reading);
  }

  /** P08.A03: whoever owns the indicator is told at once, and answers by a deadline. */
  private async alert(
    writing: Writing,
    indicator: ManagementIndicator,
    reading: IndicatorReading,
  ): Promise<IndicatorAlert[]> {
    if (reading.state === ReadingState.NORMAL) return [];
    const { context } = this;
    const { department, label, compartments, keeper, state: level } = reading;
    const { owner } = indicator;
    const alert = writing.em.create(IndicatorAlert, {
      reading,
      department,
      owner,
      level,
      label,
      compartments,
      keeper,
    });
    await context.core.duties.begin(writing, 'answerAlert', { record: alert, person: owner });
    const told = {
      kind: 'OTHER' as const,
      person: owner.id,
      label,
      compartments,
      keeper: keeper?.id,
      recordType: 'IndicatorAlert',
      recordId: alert.id,
      message: {
        en: `${level} of ${indicator.code} in ${reading.month}. Answer with cause and measure: answerIndicatorAlert(id: "${alert.id}").`,
        zh: `指标 ${indicator.code} ${reading.month} 触发${level === ReadingState.ALARM ? '警报' : '预警'}，请说明原因和措施：answerIndicatorAlert(id: "${alert.id}")。`,
      },
    };
    await context.core.notices.tell(askingOf(writing.em), [told], context.now);
    return [alert];
  }

  private async problemsOf(
    { em }: Writing,
    month: string,
    readings: readonly IndicatorReadingInput[],
    byCode: ReadonlyMap<string, ManagementIndicator>,
  ): Promise<Problem[]> {
    const departments = await em.find(Department, { id: { $in: readings.map(({ departmentId }) => departmentId) } });
    const there = new Set(departments.map(({ id }) => id));
    const entered = await em.find(IndicatorReading, { month, indicator: { $in: [...byCode.values()] } });
    const keys = readings.map(({ code, departmentId }) => `${byCode.get(code)?.id} ${departmentId}`);
    const taken = new Set(entered.map(({ indicator, department }) => `${indicator.id} ${department.id}`));
    return [
      ...(month > dayAt(this.context.now).slice(0, 7) ? [notBegun] : []),
      ...readings.flatMap(({ code, departmentId }, i) => [
        ...(byCode.get(code) && !byCode.get(code)!.retiredOn ? [] : [noSuchCode(i)]),
        ...(there.has(departmentId) ? [] : [unknown(`readings.${i}.departmentId`)]),
        ...(taken.has(keys[i]!) || keys.indexOf(keys[i]!) < i ? [isEntered(i)] : []),
      ]),
    ];
  }
}

const drawn = `
  select i.id as indicator, r.department_id as department, sum(v.amount)::text as value
  from mch_statistics.management_indicator i
    join mch_statistics.data_value v on v.element_id = i.element_id
    join mch_statistics.data_set_report r on r.id = v.report_id
  -- No write-down: a reading has the label of its indicator, so that nothing classified higher may be in it.
  where r.label <= i.label and r.compartments <@ i.compartments
    and i.retired_on is null and r.status = 'LOCKED' and r.first_day = ?::date
    and r.last_day = (?::date + interval '1 month - 1 day')::date and v.amount is not null
    and not exists (select from mch_statistics.data_value n where n.report_id = v.report_id and n.element_id = v.element_id
      and n.option_id = v.option_id and n.revision > v.revision)
    and not exists (select from mch_statistics.indicator_reading e where e.indicator_id = i.id
      and e.department_id = r.department_id and e.month = ?)
  group by 1, 2 order by 1, 2`;

const limitProblems = (worse: WorseDirection, warning: number, alarm: number): Problem[] =>
  (worse === WorseDirection.HIGHER ? warning <= alarm : warning >= alarm)
    ? []
    : [
        {
          path: 'input.alarm',
          message: {
            en: `Where ${worse} is worse, alarm comes after warning on that way. Exchange them.`,
            zh: '警报值应比预警值更差，请调整两个阈值。',
          },
        },
      ];

const notBegun: Problem = {
  path: 'month',
  message: { en: 'Give a month that has begun.', zh: '请填写已开始的月份。' },
};
const notOver: Problem = {
  path: 'month',
  message: { en: 'Give a month that is over.', zh: '请填写已结束的月份。' },
};
const isOver: Problem = {
  path: 'input.measureDueOn',
  message: { en: 'Give today or a later day.', zh: '请填写今天或之后的日期。' },
};
const noSuchCode = (place: number): Problem => ({
  path: `readings.${place}.code`,
  message: {
    en: 'No indicator in use has this code. See managementIndicators.',
    zh: '没有使用中的此代码指标，见 managementIndicators。',
  },
});
const isEntered = (place: number): Problem => ({
  path: `readings.${place}.code`,
  message: {
    en: 'There is a reading for this department and month already. Correct it with correctIndicatorReading.',
    zh: '该部门当月已有读数，请用 correctIndicatorReading 更正。',
  },
});
const codeTaken = (code: string) =>
  conflict({
    en: `The code ${code} is in use. See managementIndicators(filter: { code: { eq: "${code}" } }).`,
    zh: `代码 ${code} 已被使用，见 managementIndicators(filter: { code: { eq: "${code}" } })。`,
  });
