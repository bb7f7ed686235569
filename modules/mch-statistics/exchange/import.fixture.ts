import { ImportClient, type Job } from '../../../test/importClient.js';
import { anAssignment, done, monthlyForm, statistician } from '../statistics.fixture.js';

export const now = () => new Date('2026-03-09T10:00:00+08:00');

export interface Value {
  dataElement: string;
  period: string;
  orgUnit: string;
  categoryOptionCombo: string;
  attributeOptionCombo?: string;
  value: string;
  comment?: string;
}

const jobFields = 'id status lines total created updated unchanged refused message';

export const importFile = `mutation($dataSetId: ID!, $file: ID!, $dryRun: Boolean, $reason: String) {
  importDataValueFile(dataSetId: $dataSetId, file: $file, dryRun: $dryRun, reason: $reason) { ${jobFields} } }`;

export const summaryOf = `query($id: ID!) { dataValueImport(id: $id) { status job dryRun total description refusedFile
  importCount { imported updated unchanged ignored deleted } conflicts { line object property value errorCode } } }`;

/** Begins an import as a job and does not wait for its end. */
export async function begin(client: ImportClient, file: string, more: object = {}, who = statistician): Promise<Job> {
  const variables = { dataSetId: await monthlyForm(client.platform), file, ...more };
  const { data, errors } = await client.platform.as(who).run(importFile, variables);
  if (!data?.importDataValueFile) throw new Error(errors[0]?.message);
  return data.importDataValueFile;
}

/** Sends a file, imports it as a job and waits for the end. */
export async function imported(client: ImportClient, content: string | Uint8Array<ArrayBuffer>, more: object = {}) {
  const file = await client.upload(statistician, content, 'values');
  const job = await client.ended(statistician, await begin(client, file, more));
  const { data } = await client.platform.as(statistician).run(summaryOf, { id: job.id });
  return { id: job.id, ...data.dataValueImport } as Summary & { id: string };
}

export interface Summary {
  status: string;
  job: string;
  total: number | null;
  description: string | null;
  refusedFile: string | null;
  importCount: { imported: number; updated: number; unchanged: number; ignored: number; deleted: number };
  conflicts: { line: number; object: string; property: string; value: string; errorCode: string | null }[];
}

export const refused = async (client: ImportClient, path: string, who = statistician): Promise<string> => {
  const response = await client.request(who, path);
  if (response.status !== 200) throw new Error(await response.text());
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(await response.arrayBuffer());
};

const elements = ['MchLiveBrth', 'MchMothers1', 'MchHivTest1', 'MchHivPosit'];

/** Two years of so many townships of their own. */
export async function twoYears(client: ImportClient, units: number): Promise<{ values: Value[]; reports: number }> {
  const uids: string[] = [];
  for (let i = 0; i < units; i += 1) {
    const { id } = await anAssignment(client.platform);
    const [row] = await client.platform.owner<{ uid: string }>(
      'select u.uid from mch_statistics.data_set_assignment a join mch_statistics.statistics_unit u on u.id = a.unit_id where a.id = $1',
      [id],
    );
    uids.push(row!.uid);
  }
  const periods = [2024, 2025].flatMap((year) =>
    Array.from({ length: 12 }, (_, i) => `${year}${String(i + 1).padStart(2, '0')}`),
  );
  const values = uids.flatMap((orgUnit, u) =>
    periods.flatMap((period, p) =>
      elements.map((dataElement, e) => ({
        dataElement,
        period,
        orgUnit,
        categoryOptionCombo: 'HllvX50cXC0',
        attributeOptionCombo: 'HllvX50cXC0',
        value: String(10 + ((u * 7 + p * 3 + e) % 23)),
      })),
    ),
  );
  return { values, reports: uids.length * periods.length };
}

export const json = (values: readonly object[]): string =>
  `{"dataValues":[\n${values.map((value) => JSON.stringify(value)).join(',\n')}\n]}\n`;

export const csvOf = (values: readonly Value[]): string =>
  `dataelement,period,orgunit,catoptcombo,attroptcombo,value\n${values.map((one) => `${one.dataElement},${one.period},${one.orgUnit},${one.categoryOptionCombo},${one.attributeOptionCombo ?? ''},${one.value}\n`).join('')}`;

export const exported = async (client: ImportClient, format: 'JSON' | 'CSV', from = '2026-03-01', to = '2026-03-31') =>
  done<{ count: number; content: string }>(
    client.platform,
    statistician,
    'query($id: ID!, $format: ExchangeFormat!, $from: String!, $to: String!) { exportDataValues(dataSetId: $id, from: $from, to: $to, format: $format) { count content } }',
    { id: await monthlyForm(client.platform), format, from, to },
  );

/** What the database holds of units, past all permissions. */
export async function held(client: ImportClient, values: readonly Value[]) {
  const [row] = await client.platform.owner<{ values: number; entries: number; reports: number }>(
    `select count(*)::int as values, count(distinct v.entry_id)::int as entries, count(distinct v.report_id)::int as reports
     from mch_statistics.data_value v join mch_statistics.data_set_report r on r.id = v.report_id
     join mch_statistics.statistics_unit u on u.id = r.unit_id where u.uid = any($1)`,
    [[...new Set(values.map(({ orgUnit }) => orgUnit))]],
  );
  return row!;
}
