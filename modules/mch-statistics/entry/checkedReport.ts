import type { Ask } from '../../../src/database/asking.js';
import { yearBefore } from '../forms/period.js';
import type { ReportBelow } from './below.js';
import type { Checked, Rule } from './checks.js';
import { cellsOf, currentValues } from './form.js';

/** Which report is checked. */
export interface ReportKey {
  id: string;
  dataSetId: string;
  unitId: string;
  period: string;
  firstDay: string;
}

/** So many earlier periods tell what is usual. */
const mostPeriods = 24;

const figuresOf = `select e.uid || '.' || o.uid as key, v.amount::float8 as amount, r.period
  from (select * from mch_statistics.data_set_report p where p.data_set_id = ? and p.unit_id = ? and p.first_day < ?
      and p.status in ('SUBMITTED', 'CHECKED', 'LOCKED') order by p.first_day desc limit ${mostPeriods}) r
    cross join lateral mch_statistics.current_values(r.id) v
    join mch_statistics.data_element e on e.id = v.element_id
    join mch_statistics.category_option_combination o on o.id = v.option_id
  where v.amount is not null order by r.first_day desc`;

/** All that a check of a report looks at. */
export async function checkedReport(ask: Ask, report: ReportKey): Promise<Checked> {
  const [cells, values, rules, figures] = [
    await cellsOf(ask, report.dataSetId, report.firstDay),
    await currentValues(ask, report.id),
    await ask<Rule>(
      `select v.uid, v.name, v."left", v.operator, v."right", v.missing_left as "missingLeft", v.missing_right as "missingRight"
       from mch_statistics.validation_rule v, mch_statistics.edition_at(?, ?) e
       where v.data_set_id = e.data_set_id and e.number between v.since_edition and coalesce(v.until_edition, e.number)
       order by v.name, v.id`,
      [report.dataSetId, report.firstDay],
    ),
    await ask<{ key: string; amount: number; period: string }>(figuresOf, [
      report.dataSetId,
      report.unitId,
      report.firstDay,
    ]),
  ];
  const below = await ask<ReportBelow>('select uid, name, status from mch_statistics.reports_below(?)', [report.id]);
  const earlier = new Map<string, number[]>();
  for (const { key, amount } of figures) earlier.set(key, [...(earlier.get(key) ?? []), amount]);
  const before = yearBefore(report.period);
  return {
    cells,
    values,
    rules,
    earlier,
    below,
    yearBefore: new Map(figures.filter(({ period }) => period === before).map(({ key, amount }) => [key, amount])),
  };
}
