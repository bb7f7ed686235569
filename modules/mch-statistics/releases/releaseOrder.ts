import { createHash } from 'node:crypto';
import type { AtMost } from '../../../src/analysis/release/nesting.js';
import { PublicRelease } from '../../../src/analysis/release/publicRelease.entity.js';
import type { ReleaseOrder } from '../../../src/analysis/release/releases.js';
import type { Dimension, Leaf, Member, Table } from '../../../src/analysis/release/table.js';
import { dayAt } from '../../../src/calendar/dates.js';
import { type Ask, askingOf } from '../../../src/database/asking.js';
import type { Writing } from '../../../src/database/writing.js';
import { invalidState } from '../../../src/errors.js';
import { PeriodType, UnitLevel } from '../forms/form.enums.js';
import { periodAt, type StatisticsPeriod } from '../forms/period.js';
import { type Binding, bindingsOf, unlike } from '../indicators/bindings.js';
import { upperReports } from '../indicators/indicators.interpretations.js';
import { type Definition, definitionsOf } from '../indicators/indicatorValues.js';
import { periodsOf, type Span, spanNamed } from '../indicators/span.js';
import { asked, periodsAsked, reports } from '../indicators/sums.js';
import type { ReleaseDraft } from './releaseDraft.entity.js';
import { leastRests, smallCounts, smallRests, thresholds } from './releases.interpretations.js';

/** What is asked of `core.releases`, and of the figures in it what approval is given to. */
export interface Ordered {
  order: ReleaseOrder;
  digest: string;
  threshold: number;
  notApproved: number;
}

interface Unit {
  id: string;
  uid: string;
  name: string;
  level: UnitLevel;
  parent: string | null;
}

/** A unit in a period: what of its forms is there, and the sum of each line. */
interface Place {
  unitId: string;
  name: string;
  due: number;
  came: number;
  lines: Record<string, { cells: number; sum: number; missing: string | null }> | null;
}

/** With where its counts were found. */
type Found = Place & { binding: Binding };

const places = `with recursive ${reports},
line_sum as (select unit_id, name, no, count(*) as cells, sum(amount) as sum, min(missing) as missing from cell group by unit_id, name, no)
select w.unit_id as "unitId", w.name, count(*)::integer as due, count(c.id)::integer as came,
  (select jsonb_object_agg(s.no, jsonb_build_object('cells', s.cells, 'sum', s.sum, 'missing', s.missing)) from line_sum s
    where s.unit_id = w.unit_id and s.name = w.name) as lines
from wanted w left join came c on c.unit_id = w.unit_id and c.data_set_id = w.data_set_id and c.name = w.name
group by w.unit_id, w.name`;

const tree = `with recursive tree as (select id, uid, name, level, null::text collate "C" as parent from mch_statistics.statistics_unit where id = ?
  union all select u.id, u.uid, u.name, u.level, t.uid from tree t join mch_statistics.statistics_unit u on u.parent_id = t.id)
select id, uid, name, level, parent from tree order by parent is not null, name, uid`;

const measureOf = (term: string): string => `mch-statistics.${term}`;

