import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { Client, Pool, type PoolConfig, type QueryResultRow } from 'pg';
import { pino } from 'pino';
import { createDatabase, type TestDatabase, type TestPlatform } from '../../test/harness.js';
import { AuditKey } from './auditKey.js';
import { Sealer } from './sealer.js';
import type { Verification } from './verify.js';

export const auditKeyText = (): string =>
  generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64');

export const newAuditKey = (): AuditKey => AuditKey.read(auditKeyText())!;

export const kinds = ({ findings }: Verification): string[] => [...new Set(findings.map(({ kind }) => kind))].sort();

/** Seals until everything is sealed that was written before. */
export async function sealAll(sealer: Sealer): Promise<void> {
  for (let attempt = 0; attempt < 2_000; attempt += 1) if (await sealer.seal()) return;
  throw new Error('The audit could not be sealed: a transaction stays open.');
}

async function asOwner<T>(owner: PoolConfig, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client(owner);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** An audit without a platform around it. */
export class Chain {
  readonly pool: Pool;
  readonly sealer: Sealer;
  readonly log = pino({ level: 'silent' });

  private constructor(
    readonly database: TestDatabase,
    private readonly key: AuditKey | undefined,
    private readonly clock: () => Date,
  ) {
    this.pool = new Pool(database.request);
    this.sealer = new Sealer(this.pool, key, clock, this.log);
  }

  static async open(key?: AuditKey, clock = () => new Date()): Promise<Chain> {
    return new Chain(await createDatabase('empty'), key, clock);
  }

  /** The same in a database of its own. Nobody may be connected to this one. */
  async copy(): Promise<Chain> {
    const { owner, request } = this.database;
    const database = `test_${randomBytes(6).toString('hex')}`;
    await asOwner({ ...owner, database: 'postgres' }, (client) =>
      client.query(`create database ${database} template ${owner.database}`),
    );
    const remove = () =>
      asOwner({ ...owner, database: 'postgres' }, async (client) => {
        await client.query(`drop database ${database}`);
      });
    return new Chain(
      { owner: { ...owner, database }, request: { ...request, database }, drop: remove },
      this.key,
      this.clock,
    );
  }

  async disconnect(): Promise<void> {
    await this.pool.end();
  }

  async close(): Promise<void> {
    if (!this.pool.ended) await this.pool.end();
    await this.database.drop();
  }

  owner<T extends QueryResultRow = QueryResultRow>(sql: string, values: unknown[] = []): Promise<T[]> {
    return asOwner(this.database.owner, async (client) => (await client.query<T>(sql, values)).rows);
  }

  /** Writes entries as the platform does, one transaction each. */
  async write(count: number): Promise<void> {
    for (let i = 0; i < count; i += 1)
      await this.append({ action: 'test', type: 'Thing', id: String(i), after: { i } });
  }

  async append(entry: object | string): Promise<void> {
    const json = typeof entry === 'string' ? entry : JSON.stringify([entry]);
    await this.pool.query('select audit.append($1::json)', [json]);
  }

  seal(): Promise<void> {
    return sealAll(this.sealer);
  }

  /** An empty log, for what depends on how old everything is. */
  forget(): Promise<void> {
    return this.tamper('truncate audit.entry, audit.segment, audit.retirement');
  }

  /** Does something with the tables that only their owner can do, behind the back of their triggers. */
  tamper(...statements: string[]): Promise<void> {
    return asOwner(this.database.owner, async (client) => {
      for (const table of ['entry', 'segment', 'retirement'])
        await client.query(`alter table audit.${table} disable trigger user`);
      for (const statement of statements) await client.query(statement);
      for (const [table, trigger] of [
        ['entry', 'append_only'],
        ['entry', 'retired_only'],
        ['segment', 'append_only'],
        ['retirement', 'append_only'],
      ])
        await client.query(`alter table audit.${table} enable always trigger ${trigger}`);
    });
  }
}

/** Seals everything that a platform has written. */
export async function sealPlatform({ platform: { core } }: TestPlatform): Promise<void> {
  await core.audit.log.flush();
  await sealAll(core.audit.sealer);
}
