import { randomBytes } from 'node:crypto';
import { isKeptApart, type Label, labels } from '../../../src/access/labels.js';
import { Person } from '../../../src/access/person.entity.js';
import { dayAt, daysBetween } from '../../../src/calendar/dates.js';
import type { Period } from '../../../src/calendar/deadline.js';
import type { SignedInContext } from '../../../src/context.js';
import { type Ask, askingAs, askingOf } from '../../../src/database/asking.js';
import { uuid, type Writing } from '../../../src/database/writing.js';
import { periodOf } from '../../../src/duties/periods.js';
import { badInput, invalidState, notFound } from '../../../src/errors.js';
import { type CurrentValue, cellsOf, type FormCell, keyOf } from '../entry/form.js';
import { written } from '../entry/values.js';
import { drawSample, frameDigest, method, sorted } from './sampling.js';
import { SpotCheck, SpotCheckItem } from './spotCheck.entity.js';
import { SpotCheckPlan } from './spotCheckPlan.entity.js';
import { spotCheckInterval } from './spotChecks.duties.js';
import { periodOfInterval, type SpotCheckInterval } from './spotChecks.enums.js';
import type { DrawSpotCheckArgs } from './spotChecks.inputs.js';
import type { SpotCheckFrame } from './spotChecks.types.js';

interface FramedReport {
  id: string;
  name: string;
  unitId: string;
  label: Label;
  compartments: string[];
  keeperId: string | null;
}

const longest = 366;
const mostReports = 10_000;
const mostItems = 2_000;

// From SECRET up a report is drawn by its keeper alone: somebody with a grant to read it may not add to it.
const framed = `select r.id, u.uid || '/' || r.period as name, u.id as "unitId", r.label, r.compartments, r.keeper_id as "keeperId"
  from mch_statistics.data_set_report r join mch_statistics.statistics_unit u on u.id = r.unit_id
  where r.data_set_id = ? and r.last_day between ?::date and ?::date and r.status in ('SUBMITTED', 'CHECKED', 'LOCKED')
    and (r.label < 'SECRET'::access.label or r.keeper_id = ?::uuid)
  order by u.uid, r.period limit ${mostReports + 1}`;

/** Drawing a sample, so that anybody can draw it again (P11.A07). */
export class DrawingService {
  constructor(private readonly context: SignedInContext) {}

  draw({ planId, from, to }: DrawSpotCheckArgs): Promise<SpotCheck> {
    const { now, viewer } = this.context;
    if (to < from || daysBetween(from, to) > longest) throw badInput([{ path: 'to', message: span }]);
    return this.context.database.write(this.context, async (writing) => {
      const { em } = writing;
      const ask = askingOf(em);
      const plan = await writing.find('drawSpotCheck', SpotCheckPlan, planId);
      plan.refuseEnded();
      if (await em.findOne(SpotCheck, { plan: plan.id, completedAt: null })) throw unfinished;
      const reports = await ask<FramedReport>(framed, [plan.dataSet.id, from, to, viewer.personId]);
      if (reports.length === 0) throw badInput([{ path: 'from', message: nothing }]);
      if (reports.length > mostReports) throw badInput([{ path: 'to', message: tooMany }]);
      const cells = await cellsOf(ask, plan.dataSet.id, to);
      const frame = { reports: sorted(reports.map(({ name }) => name)), cells: sorted(cells.map(keyOf)) };
      const seed = randomBytes(16).toString('hex');
      const { units, figuresPerUnit } = plan;
      const sample = drawSample(seed, frame, { units, figuresPerUnit });
      if (sample.length > mostItems) throw badInput([{ path: 'planId', message: tooLarge(sample.length) }]);
      const label = labels.findLast((one) => reports.some((report) => report.label === one))!;
      const drawnBy = em.getReference(Person, viewer.personId);
      const check = em.create(SpotCheck, {
        plan,
        period: periodOf(await this.lengthOf(writing, plan), dayAt(now)).key,
        firstDay: from,
        lastDay: to,
        seed,
        frameDigest: frameDigest(frame),
        units,
        figuresPerUnit,
        drawn: sample.length,
        drawnBy,
        frameReports: frame.reports,
        frameCells: frame.cells,
        label,
        compartments: [...new Set(reports.flatMap(({ compartments }) => compartments))],
        keeper: isKeptApart(label) ? drawnBy : null,
      });
      await this.addItems(writing, check, sample, reports, cells);
      return check;
    });
  }

  private async lengthOf({ em }: Writing, { interval }: SpotCheckPlan): Promise<Period> {
    if (interval) return periodOfInterval[interval];
    const choice = await this.context.core.interpretations.choiceOf(askingOf(em), spotCheckInterval.id);
    return periodOfInterval[choice as SpotCheckInterval];
  }

