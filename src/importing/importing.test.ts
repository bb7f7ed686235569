import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeRegisterCsv } from '../../test/generateRegister.js';
import { TestPlatform } from '../../test/harness.js';
import { countsOf, csv, ImportClient, type Job } from '../../test/importClient.js';
import { withPath } from '../../test/tableFile.js';

const specialist = 'customer-information-specialist';
const supervisor = 'customer-information-supervisor';
const lines = 3_000;

let client: ImportClient;
beforeEach(async () => {
  client = await ImportClient.open();
});
afterEach(() => client.close());

const register = (who: string, options: { lines?: number; seed?: number; faultyShare?: number } = {}) =>
  withPath(async (path) => {
    const { faulty } = await writeRegisterCsv(path, { lines, ...options });
    return { file: await client.uploadFile(who, path), faulty };
  });

const isUnderWay = (job: Job) => job.lines > 0;

/** What the database holds for a person, past all permissions. */
async function held(who: string, database = client.platform) {
  const [row] = await database.owner(
    `select count(*)::int as files, count(distinct credit_code)::int as codes,
       (select count(*)::int from audit.entry e where e.action = 'create' and e.record_type = 'Customer' and e.person_id = p.id) as audited
     from access.person p left join customers.customer c on c.keeper_id = p.id and c.created_at > p.created_at + interval '1 second'
     where p.name = $1 group by p.id`,
    [who],
  );
  return row as { files: number; codes: number; audited: number };
}

/** How many locks of this state there are; who may not see what another role's session does sees them all the same. */
const locks = async (condition: string): Promise<number> =>
  (
    await client.platform.owner(
      `select 1 from pg_locks l join pg_stat_activity a on a.pid = l.pid where a.datname = current_database() and ${condition}`,
    )
  ).length;
const waiting = () => locks('not l.granted');
const patient = { timeout: 20_000 };

const sum = (job: Job) => job.created + job.updated + job.unchanged + job.refused;

async function setCustomers(enabled: boolean): Promise<void> {
  const { outcome } = await client.platform
    .as('administrator')
    .run(
      'mutation($on: Boolean!) { setModuleEnabled(name: "customers", enabled: $on, cascade: true) { modules { name } } }',
      {
        on: enabled,
      },
    );
  expect(outcome).toBe('ok');
}

