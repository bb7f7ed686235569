import { createWriteStream, openAsBlob } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from 'pg';

export type Who = 'mch-statistician' | 'mch-reporter';

const size = { units: 300, whole: 90, brokenDown: 10 };
const uidOf = (kind: string, n: number): string => `${kind}${String(n).padStart(11 - kind.length, '0')}`;
const options = ['Bnopt000001', 'Bnopt000002'];
const day = (year: number, month: number) => `${year}${String(month).padStart(2, '0')}`;

/** The cells of the form: element and option, which is empty for what is not broken down. */
const cells: readonly (readonly [element: string, option: string])[] = [
  ...Array.from({ length: size.whole }, (_, i) => [uidOf('Bnelm', i), ''] as const),
  ...Array.from({ length: size.brokenDown }, (_, i) => uidOf('Bnelm', size.whole + i)).flatMap((element) =>
    options.map((option) => [element, option] as const),
  ),
];

/** What the indicator is made of. */
export const counted = [cells[1]![0], cells[2]![0]] as const;

// biome-ignore lint/suspicious/noExplicitAny: the shape is the query's
type Answer = any;

/** A county of 300 units as people and an existing DHIS2 would fill it, over HTTP. */
export class Statistics {
  dataSetId = '';
  private readonly units: string[] = [];
  private readonly unitIds: string[] = [];
  private readonly assignments: string[] = [];

  constructor(
    private readonly base: string,
    private readonly directory: string,
  ) {}

