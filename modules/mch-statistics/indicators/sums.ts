import { dominates, type Label } from '../../../src/access/labels.js';
import { heldIn, or } from '../../../src/access/rules.js';
import type { Day } from '../../../src/calendar/dates.js';
import type { Ask } from '../../../src/database/asking.js';
import { StatisticsUnit } from '../forms/statisticsUnit.entity.js';
import { overseers, reporter } from '../mch-statistics.roles.js';
import type { Binding } from './bindings.js';
import { periodsOf, type Span } from './span.js';

/** What is to be added up: both sides of a line, for units with all below them, over spans. */
export interface Question {
  numerator: Binding['lines'];
  denominator: Binding['lines'];
  periodType: Binding['periodType'];
  /** Of the spans only periods that begin in this time. */
  binding: Pick<Binding, 'from' | 'before'>;
  unitIds: readonly string[];
  spans: readonly Span[];
  /** Periods that end before this day. */
  until: Day;
  /** Also what is handed in and not approved. */
  isProvisional: boolean;
  /** Reports of units with units below them that hand in the same form are figures of their own, no compilations. */
  addsUpper: boolean;
}

/** What a unit and all below it reported in a span. */
export interface Sums {
  unitId: string;
  span: number;
  /** Reports that should be in, those that are, and of these those that are not approved. */
  expected: number;
  received: number;
  unapproved: number;
  /** A unit in a period with every count; only these are in the sums. */
  counted: number;
  notCollected: number;
  notCarriedOut: number;
  notFilledIn: number;
  numerator: number;
  denominator: number;
  /** The highest of the reports. */
  label: Label | null;
  /** Of all reports that are in any of these sums. */
  compartments: string[];
  /** On one of the rows: the reports from CONFIDENTIAL up in any of these sums. */
  classified: [id: string, label: Label, compartments: string[]][] | null;
}

/** Whether the asker may see what a unit reports: to somebody who may not, it is not missing either. */
const reportsSeen = or(overseers, heldIn(reporter, StatisticsUnit, 'department')).sql({
  column: () => 'u.department_id',
  target: () => 'Department',
  grantKeys: () => [],
});

/**
 * Reports of the units and of all below them. Row security decides which of them there are. A unit's report is left out as a
 * compilation where a unit below it hands in the same form for the period.
 */
export const reports = `
given as (select ?::jsonb as g),
asked(unit_id) as (select value::uuid from given, jsonb_array_elements_text(g->'units')),
below(root_id, unit_id) as (select unit_id, unit_id from asked
  union all select b.root_id, u.id from below b join mch_statistics.statistics_unit u on u.parent_id = b.unit_id),
above(unit_id, upper_id) as (select u.id, u.parent_id from mch_statistics.statistics_unit u
    where u.parent_id is not null and u.id in (select unit_id from below)
  union all select a.unit_id, u.parent_id from above a join mch_statistics.statistics_unit u on u.id = a.upper_id
    where u.parent_id is not null),
line as materialized (select x.* from given, jsonb_to_recordset(g->'lines')
  as x(no integer, side text, data_set_id uuid, element_id uuid, option_id uuid)),
period as materialized (select x.span, x.name collate "C" as name, x.first, x.last from given, jsonb_to_recordset(g->'periods')
  as x(span integer, name text, first date, last date)),
due as materialized (select a.id as assignment_id, a.unit_id, a.data_set_id, p.name
  from (select distinct name, first, last from period) p cross join given cross join mch_statistics.data_set_assignment a
    join mch_statistics.statistics_unit u on u.id = a.unit_id
  where a.data_set_id in (select data_set_id from line) and a.unit_id in (select unit_id from below) and a.since <= p.first
    and (not (g->>'isForPublic')::boolean or a.label <= 'INTERNAL' and a.compartments = '{}') and (${reportsSeen}) and (a.until is null or p.last <= a.until) and (u.closed_on is null or p.first <= u.closed_on)),
wanted as materialized (select d.* from due d, given where (g->>'addsUpper')::boolean
  or (d.unit_id, d.data_set_id, d.name) not in (select a.upper_id, l.data_set_id, l.name
    from due l join above a on a.unit_id = l.unit_id)),
came as materialized (select w.unit_id, w.name, r.id, r.data_set_id, r.status, r.label, r.compartments
  from wanted w join mch_statistics.data_set_report r on r.assignment_id = w.assignment_id and r.period = w.name, given
  where (not (g->>'isForPublic')::boolean or r.label <= 'INTERNAL' and r.compartments = '{}')
    and (r.status = 'LOCKED' or r.status in ('SUBMITTED', 'CHECKED') and (g->>'isProvisional')::boolean)),
cell as materialized (select distinct on (c.id, l.no, v.option_id) c.unit_id, c.name, l.no, l.side, v.amount, v.missing
  from came c join line l on l.data_set_id = c.data_set_id
    join mch_statistics.data_value v on v.report_id = c.id and v.element_id = l.element_id
      and (l.option_id is null or v.option_id = l.option_id)
  order by c.id, l.no, v.option_id, v.revision desc)`;

/**
 * What was due, what came and what stands on it is put together by grouping, not by joins: PostgreSQL knows nothing of how
 * many rows these parts have, and would compare each with each.
 */
