import { wilson } from '../../../src/analysis/rates/intervals.js';
import { addDays, beginningOf } from '../../../src/calendar/dates.js';
import type { SignedInContext } from '../../../src/context.js';
import { askingAs } from '../../../src/database/asking.js';
import { uuid } from '../../../src/database/writing.js';
import { badInput, notFound } from '../../../src/errors.js';
import type { SpotCheckRatesArgs } from './spotChecks.inputs.js';
import type { SpotCheckRate } from './spotChecks.types.js';

const compared = `select u.id as "unitId", u.uid, u.name, count(*)::int as checked,
    count(*) filter (where f.type = 'ERROR' and f.state <> 'ACCEPTED')::int as errors,
    count(*) filter (where f.type = 'OMISSION' and f.state <> 'ACCEPTED')::int as omissions,
    count(*) filter (where f.type = 'NO_SOURCE' and f.state <> 'ACCEPTED')::int as "withoutSource",
    count(*) filter (where f.state = 'ACCEPTED')::int as accepted,
    count(*) filter (where f.state in ('OPEN', 'CORRECTED', 'EXPLAINED'))::int as open
  from mch_statistics.spot_check_item i join mch_statistics.data_set_report r on r.id = i.report_id
    join mch_statistics.statistics_unit u on u.id = i.unit_id
    left join mch_statistics.spot_check_finding f on f.item_id = i.id
  where r.data_set_id = ? and i.checked_at >= ? and i.checked_at < ?
  group by u.id order by u.name, u.id`;

/** P11.A07: how much of what each unit reported its documents do not bear out; of what the viewer sees. */
export async function spotCheckRates(
  context: SignedInContext,
  { dataSetId, from, to }: SpotCheckRatesArgs,
): Promise<SpotCheckRate[]> {
  if (to < from)
    throw badInput([{ path: 'to', message: { en: 'Give a day from then on.', zh: '请填写不早于起始日的日期。' } }]);
  const ask = askingAs(context);
  const [dataSet] = uuid.test(dataSetId)
    ? await ask('select from mch_statistics.data_set where id = ?', [dataSetId])
    : [];
  if (!dataSet) throw notFound('DataSet');
  const rows = await ask<Omit<SpotCheckRate, 'rate' | 'low' | 'high'>>(compared, [
    dataSetId,
    beginningOf(from).toISOString(),
    beginningOf(addDays(to, 1)).toISOString(),
  ]);
  return rows.map((row) => {
    const wrong = row.errors + row.omissions + row.withoutSource;
    return { ...row, rate: wrong / row.checked, ...wilson(wrong, row.checked) };
  });
}
