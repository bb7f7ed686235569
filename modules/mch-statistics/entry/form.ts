import type { Ask } from '../../../src/database/asking.js';
import type { ValueType } from '../forms/form.enums.js';
import type { MissingCode } from './entry.enums.js';

/** A place on a form: a line, and one of its categories. */
export interface FormCell {
  elementId: string;
  element: string;
  elementName: string;
  optionId: string;
  option: string;
  optionName: string;
  /** Not broken down. */
  isWhole: boolean;
  valueType: ValueType;
  minimum: number | null;
  maximum: number | null;
  isRequired: boolean;
  section: string;
  place: number;
}

/** What stands in a cell now. */
export interface CurrentValue {
  revision: number;
  value: string | null;
  missing: MissingCode | null;
  amount: number | null;
}

/** Element and option by their uids. */
export const keyOf = ({ element, option }: Pick<FormCell, 'element' | 'option'>): string => `${element}.${option}`;

/** How a cell is called in messages. */
export const nameOf = ({ elementName, optionName, isWhole }: FormCell): string =>
  isWhole ? elementName : `${elementName} (${optionName})`;

/** All cells in their order, of the edition of a form and with the wordings that hold for a period that begins on a day. */
export const cellsOf = (ask: Ask, dataSetId: string, firstDay: string): Promise<FormCell[]> =>
  ask<FormCell>(
    `select e.id as "elementId", e.uid as element, coalesce(w.name, e.name) as "elementName", o.id as "optionId",
       o.uid as option, o.name as "optionName", cardinality(c.categories) = 0 as "isWhole", e.value_type as "valueType",
       (case when w.id is null then e.minimum else w.minimum end)::float8 as minimum,
       (case when w.id is null then e.maximum else w.maximum end)::float8 as maximum,
       l.is_required as "isRequired", l.section, l.place
     from mch_statistics.data_set_line l join mch_statistics.data_element e on e.id = l.element_id
       join mch_statistics.category_combination c on c.id = e.combination_id
       join mch_statistics.category_option_combination o on o.combination_id = e.combination_id
       left join lateral (select * from mch_statistics.data_element_wording f
         where f.element_id = e.id and f.last_day >= ?::date order by f.last_day limit 1) w on true
     where l.edition_id = (mch_statistics.edition_at(?, ?)).id order by l.place, o.options collate "C", o.uid`,
    [firstDay, dataSetId, firstDay],
  );

/** The present values of a report by `keyOf` their cells. */
export const currentValues = async (ask: Ask, reportId: string): Promise<Map<string, CurrentValue>> =>
  (await currentValuesOf(ask, [reportId])).get(reportId) ?? new Map();

/** The present values of reports by their ids, then by `keyOf` their cells; without those that have none. */
export async function currentValuesOf(
  ask: Ask,
  reportIds: readonly string[],
): Promise<Map<string, Map<string, CurrentValue>>> {
  const rows = await ask<CurrentValue & { reportId: string; key: string }>(
    `select r.id as "reportId", e.uid || '.' || o.uid as key, v.revision, v.value, v.missing, v.amount::float8 as amount
     from (select value::uuid as id from jsonb_array_elements_text(?::jsonb)) r
       cross join lateral mch_statistics.current_values(r.id) v join mch_statistics.data_element e on e.id = v.element_id
       join mch_statistics.category_option_combination o on o.id = v.option_id`,
    [JSON.stringify(reportIds)],
  );
  const found = new Map<string, Map<string, CurrentValue>>();
  for (const { reportId, key, ...value } of rows) {
    const values = found.get(reportId) ?? new Map<string, CurrentValue>();
    found.set(reportId, values.set(key, value));
  }
  return found;
}