  async ask(token: string, query: string, variables: object): Promise<Answer> {
    const response = await fetch(`${this.base}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await response.json()) as { data: Record<string, unknown>; errors?: unknown };
    if (errors) throw new Error(`${query}: ${JSON.stringify(errors).slice(0, 2000)}`);
    return Object.values(data)[0];
  }

  /** Units, elements, form and who hands it in. */
  async define(token: string, keeperId: string): Promise<void> {
    const made =
      (call: string, type: string) =>
      async (input: object): Promise<Answer> =>
        this.ask(token, `mutation($input: ${type}!) { ${call}(input: $input) { id } }`, { input });
    const departments = await this.ask(
      token,
      '{ departments(filter: { name: { eq: "城关镇卫生院" } }) { nodes { id } } }',
      {},
    );
    const { id: combinationId } = await made(
      'defineCategories',
      'DefineCategoriesInput',
    )({
      name: 'bench',
      categories: [{ name: '性别', options: ['男', '女'] }],
      optionUids: options,
    });
    const items: object[] = [];
    for (const [i, uid] of [...new Set(cells.map(([element]) => element))].entries()) {
      const broken = i >= size.whole ? { combinationId } : {};
      const element = await made('defineDataElement', 'DefineElementInput')({ uid, name: `指标 ${i}`, ...broken });
      items.push({ elementId: element.id, section: `第${i % 8}部分` });
    }
    const form = { name: 'bench', periodType: 'MONTH', dueDays: 10, items };
    this.dataSetId = (await made('defineDataSet', 'DefineDataSetInput')(form)).id;
    for (let i = 0; i < size.units; i += 1) {
      const unit = { uid: uidOf('Bnunt', i), name: `测试乡 ${i}`, level: 'TOWNSHIP', openedOn: '2020-01-01' };
      const { id } = await made(
        'registerStatisticsUnit',
        'RegisterUnitInput',
      )({ ...unit, departmentId: departments.nodes[0].id });
      const assignment = await this.ask(
        token,
        'mutation($id: ID!, $input: AssignInput!) { assignDataSet(dataSetId: $id, input: $input) { id } }',
        { id: this.dataSetId, input: { unitId: id, since: '2021-01-01', keeperId } },
      );
      this.units.push(unit.uid);
      this.unitIds.push(id);
      this.assignments.push(assignment.id);
    }
  }

  /** Months of all units from January 2021 on, as JSON or as CSV, sent to the server. */
  async upload(token: string, months: number, asJson: boolean): Promise<string> {
    const path = join(this.directory, `values.${asJson ? 'json' : 'csv'}`);
    await pipeline(Readable.from(asJson ? this.json(months) : this.csv(months)), createWriteStream(path));
    const form = new FormData();
    form.set('file', await openAsBlob(path), path);
    const headers = { authorization: `Bearer ${token}` };
    const answer = await fetch(`${this.base}/files`, { method: 'POST', headers, body: form });
    return ((await answer.json()) as { id: string }).id;
  }

  private *values(months: number): Generator<[string, string, string, string, number]> {
    for (let i = 0; i < months; i += 1) {
      const [year, month] = [2021 + Math.floor(i / 12), (i % 12) + 1];
      for (const [u, unit] of this.units.entries())
        for (const [c, [element, option]] of cells.entries())
          yield [element, day(year, month), unit, option, 20 + ((u * 7 + c * 3 + month + year) % 13)];
    }
  }

  private *csv(months: number): Generator<string> {
    yield 'dataelement,period,orgunit,catoptcombo,value\n';
    for (const line of this.values(months)) yield `${line.join(',')}\n`;
  }

  private *json(months: number): Generator<string> {
    yield '{"dataValues":[';
    let comma = '';
    for (const [dataElement, period, orgUnit, option, value] of this.values(months)) {
      const broken = option ? { categoryOptionCombo: option } : {};
      yield `${comma}${JSON.stringify({ dataElement, period, orgUnit, ...broken, value: String(value) })}`;
      comma = ',';
    }
    yield ']}';
  }

  import(token: string, file: string, more: { dryRun?: boolean } = {}) {
    return this.ask(
      token,
      `mutation($id: ID!, $file: ID!, $dryRun: Boolean) { importDataValues(dataSetId: $id, file: $file, dryRun: $dryRun)
         { imported updated unchanged ignored conflicts { object reason } } }`,
      { id: this.dataSetId, file, ...more },
    ) as Promise<{ imported: number; ignored: number }>;
  }

  /** As a job, followed to its end. */
  async importAsJob(token: string, file: string): Promise<{ status: string; created: number; refused: number }> {
    const fields = 'id status total lines created refused message';
    let job = await this.ask(
      token,
      `mutation($id: ID!, $file: ID!) { importDataValueFile(dataSetId: $id, file: $file) { ${fields} } }`,
      { id: this.dataSetId, file },
    );
    while (job.status === 'RUNNING') {
      await sleep(500);
      job = await this.ask(token, `query($id: ID!) { importJob(id: $id) { ${fields} } }`, { id: job.id });
    }
    return job;
  }

  async openForm(token: string, period: string): Promise<string> {
    const report = await this.ask(
      token,
      'mutation($id: ID!, $period: String!) { openReport(assignmentId: $id, period: $period) { id version } }',
      { id: this.assignments[0], period },
    );
    const values = cells.map(([element, option], i) => ({
      element,
      option: option || null,
      value: String(20 + (i % 13)),
    }));
    await this.ask(
      token,
      'mutation($id: ID!, $version: Int!, $input: EnterValuesInput!) { enterValues(id: $id, version: $version, input: $input) { id } }',
      { ...report, input: { values } },
    );
    return report.id;
  }

  form(token: string, id: string): Promise<Answer> {
    return this.ask(
      token,
      `query($id: ID!) { statisticsForm(reportId: $id) { lines { element elementName option optionName value missing section } findings { key text } } }`,
      { id },
    );
  }

  rates(token: string, from: number, to: number): Promise<Answer> {
    return this.ask(
      token,
      'query($id: ID!, $from: String!, $to: String!) { reportingRates(dataSetId: $id, from: $from, to: $to) { uid name rate onTimeRate late { period } missing { period } } }',
      { id: this.dataSetId, from: `${from}-01-01`, to: `${to}-12-31` },
    );
  }

  /** Infant mortality from two lines of the form. */
  async bindIndicator(token: string): Promise<string> {
    const { nodes: terms } = await this.ask(
      token,
      '{ indicatorTerms(filter: { code: { in: ["deathsBefore1Year", "liveBirths"] } }, orderBy: [{ code: ASC }]) { nodes { id version } } }',
      {},
    );
    for (const [i, term] of terms.entries())
      await this.ask(
        token,
        'mutation($id: ID!, $version: Int!, $lines: [TermLineInput!]!) { bindIndicatorTerm(id: $id, version: $version, lines: $lines, validFrom: "1990-01-01", reason: "本库报表") { id } }',
        { ...term, lines: [{ dataSetId: this.dataSetId, element: counted[i] }] },
      );
    const { nodes: found } = await this.ask(
      token,
      '{ indicators(filter: { code: { eq: "infant-mortality-rate" }, variant: { eq: "live births" } }) { nodes { id } } }',
      {},
    );
    return found[0].id;
  }

  indicator(token: string, indicatorId: string, periods: readonly string[]): Promise<Answer> {
    return this.ask(
      token,
      'query($indicatorId: ID!, $unitIds: [ID!], $periods: [String!]!) { indicatorValues(indicatorId: $indicatorId, unitIds: $unitIds, periods: $periods) { unit period value low high expected received } }',
      { indicatorId, unitIds: this.unitIds, periods },
    );
  }

  export(token: string, from: string, to: string): Promise<Answer> {
    return this.ask(
      token,
      'query($id: ID!, $from: String!, $to: String!) { exportDataValues(dataSetId: $id, from: $from, to: $to, format: CSV) { count } }',
      { id: this.dataSetId, from, to },
    );
  }
}

/** One of ten is late. The hashes are those that handing in and signing compute. */
export async function handInEverything(owner: Client, by: string): Promise<void> {
  await owner.query(
    `update mch_statistics.data_set_report r set status = 'SUBMITTED', submissions = 1, submitted_by_id = $1,
       first_submitted_at = due_at - interval '3 days' + case when hashtext(r.id::text) % 10 = 0 then interval '5 days' else interval '0' end
     where r.status = 'OPEN' and r.entry_count > 0`,
    [by],
  );
  await owner.query(
    `update mch_statistics.data_set_report r set submitted_at = first_submitted_at, content_hash = mch_statistics.content_hash(r.id)
     where r.status = 'SUBMITTED' and r.content_hash is null`,
  );
  await owner.query(
    `update mch_statistics.data_set_report r set status = 'LOCKED', locked_at = submitted_at + interval '5 days', locked_by_id = $1,
       document_hash = mch_statistics.document_hash(content_hash, $1, submitted_at + interval '5 days')
     where r.status = 'SUBMITTED' and r.content_hash is not null`,
    [by],
  );
  await owner.query('vacuum analyze');
}

/** What an indicator takes: present figures of elements over a span, by unit. */
export const sums = `select r.unit_id, e.uid, sum(v.amount)
  from mch_statistics.data_set_report r join mch_statistics.data_value v on v.report_id = r.id
    join mch_statistics.data_element e on e.id = v.element_id
  where r.data_set_id = $1 and r.first_day >= $2 and r.last_day <= $3 and r.status = 'LOCKED' and e.uid = any($4)
    and not exists (select from mch_statistics.data_value later where later.report_id = v.report_id
      and later.element_id = v.element_id and later.option_id = v.option_id and later.revision > v.revision)
  group by r.unit_id, e.uid`;
