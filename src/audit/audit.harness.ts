import { Client } from 'pg';
import type { TestPlatform } from '../../test/harness.js';
import type { Verification } from './verify.js';

/** Seals until everything is sealed that was written before; other suites' transactions on the same server may be in the way for a moment. */
export async function sealAll({ platform: { core } }: TestPlatform): Promise<void> {
  await core.audit.log.flush();
  for (let attempt = 0; attempt < 1_000; attempt += 1) if (await core.audit.sealer.seal()) return;
  throw new Error('The audit could not be sealed: a transaction stays open.');
}

/** Writes entries as the platform's functions do, one transaction each. */
export async function write(platform: TestPlatform, count: number, action = 'test'): Promise<void> {
  for (let i = 0; i < count; i += 1)
    await platform.platform.database.call('select audit.append($1::json)', [
      JSON.stringify([{ action, type: 'Thing', id: String(i), after: { i } }]),
    ]);
}

/** Does something with the tables that only their owner can do, behind the back of their triggers. */
export async function tamper(platform: TestPlatform, ...statements: string[]): Promise<void> {
  const client = new Client(platform.database.owner);
  await client.connect();
  try {
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
  } finally {
    await client.end();
  }
}

export const kinds = ({ findings }: Verification): string[] => [...new Set(findings.map(({ kind }) => kind))].sort();
