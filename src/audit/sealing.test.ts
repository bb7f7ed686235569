import { Client } from 'pg';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { TestPlatform } from '../../test/harness.js';
import { registerDocument } from '../../test/labelledCustomers.js';
import { Chain, sealAll, sealPlatform } from './audit.harness.js';
import { Sealer } from './sealer.js';
import { headSegment } from './segments.js';
import { verifyAudit } from './verify.js';

let original: Chain;
beforeAll(async () => {
  original = await Chain.open();
  await original.seal();
  await original.disconnect();
});
afterAll(() => original.close());

let chain: Chain;
beforeEach(async () => {
  const copy = await original.copy();
  chain = copy;
  onTestFinished(() => copy.close());
});

/** A transaction that has written an entry and stays open. */
async function openTransaction(): Promise<Client> {
  const client = new Client(chain.database.request);
  await client.connect();
  await client.query('begin');
  await client.query('select audit.append($1::json)', ['[{"action": "slow"}]']);
  return client;
}

const sealed = async (): Promise<number> => (await headSegment(chain.pool))?.total ?? 0;

describe('sealing', () => {
  it('waits for a transaction that could still bring an entry among the others', async () => {
    const before = await sealed();
    const slow = await openTransaction();
    await chain.write(3);
    for (let attempt = 0; attempt < 5; attempt += 1) expect(await chain.sealer.seal()).toBe(false);
    expect(await sealed()).toBe(before);
    await slow.query('commit');
    await slow.end();
    await chain.seal();
    expect(await sealed()).toBe(before + 4);
    expect((await verifyAudit(chain.pool)).findings).toEqual([]);
  });

  it('waits for it also where the others began before it', async () => {
    const fast = new Client(chain.database.request);
    await fast.connect();
    await fast.query('begin');
    await fast.query('select pg_current_xact_id()');
    const slow = await openTransaction();
    await fast.query('select audit.append($1::json)', ['[{"action": "fast"}]']);
    await fast.query('commit');
    await fast.end();
    await chain.sealer.seal();
    await slow.query('commit');
    await slow.end();
    await chain.seal();
    expect((await verifyAudit(chain.pool)).findings).toEqual([]);
  });

  it('does not wait for transactions that write no entries', async () => {
    const other = new Client(chain.database.request);
    await other.connect();
    await other.query('begin');
    await other.query('select pg_current_xact_id()');
    await chain.write(1);
    expect(await chain.sealer.seal()).toBe(true);
    await other.end();
  });

  it('goes on behind transactions that overlap without end', async () => {
    const before = await sealed();
    let slow = await openTransaction();
    for (let round = 0; round < 4; round += 1) {
      const next = await openTransaction();
      await chain.sealer.seal();
      await slow.query('commit');
      await slow.end();
      slow = next;
    }
    const sealedSoFar = async () => {
      await chain.sealer.seal();
      return sealed();
    };
    await expect.poll(sealedSoFar).toBeGreaterThanOrEqual(before + 3);
    await slow.query('rollback');
    await slow.end();
    await chain.seal();
    expect(await sealed()).toBe(before + 4);
    expect((await verifyAudit(chain.pool)).ok).toBe(true);
  });

  it('knows a gap that a rolled back transaction left from one that somebody made', async () => {
    const slow = await openTransaction();
    await chain.write(1);
    await slow.query('rollback');
    await slow.end();
    await chain.write(1);
    await chain.seal();
    expect((await verifyAudit(chain.pool)).ok).toBe(true);
  });

  it('does not mind which way the clock jumps', async () => {
    const moments = ['2030-01-01', '1970-01-01', '2026-06-01'].map((day) => new Date(day));
    for (const moment of moments) {
      const sealer = new Sealer(chain.pool, undefined, () => moment, pino({ level: 'silent' }));
      await chain.append({ action: 'test', at: moment.toISOString() });
      await sealAll(sealer);
    }
    const verification = await verifyAudit(chain.pool);
    expect(verification).toMatchObject({ ok: true, unsealed: 0 });
  });

  it('of many sealers at once makes exactly one chain, which verifies at any moment', async () => {
    const before = await sealed();
    const sealers = Array.from(
      { length: 6 },
      () => new Sealer(chain.pool, undefined, () => new Date(), pino({ level: 'silent' })),
    );
    let writing = true;
    const writers = Array.from({ length: 4 }, () => chain.write(100));
    const sealing = sealers.map(async (sealer) => {
      while (writing) await sealer.seal();
    });
    const verifying = (async () => {
      while (writing) expect((await verifyAudit(chain.pool)).findings).toEqual([]);
    })();
    await Promise.all(writers);
    writing = false;
    await Promise.all([...sealing, verifying]);
    await chain.seal();
    expect(await sealed()).toBe(before + 400);
    expect(await verifyAudit(chain.pool)).toMatchObject({ ok: true, unsealed: 0 });
  });

  it('of more entries than a segment holds makes several', async () => {
    const { number } = (await headSegment(chain.pool)) ?? { number: 0 };
    await chain.append(JSON.stringify(Array.from({ length: 2_500 }, (_, i) => ({ action: 'test', id: String(i) }))));
    await chain.seal();
    expect((await headSegment(chain.pool))!.number).toBe(number + 3);
    expect(await verifyAudit(chain.pool)).toMatchObject({ ok: true, unsealed: 0 });
  });
});

/** Ends connections of the request role in the middle of whatever they do, as kill -9 of an instance would. */
async function endBackends(chain: { request: object }): Promise<void> {
  const client = new Client(chain.request);
  await client.connect();
  await client.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and usename = current_user and pid <> pg_backend_pid() and random() < 0.5`,
  );
  await client.end();
}

describe('two instances on one database', () => {
  it('seal one chain, also while connections are cut off; nothing acknowledged is missing', async () => {
    const first = await TestPlatform.open();
    onTestFinished(() => first.close());
    const second = await TestPlatform.open({ database: first.database });
    const acknowledged: string[] = [];
    const register = async (platform: TestPlatform, name: string) => {
      const answer = await platform
        .as('customer-information-specialist')
        .run(registerDocument, { input: { name } })
        .catch(() => undefined);
      const id = answer?.data?.registerCustomer?.id;
      if (id) acknowledged.push(id);
    };
    let running = true;
    const sealing = [first, second].map(async ({ platform }) => {
      while (running) await platform.core.audit.sealer.seal().catch(() => false);
    });
    for (let round = 0; round < 6; round += 1) {
      const calls = Array.from({ length: 12 }, (_, i) => register(i % 2 ? first : second, `并发${round}-${i}`));
      if (round % 2 === 1) await endBackends(first.database);
      await Promise.all(calls);
    }
    running = false;
    await Promise.all(sealing);
    await second.close();
    await sealPlatform(first);
    const verification = await verifyAudit(first.platform.database.pool);
    expect(verification).toMatchObject({ ok: true, findings: [], unsealed: 0 });
    expect(acknowledged.length).toBeGreaterThan(30);
    const entries = await first.owner<{ id: string }>(
      `select record_id as id from audit.entry where action = 'create' and record_id = any($1)`,
      [acknowledged],
    );
    expect(entries.map(({ id }) => id).sort()).toEqual(acknowledged.sort());
  });
});
