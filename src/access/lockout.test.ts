import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Answer, TestPlatform } from '../../test/harness.js';
import { newcomer } from './access.harness.js';
import { hashPassword } from './passwords.js';

/** How many hashes were computed; the library itself does the work. */
const argon2 = vi.hoisted(() => ({ verified: 0 }));
vi.mock('@node-rs/argon2', async (original) => {
  const real = await original<typeof import('@node-rs/argon2')>();
  const verify: typeof real.verify = (...given) => {
    argon2.verified += 1;
    return real.verify(...given);
  };
  return { ...real, verify };
});

let platform: TestPlatform;
let other: TestPlatform;
let now = new Date('2026-05-04T01:00:00Z');
const lockout = {
  failures: 3,
  addressFailures: 5,
  firstSeconds: 30,
  longestSeconds: 200,
  forgottenSeconds: 24 * 3600,
  oneTimeHours: 72,
};
beforeAll(async () => {
  const options = { clock: () => now, access: { lockout } };
  platform = await TestPlatform.open(options);
  other = await TestPlatform.open({ ...options, database: platform.database });
});
afterAll(async () => {
  await other.close();
  await platform.close();
});

const password = '大漠孤烟直长河落日圆';
let hash: string;
let name: string;
let addresses = 0;
let address: string;
beforeAll(async () => {
  hash = await hashPassword(password);
});
beforeEach(async () => {
  now = new Date('2026-05-04T01:00:00Z');
  addresses += 1;
  address = `198.51.100.${addresses}`;
  const person = await newcomer(platform, ['READER']);
  name = person.name;
  await platform.owner('select access.set_password($1, $2, false)', [person.id, hash]);
});

const later = (seconds: number): void => {
  now = new Date(now.getTime() + seconds * 1000);
};
const attempt = async (
  given: { name?: string; password?: string; address?: string | undefined; at?: TestPlatform } = {},
): Promise<Answer> => {
  const at = given.at ?? platform;
  const contextValue = await at.platform.context(undefined, 'a request', 'address' in given ? given.address : address);
  const { body } = await at.platform.apollo.executeOperation(
    {
      query: 'mutation($name: String!, $password: String!) { signIn(name: $name, password: $password) { expiresAt } }',
      variables: { name: given.name ?? name, password: given.password ?? password },
    },
    { contextValue },
  );
  if (body.kind !== 'single') throw new Error('no single answer');
  const { data, errors = [] } = JSON.parse(JSON.stringify(body.singleResult));
  return { data, errors, outcome: errors.length === 0 ? 'ok' : errors[0].extensions.code };
};
const fail = async (times: number, given: Parameters<typeof attempt>[0] = {}): Promise<void> => {
  for (let n = 0; n < times; n += 1) await attempt({ ...given, password: 'not the password' });
};
const outcome = async (given?: Parameters<typeof attempt>[0]) => (await attempt(given)).outcome;

describe('a one-time password', () => {
  const reset = 'mutation($id: ID!) { resetPassword(personId: $id) { oneTimePassword } }';
  const inHours = (hours: number) => new Date(Date.now() + hours * 3600_000);

  it('that an administrator gave is void after 72 hours', async () => {
    const id = await platform.personId(name);
    const { data } = await platform.as('administrator').run(reset, { id });
    const given = { password: data.resetPassword.oneTimePassword };
    now = inHours(71.9);
    expect(await outcome(given)).toBe('ok');
    now = inHours(72.1);
    expect(await outcome(given)).toBe('UNAUTHENTICATED');
  });

  it('ends the lock that wrong ones brought about', async () => {
    await fail(3);
    expect(await outcome()).toBe('UNAUTHENTICATED');
    const { data } = await platform.as('administrator').run(reset, { id: await platform.personId(name) });
    expect(await outcome({ password: data.resetPassword.oneTimePassword, address: undefined })).toBe('ok');
  });

  it('of the first start is not, since nobody could give another', async () => {
    await platform.owner('select access.set_password($1, $2, true)', [await platform.personId(name), hash]);
    now = inHours(1000);
    expect(await outcome()).toBe('ok');
  });
});

describe('after repeated failures', () => {
  it('the right password is refused as well until the delay is over', async () => {
    await fail(3);
    expect(await outcome()).toBe('UNAUTHENTICATED');
    later(29);
    expect(await outcome()).toBe('UNAUTHENTICATED');
    later(1);
    expect(await outcome()).toBe('ok');
  });

  it('fewer than allowed lock nothing, and a success forgets them', async () => {
    for (let round = 0; round < 3; round += 1) {
      await fail(2, { address: undefined });
      expect(await outcome()).toBe('ok');
    }
  });

  it('each further failure doubles the delay up to the longest', async () => {
    const delays: number[] = [];
    await fail(2);
    for (let round = 0; round < 5; round += 1) {
      await fail(1);
      const [row] = await platform.owner<{ seconds: number }>(
        `select extract(epoch from locked_until - $2)::integer as seconds from access.sign_in_failure
         where kind = 'name' and key = sha256(convert_to($1, 'UTF8'))`,
        [name, now],
      );
      delays.push(row!.seconds);
      later(row!.seconds);
    }
    expect(delays).toEqual([30, 60, 120, 200, 200]);
  });

  it('attempts during the delay do not lengthen it', async () => {
    await fail(3);
    for (let second = 0; second < 28; second += 7) {
      later(7);
      await fail(1);
    }
    later(2);
    expect(await outcome()).toBe('ok');
  });

  it('a day of quiet forgets them', async () => {
    await fail(2);
    later(24 * 3600 + 1);
    await fail(2);
    expect(await outcome()).toBe('ok');
  });

  it('they hold on all instances', async () => {
    await fail(2);
    await fail(1, { at: other });
    expect(await outcome()).toBe('UNAUTHENTICATED');
    expect(await outcome({ at: other })).toBe('UNAUTHENTICATED');
  });

  it('attempts side by side do not outrun the lock: with forty at once the right one among them does not get in', async () => {
    await fail(2);
    const guesses = Array.from({ length: 40 }, (_, n) =>
      attempt({ password: n === 39 ? password : `guess ${n}`, at: n % 2 ? other : platform, address: undefined }),
    );
    const outcomes = (await Promise.all(guesses)).map(({ outcome }) => outcome);
    const [{ failures }] = (await platform.owner(
      `select failures from access.sign_in_failure where kind = 'name' and key = sha256(convert_to($1, 'UTF8'))`,
      [name],
    )) as [{ failures: number }];
    expect(failures).toBe(3);
    expect(outcomes.filter((each) => each === 'ok')).toEqual([]);
  });

  it('people who sign in side by side with the right password do not lock each other out', async () => {
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => outcome()));
    expect(outcomes).toEqual(Array(20).fill('ok'));
  });
});