/** The tables of a draft, from approved reports up to INTERNAL. @throws INVALID_STATE where there is nothing to release */
export async function orderOf(
  { em, context }: Writing,
  draft: Pick<
    ReleaseDraft,
    'title' | 'unit' | 'period' | 'lowestLevel' | 'shortestPeriod' | 'indicatorIds' | 'corrects'
  >,
): Promise<Ordered> {
  const ask = askingOf(em);
  const { core, now } = context;
  const definitions = await definitionsOf(ask, draft.indicatorIds);
  const span = spanNamed(draft.period)!;
  const terms = [
    ...new Set(definitions.flatMap(({ numerator, denominator }) => [...numerator, ...denominator])),
  ].sort();
  const bindings = (await bindingsOf(ask, terms)).filter(
    (one) => one.from <= span.last && !(one.before && one.before <= span.first),
  );
  const [periodType, other] = new Set(bindings.map((one) => one.periodType));
  if (other) throw unlike(`${periodType}, ${other}`);
  refuseSpan(span, periodType!, definitions, dayAt(now));
  const units = await ask<Unit>(tree, [draft.unit.id]);
  const addsUpper = (await core.interpretations.choiceOf(ask, upperReports.id)) === 'OWN';
  const found: Found[] = [];
  for (const binding of bindings)
    for (const place of await placesOf(ask, binding, draft.unit.id, span, addsUpper, dayAt(now)))
      found.push({ ...place, binding });
  if (found.every(({ came }) => came === 0)) throw nothingApproved;
  const unit = unitDimension(units, found, draft.lowestLevel);
  const period = periodDimension(span, periodsOf(periodType!, span), draft.shortestPeriod);
  const tables = terms.map((term) => tableOf(term, [unit.dimension, period], unit.idOf, found));
  const choice = thresholds[await core.interpretations.choiceOf(ask, smallCounts.id)]!;
  const threshold = Math.max(choice, core.releases.threshold);
  const leastRest = leastRests[await core.interpretations.choiceOf(ask, smallRests.id)]!;
  const corrects = draft.corrects && (await em.findOneOrFail(PublicRelease, { id: draft.corrects.id }));
  const order: ReleaseOrder = {
    series: 'mch-statistics',
    title: draft.title,
    clause: 'P11.A09',
    tables,
    rates: definitions.map(({ code, variant, numerator, denominator, multiplier }) => ({
      indicator: `${code} (${variant})`,
      numerator: numerator.map(measureOf),
      denominator: denominator.map(measureOf),
      multiplier,
      decimals: 2,
    })),
    atMost: await nestingOf(ask, terms),
    leastRest,
    threshold,
    ...(corrects && { corrects }),
  };
  const digest = createHash('sha256')
    .update(JSON.stringify([tables, threshold, leastRest]))
    .digest('hex');
  return { order, digest, threshold, notApproved: found.filter(({ due, came }) => came < due).length };
}

function refuseSpan(span: Span, type: PeriodType, definitions: readonly Definition[], today: string): void {
  if (span.last >= today) throw notOver(span.name);
  if (periodsOf(type, span).length === 0) throw tooShort(span.name, type);
  const early = definitions.find(({ validFrom }) => validFrom && span.first < validFrom);
  if (early) throw notValidYet(early, span.name);
}

/** Reports above INTERNAL are not for the public, not even in a sum. */
function placesOf(
  ask: Ask,
  { lines, periodType, ...binding }: Binding,
  unitId: string,
  span: Span,
  addsUpper: boolean,
  until: string,
) {
  return ask<Place>(places, [
    JSON.stringify({
      units: [unitId],
      lines: lines.map(asked),
      periods: periodsAsked({ spans: [span], periodType, binding, until }),
      isProvisional: false,
      isForPublic: true,
      addsUpper,
    }),
  ]);
}

const levels = Object.values(UnitLevel);

/** The tree of units; what a unit with others below it reported itself is a part of its own, which is never shown. */
function unitDimension(units: readonly Unit[], found: readonly Place[], lowest: UnitLevel | null) {
  const parents = new Set(units.map(({ parent }) => parent));
  const reporting = new Set(found.map(({ unitId }) => unitId));
  const idOf = new Map<string, string>();
  const members = units.flatMap(({ id, uid, name, level, parent }): Member[] => {
    const isHidden = parent !== null && lowest !== null && levels.indexOf(level) < levels.indexOf(lowest);
    const own = `${uid}.own`;
    const splits = parents.has(uid) && reporting.has(id);
    if (!parents.has(uid)) idOf.set(uid, id);
    if (splits) idOf.set(own, id);
    return [
      { code: uid, title: name, ...(parent !== null && { parent }), ...(isHidden && { unpublished: true as const }) },
      ...(splits ? [{ code: own, parent: uid, unpublished: true as const }] : []),
    ];
  });
  return { dimension: { name: 'unit', members }, idOf };
}

const ranks: readonly PeriodType[] = [PeriodType.MONTH, PeriodType.QUARTER, PeriodType.YEAR, PeriodType.REPORTING_YEAR];

