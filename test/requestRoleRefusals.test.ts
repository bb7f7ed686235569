import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EmbeddedDatabase, startEmbedded } from '../src/database/embedded.js';
import { chooseLauncher } from '../src/database/embeddedLauncher.js';
import { runProcess } from '../src/database/runProcess.js';
import { type TestDatabase, TestPlatform } from './harness.js';

const directory = mkdtempSync(join(tmpdir(), 'zhidu-roles-'));
let embedded: EmbeddedDatabase;
let database: TestDatabase;

/** A server of its own, because nobody on it may be a superuser: its owner is made one while it is down. */
beforeAll(async () => {
  await (await startEmbedded({ directory })).stop();
  const launcher = await chooseLauncher(directory);
  const { code, output } = await runProcess(
    [...launcher.prefix, launcher.postgres, '--single', '-D', join(directory, 'cluster'), 'postgres'],
    { user: launcher.user, input: 'alter role zhidu_owner superuser\n' },
  );
  expect(code, output).toBe(0);
  embedded = await startEmbedded({ directory });
  database = { owner: embedded.owner, request: embedded.request, drop: async () => undefined };
  await (await TestPlatform.open({ database, migrate: true })).close();
});
afterAll(async () => {
  await embedded.stop();
  rmSync(directory, { recursive: true, force: true });
});

const remedy = 'requests need a plain role of their own, see "On your own PostgreSQL" in the README';

describe('P01.A17 a request role that row-level security does not hold is refused by name', () => {
  it.each([
    ['a plain role', 'select 1', undefined],
    ['a superuser', 'alter role zhidu_request superuser', `the request role zhidu_request is a superuser; ${remedy}`],
    [
      'a role that bypasses row-level security',
      'alter role zhidu_request nosuperuser bypassrls',
      `the request role zhidu_request bypasses row-level security; ${remedy}`,
    ],
    [
      'a role that could become the owner of tables',
      'alter role zhidu_request nobypassrls; grant zhidu_owner to zhidu_request',
      /^The database is not ready: the request role zhidu_request owns tables \([a-z_.]+, .*\); requests need a plain role/,
    ],
    [
      'a role that owns a table, even one outside of all modules',
      'revoke zhidu_owner from zhidu_request; create schema elsewhere; create table elsewhere.own (id integer); grant usage on schema elsewhere to zhidu_request; alter table elsewhere.own owner to zhidu_request',
      `the request role zhidu_request owns tables (elsewhere.own); ${remedy}`,
    ],
    ['a plain role again', 'drop table elsewhere.own', undefined],
  ])('%s', async (_case, sql, sentence) => {
    const client = new Client(database.owner);
    await client.connect();
    await client.query(sql);
    await client.end();
    const opened = await TestPlatform.open({ database }).catch((error: Error) => error);
    if (!(opened instanceof Error)) await opened.close();
    const message = opened instanceof Error ? opened.message : undefined;
    if (sentence instanceof RegExp) expect(message).toMatch(sentence);
    else expect(message).toBe(sentence && `The database is not ready: ${sentence}.`);
  });
});
