import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestPlatform } from '../../../test/harness.js';
import { ImportClient, type Job } from '../../../test/importClient.js';
import { ask, monthlyForm, statistician } from '../statistics.fixture.js';
import { begin, csvOf, exported, held, imported, json, now, refused, twoYears, type Value } from './import.fixture.js';

let client: ImportClient;
beforeAll(async () => {
  client = await ImportClient.open({ clock: now });
});
afterAll(() => client.close());

const sum = (job: Job) => job.created + job.updated + job.unchanged + job.refused;
const hasEnded = (job: Job) => !['RUNNING', 'PAUSED'].includes(job.status);
const patient = { timeout: 60_000 };
const silence = () => client.platform.owner(`update importing.import_job set alive_at = now() - interval '31 seconds'`);
const another = () =>
  TestPlatform.open({ database: client.platform.database, directory: client.platform.directory, clock: now });
const ended = async (id: string): Promise<Job> => {
  await expect.poll(async () => hasEnded(await client.job(statistician, id)), patient).toBe(true);
  return client.job(statistician, id);
};

/**
 * An import of two years of sixteen units, which stands after three of eight batches, because somebody holds what the later
 * ones need.
 */
async function underWay(start: (file: string) => Promise<unknown> = (file) => begin(client, file)) {
  const { values, reports } = await twoYears(client, 16);
  const units = [...new Set(values.map(({ orgUnit }) => orgUnit))];
  const other = new Client(client.platform.database.owner);
  await other.connect();
  await other.query('begin');
  await other.query(
    `select 1 from mch_statistics.data_set_assignment a join mch_statistics.statistics_unit u on u.id = a.unit_id
     where u.uid = any($1) for update of a`,
    [units.slice(7)],
  );
  const file = await client.upload(statistician, csvOf(values), 'values');
  const begun = start(file);
  const found = () =>
    client.platform.owner<{ id: string; lines: number }>(
      'select id, lines from importing.import_job where file_id = $1',
      [file],
    );
  await expect.poll(async () => (await found())[0]?.lines, patient).toBe(600);
  return { values, reports, begun, id: (await found())[0]!.id, letGo: () => other.end() };
}

/** Every value is there once, in one entry of each report, and counted once. */
async function expectWhole(id: string, values: readonly Value[], reports: number) {
  expect(await ended(id)).toMatchObject({
    status: 'FINISHED',
    lines: values.length,
    created: values.length,
    refused: 0,
  });
  expect(await held(client, values)).toEqual({ values: values.length, entries: reports, reports });
  const { content } = await exported(client, 'CSV', '2024-01-01', '2025-12-31');
  const lines = new Set(content.split('\n'));
  expect(
    csvOf(values)
      .split('\n')
      .filter((line) => !lines.has(line)),
  ).toEqual([]);
}