describe('P02.A04 an import under way', () => {
  it('P02.A04 shows its progress, and every line is accounted for at each moment', async () => {
    const { file, faulty } = await register(specialist, { faultyShare: 0.05 });
    const begun = client.begin(specialist, file);
    const seen: Job[] = [];
    const ended = await client.until(specialist, (job) => {
      seen.push(job);
      return job.status !== 'RUNNING';
    });
    await begun;
    for (const job of seen) expect(sum(job)).toBe(job.lines);
    expect(new Set(seen.map((job) => job.lines)).size).toBeGreaterThan(3);
    expect(ended).toMatchObject({ status: 'FINISHED', lines, created: lines - faulty, refused: faulty });
  });

  it('P02.A04 pauses while its module is off and goes on when it is on again', async () => {
    const { file } = await register(specialist);
    const begun = client.begin(specialist, file);
    await client.until(specialist, isUnderWay);
    await setCustomers(false);
    const paused = await client.until(specialist, (job) => job.status === 'PAUSED');
    expect(paused.lines).toBeLessThan(lines);
    expect(sum(paused)).toBe(paused.lines);
    await setCustomers(true);
    const ended = await client.until(specialist, (job) => job.status !== 'RUNNING' && job.status !== 'PAUSED');
    await begun;
    expect(ended).toMatchObject({ status: 'FINISHED', lines, created: lines });
  });

  it('P02.A04 ends with the server as INTERRUPTED; imported again it takes what is left', async () => {
    const { platform } = client.platform;
    const before = await held(specialist);
    const { file } = await register(specialist);
    const begun = client.begin(specialist, file);
    await client.until(specialist, isUnderWay);
    await platform.core.importing.stop();
    const { id } = await begun;
    const [stopped] = await client.platform.owner<Job & Record<string, unknown>>(
      'select status, lines, created, updated, unchanged, refused from importing.import_job where id = $1',
      [id],
    );
    expect(stopped!.status).toBe('INTERRUPTED');
    expect(stopped!.created).toBeLessThan(lines);
    expect((await held(specialist)).files - before.files).toBe(stopped!.created);
    const successor = await TestPlatform.open({
      database: client.platform.database,
      directory: client.platform.directory,
    });
    const { data } = await successor
      .as(specialist)
      .run('mutation($file: ID!) { importCustomers(file: $file) { id } }', { file });
    const again = async () => {
      const job = 'query($id: ID!) { importJob(id: $id) { status created unchanged } }';
      return (await successor.as(specialist).run(job, data.importCustomers)).data.importJob;
    };
    await expect.poll(async () => (await again()).status, { timeout: 25_000 }).toBe('FINISHED');
    expect(await again()).toMatchObject({ created: lines - stopped!.created, unchanged: stopped!.created });
    await successor.close();
  });

  it('P01.A17 ends as FAILED when the right to it is withdrawn; what was counted is kept', async () => {
    const before = await held(specialist);
    const { file } = await register(specialist);
    const begun = client.begin(specialist, file);
    await client.until(specialist, isUnderWay);
    await client.platform.owner(`update access.role_assignment set role = 'READER' where person_id = $1`, [
      await client.platform.personId(specialist),
    ]);
    const ended = await client.until(specialist, (job) => job.status !== 'RUNNING');
    await begun;
    expect(ended).toMatchObject({ status: 'FAILED', message: expect.stringContaining('importCustomers') });
    expect(ended.lines).toBeLessThan(lines);
    expect(sum(ended)).toBe(ended.lines);
    expect((await held(specialist)).files - before.files).toBe(ended.created);
  });

  it('P01.A17 ends as FAILED when the person is no longer active', async () => {
    const { file } = await register(specialist);
    const begun = client.begin(specialist, file);
    await client.until(specialist, isUnderWay);
    await client.platform.owner('update access.person set active = false where name = $1', [specialist]);
    await begun.catch(() => undefined);
    await expect
      .poll(() => client.platform.owner('select status from importing.import_job'), patient)
      .toEqual([{ status: 'FAILED' }]);
  });

  it('P02.A04 after kill -9 the counts and the customers agree, and the job is marked as interrupted', async () => {
    const before = await held(specialist);
    const { file } = await register(specialist, { lines: 10_000 });
    const child = importInChild(client.platform, await client.platform.personId(specialist), file);
    await client.until(specialist, (job) => job.lines >= 500);
    child.kill('SIGKILL');
    await once(child, 'exit');
    await expect.poll(() => locks(`l.locktype = 'advisory'`), patient).toBe(0);
    const [left] = (
      await client.platform
        .as(specialist)
        .run('{ importJobs(first: 1) { nodes { id status lines created updated unchanged refused } } }')
    ).data.importJobs.nodes as Job[];
    expect(left).toMatchObject({ status: 'RUNNING' });
    expect(left!.lines).toBeLessThan(10_000);
    expect(sum(left!)).toBe(left!.lines);
    const after = await held(specialist);
    expect(after.files - before.files).toBe(left!.created);
    expect(after.audited - before.audited).toBe(left!.created);
    await client.platform.owner(`update importing.import_job set alive_at = now() - interval '31 seconds'`);
    const again = await client.import(specialist, csv('企业名称', '重新开始有限公司'));
    expect(again.status).toBe('FINISHED');
    expect((await client.job(specialist, left!.id)).status).toBe('INTERRUPTED');
  }, 60_000);
});

