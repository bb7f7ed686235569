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

export interface Binding {
  lines: TermLine[];
  /** How often the forms are filled in. */
  periodType: PeriodType;
}

const bound = `select t.code as term, l.data_set_id as "dataSetId", l.element_id as "elementId", l.option_id as "optionId",
    d.period_type as "periodType", case when l.option_id is not null then 1 else (select count(*)::integer
      from mch_statistics.category_option_combination o where o.combination_id = e.combination_id) end as cells
  from mch_statistics.indicator_term t join mch_statistics.indicator_term_line l on l.term_id = t.id
    join mch_statistics.data_set d on d.id = l.data_set_id join mch_statistics.data_element e on e.id = l.element_id
  where t.code = any (?::text[]) order by t.code, l.id`;

/** Where the counts of terms are found. @throws INVALID_STATE where one is nowhere, or their forms have different periods */
export async function bindingOf(ask: Ask, terms: readonly string[]): Promise<Binding> {
  const rows = await ask<TermLine & { periodType: PeriodType }>(bound, [`{${terms.join(',')}}`]);
  const unbound = [...new Set(terms)].filter((term) => !rows.some((row) => row.term === term));
  if (unbound.length > 0) throw notBound(unbound);
  const [periodType, other] = new Set(rows.map((row) => row.periodType));
  if (other) throw unlike(`${periodType}, ${other}`);
  return { lines: rows, periodType: periodType! };
}

const notBound = (terms: readonly string[]) =>
  invalidState({
    en: `No form here has counts for ${terms.join(', ')}. A statistician says where they are with bindIndicatorTerm.`,
    zh: `尚未指明 ${terms.join('、')} 取自哪些报表项目，请统计员用 bindIndicatorTerm 设定。`,
  });

const unlike = (types: string) =>
  invalidState({
    en: `Its terms are bound to forms with different periods (${types}), which do not go together unit by unit. Bind them to forms with one period.`,
    zh: `其指标项取自报告期不同的报表（${types}），无法逐期对应。请改为取自同一报告期的报表。`,
  });