describe('an address', () => {
  const spray = async (times: number, from: (n: number) => string) => {
    for (let n = 0; n < times; n += 1) await fail(1, { name: `nobody-${n}-of-${name}`, address: from(n) });
  };

  it('from which many names are tried is locked too, for all names', async () => {
    await spray(5, () => address);
    expect(await outcome()).toBe('UNAUTHENTICATED');
    expect(await outcome({ address: '203.0.113.1' })).toBe('ok');
  });

  it('is not cleared by a success in between', async () => {
    await spray(4, () => address);
    expect(await outcome()).toBe('ok');
    await spray(1, () => address);
    expect(await outcome()).toBe('UNAUTHENTICATED');
  });

  it.each([
    ['the same network of IPv6', (n: number) => `2001:db8:1:2::${n + 1}`, '2001:db8:1:2:ffff::9', 'UNAUTHENTICATED'],
    ['other networks of IPv6', (n: number) => `2001:db8:2:${n}::1`, '2001:db8:2:ff::1', 'ok'],
    ['IPv4 written as IPv6', () => '::ffff:192.0.2.77', '192.0.2.77', 'UNAUTHENTICATED'],
    ['a link with a zone', () => 'fe80::7%eth0', 'fe80::9', 'UNAUTHENTICATED'],
  ])('counts as one with %s', async (_what, from, then, expected) => {
    await spray(5, from);
    expect(await outcome({ address: then })).toBe(expected);
  });
});

describe('nobody learns from the answer what was wrong', () => {
  const cases: [string, () => Promise<Parameters<typeof attempt>[0]>][] = [
    ['an unknown name', async () => ({ name: 'nobody-at-all' })],
    ['a wrong password', async () => ({ password: 'not the password' })],
    [
      'a locked name',
      async () => {
        await fail(3);
        return {};
      },
    ],
    [
      'an inactive person',
      async () => {
        await platform.owner('update access.person set active = false where name = $1', [name]);
        return {};
      },
    ],
    [
      'somebody without a password',
      async () => {
        await platform.owner(
          'delete from access.credential where person_id = (select id from access.person where name = $1)',
          [name],
        );
        return {};
      },
    ],
  ];

  it('the answers are the same to the byte', async () => {
    const answers: string[] = [];
    for (const [, arrange] of cases) {
      const person = await newcomer(platform);
      name = person.name;
      await platform.owner('select access.set_password($1, $2, false)', [person.id, hash]);
      answers.push(JSON.stringify(await attempt({ ...(await arrange()), address: undefined })));
    }
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toContain('UNAUTHENTICATED');
  });

  it.each(cases)('the same statements are run and the same hash is computed for %s', async (_what, arrange) => {
    const given = { ...(await arrange()), address: undefined };
    const { pool } = platform.platform.database;
    const query = pool.query.bind(pool);
    const statements: string[] = [];
    pool.query = ((...args: Parameters<typeof query>) => {
      statements.push((args[0] as unknown as { text: string }).text);
      return query(...args);
    }) as never;
    argon2.verified = 0;
    await attempt(given);
    pool.query = query;
    expect(argon2.verified).toBe(1);
    expect(statements.map((sql) => /(?:access|audit)\.\w+/.exec(sql)![0])).toEqual([
      'access.credential_of',
      'access.decide_sign_in',
      'audit.append',
    ]);
  });
});

it('the log keeps no name that nobody has: it may be a password in the wrong place', async () => {
  const [before] = await platform.owner<{ id: string }>('select max(id) as id from audit.entry');
  await attempt({ name: 'MyS3cretPassw0rd!' });
  const entries = await platform.owner(`select after from audit.entry where id > $1 and action = 'sign-in refused'`, [
    before!.id,
  ]);
  expect(entries).toEqual([{ after: { name: null, address } }]);
});

it('the log tells attempts, the beginning of a lock, and attempts while it lasts, never a password', async () => {
  await fail(4);
  later(31);
  await attempt();
  const entries = await platform.owner<{ action: string; after: object }>(
    `select action, after from audit.entry where after->>'name' = $1 order by id`,
    [name],
  );
  expect(entries.map(({ action }) => action)).toEqual([
    'sign-in refused',
    'sign-in refused',
    'sign-in refused, locked from now on',
    'sign-in refused while locked',
    'sign-in',
  ]);
  expect(entries[0]!.after).toEqual({ name, address });
  expect(JSON.stringify(entries)).not.toContain('not the password');
});