const statement = `with recursive ${reports},
told as (select unit_id, name, 1 as due, null::text as status, null::access.label as label, null::text as side,
    null::numeric as amount, null::text as missing from wanted
  union all select unit_id, name, 0, status, label, null, null, null from came
  union all select unit_id, name, 0, null, null, side, amount, missing from cell),
tallied as materialized (select unit_id, name, sum(due) as expected, count(status) as received,
    count(*) filter (where status <> 'LOCKED') as unapproved, max(label) as label,
    coalesce(bool_or(missing = 'NOT_COLLECTED'), false) as uncollected,
    coalesce(bool_or(missing = 'NOT_CARRIED_OUT'), false) as undone,
    count(side) = (select (g->>'cells')::integer from given) as whole,
    sum(amount) filter (where side = 'N') as n, sum(amount) filter (where side = 'D') as d
  from told group by unit_id, name),
spanned as materialized (select t.unit_id, p.span, sum(expected) as expected, sum(received) as received,
    sum(unapproved) as unapproved, max(label) as label,
    count(*) filter (where received > 0 and whole and not uncollected and not undone) as counted,
    count(*) filter (where received > 0 and uncollected) as uncollected,
    count(*) filter (where received > 0 and undone and not uncollected) as undone,
    count(*) filter (where received > 0 and not whole and not uncollected and not undone) as unfilled,
    sum(n) filter (where received > 0 and whole and not uncollected and not undone) as n,
    sum(d) filter (where received > 0 and whole and not uncollected and not undone) as d
  from tallied t join period p using (name) group by t.unit_id, p.span),
rooted as (select b.root_id, s.span, s.expected, s.received, s.unapproved, s.label, s.counted, s.uncollected, s.undone,
    s.unfilled, s.n, s.d
  from below b join spanned s using (unit_id)
  union all select unit_id, span, 0, 0, 0, null, 0, 0, 0, 0, 0, 0
  from asked, given, generate_series(0, (g->>'spans')::integer - 1) span)
select root_id as "unitId", span, sum(expected)::integer as expected, sum(received)::integer as received,
  sum(unapproved)::integer as unapproved, sum(counted)::integer as counted, sum(uncollected)::integer as "notCollected",
  sum(undone)::integer as "notCarriedOut", sum(unfilled)::integer as "notFilledIn", sum(n)::float8 as numerator,
  sum(d)::float8 as denominator, max(label) as label,
  (select coalesce(array_agg(distinct x), '{}') from came, unnest(compartments) x) as compartments,
  case when row_number() over (order by span) = 1 then (select json_agg(json_build_array(id, label, compartments)) from came
    where label >= 'CONFIDENTIAL') end as classified
from rooted group by root_id, span order by span`;

/** All sums in one statement, as far as the asker may see the reports. */
export function sumsOf(ask: Ask, question: Question): Promise<Sums[]> {
  const { numerator, denominator, unitIds, isProvisional, addsUpper } = question;
  const sides = [
    ...numerator.map((line) => ({ ...line, side: 'N' })),
    ...denominator.map((line) => ({ ...line, side: 'D' })),
  ];
  return ask<Sums>(statement, [
    JSON.stringify({
      units: unitIds,
      lines: sides.map(asked),
      cells: sides.reduce((sum, { cells }) => sum + cells, 0),
      spans: question.spans.length,
      periods: periodsAsked(question),
      isProvisional,
      isForPublic: false,
      addsUpper,
    }),
  ]);
}

export const periodsAsked = ({
  spans,
  periodType,
  binding,
  until,
}: Pick<Question, 'spans' | 'periodType' | 'binding' | 'until'>) =>
  spans.flatMap((span, i) =>
    periodsOf(periodType, span)
      .filter((period) => period.last < until && isBoundBy(binding, period.first))
      .map((period) => ({ span: i, ...period })),
  );

export const isBoundBy = ({ from, before }: Pick<Binding, 'from' | 'before'>, first: Day): boolean =>
  from <= first && (before === null || first < before);

/** The same figures of different periods together. */
export function together(parts: readonly Sums[][]): Sums[] {
  const found = new Map<string, Sums>();
  for (const sums of parts.flat()) {
    const key = `${sums.unitId} ${sums.span}`;
    const before = found.get(key);
    found.set(key, before ? added(before, sums) : sums);
  }
  return [...found.values()];
}

const added = (one: Sums, other: Sums): Sums => ({
  unitId: one.unitId,
  span: one.span,
  expected: one.expected + other.expected,
  received: one.received + other.received,
  unapproved: one.unapproved + other.unapproved,
  counted: one.counted + other.counted,
  notCollected: one.notCollected + other.notCollected,
  notCarriedOut: one.notCarriedOut + other.notCarriedOut,
  notFilledIn: one.notFilledIn + other.notFilledIn,
  numerator: one.numerator + other.numerator,
  denominator: one.denominator + other.denominator,
  label: one.label && other.label && dominates(other.label, one.label) ? other.label : (one.label ?? other.label),
  compartments: [...new Set([...one.compartments, ...other.compartments])],
  classified: one.classified || other.classified ? [...(one.classified ?? []), ...(other.classified ?? [])] : null,
});

/** A line as the statements take it. */
export const asked = (line: Binding['lines'][number] & { side?: string }, no: number) => ({
  no,
  side: line.side ?? null,
  data_set_id: line.dataSetId,
  element_id: line.elementId,
  option_id: line.optionId,
});
