import type { Label } from '../../../src/access/labels.js';
import type { Day } from '../../../src/calendar/dates.js';
import type { Ask } from '../../../src/database/asking.js';
import type { Binding } from './bindings.js';
import { periodsOf, type Span } from './span.js';

/** What is to be added up: both sides of a line, for units with all below them, over spans. */
export interface Question {
  numerator: Binding['lines'];
  denominator: Binding['lines'];
  periodType: Binding['periodType'];
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
}

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
    and (not (g->>'isForPublic')::boolean or a.label <= 'INTERNAL' and a.compartments = '{}') and (a.until is null or p.last <= a.until) and (u.closed_on is null or p.first <= u.closed_on)),
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

const statement = `with recursive ${reports},
counted as (select unit_id, name, count(*) as cells, bool_or(missing = 'NOT_COLLECTED') as uncollected,
    bool_or(missing = 'NOT_CARRIED_OUT') as undone, sum(amount) filter (where side = 'N') as n,
    sum(amount) filter (where side = 'D') as d
  from cell group by unit_id, name),
observed as materialized (select o.unit_id, o.name, c.n, c.d, coalesce(c.uncollected, false) as uncollected,
    coalesce(c.undone, false) as undone, coalesce(c.cells, 0) = (g->>'cells')::integer as whole
  from (select distinct unit_id, name from came) o left join counted c using (unit_id, name), given),
arrived as (select b.root_id, p.span, count(*) as expected, count(c.id) as received,
    count(c.id) filter (where c.status <> 'LOCKED') as unapproved, max(c.label) as label
  from below b join wanted w using (unit_id) join period p using (name)
    left join came c on c.unit_id = w.unit_id and c.data_set_id = w.data_set_id and c.name = w.name
  group by b.root_id, p.span),
summed as (select b.root_id, p.span, count(*) filter (where o.whole and not o.uncollected and not o.undone) as counted,
    count(*) filter (where o.uncollected) as uncollected, count(*) filter (where o.undone and not o.uncollected) as undone,
    count(*) filter (where not o.whole and not o.uncollected and not o.undone) as unfilled,
    sum(o.n) filter (where o.whole and not o.uncollected and not o.undone) as n,
    sum(o.d) filter (where o.whole and not o.uncollected and not o.undone) as d
  from below b join observed o using (unit_id) join period p using (name) group by b.root_id, p.span)
select a.unit_id as "unitId", s.span, coalesce(r.expected, 0)::integer as expected, coalesce(r.received, 0)::integer as received,
  coalesce(r.unapproved, 0)::integer as unapproved, coalesce(m.counted, 0)::integer as counted,
  coalesce(m.uncollected, 0)::integer as "notCollected", coalesce(m.undone, 0)::integer as "notCarriedOut",
  coalesce(m.unfilled, 0)::integer as "notFilledIn", coalesce(m.n, 0)::float8 as numerator, coalesce(m.d, 0)::float8 as denominator,
  r.label, (select coalesce(array_agg(distinct x), '{}') from came, unnest(compartments) x) as compartments
from asked a cross join (select span from given, generate_series(0, (g->>'spans')::integer - 1) span) s
  left join arrived r on r.root_id = a.unit_id and r.span = s.span
  left join summed m on m.root_id = a.unit_id and m.span = s.span
order by s.span`;

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

export const periodsAsked = ({ spans, periodType, until }: Pick<Question, 'spans' | 'periodType' | 'until'>) =>
  spans.flatMap((span, i) =>
    periodsOf(periodType, span)
      .filter(({ last }) => last < until)
      .map((period) => ({ span: i, ...period })),
  );

/** A line as the statements take it. */
export const asked = (line: Binding['lines'][number] & { side?: string }, no: number) => ({
  no,
  side: line.side ?? null,
  data_set_id: line.dataSetId,
  element_id: line.elementId,
  option_id: line.optionId,
});