describe('P11.A02 a large file of DHIS2 as a job', () => {
  it.each(['JSON', 'CSV'] as const)(
    'P11.A02 %s: exported, imported elsewhere and exported again it is the same',
    async (format) => {
      const other = await ImportClient.open({ clock: now });
      try {
        const values = ['MchTownshp1', 'MchTownshp2'].flatMap((orgUnit, u) =>
          ['MchLiveBrth', 'MchMothers1', 'MchHivTest1'].map((dataElement, e) => ({
            dataElement,
            period: '202603',
            orgUnit,
            categoryOptionCombo: 'HllvX50cXC0',
            value: e === 2 ? '-1' : String(20 + u),
          })),
        );
        expect(await imported(client, json(values))).toMatchObject({ status: 'SUCCESS', job: 'FINISHED' });
        const before = await exported(client, format);
        expect(await imported(other, before.content, { dryRun: true })).toMatchObject({
          status: 'SUCCESS',
          total: before.count,
          refusedFile: null,
          importCount: { imported: 6, ignored: 0, deleted: 0 },
        });
        const counted = await other.platform.owner('select count(*)::int as n from mch_statistics.data_value');
        expect((await imported(other, before.content)).importCount.imported).toBe(6);
        expect(await other.platform.owner('select count(*)::int - 6 as n from mch_statistics.data_value')).toEqual(
          counted,
        );
        const sorted = (content: string) =>
          content
            .split('\n')
            .map((line) => line.replace(/,$/, ''))
            .sort();
        expect(sorted((await exported(other, format)).content)).toEqual(sorted(before.content));
      } finally {
        await other.close();
      }
    },
  );

  it('P11.A02 a dry run counts the same and changes nothing', async () => {
    const { values } = await twoYears(client, 1);
    const dry = await imported(client, csvOf(values), { dryRun: true });
    expect(dry.importCount).toMatchObject({ imported: values.length, ignored: 0 });
    expect(await held(client, values)).toEqual({ values: 0, entries: 0, reports: 0 });
    expect((await imported(client, csvOf(values))).importCount).toEqual(dry.importCount);
  });

  it('P11.A02 killed in the middle and continued by another instance: every value once', async () => {
    const { values, reports, begun, id, letGo } = await underWay(importInChild);
    const child = (await begun) as ChildProcess;
    child.kill('SIGKILL');
    await once(child, 'exit');
    await letGo();
    const other = await another();
    try {
      // Somebody may still be at work on it.
      await other.platform.sweeper.sweep();
      expect(await client.job(statistician, id)).toMatchObject({ status: 'RUNNING', lines: 600, created: 600 });
      await silence();
      await other.platform.sweeper.sweep();
      await expectWhole(id, values, reports);
    } finally {
      await other.close();
    }
  }, 120_000);

  it('P11.A02 in the hands of two, only the later one writes', async () => {
    const { values, reports, begun, id, letGo } = await underWay();
    const other = await another();
    try {
      await silence();
      await other.platform.sweeper.sweep();
      await letGo();
      await begun;
      await expectWhole(id, values, reports);
    } finally {
      await other.close();
    }
  }, 120_000);

  it('P11.A02 cancelled it ends, and what was counted is there', async () => {
    const { values, begun, id, letGo } = await underWay();
    const cancel = 'mutation($id: ID!) { cancelImport(id: $id) { id status } }';
    expect((await ask(client.platform, statistician, cancel, { id })).data.cancelImport.status).toBe('CANCELLED');
    await letGo();
    await begun;
    const job = await client.job(statistician, id);
    expect(job).toMatchObject({ status: 'CANCELLED', lines: 600, created: 600 });
    expect((await held(client, values)).values).toBe(600);
    expect((await ask(client.platform, statistician, cancel, { id })).outcome).toBe('INVALID_STATE');
  }, 60_000);

  it('P11.A02 ends when its right is withdrawn; what was counted is there', async () => {
    const { values, begun, id, letGo } = await underWay();
    const person = await client.platform.personId(statistician);
    const roles = await client.platform.owner<{ id: string; role: string }>(
      'select id, role from access.role_assignment where person_id = $1',
      [person],
    );
    await client.platform.owner(`update access.role_assignment set role = 'READER' where person_id = $1`, [person]);
    try {
      await letGo();
      await begun;
      const job = await ended(id);
      expect(job).toMatchObject({ status: 'FAILED', message: expect.stringContaining('importDataValueFile') });
      expect(job.lines).toBeLessThan(values.length);
      expect(sum(job)).toBe(job.lines);
      expect((await held(client, values)).values).toBe(job.created);
    } finally {
      for (const { id: assignment, role } of roles)
        await client.platform.owner('update access.role_assignment set role = $2 where id = $1', [assignment, role]);
    }
  }, 60_000);

  it('P11.A02 stopped with its server it goes on at once on another, but does not go round for ever', async () => {
    const { values, reports, begun, id, letGo } = await underWay();
    const other = await another();
    try {
      const stopped = client.platform.platform.core.importing.stop();
      await letGo();
      await stopped;
      await begun;
      const job = await client.job(statistician, id);
      expect(job.status).toBe('PAUSED');
      expect(job.lines).toBeLessThan(values.length);
      const takeovers = (n: number) =>
        client.platform.owner('update importing.import_job set takeovers = $2 where id = $1', [id, n]);
      const reopen = `update importing.import_job set status = 'PAUSED', message = null where id = $1`;
      await takeovers(5);
      await other.platform.sweeper.sweep();
      expect(await client.job(statistician, id)).toMatchObject({
        status: 'FAILED',
        message: expect.stringContaining('five times'),
      });
      await takeovers(4);
      await client.platform.owner(reopen, [id]);
      await other.platform.sweeper.sweep();
      await expectWhole(id, values, reports);
    } finally {
      await other.close();
      await client.close();
      client = await ImportClient.open({ clock: now });
    }
  }, 120_000);
});

