import { Pool } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Chain, kinds, newAuditKey } from './audit.harness.js';
import type { AuditKey } from './auditKey.js';
import { type Checkpoint, takeCheckpoint } from './checkpoint.js';
import type { Finding } from './findings.js';
import { beginning, entryHash, Ledger, segmentHash } from './hashing.js';
import { allSegments } from './segments.js';
import { verifyAudit } from './verify.js';

const key = newAuditKey();
/** Entries of each of the five segments. */
const size = 4;

interface Scene {
  chain: Chain;
  checkpoint: Checkpoint;
  /** Ids of the entries of the third segment. */
  third: bigint[];
  /** Number of the third segment. */
  number: number;
}

let original: Scene;
beforeAll(async () => {
  const chain = await Chain.open(key);
  await chain.seal();
  for (let segment = 0; segment < 5; segment += 1) {
    await chain.write(size);
    await chain.seal();
  }
  const checkpoint = (await takeCheckpoint(chain.pool))!;
  const number = checkpoint.number - 2;
  const [segment] = await chain.owner('select first_entry from audit.segment where number = $1', [number]);
  const first = BigInt(segment!.first_entry);
  await chain.disconnect();
  original = { chain, checkpoint, number, third: Array.from({ length: size }, (_, i) => first + BigInt(i)) };
});
afterAll(() => original.chain.close());

let scene: Scene;
beforeEach(async () => {
  scene = { ...original, chain: await original.chain.copy() };
});
afterEach(() => scene.chain.close());

async function verify(options: { key?: AuditKey; checkpoint?: Checkpoint } = {}) {
  return verifyAudit(scene.chain.pool, options.key, options.checkpoint);
}

/** Seals everything anew from the beginning, as an owner of the database could. */
async function recompute(): Promise<void> {
  const { chain } = scene;
  const segments = [];
  for await (const segment of allSegments(chain.pool)) segments.push(segment);
  const statements: string[] = [];
  let previous = beginning;
  let total = 0;
  for (const segment of segments) {
    const { rows } = await chain.pool.query('select * from audit.entries_between($1, $2, 1000)', [
      segment.first - 1,
      segment.last,
    ]);
    const ledger = Ledger.of(rows.map(({ id, plain }) => ({ id: BigInt(id), hash: entryHash(plain) })));
    total += ledger.count;
    const header = {
      ...segment,
      previous,
      first: Number(ledger.id(0)),
      last: Number(ledger.id(ledger.count - 1)),
      count: ledger.count,
      total,
      root: ledger.root.toString('hex'),
    };
    previous = segmentHash(header);
    statements.push(
      `update audit.segment set previous = '\\x${header.previous}', hash = '\\x${previous}', root = '\\x${header.root}',
         ledger = '\\x${ledger.bytes.toString('hex')}', count = ${header.count}, total = ${total}, first_entry = ${header.first}, last_entry = ${header.last}
       where number = ${segment.number}`,
    );
  }
  await chain.tamper(...statements);
}

interface Attack {
  name: string;
  act: (scene: Scene) => Promise<void>;
  /** What is found; of each kind with the entry that it names, counted from the first of the third segment, and the segment likewise. */
  found: string[];
  with?: ('key' | 'checkpoint')[];
}

const entry = (place: number) => `${scene.third[place]}`;