/** The time, its quarters where there are several, and the periods of the forms. */
function periodDimension(span: Span, periods: readonly StatisticsPeriod[], shortest: PeriodType | null): Dimension {
  const hidden = (type: PeriodType) =>
    shortest !== null && ranks.indexOf(type) < ranks.indexOf(shortest) ? { unpublished: true as const } : {};
  const members: Member[] = [{ code: span.name }];
  const parents = new Set<string>([span.name]);
  for (const { name, type, first } of periods) {
    if (name === span.name) continue;
    const quarter = periodAt(PeriodType.QUARTER, first).name;
    const parent = type === PeriodType.MONTH && quarter !== span.name ? quarter : span.name;
    if (!parents.has(parent)) {
      parents.add(parent);
      members.push({ code: parent, parent: span.name, ...hidden(PeriodType.QUARTER) });
    }
    members.push({ code: name, parent, ...hidden(type) });
  }
  return { name: 'period', members };
}

function tableOf(
  term: string,
  dimensions: readonly Dimension[],
  idOf: ReadonlyMap<string, string>,
  found: readonly Found[],
): Table {
  const byPlace = new Map(found.map((place) => [`${place.unitId} ${place.name}`, place]));
  const wanted = ({ lines }: Binding) =>
    lines.flatMap((line, no) => (line.term === term ? [{ no, cells: line.cells }] : []));
  const periods = dimensions[1]!.members;
  const parents = new Set(periods.map(({ parent }) => parent));
  const ends = periods.filter(({ code }) => !parents.has(code)).map(({ code }) => code);
  const leaves = [...idOf].flatMap(([unit, id]) =>
    ends.map((period): Leaf => ({ at: [unit, period], ...countAt(byPlace.get(`${id} ${period}`), wanted) })),
  );
  return { measure: measureOf(term), dimensions, leaves };
}

function countAt(
  place: Found | undefined,
  wantedOf: (binding: Binding) => { no: number; cells: number }[],
): { count: number } | { blank: string } {
  if (!place) return { blank: 'NOT_DUE' };
  if (place.came < place.due) return { blank: 'NOT_APPROVED' };
  const lines = wantedOf(place.binding).map(({ no, cells }) => ({ wanted: cells, ...place.lines?.[no] }));
  const missing = lines.find((line) => line.missing)?.missing;
  if (missing) return { blank: missing };
  if (lines.some((line) => line.cells !== line.wanted)) return { blank: 'NOT_FILLED_IN' };
  return { count: lines.reduce((sum, line) => sum + Number(line.sum), 0) };
}

/** What is part of what, of the terms that are released and of all that others of them were or will be. */
async function nestingOf(ask: Ask, terms: readonly string[]): Promise<AtMost[]> {
  const rows = await ask<{ code: string; whole: string }>(
    `with recursive related(code) as (select unnest(?::text[]) collate "C"
      union select case when t.code = r.code then t.part_of else t.code end from related r
      join mch_statistics.indicator_term t on r.code in (t.code, t.part_of) where t.part_of is not null)
    select t.code, t.part_of as whole from mch_statistics.indicator_term t join related r on r.code = t.code
      where t.part_of is not null order by t.code`,
    [`{${terms.join(',')}}`],
  );
  return rows.map(({ code, whole }) => ({ measure: measureOf(code), of: measureOf(whole) }));
}

const nothingApproved = invalidState({
  en: 'None of these reports is approved, and only approved figures are released. Have them reviewed and locked first.',
  zh: '所选范围内没有已审定的报表，只有审定的数据才能公开。请先完成审核锁定。',
});

const notOver = (name: string) =>
  invalidState({
    en: `${name} is not over. Release a time that is over.`,
    zh: `${name} 尚未结束，只能发布已结束期间的数据。`,
  });

const tooShort = (name: string, type: string) =>
  invalidState({
    en: `The forms are filled in by ${type}, and none of their periods lies within ${name}. Take a longer time.`,
    zh: `报表的报告期为 ${type}，${name} 内没有完整的报告期，请选择更长的期间。`,
  });

const notValidYet = ({ code, variant, validFrom }: Definition, name: string) =>
  invalidState({
    en: `${code} (${variant}) holds from ${validFrom} on, and ${name} begins before. Take another version of it.`,
    zh: `${code}（${variant}）自 ${validFrom} 起施行，${name} 早于该日，请采用其他口径。`,
  });
