import { beginningOf, endOf } from '../../../src/calendar/dates.js';
import type { Context } from '../../../src/context.js';
import { periodsBetween } from '../../../src/duties/periods.js';
import { badInput } from '../../../src/errors.js';
import type { AssetKind } from '../assets/asset.enums.js';
import { periodOfInterval } from '../maintenance/maintenance.enums.js';
import { ReliabilityGroup } from './fault.enums.js';
import type { ReliabilityArgs } from './fault.inputs.js';

/** Fewer failures than these tell no time between them. */
export const enoughFailures = 3;
const mostPeriods = 120;

export interface ReliabilityFigure {
  period: string | null;
  assetId: string | null;
  assetNumber: string | null;
  kind: AssetKind | null;
  assets: number;
  failures: number;
  restored: number;
  hoursInService: number;
  mttrHours: number | null;
  mtbfHours: number | null;
  mtbfAtLeastHours: number | null;
}

/**
 * One statement over all assets that the viewer sees. A failure is a fault that stops service and happened in the window; its
 * repair lasts from then until it works again. In service an asset is from its first day until it was retired, without the
 * time of its failures, of which overlapping ones count once. The lower bound is that of a test ended by time, with the
 * chi-squared quantile of 90 % by Wilson and Hilferty (within 1 %).
 */
const statement = `
with windows as (
  select w.period, w.from_at, least(w.to_at, $7::timestamptz) as to_at
  from unnest($1::text[], $2::timestamptz[], $3::timestamptz[]) as w(period, from_at, to_at) where w.from_at < $7::timestamptz
), used as (
  select w.period, w.from_at, w.to_at, a.id, a.number, a.kind,
    tstzmultirange(tstzrange(greatest(w.from_at, a.in_use_since::timestamp at time zone 'Asia/Shanghai'),
      greatest(least(w.to_at, a.retired_on::timestamp at time zone 'Asia/Shanghai'),
        greatest(w.from_at, a.in_use_since::timestamp at time zone 'Asia/Shanghai')))) as span
  from windows w cross join it_operations.it_asset a
  where ($5::text is null or a.kind = $5) and ($6::uuid is null or a.id = $6)
), failed as (
  select u.period, u.id,
    count(*) filter (where f.occurred_at >= u.from_at and f.occurred_at < u.to_at)::integer as failures,
    count(*) filter (where f.occurred_at >= u.from_at and f.occurred_at < u.to_at and f.restored_at <= $7)::integer as restored,
    sum(extract(epoch from f.restored_at - f.occurred_at))
      filter (where f.occurred_at >= u.from_at and f.occurred_at < u.to_at and f.restored_at <= $7) as repair_seconds,
    range_agg(tstzrange(f.occurred_at, least(f.restored_at, $7))) as down
  from used u join it_operations.it_fault f on f.asset_id = u.id and f.stops_service
    and f.occurred_at < u.to_at and (f.restored_at is null or f.restored_at > u.from_at)
  group by u.period, u.id
), figures as (
  select u.period,
    case when $4 = 'ASSET' then u.id end as asset_id, case when $4 = 'ASSET' then u.number end as asset_number,
    case when $4 <> 'ALL' then u.kind end as kind, count(*)::integer as assets,
    coalesce(sum(f.failures), 0)::integer as failures, coalesce(sum(f.restored), 0)::integer as restored,
    sum(f.repair_seconds) as repair_seconds,
    coalesce(sum((select sum(extract(epoch from upper(r) - lower(r)))
      from unnest(u.span - coalesce(f.down, '{}'::tstzmultirange)) r)), 0) as seconds
  from used u left join failed f on f.period is not distinct from u.period and f.id = u.id
  where not isempty(u.span)
  group by 1, 2, 3, 4
)
select period, asset_id as "assetId", asset_number as "assetNumber", kind, assets, failures, restored,
  round((seconds / 3600)::numeric, 2)::float8 as "hoursInService",
  case when restored > 0 then round((repair_seconds / restored / 3600)::numeric, 2)::float8 end as "mttrHours",
  case when failures >= ${enoughFailures} then round((seconds / failures / 3600)::numeric, 2)::float8 end as "mtbfHours",
  case when seconds > 0 then round((seconds / 3600 * 2 / ((2 * failures + 2)
    * (1 - 2.0 / (9 * (2 * failures + 2)) + 1.2816 * sqrt(2.0 / (9 * (2 * failures + 2)))) ^ 3))::numeric, 2)::float8 end as "mtbfAtLeastHours"
from figures order by period, kind, asset_number limit 1000`;

/** Mean time to repair and between failures, as far as the viewer sees assets and their faults. */
export async function reliability(context: Context, args: ReliabilityArgs): Promise<ReliabilityFigure[]> {
  const { from, to, by, each, kind, assetId } = args;
  const tooLong = Number(to.slice(0, 4)) - Number(from.slice(0, 4)) > 10;
  if (from > to || tooLong) throw badInput([span]);
  const windows = each
    ? periodsBetween(periodOfInterval[each], beginningOf(from), beginningOf(to)).map(({ key, first, last }) => ({
        key,
        first: first < from ? from : first,
        last: last > to ? to : last,
      }))
    : [{ key: null, first: from, last: to }];
  if (windows.length > mostPeriods) throw badInput([span]);
  return context.database.read<ReliabilityFigure>(context, {
    sql: statement,
    parameters: [
      windows.map(({ key }) => key),
      windows.map(({ first }) => beginningOf(first).toISOString()),
      windows.map(({ last }) => endOf(last).toISOString()),
      by ?? ReliabilityGroup.KIND,
      kind ?? null,
      assetId ?? null,
      context.now.toISOString(),
    ],
  });
}

const span = {
  path: 'to',
  message: {
    en: 'Give a day from `from` on, at most 10 years later, with at most 120 periods.',
    zh: 'to 不能早于 from，最多相隔 10 年、120 个期间。',
  },
};
