import type { Day } from '../../../src/calendar/dates.js';
import type { Ask } from '../../../src/database/asking.js';
import { invalidState } from '../../../src/errors.js';
import type { PeriodType } from '../forms/form.enums.js';

/** A line of a form that a term is the sum of, in as many cells. */
export interface TermLine {
  term: string;
  dataSetId: string;
  elementId: string;
  optionId: string | null;
  cells: number;
}

/** A change of where a term is counted. */
export interface Rebinding {
  term: string;
  validFrom: Day;
  /** When it was made, and why. */
  boundOn: Day;
  reason: string;
}

/** Where terms are counted in the periods that begin within a time. */
export interface Binding {
  from: Day;
  /** The day from which others hold. */
  before: Day | null;
  lines: TermLine[];
  /** How often the forms are filled in. */
  periodType: PeriodType;
  /** What of it replaced something. */
  changes: Rebinding[];
}

interface Row extends TermLine {
  periodType: PeriodType;
  number: number;
  validFrom: Day;
  boundOn: Day;
  reason: string | null;
}

const bound = `select t.code as term, l.data_set_id as "dataSetId", l.element_id as "elementId", l.option_id as "optionId",
    d.period_type as "periodType", b.number, b.valid_from::text as "validFrom", b.reason,
    (b.created_at at time zone 'Asia/Shanghai')::date::text as "boundOn",
    case when l.option_id is not null then 1 else (select count(*)::integer
      from mch_statistics.category_option_combination o where o.combination_id = e.combination_id) end as cells
  from mch_statistics.indicator_term t join mch_statistics.indicator_term_binding b on b.term_id = t.id
    join mch_statistics.indicator_term_line l on l.binding_id = b.id
    join mch_statistics.data_set d on d.id = l.data_set_id join mch_statistics.data_element e on e.id = l.element_id
  where t.code = any (?::text[]) order by t.code, l.id`;

/**
 * Where the counts of terms are found, the earliest periods first. @throws INVALID_STATE where one is nowhere, or their forms
 * have different periods
 */
export async function bindingsOf(ask: Ask, terms: readonly string[]): Promise<Binding[]> {
  const rows = await ask<Row>(bound, [`{${terms.join(',')}}`]);
  const unbound = [...new Set(terms)].filter((term) => !rows.some((row) => row.term === term));
  if (unbound.length > 0) throw notBound(unbound);
  const days = [...new Set(rows.map(({ validFrom }) => validFrom))].sort();
  const bindings: Binding[] = [];
  for (const day of days) {
    const last = new Map<string, number>();
    for (const { term, number, validFrom } of rows)
      if (validFrom <= day) last.set(term, Math.max(number, last.get(term) ?? 0));
    const lines = rows.filter(({ term, number, validFrom }) => validFrom <= day && number === last.get(term));
    const previous = bindings.at(-1);
    if (previous && sameLines(previous.lines, lines)) continue;
    const [periodType, other] = new Set(lines.map((row) => row.periodType));
    if (other) throw unlike(`${periodType}, ${other}`);
    if (previous) previous.before = day;
    bindings.push({ from: day, before: null, lines, periodType: periodType!, changes: changesIn(lines) });
  }
  return bindings;
}

const keyOf = ({ term, dataSetId, elementId, optionId }: TermLine) => `${term} ${dataSetId} ${elementId} ${optionId}`;

const sameLines = (some: readonly TermLine[], others: readonly TermLine[]): boolean =>
  some.length === others.length && new Set([...some, ...others].map(keyOf)).size === some.length;

function changesIn(lines: readonly Row[]): Rebinding[] {
  const changed = lines.filter(({ number }) => number > 1);
  return [...new Map(changed.map((row) => [row.term, row])).values()].map(({ term, validFrom, boundOn, reason }) => ({
    term,
    validFrom,
    boundOn,
    reason: reason ?? '',
  }));
}

const notBound = (terms: readonly string[]) =>
  invalidState({
    en: `No form here has counts for ${terms.join(', ')}. A statistician says where they are with bindIndicatorTerm.`,
    zh: `尚未指明 ${terms.join('、')} 取自哪些报表项目，请统计员用 bindIndicatorTerm 设定。`,
  });

export const unlike = (types: string) =>
  invalidState({
    en: `Its terms are bound to forms with different periods (${types}), which do not go together unit by unit. Bind them to forms with one period.`,
    zh: `其指标项取自报告期不同的报表（${types}），无法逐期对应。请改为取自同一报告期的报表。`,
  });