describe('P11.A02 what a job refuses', () => {
  const faulty = async (): Promise<Value[]> => {
    const { values } = await twoYears(client, 1);
    const [first, second, third, fourth, fifth, sixth, seventh, eighth] = values;
    return [
      { ...first!, dataElement: 'nothing' },
      { ...second!, period: '202613' },
      { ...third!, period: '2024Q1' },
      { ...fourth!, period: '202901' },
      { ...fifth!, orgUnit: 'nowhere' },
      { ...sixth!, categoryOptionCombo: 'otherOption' },
      { ...seventh!, value: '4.5' },
      { ...eighth!, attributeOptionCombo: 'otherAttrib' },
      ...values.slice(8),
    ];
  };
  const faults = [
    ['dataElement', 'nothing', 'E7633'],
    ['period', '202613', 'E7611'],
    ['period', '2024Q1', 'E7632'],
    ['period', '202901', 'E7641'],
    ['orgUnit', 'nowhere', 'E7612'],
    ['categoryOptionCombo', 'otherOption', 'E7634'],
    ['value', '4.5', 'E7619'],
    ['attributeOptionCombo', 'otherAttrib', 'E7615'],
  ];
  const right = (values: readonly Value[], like: readonly Value[]) =>
    like.map((one, i) => ({ ...one, value: i === 6 ? '4' : values[i]!.value }));

  it.each([
    ['CSV', csvOf],
    ['JSON', json],
  ] as const)('P11.A02 %s: a conflict for each, and the file of them corrected is taken', async (format, write) => {
    const values = await faulty();
    const summary = await imported(client, write(values));
    expect(summary).toMatchObject({ status: 'WARNING', job: 'FINISHED', importCount: { imported: 88, ignored: 8 } });
    expect(summary.conflicts.map(({ property, object, errorCode }) => [property, object, errorCode])).toEqual(faults);
    expect(summary.conflicts.map(({ line }) => line)).toEqual(
      [1, 2, 3, 4, 5, 6, 7, 8].map((n) => n + (format === 'CSV' ? 1 : 0)),
    );
    expect(summary.refusedFile).toBe(`/imports/${summary.id}/refused.${format.toLowerCase()}`);
    const content = await refused(client, summary.refusedFile!);
    const whole = right(
      values,
      Array.from({ length: 8 }, (_, i) => ({
        ...values[8]!,
        period: '202402',
        dataElement: '',
        attributeOptionCombo: 'HllvX50cXC0',
        place: i,
      })),
    );
    const goal = [...whole.entries()].map(([i, value]) => ({
      ...value,
      dataElement: ['MchLiveBrth', 'MchMothers1', 'MchHivTest1', 'MchHivPosit'][i % 4]!,
      period: i < 4 ? '202401' : '202402',
    }));
    const corrected = format === 'CSV' ? correctedCsv(content, goal) : correctedJson(content, goal);
    const again = await imported(client, corrected);
    expect(again).toMatchObject({ status: 'SUCCESS', importCount: { imported: 8, ignored: 0 } });
    expect((await held(client, goal)).values).toBe(96);
  });

  /** As somebody corrects it in a spreadsheet: the cells, and not the columns in front. */
  const correctedCsv = (content: string, goal: readonly Value[]): string => {
    const [header, ...lines] = content.replace('\ufeff', '').trimEnd().split('\r\n');
    expect(header).toBe('line,column,reason,dataelement,period,orgunit,catoptcombo,attroptcombo,value');
    expect(lines).toHaveLength(goal.length);
    expect(lines[0]).toMatch(/^2,dataElement,nothing is no line of this form\.,nothing,/);
    return [
      header,
      ...csvOf(goal)
        .trimEnd()
        .split('\n')
        .slice(1)
        .map((line, i) => `${i},x,y,${line}`),
    ].join('\r\n');
  };
  const correctedJson = (content: string, goal: readonly Value[]): string => {
    const file = JSON.parse(content) as { dataValues: Value[]; conflicts: object[] };
    expect(file.conflicts[0]).toEqual({
      object: 'nothing',
      property: 'dataElement',
      value: 'nothing is no line of this form.',
      errorCode: 'E7633',
      indexes: [0],
    });
    expect(file.dataValues.map(({ orgUnit }) => orgUnit)).toContain('nowhere');
    return JSON.stringify({ ...file, dataValues: goal });
  };

  it('P11.A02 a missing code comes back from the file of refused lines as it was', async () => {
    const { values } = await twoYears(client, 1);
    const summary = await imported(client, csvOf([{ ...values[0]!, value: '-2', dataElement: 'nothing' }]));
    const content = await refused(client, summary.refusedFile!);
    expect(content).toContain(",'-2");
    const again = await imported(client, content.replace(',nothing,', ',MchLiveBrth,'));
    expect(again.importCount).toMatchObject({ imported: 1 });
  });

  it('P11.A02 values are not deleted', async () => {
    const { values } = await twoYears(client, 1);
    const summary = await imported(client, json([{ ...values[0]!, deleted: true }]));
    expect(summary.importCount).toMatchObject({ imported: 0, ignored: 1, deleted: 0 });
    expect(summary.conflicts[0]!.value).toContain('not deleted');
  });

  it.each([
    ['broken in the middle', (text: string) => text.replace(/\{(?=[^{]*"202407")/, '{{'), 'is no JSON'],
    ['cut off', (text: string) => text.slice(0, text.length / 2), 'ends too soon'],
    [
      'in another encoding',
      (text: string) => Buffer.concat([Buffer.from(text.slice(0, -5)), Buffer.from([0xc3, 0xe3])]),
      'UTF-8',
    ],
    ['another kind of JSON', () => '[1, 2]', 'is no JSON'],
    ['no data value set', () => '{"organisationUnits": [{"id": "x"}]}', 'no list dataValues'],
    ['no columns of DHIS2', () => 'name,place\nx,y\n', 'lacks the columns dataelement, period, orgunit, value'],
    ['no text', () => Buffer.from('%PDF-1.7\n'), 'PDF'],
  ])('P11.A02 a file that is %s gives one error and imports nothing', async (_what, damage, words) => {
    const { values } = await twoYears(client, 1);
    const summary = await imported(client, damage(json(values)) as string);
    expect(summary).toMatchObject({ status: 'ERROR', job: 'FAILED', description: expect.stringContaining(words) });
    expect(summary.importCount).toMatchObject({ imported: 0, ignored: 0 });
    expect(await held(client, values)).toEqual({ values: 0, entries: 0, reports: 0 });
  });

  it('P11.A02 a file that is broken behind its first hundred thousand values imports nothing', async () => {
    const { values } = await twoYears(client, 3);
    const short = values.map(({ dataElement, period, orgUnit, value }) =>
      JSON.stringify({ dataElement, period, orgUnit, value }),
    );
    const many = Array.from({ length: 400 }, () => short.join()).join();
    const summary = await imported(client, `{"dataValues":[${many},{]}`);
    expect(summary).toMatchObject({ status: 'ERROR', total: null, importCount: { imported: 0, ignored: 0 } });
    expect(summary.description).toContain(`after item ${values.length * 400} of dataValues`);
    expect((await held(client, values)).values).toBe(0);
  });

  it('P11.A02 neither job nor conflicts nor file are anybody else’s', async () => {
    const { values } = await twoYears(client, 1);
    const { id, refusedFile } = await imported(client, csvOf([{ ...values[0]!, value: 'x' }]));
    const mine = await client.upload(statistician, csvOf(values), 'values');
    for (const who of ['mch-section-head', 'mch-director', 'administrator', 'auditor']) {
      const { data } = await client.platform
        .as(who)
        .run(
          'query($id: ID!) { importJob(id: $id) { id } dataValueImport(id: $id) { status } importJobs { totalCount } }',
          { id },
        );
      expect(data).toEqual({ importJob: null, dataValueImport: null, importJobs: { totalCount: 0 } });
      for (const path of [refusedFile!, refusedFile!.replace('csv', 'json')])
        expect((await client.request(who, path)).status).toBe(404);
      const cancel = await client.platform.as(who).run('mutation($id: ID!) { cancelImport(id: $id) { id } }', { id });
      expect(cancel.outcome).toBe('NOT_FOUND');
    }
    await expect(begin(client, mine, {}, 'mch-section-head')).rejects.toThrow('file');
    expect((await client.request('anyone', refusedFile!)).status).toBe(401);
    expect((await client.request(statistician, refusedFile!.replace('csv', 'json'))).status).toBe(404);
  });
});

/** Another instance, in a process of its own from the build, that imports a file of the statistician's. */
async function importInChild(file: string) {
  const built = (path: string) => JSON.stringify(new URL(`../../../dist/${path}`, import.meta.url).href);
  const { platform } = client;
  const order = { dataSetId: await monthlyForm(platform), reason: null };
  const script = `
    import { pino } from 'pino';
    import { givenKeys } from ${built('src/access/keys/keyRing.js')};
    import { readConfig } from ${built('src/config.js')};
    import { createPlatform } from ${built('src/platform.js')};
    import { installedModules } from ${built('src/installedModules.js')};
    import { dataValueImport } from ${built('modules/mch-statistics/exchange/dataValueImport.js')};
    const platform = await createPlatform({
      request: ${JSON.stringify(platform.database.request)}, modules: await installedModules({ modulePackages: [] }),
      dataDirectory: ${JSON.stringify(platform.directory)}, keys: givenKeys(['x'.repeat(32)]), access: readConfig({}, '.').access,
      log: pino({ level: 'silent' }), clock: () => new Date(${JSON.stringify(now().toISOString())}), sweeping: false,
    });
    const context = await platform.core.contextFor(${JSON.stringify(await platform.personId(statistician))}, 'child');
    await platform.core.importing.startFile(context, dataValueImport, ${JSON.stringify(file)}, false, ${JSON.stringify(order)});
    setInterval(() => {}, 1000);`;
  return spawn(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: new URL('../../../', import.meta.url),
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}
