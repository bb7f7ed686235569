import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHttpServer } from '../src/graphql/httpServer.js';
import { TestPlatform } from './harness.js';
import { type LabelledCustomer, registerLabelled } from './labelledCustomers.js';

const mine = 'customer-information-specialist';
const theirs = 'customer-service-manager';
const supervisor = 'customer-information-supervisor';

let platform: TestPlatform;
let server: FastifyInstance;
let fileId: string;
let jobId: string;
let hidden: LabelledCustomer;

const importing = `mutation($file: ID!, $dryRun: Boolean!) { importCustomers(file: $file, dryRun: $dryRun) {
  id status created updated unchanged refused refusedLines { nodes { line column reason } } } }`;

async function upload(who: string, content: string): Promise<string> {
  const payload = `--part\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n${content}\r\n--part--\r\n`;
  const { statusCode, json } = await server.inject({
    method: 'POST',
    url: '/files',
    headers: {
      authorization: `Bearer ${await platform.tokenOf(who)}`,
      'content-type': 'multipart/form-data; boundary=part',
    },
    payload,
  });
  expect(statusCode).toBe(201);
  return json().id;
}

const imported = async (who: string, content: string, dryRun = false) => {
  const file = await upload(who, content);
  return (await platform.as(who).run(importing, { file, dryRun })).data.importCustomers;
};

beforeAll(async () => {
  platform = await TestPlatform.open();
  server = createHttpServer(platform.platform, { uploadLimitBytes: 1e6, pageDirectory: import.meta.dirname });
  hidden = await registerLabelled(platform, supervisor, 'SECRET', '导入时隐藏的客户');
  const content = '企业名称,统一社会信用代码\n好的企业,\n坏的企业,不是代码\n';
  fileId = await upload(mine, content);
  jobId = (await platform.as(mine).run(importing, { file: fileId, dryRun: false })).data.importCustomers.id;
});
afterAll(async () => {
  await server.close();
  await platform.close();
});

const others = [theirs, supervisor, 'administrator', 'auditor', 'general-manager'];

describe('P01.A22 an import is its importer’s alone', () => {
  it('who sees the job, its counts and its refused lines', async () => {
    const { data } = await platform
      .as(mine)
      .run('query($id: ID!) { importJob(id: $id) { refused created refusedLines { totalCount nodes { line } } } }', {
        id: jobId,
      });
    expect(data.importJob).toEqual({ refused: 1, created: 1, refusedLines: { totalCount: 1, nodes: [{ line: 3 }] } });
  });

  it.each(others)('%s does not: by id, in lists, in counts, by filter', async (who) => {
    const document = `query($id: ID!) { importJob(id: $id) { id } importJobs { totalCount nodes { id } }
      found: importJobs(filter: { or: [{ id: { eq: $uuid } }, { refusedLines: { some: {} } }, { person: { name: { eq: "${mine}" } } }] }) { totalCount } }`.replace(
      '$uuid',
      JSON.stringify(jobId),
    );
    const answer = await platform.as(who).run(document, { id: jobId });
    expect(answer).toMatchObject({
      outcome: 'ok',
      data: { importJob: null, importJobs: { totalCount: 0, nodes: [] }, found: { totalCount: 0 } },
    });
  });

  const csv = async (id: string, who?: string) => {
    const authorization = who && `Bearer ${await platform.tokenOf(who)}`;
    return server.inject({ url: `/imports/${id}/refused.csv`, headers: authorization ? { authorization } : {} });
  };

  it('who downloads the refused lines', async () => {
    const { statusCode, body } = await csv(jobId, mine);
    expect(statusCode).toBe(200);
    expect(body).toContain('坏的企业');
  });

  it.each(others)('%s is told to the byte what is told of an import that never existed', async (who) => {
    const [there, never, noId] = await Promise.all([csv(jobId, who), csv(randomUUID(), who), csv('no-id', who)]);
    expect(there.statusCode).toBe(404);
    expect([there.body, noId.body]).toEqual([never.body, never.body]);
  });

  it('nobody without a token downloads it', async () => {
    expect((await csv(jobId)).statusCode).toBe(401);
  });

  it.each([theirs, supervisor])(
    '%s cannot import the file, and is told the same of one that never existed',
    async (who) => {
      const there = await platform.as(who).run(importing, { file: fileId, dryRun: true });
      const never = await platform.as(who).run(importing, { file: randomUUID(), dryRun: true });
      expect(there.outcome).toBe('NOT_FOUND');
      expect(JSON.stringify(there)).toBe(JSON.stringify(never));
    },
  );
});

describe('P01.A22 an import tells nothing of hidden customers', () => {
  const line = (name: string, code: string) => `企业名称,统一社会信用代码\n${name},${code}\n`;

  it.each([true, false])('a line with the code of a hidden one is a new customer, dry run %s', async (dryRun) => {
    const job = await imported(theirs, line('同码企业', hidden.creditCode), dryRun);
    expect(job).toMatchObject({ status: 'FINISHED', created: 1, updated: 0, unchanged: 0, refused: 0 });
  });

  it('a line with the name of a hidden one is a new customer', async () => {
    const job = await imported(mine, `企业名称\n${hidden.name}\n`);
    expect(job).toMatchObject({ created: 1, updated: 0, unchanged: 0, refused: 0 });
  });

  it('the hidden one stays as it was', async () => {
    const { data } = await platform
      .as(supervisor)
      .run('query($id: ID!) { customer(id: $id) { name version creditCode } }', { id: hidden.id });
    expect(data.customer).toEqual({ name: hidden.name, version: 1, creditCode: hidden.creditCode });
  });
});