  private async addItems(
    { em }: Writing,
    check: SpotCheck,
    sample: readonly string[],
    reports: readonly FramedReport[],
    cells: readonly FormCell[],
  ): Promise<void> {
    const byName = new Map(reports.map((report) => [report.name, report]));
    const byKey = new Map(cells.map((cell) => [keyOf(cell), cell]));
    const drawn = sample.map((name) => {
      const [unit, period, cell] = name.split('/') as [string, string, string];
      return { report: byName.get(`${unit}/${period}`)!, cell: byKey.get(cell)! };
    });
    const reported = await valuesOf(askingOf(em), [...new Set(drawn.map(({ report }) => report.id))]);
    for (const [i, { report, cell }] of drawn.entries()) {
      const { label, compartments, keeperId } = report;
      em.create(SpotCheckItem, {
        check,
        place: i + 1,
        report: report.id,
        unit: report.unitId,
        element: cell.elementId,
        option: cell.optionId,
        reported: reported.get(`${report.id}/${keyOf(cell)}`) ?? null,
        label,
        compartments,
        keeper: keeperId ? em.getReference(Person, keeperId) : null,
      });
    }
  }

  async frame(id: string): Promise<SpotCheckFrame> {
    const { context } = this;
    const ask = askingAs(context);
    const [check] = uuid.test(id)
      ? await ask<Pick<SpotCheck, 'seed' | 'frameDigest' | 'units' | 'figuresPerUnit' | 'frameReports' | 'frameCells'>>(
          `select seed, frame_digest as "frameDigest", units, figures_per_unit as "figuresPerUnit",
             frame_reports as "frameReports", frame_cells as "frameCells" from mch_statistics.spot_check where id = ?`,
          [id],
        )
      : [];
    if (!check) throw notFound('SpotCheck');
    const { seed, frameReports: reports, frameCells: cells } = check;
    const sample = drawSample(seed, { reports, cells }, check);
    const items = await ask<{ name: string }>(drawnItems, [id]);
    // A report may have a higher label by now, and its items with it: what is hidden is not named.
    const seen = await ask<{ name: string }>(seenReports, [id]);
    const visible = new Set(seen.map(({ name }) => name));
    const reportOf = (name: string) => name.split('/').slice(0, 2).join('/');
    const shown = sample.filter((name) => visible.has(reportOf(name)));
    return {
      method: method[context.locale],
      seed,
      reports: reports.filter((name) => visible.has(name)),
      cells,
      sample: shown,
      isAsRecorded:
        frameDigest({ reports, cells }) === check.frameDigest &&
        shown.join('\n') === items.map(({ name }) => name).join('\n'),
    };
  }
}

const drawnItems = `select u.uid || '/' || r.period || '/' || e.uid || '.' || o.uid as name
  from mch_statistics.spot_check_item i join mch_statistics.data_set_report r on r.id = i.report_id
    join mch_statistics.statistics_unit u on u.id = i.unit_id join mch_statistics.data_element e on e.id = i.element_id
    join mch_statistics.category_option_combination o on o.id = i.option_id
  where i.check_id = ? order by i.place`;

const seenReports = `select u.uid || '/' || r.period as name
  from mch_statistics.spot_check c join mch_statistics.spot_check_plan p on p.id = c.plan_id
    join mch_statistics.data_set_report r on r.data_set_id = p.data_set_id and r.last_day between c.first_day and c.last_day
    join mch_statistics.statistics_unit u on u.id = r.unit_id
  where c.id = ?`;

/** What was reported, by report and cell. */
async function valuesOf(ask: Ask, reports: readonly string[]): Promise<Map<string, string>> {
  const rows = await ask<Pick<CurrentValue, 'value' | 'missing'> & { key: string }>(
    `select r.id || '/' || e.uid || '.' || o.uid as key, v.value, v.missing
     from unnest(?::uuid[]) r(id) cross join lateral mch_statistics.current_values(r.id) v
       join mch_statistics.data_element e on e.id = v.element_id
       join mch_statistics.category_option_combination o on o.id = v.option_id`,
    [`{${reports.join(',')}}`],
  );
  return new Map(rows.map(({ key, ...value }) => [key, written(value)]));
}

const span = {
  en: `Give a day from then on, ${longest} days later at most.`,
  zh: `请填写不早于起始日、且不超过 ${longest} 天的日期。`,
};
const nothing = {
  en: 'No report of these periods was handed in yet. Give periods of which there are reports.',
  zh: '所给期间尚无已上报的报表，请另选期间。',
};
const tooMany = {
  en: `There are more than ${mostReports} reports. Give fewer periods.`,
  zh: `报表超过 ${mostReports} 份，请缩短期间。`,
};
const tooLarge = (count: number) => ({
  en: `The plan draws ${count} figures, and ${mostItems} are the most. End it and plan fewer units or figures.`,
  zh: `该计划将抽取 ${count} 项，最多 ${mostItems} 项。请终止该计划，另订较少机构或指标的计划。`,
});
const unfinished = invalidState({
  en: 'A check of this plan is not finished. Record what was found of it first: nobody draws until the sample suits.',
  zh: '该计划尚有未完成的抽查，请先登记其核查结果；不得反复抽样。',
});