const attacks: Attack[] = [
  { name: 'nothing', act: async () => {}, found: [], with: ['key', 'checkpoint'] },
  {
    name: 'changes an entry',
    act: ({ chain }) => chain.tamper(`update audit.entry set after = '{"i": 99}' where id = ${entry(1)}`),
    found: ['ENTRY_ALTERED entry 1 segment 0'],
  },
  {
    name: 'changes the moment of an entry by a millisecond',
    act: ({ chain }) => chain.tamper(`update audit.entry set at = at + interval '1 ms' where id = ${entry(0)}`),
    found: ['ENTRY_ALTERED entry 0 segment 0'],
  },
  {
    name: 'changes a digit that JavaScript would not see',
    act: async ({ chain }) => {
      const number = '12345678901234567890.0000000001';
      await chain.append(`[{"action": "test", "after": {"n": ${number}}}]`);
      await chain.seal();
      await chain.tamper(
        `update audit.entry set after = '{"n": 12345678901234567890.0000000002}' where after->>'n' = '${number}'`,
      );
    },
    found: ['ENTRY_ALTERED entry 12 segment 3'],
  },
  {
    name: 'deletes an entry',
    act: ({ chain }) => chain.tamper(`delete from audit.entry where id = ${entry(2)}`),
    found: ['ENTRY_MISSING entry 2 segment 0'],
  },
  {
    name: 'deletes all entries of a segment',
    act: ({ chain }) => chain.tamper(`delete from audit.entry where id between ${entry(0)} and ${entry(3)}`),
    found: ['ENTRY_MISSING entry 0 segment 0'],
  },
  {
    name: 'inserts an entry into a sealed segment',
    act: ({ chain }) =>
      chain.tamper(
        `delete from audit.entry where id = ${entry(1)}`,
        `insert into audit.entry (id, at, request_id, action) overriding system value values (${entry(1)}, now(), '', 'forged')`,
      ),
    found: ['ENTRY_ALTERED entry 1 segment 0'],
  },
  {
    name: 'inserts an entry ahead of all others',
    act: ({ chain }) =>
      chain.tamper(
        `insert into audit.entry (id, at, request_id, action) overriding system value values (-7, now(), '', 'forged')`,
      ),
    found: ['ENTRY_INSERTED first segment'],
  },
  {
    name: 'swaps two entries',
    act: ({ chain }) =>
      chain.tamper(
        `alter table audit.entry alter column id drop identity`,
        `update audit.entry set id = -id where id in (${entry(1)}, ${entry(2)})`,
        `update audit.entry set id = ${entry(1)} + ${entry(2)} + id where id < 0`,
      ),
    found: ['ENTRY_ALTERED entry 1 segment 0', 'ENTRY_ALTERED entry 2 segment 0'],
  },
  {
    name: 'cuts off the end',
    act: ({ chain, number }) =>
      chain.tamper(
        `delete from audit.segment where number > ${number}`,
        `delete from audit.entry where id > ${entry(3)}`,
      ),
    found: ['CUT_OFF segment 2'],
    with: ['checkpoint'],
  },
  {
    name: 'takes a segment out of the middle',
    act: ({ chain, number }) =>
      chain.tamper(
        `delete from audit.segment where number = ${number}`,
        `delete from audit.entry where id between ${entry(0)} and ${entry(3)}`,
      ),
    found: ['SEGMENT_MISSING segment 1', 'CHAIN_BROKEN segment 1'],
  },
  {
    name: 'takes a segment out and closes the gap',
    act: ({ chain, number }) =>
      chain.tamper(
        `delete from audit.segment where number = ${number}`,
        `update audit.segment set number = number - 1 where number > ${number}`,
        `delete from audit.entry where id between ${entry(0)} and ${entry(3)}`,
      ),
    found: ['SEGMENT_ALTERED segment 0', 'CHAIN_BROKEN segment 0', 'SEGMENT_ALTERED segment 1'],
  },
  {
    name: 'forks the chain',
    act: ({ chain, number }) =>
      chain.tamper(
        'alter table audit.segment drop constraint segment_pkey, drop constraint segment_previous_key',
        `insert into audit.segment select s.* from audit.segment s where number = ${number}`,
      ),
    found: ['FORK segment 0'],
  },
  {
    name: 'forks the chain with another number',
    act: ({ chain, number }) =>
      chain.tamper(
        'alter table audit.segment drop constraint segment_previous_key',
        `insert into audit.segment select number + 3, previous, first_entry, last_entry, count, total, root, sealed_at, hash, key, signature, ledger
         from audit.segment where number = ${number}`,
      ),
    found: ['FORK segment 0', 'SEGMENT_ALTERED segment 3', 'CHAIN_BROKEN segment 3', 'ENTRY_MISSING entry 0 segment 3'],
  },
  {
    name: 'changes the header of a segment',
    act: ({ chain, number }) =>
      chain.tamper(`update audit.segment set sealed_at = '2001-01-01' where number = ${number}`),
    found: ['SEGMENT_ALTERED segment 0'],
  },
  {
    name: 'changes an entry and its hash in the ledger',
    act: async ({ chain, number }) => {
      await chain.tamper(`update audit.entry set action = 'nothing' where id = ${entry(0)}`);
      const [row] = await chain.owner('select audit.plain(e) as plain from audit.entry e where id = $1', [entry(0)]);
      const hash = entryHash(row!.plain).toString('hex');
      await chain.tamper(
        `update audit.segment set ledger = overlay(ledger placing '\\x${hash}' from 9) where number = ${number}`,
      );
    },
    found: ['SEGMENT_ALTERED segment 0'],
  },
  {
    name: 'replaces a segment by one that agrees with itself',
    act: async ({ chain, number }) => {
      await chain.tamper(`update audit.entry set action = 'nothing' where id = ${entry(0)}`);
      const [before] = await chain.owner('select hash from audit.segment where number = $1', [number]);
      await recompute();
      await chain.tamper(
        `update audit.segment set previous = '\\x${before!.hash.toString('hex')}' where number = ${number + 1}`,
      );
    },
    found: ['SEGMENT_ALTERED segment 1', 'CHAIN_BROKEN segment 1'],
  },
  ...(['checkpoint', 'key'] as const).map((by) => ({
    name: `changes an entry and seals everything anew: found by ${by}`,
    act: async ({ chain }: Scene) => {
      await chain.tamper(`update audit.entry set action = 'nothing' where id = ${entry(0)}`);
      await recompute();
    },
    found:
      by === 'checkpoint' ? ['REPLACED segment 2'] : ['UNSIGNED segment 0', 'UNSIGNED segment 1', 'UNSIGNED segment 2'],
    with: [by],
  })),
  {
    name: 'seals everything anew and signs with another key',
    act: async ({ chain }) => {
      await chain.tamper(`update audit.entry set action = 'nothing' where id = ${entry(0)}`);
      await recompute();
      const other = newAuditKey();
      const rows = await chain.owner(`select number, encode(hash, 'hex') as hash from audit.segment`);
      await chain.tamper(
        ...rows.map((row) => {
          const signature = other.sign(row.hash);
          return `update audit.segment set key = '${signature.key}', signature = '\\x${signature.signature}' where number = ${row.number}`;
        }),
      );
    },
    found: ['UNSIGNED segment 2'],
    with: ['key'],
  },
  {
    name: 'says that entries were retired and removes them',
    act: ({ chain, number }) =>
      chain.tamper(
        `insert into audit.retirement (first_segment, last_segment, first_entry, last_entry, count, before, retired_by, reason, recorded_as)
         values (${number}, ${number}, ${entry(0)}, ${entry(3)}, 4, now(), 'nobody', 'none', ${entry(3)} + 1)`,
        `delete from audit.entry where id between ${entry(0)} and ${entry(3)}`,
      ),
    found: ['RETIREMENT_FORGED segment 0', 'UNSIGNED segment 0'],
    with: ['key'],
  },
];