describe('P02.A04 two imports at once', () => {
  it('P02.A04 of one person: the second is refused with a clear message, on any instance', async () => {
    const { file } = await register(specialist);
    const other = await TestPlatform.open({ database: client.platform.database, directory: client.platform.directory });
    const begun = client.begin(specialist, file);
    await client.until(specialist, isUnderWay);
    await expect(client.begin(specialist, file)).rejects.toThrow('An import of yours is still running');
    const answer = await other
      .as(specialist)
      .run('mutation($file: ID!) { importCustomers(file: $file) { id } }', { file });
    expect(answer.outcome).toBe('INVALID_STATE');
    expect(await client.ended(specialist, await begun)).toMatchObject({ status: 'FINISHED', created: lines });
    await other.close();
  });

  it('P02.A04 of two people, the same customers in different order: one file each, nothing lost, nothing left to try again', async () => {
    const [first, second] = await withPath(async (path) => {
      await writeRegisterCsv(path, { lines: 1_000 });
      const table = new TextDecoder().decode(await readFile(path));
      const [header, ...rows] = table.trimEnd().split('\r\n');
      // Every second one without its code: then no index of the database keeps a second file away.
      const lines = rows.map((row, i) => (i % 2 === 0 ? row : row.replace(/,[^,]{18},/, ',N/A,')));
      return Promise.all([
        client.upload(specialist, [header, ...lines].join('\r\n')),
        client.upload(supervisor, [header, ...lines.reverse()].join('\r\n')),
      ]);
    });
    const before = await held(specialist);
    const [mine, theirs] = await Promise.all([
      client.begin(specialist, first!).then((job) => client.ended(specialist, job)),
      client.begin(supervisor, second!).then((job) => client.ended(supervisor, job)),
    ]);
    expect(mine).toMatchObject({ status: 'FINISHED', lines: 1_000, refused: 0, updated: 0 });
    expect(theirs).toMatchObject({ status: 'FINISHED', lines: 1_000, refused: 0, updated: 0 });
    expect(mine!.created + theirs!.created).toBe(1_000);
    expect((await held(specialist)).files - before.files).toBe(mine!.created);
    const doubled = await client.platform.owner(
      'select credit_code, name from customers.customer group by credit_code, name having count(*) > 1',
    );
    expect(doubled).toEqual([]);
  });

  it('P02.A04 of two people, a customer without a code: the second waits and finds the file of the first', async () => {
    const files = await Promise.all(
      [specialist, supervisor].map((who) => client.upload(who, csv('企业名称', '同时导入有限公司'))),
    );
    const jobs = await whileOthersHold('lock table customers.customer in share mode', async () => {
      const begun = [client.begin(specialist, files[0]!), client.begin(supervisor, files[1]!)];
      await expect.poll(waiting, patient).toBe(2);
      return begun;
    });
    const counts = (await Promise.all(jobs)).map(countsOf);
    expect(counts.map(({ created }) => created).sort()).toEqual([0, 1]);
    expect(counts.map(({ unchanged }) => unchanged).sort()).toEqual([0, 1]);
  });

  it('P02.A04 a file that somebody registers at the same moment is found, not refused', async () => {
    const file = await client.upload(
      specialist,
      csv('企业名称,统一社会信用代码', '同时登记有限公司,91350100M000100Y43'),
    );
    const registering = `insert into customers.customer
        (id, created_at, updated_at, label, number, name, pinyin, pinyin_initials, index, kind, credit_code, department_id)
      select gen_random_uuid(), now(), now(), 'INTERNAL', 'KH-I-X', '同时登记有限公司', '', '', '', 'GENERAL', '91350100M000100Y43', department_id
      from customers.customer limit 1`;
    const [job] = await whileOthersHold(registering, async () => {
      const begun = [client.begin(specialist, file)];
      await expect.poll(waiting, patient).toBe(1);
      return begun;
    });
    expect(countsOf(await job!)).toEqual({ created: 0, updated: 0, unchanged: 1, refused: 0 });
  });
});

/** Somebody else has done this and commits it after the work. */
async function whileOthersHold<T>(statement: string, work: () => Promise<T>): Promise<T> {
  const other = new Client(client.platform.database.owner);
  await other.connect();
  try {
    await other.query('begin');
    await other.query(statement);
    const result = await work();
    await other.query('commit');
    return result;
  } finally {
    await other.end();
  }
}

/** Another instance, in a process of its own from the build, that imports a file of the person's. */
function importInChild(platform: TestPlatform, personId: string, file: string) {
  const built = (path: string) => JSON.stringify(new URL(`../../dist/${path}`, import.meta.url).href);
  const { database, directory } = platform;
  const script = `
    import { pino } from 'pino';
    import { givenKeys } from ${built('src/access/keys/keyRing.js')};
    import { readConfig } from ${built('src/config.js')};
    import { createPlatform } from ${built('src/platform.js')};
    import { installedModules } from ${built('src/installedModules.js')};
    import { customerImport } from ${built('modules/customers/customerImport.js')};
    const platform = await createPlatform({
      request: ${JSON.stringify(database.request)}, modules: await installedModules({ modulePackages: [] }),
      dataDirectory: ${JSON.stringify(directory)}, keys: givenKeys(['x'.repeat(32)]), access: readConfig({}, '.').access, log: pino({ level: 'silent' }),
    });
    const context = await platform.core.contextFor(${JSON.stringify(personId)}, 'child');
    await platform.core.importing.start(context, customerImport, ${JSON.stringify(file)}, false);
    setInterval(() => {}, 1000);`;
  return spawn(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: new URL('../../', import.meta.url),
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}
