import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { createHttpServer } from '../src/graphql/httpServer.js';
import { csvText } from '../src/importing/table.js';
import { TestPlatform } from './harness.js';

export interface Counts {
  created: number;
  updated: number;
  unchanged: number;
  refused: number;
}

export interface Job extends Counts {
  id: string;
  status: 'RUNNING' | 'PAUSED' | 'FINISHED' | 'FAILED' | 'INTERRUPTED';
  lines: number;
  message: string | null;
  refusedLines: { nodes: { line: number; column: string; reason: string }[] };
}

const jobFields = `id status lines created updated unchanged refused message
  refusedLines(first: 100, orderBy: [{ line: ASC }]) { nodes { line column reason } }`;
const begin = `mutation($file: ID!, $dryRun: Boolean!) { importCustomers(file: $file, dryRun: $dryRun) { ${jobFields} } }`;
const follow = `query($id: ID!) { importJob(id: $id) { ${jobFields} } }`;
const patienceMs = 60_000;

/** The platform on a free port of the loopback, with people who send files and import them. */
export class ImportClient {
  private constructor(
    readonly platform: TestPlatform,
    private readonly server: FastifyInstance,
    readonly base: string,
  ) {}

  static async open(options: Parameters<typeof TestPlatform.open>[0] & { uploadLimitBytes?: number } = {}) {
    const platform = await TestPlatform.open(options);
    const pageDirectory = await mkdtemp(join(tmpdir(), 'zhidu-page-'));
    const uploadLimitBytes = options.uploadLimitBytes ?? 20 * 1024 * 1024;
    const server = createHttpServer(platform.platform, { uploadLimitBytes, pageDirectory });
    server.addHook('onClose', () => rm(pageDirectory, { recursive: true }));
    await server.listen({ port: 0, host: '127.0.0.1' });
    return new ImportClient(platform, server, `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`);
  }

  /** Where the content of uploads lies. */
  get filesDirectory(): string {
    return join(this.platform.directory, 'files');
  }

  async close(): Promise<void> {
    await this.server.close();
    await this.platform.close();
  }

  async request(who: string, path: string, options: RequestInit = {}): Promise<Response> {
    const token = who === 'anyone' ? undefined : await this.platform.tokenOf(who);
    const headers = { ...options.headers, ...(token ? { authorization: `Bearer ${token}` } : {}) };
    return fetch(`${this.base}${path}`, { ...options, headers });
  }

  /** POST /files with one field for each name. */
  async post(who: string, fields: Record<string, string | File>): Promise<Response> {
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) body.append(name, value);
    return this.request(who, '/files', { method: 'POST', body });
  }

  async upload(who: string, content: string | Uint8Array<ArrayBuffer>, name = 'register.csv'): Promise<string> {
    const response = await this.post(who, { file: new File([content], name) });
    if (response.status !== 201) throw new Error(await response.text());
    return ((await response.json()) as { id: string }).id;
  }

  async uploadFile(who: string, path: string): Promise<string> {
    return this.upload(who, new Uint8Array(readFileSync(path)));
  }

  /** Begins an import and does not wait for its end. */
  async begin(who: string, file: string, dryRun = false): Promise<Job> {
    const { data, errors } = await this.platform.as(who).run(begin, { file, dryRun });
    if (!data?.importCustomers) throw new Error(errors[0]?.message);
    return data.importCustomers;
  }

  async job(who: string, id: string): Promise<Job> {
    return (await this.platform.as(who).run(follow, { id })).data.importJob;
  }

  /** The newest import of somebody's, once it is as far as that. */
  async until(who: string, reached: (job: Job) => boolean): Promise<Job> {
    const query = `{ importJobs(first: 1, orderBy: [{ createdAt: DESC }]) { nodes { ${jobFields} } } }`;
    for (const deadline = Date.now() + patienceMs; Date.now() < deadline; await sleep(5)) {
      const job = (await this.platform.as(who).run(query)).data.importJobs.nodes[0];
      if (job && reached(job)) return job;
      if (job?.status === 'FAILED') throw new Error(job.message ?? '');
    }
    throw new Error(`Waited ${patienceMs} ms in vain for ${reached}.`);
  }

  async ended(who: string, job: Job): Promise<Job> {
    let now = job;
    for (const deadline = Date.now() + patienceMs; now.status === 'RUNNING' && Date.now() < deadline; await sleep(10))
      now = await this.job(who, job.id);
    return now;
  }

  /** Sends a file, imports it and waits for the end. */
  async import(who: string, content: string | Uint8Array<ArrayBuffer>, dryRun = false): Promise<Job> {
    return this.ended(who, await this.begin(who, await this.upload(who, content), dryRun));
  }

  async refusedCsv(who: string, id: string): Promise<string> {
    const response = await this.request(who, `/imports/${id}/refused.csv`);
    // Response.text() would take the byte order mark away.
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(await response.arrayBuffer());
  }
}

export const countsOf = ({ created, updated, unchanged, refused }: Counts): Counts => ({
  created,
  updated,
  unchanged,
  refused,
});

/** `header` and lines as CSV, separated by commas as they stand here. */
export const csv = (...lines: string[]): string => csvText(lines.map((line) => line.split(',')));
