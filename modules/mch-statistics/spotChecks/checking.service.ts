import { Person } from '../../../src/access/person.entity.js';
import { dayAt } from '../../../src/calendar/dates.js';
import type { SignedInContext } from '../../../src/context.js';
import { askingOf } from '../../../src/database/asking.js';
import type { Writing } from '../../../src/database/writing.js';
import { badInput, conflict, type Problem } from '../../../src/errors.js';
import type { Message } from '../../../src/languages/message.js';
import { DataSetReport } from '../entry/dataSetReport.entity.js';
import { cellsOf, type FormCell } from '../entry/form.js';
import { readValue, written } from '../entry/values.js';
import { DataSet } from '../forms/dataSet.entity.js';
import { refuseOwnFigures } from './separation.js';
import { SpotCheck, SpotCheckItem } from './spotCheck.entity.js';
import { SpotCheckFinding } from './spotCheckFinding.entity.js';
import { SpotCheckPlan } from './spotCheckPlan.entity.js';
import { periodOfInterval, SpotCheckResult } from './spotChecks.enums.js';
import type {
  EndSpotCheckPlanArgs,
  PlanSpotChecksArgs,
  RecordSpotCheckArgs,
  SpotCheckResultInput,
} from './spotChecks.inputs.js';

/** Planning checks, and recording what the source documents say (P11.A07). */
export class CheckingService {
  constructor(private readonly context: SignedInContext) {}

  plan({ dataSetId, input }: PlanSpotChecksArgs): Promise<SpotCheckPlan> {
    const { core } = this.context;
    return this.context.database.write(this.context, async (writing) => {
      const { em } = writing;
      const dataSet = await writing.find('planSpotChecks', DataSet, dataSetId);
      if (await em.findOne(SpotCheckPlan, { dataSet: dataSet.id, endedOn: null })) throw planned;
      const { graceDays, figuresPerUnit } = input;
      const plan = em.create(SpotCheckPlan, {
        dataSet,
        interval: input.interval ?? null,
        graceDays,
        units: input.units ?? null,
        figuresPerUnit,
      });
      await core.duties.beginSeries(writing, 'spotCheckForm', {
        record: plan,
        ...(input.interval && { period: periodOfInterval[input.interval] }),
        days: graceDays,
      });
      return plan;
    });
  }

  end({ id, version, reason }: EndSpotCheckPlanArgs): Promise<SpotCheckPlan> {
    const { context } = this;
    return context.database.write(context, async (writing) => {
      const plan = await writing.find('endSpotCheckPlan', SpotCheckPlan, id, version);
      plan.end(dayAt(context.now), reason.trim());
      await context.core.duties.endSeries(writing, 'spotCheckForm', plan);
      return plan;
    });
  }

  record({ id, version, results }: RecordSpotCheckArgs): Promise<SpotCheck> {
    const { context } = this;
    return context.database.write(context, async (writing) => {
      const { em } = writing;
      const check = await writing.find('recordSpotCheck', SpotCheck, id, version);
      const plan = await em.findOneOrFail(SpotCheckPlan, check.plan.id);
      const cells = await cellsOf(askingOf(em), plan.dataSet.id, check.lastDay);
      const items = await em.find(SpotCheckItem, { check: id, id: { $in: results.map(({ itemId }) => itemId) } });
      const problems = results.flatMap((given, i) => problemsOf(given, i, results, items, cells));
      if (problems.length > 0) throw badInput(problems);
      await refuseOwnFigures(writing, [...new Set(items.map(({ report }) => report.id))]);
      for (const given of results) {
        const item = items.find((one) => one.id === given.itemId.toLowerCase())!;
        await this.compare(writing, item, given, cells);
      }
      check.checked += results.length;
      if (check.checked === check.drawn) {
        check.completedAt = context.now;
        await context.core.duties.fulfil(writing, 'spotCheckForm', { record: plan, on: dayAt(check.createdAt) });
      }
      return check;
    });
  }

  private async compare(
    writing: Writing,
    item: SpotCheckItem,
    { found: given, source }: SpotCheckResultInput,
    cells: readonly FormCell[],
  ): Promise<void> {
    const { em } = writing;
    const { now, viewer, core } = this.context;
    const found = given ? written(readValue(cellOf(cells, item), given) as never) : null;
    const result = resultOf(item.reported, found);
    Object.assign(item, {
      result,
      found,
      source: source.trim(),
      checkedBy: em.getReference(Person, viewer.personId),
      checkedAt: now,
    });
    if (result === SpotCheckResult.AGREES) return;
    const report = await em.findOneOrFail(DataSetReport, item.report.id);
    const { label, compartments, keeper, department } = report;
    const { element, option, reported } = item;
    const finding = em.create(SpotCheckFinding, {
      item,
      report,
      department,
      element,
      option,
      type: result,
      reported,
      found,
      source: source.trim(),
      label,
      compartments,
      keeper,
    });
    await core.duties.begin(writing, 'correctSpotCheckFinding', { record: finding });
  }
}

const cellOf = (cells: readonly FormCell[], { element, option }: SpotCheckItem): FormCell =>
  cells.find((cell) => cell.elementId === element.id && cell.optionId === option.id)!;

/** A missing code in place of a figure that there is counts as left out. */
function resultOf(reported: string | null, found: string | null): SpotCheckResult {
  if (found === null) return SpotCheckResult.NO_SOURCE;
  if (reported === found) return SpotCheckResult.AGREES;
  return reported === null || ['-1', '-2'].includes(reported) ? SpotCheckResult.OMISSION : SpotCheckResult.ERROR;
}

function problemsOf(
  { itemId, found }: SpotCheckResultInput,
  i: number,
  all: readonly SpotCheckResultInput[],
  items: readonly SpotCheckItem[],
  cells: readonly FormCell[],
): Problem[] {
  const of = (path: string, message: Message) => [{ path: `results.${i}.${path}`, message }];
  const item = items.find(({ id }) => id === itemId.toLowerCase());
  if (!item || all.findIndex((one) => one.itemId.toLowerCase() === item.id) !== i)
    return of('itemId', {
      en: 'It is no figure of this check, or is given twice. spotCheck(id) { items } lists them.',
      zh: '该项不属于本次抽查，或重复填写。请查看 spotCheck(id) { items }。',
    });
  if (item.result)
    return of('itemId', {
      en: 'What was found of it is recorded already, and stays.',
      zh: '该项的核查结果已登记，不再更改。',
    });
  const kept = found ? readValue(cellOf(cells, item), found) : undefined;
  return kept && 'problem' in kept ? of('found', kept.problem) : [];
}

const planned = conflict({
  en: 'A plan for this form is in force. End it with endSpotCheckPlan before you make another.',
  zh: '该报表已有执行中的抽查计划，请先用 endSpotCheckPlan 终止。',
});