describe('whoever owns the database and', () => {
  it.each(attacks)('$name: $found', async ({ act, found, with: given = [] }) => {
    await act(scene);
    const verification = await verify({
      ...(given.includes('key') ? { key } : {}),
      ...(given.includes('checkpoint') ? { checkpoint: scene.checkpoint } : {}),
    });
    const place = ({ kind, entry: id, segment }: Finding) => {
      if (segment === 1) return `${kind} first segment`;
      const named = [...(id ? [`entry ${BigInt(id) - scene.third[0]!}`] : []), `segment ${segment! - scene.number}`];
      return [kind, ...named].join(' ');
    };
    expect(verification.findings.map(place)).toEqual(found);
    expect(verification.ok).toBe(found.length === 0);
  });

  it('leaves a trigger disabled: GUARD_REMOVED', async () => {
    await scene.chain.owner('alter table audit.entry disable trigger append_only');
    expect(kinds(await verify())).toEqual(['GUARD_REMOVED']);
  });

  it('lets the trigger rest for replicas: GUARD_REMOVED', async () => {
    await scene.chain.owner('alter table audit.segment enable trigger append_only');
    expect(kinds(await verify())).toEqual(['GUARD_REMOVED']);
  });

  it('gives the request role a right to write: GUARD_REMOVED', async () => {
    await scene.chain.owner(`grant delete on audit.entry to ${scene.chain.database.request.user}`);
    expect(kinds(await verify())).toEqual(['GUARD_REMOVED']);
  });

  it.each(['entry', 'segment', 'retirement'])(
    'would change audit.%s with ordinary statements is refused',
    async (table) => {
      const { chain, third, number } = scene;
      if (table === 'retirement')
        await chain.owner(
          `insert into audit.retirement (first_segment, last_segment, first_entry, last_entry, count, before, retired_by, reason, recorded_as)
         values (${number + 90}, ${number + 90}, ${third[0]! + 900n}, ${third[0]! + 900n}, 1, now(), '', '', 1)`,
        );
      const column = { entry: 'action', segment: 'key', retirement: 'reason' }[table];
      for (const statement of [
        `update audit.${table} set ${column} = ''`,
        `delete from audit.${table}`,
        `truncate audit.${table}`,
      ])
        await expect(chain.owner(statement), statement).rejects.toThrow('append-only');
    },
  );
});

describe('the request role', () => {
  it.each([
    "insert into audit.entry (at, request_id, action) values (now(), '', 'x')",
    "update audit.entry set action = 'x'",
    'delete from audit.entry',
    'truncate audit.entry',
    'select * from audit.segment',
    'delete from audit.segment',
    'insert into audit.retirement select * from audit.retirement',
    'alter table audit.entry disable trigger append_only',
  ])('has no right to %s', async (statement) => {
    const pool = new Pool(scene.chain.database.request);
    await expect(pool.query(statement)).rejects.toThrow(/permission denied|must be owner/);
    await pool.end();
  });

  it('sees no entry without an auditor', async () => {
    const { rows } = await scene.chain.pool.query('select count(*)::int as count from audit.entry');
    expect(rows[0].count).toBe(0);
  });
});
