import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Chain, kinds, newAuditKey } from './audit.harness.js';
import { takeCheckpoint } from './checkpoint.js';
import { type RetireOrder, retireAudit } from './retire.js';
import { Sealer } from './sealer.js';
import { verifyAudit } from './verify.js';

const key = newAuditKey();
let chain: Chain;
let clock: Date;

/** One segment of three entries, written and sealed in that year. */
async function year(number: number): Promise<void> {
  clock = new Date(`${number}-06-01T00:00:00Z`);
  for (let i = 0; i < 3; i += 1)
    await chain.append({ action: 'test', at: clock.toISOString(), after: { year: number, i } });
  await chain.seal();
}

beforeEach(async () => {
  clock = new Date('2001-01-01T00:00:00Z');
  chain = await Chain.open(key, () => clock);
  // What the template holds is of today and would keep everything behind it young.
  await chain.forget();
  for (const number of [2003, 2005, 2010, 2026]) await year(number);
});
afterEach(() => chain.close());

const order: RetireOrder = {
  before: new Date('2006-01-01'),
  by: 'registrar',
  reason: 'ten years are over',
  keepYears: 10,
  now: new Date('2026-07-01'),
  key,
};

async function retire(changes: Partial<RetireOrder> = {}) {
  const client = new Client(chain.database.owner);
  await client.connect();
  try {
    return await retireAudit(client, { ...order, ...changes });
  } finally {
    await client.end();
  }
}

const years = async (): Promise<number[]> =>
  (
    await chain.owner(`select distinct (after->>'year')::int as year from audit.entry where action = 'test' order by 1`)
  ).map((row) => row.year as number);

describe('retiring', () => {
  it('removes whole segments that are older, leaves their seals, and verifies', async () => {
    const checkpoint = (await takeCheckpoint(chain.pool))!;
    expect(await retire()).toMatchObject({ firstSegment: 1, lastSegment: 2, count: 6, retiredBy: 'registrar' });
    expect(await years()).toEqual([2010, 2026]);
    await chain.seal();
    expect(await verifyAudit(chain.pool, key, checkpoint)).toMatchObject({
      ok: true,
      retired: 6,
      entries: 7,
      segments: 5,
      findings: [],
    });
  });

  it('goes on where it ended the last time', async () => {
    await retire();
    expect(await retire()).toBeUndefined();
    expect(await retire({ before: new Date('2011-01-01') })).toMatchObject({
      firstSegment: 3,
      lastSegment: 3,
      count: 3,
    });
    await chain.seal();
    expect(await verifyAudit(chain.pool, key)).toMatchObject({ ok: true, retired: 9 });
  });

  it('is recorded in the log, with who, when and why', async () => {
    await retire();
    const [entry] = await chain.owner(`select after from audit.entry where action = 'audit retired'`);
    expect(entry!.after).toMatchObject({
      retiredBy: 'registrar',
      reason: 'ten years are over',
      lastSegment: 2,
      count: 6,
    });
  });

  it('refuses a date within the years that entries are kept', async () => {
    await expect(retire({ before: new Date('2016-07-02') })).rejects.toThrow('at the latest');
    expect(await years()).toEqual([2003, 2005, 2010, 2026]);
  });

  it('stops at a segment that a wrong clock made look old', async () => {
    const sealedLate = new Sealer(chain.pool, key, () => new Date('2026-06-30'), chain.log);
    await chain.append({ action: 'test', at: '2004-01-01T00:00:00Z', after: { year: 2004 } });
    while (!(await sealedLate.seal()));
    expect(await retire({ before: new Date('2016-01-01') })).toMatchObject({ lastSegment: 3 });
    expect(await years()).toContain(2004);
  });

  it('opens nothing else: other entries are still not deleted', async () => {
    await retire();
    await expect(chain.owner('delete from audit.entry')).rejects.toThrow('append-only');
  });

  it.each([
    ['another reason', `update audit.retirement set reason = 'none'`, ['RETIREMENT_FORGED', 'UNSIGNED']],
    ['more segments', `update audit.retirement set last_segment = 3`, ['RETIREMENT_FORGED', 'UNSIGNED']],
    ['no stub at all', `delete from audit.retirement`, ['ENTRY_MISSING']],
    ['no signature', `update audit.retirement set key = null, signature = null`, ['UNSIGNED']],
    [
      'another record of it',
      `update audit.entry set after = '{}' where action = 'audit retired'`,
      ['ENTRY_ALTERED', 'RETIREMENT_FORGED'],
    ],
  ])('a stub with %s is found', async (_what, statement, expected) => {
    await retire();
    await chain.seal();
    await chain.tamper(statement);
    expect(kinds(await verifyAudit(chain.pool, key))).toEqual(expected);
  });
});
