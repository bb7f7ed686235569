import { dominates, type Label } from '../../../src/access/labels.js';
import { Person } from '../../../src/access/person.entity.js';
import { dayAt } from '../../../src/calendar/dates.js';
import type { Context, SignedInContext } from '../../../src/context.js';
import { askingAs, askingOf } from '../../../src/database/asking.js';
import { periodOf } from '../../../src/duties/periods.js';
import { badInput, invalidState, type Problem } from '../../../src/errors.js';
import type { Message } from '../../../src/languages/message.js';
import { StatisticsUnit } from '../forms/statisticsUnit.entity.js';
import { definitionsOf } from '../indicators/indicatorValues.js';
import { type Span, spanOfDuty } from '../indicators/span.js';
import { periodsOfRhythm } from './analyses.enums.js';
import type { AcknowledgeArgs, PlanAnalysisInput, PlanArgs, SubmitAnalysisInput } from './analyses.inputs.js';
import type { FigureChange } from './analyses.types.js';
import { AnalysisPlan } from './analysisPlan.entity.js';
import { AnalysisReport, type FrozenFigure } from './analysisReport.entity.js';
import { digestOf, drawFigures } from './frozenFigures.js';

/** P11.A09: reports of analysis for those who decide, period after period. */
export class AnalysisService {
  constructor(private readonly context: SignedInContext) {}

  plan(input: PlanAnalysisInput): Promise<AnalysisPlan> {
    const { context } = this;
    return context.database.write(context, async (writing) => {
      const { em } = writing;
      const unit = await em.findOne(StatisticsUnit, { id: input.unitId });
      const author = await em.findOne(Person, { id: input.authorId });
      const problems = [
        ...(unit ? [] : [problem('input.unitId', noneThere)]),
        ...(author ? [] : [problem('input.authorId', noneThere)]),
      ];
      if (problems.length > 0) throw badInput(problems);
      const indicatorIds = [...new Set(input.indicatorIds.map((id) => id.toLowerCase()))];
      await definitionsOf(askingOf(em), indicatorIds);
      const { title, rhythm, days, label } = input;
      const plan = em.create(AnalysisPlan, {
        title: title.trim(),
        unit: unit!,
        indicatorIds,
        rhythm,
        days,
        label,
        author: author!,
        keeper: author!,
      });
      const period = periodsOfRhythm[rhythm];
      await context.core.duties.beginSeries(writing, 'writeAnalysis', { record: plan, period, days, person: author! });
      return plan;
    });
  }

  end({ id, version }: PlanArgs): Promise<AnalysisPlan> {
    const { context } = this;
    return context.database.write(context, async (writing) => {
      const plan = await writing.find('endAnalysisPlan', AnalysisPlan, id, version);
      plan.end(context.now);
      await context.core.duties.endSeries(writing, 'writeAnalysis', plan);
      return plan;
    });
  }

  submit(planId: string, { period, title, text }: SubmitAnalysisInput): Promise<AnalysisReport> {
    const { context } = this;
    const { core, now, viewer } = context;
    return context.database.write(context, async (writing) => {
      const { em } = writing;
      const plan = await writing.find('submitAnalysis', AnalysisPlan, planId);
      const span = spanIn(plan, period, dayAt(now));
      const drawn = await drawFigures(askingOf(em), context, plan, span, 'submitAnalysis');
      const edition = 1 + (await em.count(AnalysisReport, { plan: plan.id, period }));
      const told = { plan, period, edition, title: title.trim(), text: text.trim(), figures: drawn.figures };
      const report = em.create(AnalysisReport, {
        ...told,
        digest: digestOf(told),
        author: em.getReference(Person, viewer.personId),
        submittedAt: now,
        label: higher(plan.label, drawn.label),
        compartments: [...new Set([...plan.compartments, ...drawn.compartments])].sort(),
        keeper: em.getReference(Person, viewer.personId),
      });
      await core.duties.fulfil(writing, 'writeAnalysis', { record: plan, period });
      await core.duties.begin(writing, 'acknowledgeAnalysis', { record: report });
      return report;
    });
  }

  acknowledge({ id, version, remark }: AcknowledgeArgs): Promise<AnalysisReport> {
    const { context } = this;
    return context.database.write(context, async (writing) => {
      const report = await writing.find('acknowledgeAnalysis', AnalysisReport, id, version);
      const by = writing.em.getReference(Person, context.viewer.personId);
      report.acknowledge(by, context.now, remark?.trim() || null);
      await context.core.duties.fulfil(writing, 'acknowledgeAnalysis', { record: report });
      return report;
    });
  }
}

/** What of the figures of reports is another one by now, as far as the asker may see the forms. */
export async function changesSince(context: Context, ids: readonly string[]): Promise<FigureChange[][]> {
  const ask = askingAs(context);
  const rows = await ask<{
    id: string;
    period: string;
    figures: FrozenFigure[];
    indicatorIds: string[];
    unitId: string;
  }>(
    `select r.id, r.period, r.figures, p.indicator_ids as "indicatorIds", p.unit_id as "unitId"
     from mch_statistics.analysis_report r join mch_statistics.analysis_plan p on p.id = r.plan_id where r.id = any (?::uuid[])`,
    [`{${ids.join(',')}}`],
  );
  const found = new Map<string, FigureChange[]>();
  for (const { id, period, figures, indicatorIds, unitId } of rows) {
    const unit = { id: unitId } as StatisticsUnit;
    const { figures: present } = await drawFigures(
      ask,
      context,
      { indicatorIds, unit },
      spanOfDuty(period)!,
      'changesSince',
    );
    found.set(
      id,
      figures.flatMap((then) => changeOf(then, present)),
    );
  }
  return ids.map((id) => found.get(id) ?? []);
}

function changeOf(then: FrozenFigure, present: readonly FrozenFigure[]): FigureChange[] {
  const now = present.find(({ indicatorId, unitId }) => indicatorId === then.indicatorId && unitId === then.unitId);
  if (!now || (now.numerator === then.numerator && now.denominator === then.denominator)) return [];
  return [
    {
      indicator: then.indicator,
      unit: then.unit,
      valueThen: then.value,
      valueNow: now.value,
      numeratorThen: then.numerator,
      numeratorNow: now.numerator,
      denominatorThen: then.denominator,
      denominatorNow: now.denominator,
    },
  ];
}

function spanIn({ rhythm, endedAt }: AnalysisPlan, period: string, today: string): Span {
  const span = spanOfDuty(period);
  const every = periodsOfRhythm[rhythm];
  const present = periodOf(every, today).key;
  if (!span || periodOf(every, span.first).key !== period)
    throw badInput([
      problem('input.period', {
        en: `Reports by this plan are of periods such as ${present}.`,
        zh: `该计划的期间形如 ${present}。`,
      }),
    ]);
  if (span.last >= today)
    throw badInput([
      problem('input.period', {
        en: `${period} is not over: its figures are not all in. Write the report after ${span.last}.`,
        zh: `${period} 尚未结束，数据未齐，请在 ${span.last} 之后撰写。`,
      }),
    ]);
  if (endedAt && span.last >= dayAt(endedAt)) throw ended;
  return span;
}

const higher = (a: Label, b: Label): Label => (dominates(a, b) ? a : b);

const problem = (path: string, message: Message): Problem => ({ path, message });

const noneThere: Message = { en: 'There is none with this id.', zh: '没有该 id 对应的记录。' };

const ended = invalidState({
  en: 'The plan was ended before that period was over. Make another plan with planAnalysis.',
  zh: '该计划在此期间结束前已终止，请用 planAnalysis 另立计划。',
});
