import { type Label, labels } from '../../../src/access/labels.js';
import type { AuditRecord } from '../../../src/audit/auditLog.js';
import type { SignedInContext } from '../../../src/context.js';
import { askingAs } from '../../../src/database/asking.js';
import { uuid } from '../../../src/database/writing.js';
import { badInput, notFound } from '../../../src/errors.js';
import type { MissingCode } from '../entry/entry.enums.js';
import { written } from '../entry/values.js';
import { noteReadings } from '../secrecy/noteReadings.js';
import { writeCsv, writeJson } from './dataValueSets.js';
import { ExchangeFormat, type ExportedValues, type ExportValuesArgs } from './exchange.types.js';
import { mostInRequest } from './valueFile.js';

interface Row {
  reportId: string;
  compartments: string[];
  dataElement: string;
  period: string;
  orgUnit: string;
  categoryOptionCombo: string;
  value: string | null;
  missing: MissingCode | null;
  label: Label;
}

const present = `select u.uid as "orgUnit", r.period, e.uid as "dataElement", o.uid as "categoryOptionCombo",
    v.value, v.missing, r.label, r.compartments, r.id as "reportId"
  from mch_statistics.data_set_report r join mch_statistics.statistics_unit u on u.id = r.unit_id
    cross join lateral mch_statistics.current_values(r.id) v
    join mch_statistics.data_element e on e.id = v.element_id
    join mch_statistics.category_option_combination o on o.id = v.option_id
  where r.data_set_id = ? and r.last_day between ?::date and ?::date
  order by u.uid, r.period, e.uid, o.uid limit ${mostInRequest + 1}`;

/** The present values of a form that the viewer sees, in a file that DHIS2 and another installation read. */
export async function exportValues(
  context: SignedInContext,
  { dataSetId, from, to, format }: ExportValuesArgs,
): Promise<ExportedValues> {
  const ask = askingAs(context);
  const [dataSet] = uuid.test(dataSetId)
    ? await ask('select 1 from mch_statistics.data_set where id = ?', [dataSetId])
    : [];
  if (!dataSet) throw notFound('DataSet');
  const rows = await ask<Row>(present, [dataSetId, from, to]);
  if (rows.length > mostInRequest)
    throw badInput([
      {
        path: 'to',
        message: {
          en: `That is more than ${mostInRequest} values. Give a shorter span.`,
          zh: `超过 ${mostInRequest} 个数值，请缩短时间范围。`,
        },
      },
    ]);
  const found = new Set(rows.map((row) => row.label));
  const label = labels.findLast((one) => found.has(one)) ?? null;
  const exported: AuditRecord = {
    action: 'export',
    call: 'exportDataValues',
    type: 'DataSet',
    id: dataSetId,
    ...(label ? { label } : {}),
    compartments: context.viewer.compartments,
    after: { from, to, format, values: rows.length },
  };
  await context.core.audit.log.now(context, exported);
  const reports = new Map(rows.map(({ reportId: id, label, compartments }) => [id, { id, label, compartments }]));
  await noteReadings(context, 'exportDataValues', [...reports.values()]);
  const values = rows.map(({ dataElement, period, orgUnit, categoryOptionCombo, ...kept }) => ({
    dataElement,
    period,
    orgUnit,
    categoryOptionCombo,
    value: written(kept),
  }));
  return { count: rows.length, label, content: (format === ExchangeFormat.JSON ? writeJson : writeCsv)(values) };
}
