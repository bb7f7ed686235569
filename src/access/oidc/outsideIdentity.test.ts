import { generateKeyPair } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase, type TestDatabase, TestPlatform } from '../../../test/harness.js';
import { giveRole, newcomer } from '../access.harness.js';
import type { GroupRole } from '../viewer.js';
import type { OidcSettings } from './oidcSettings.js';
import { audience, TestProvider } from './provider.harness.js';

const at = (role: string, ...department: string[]): GroupRole => ({ role, department });
const groups = new Map([
  ['staff', [at('READER', '总公司')]],
  ['production', [at('ANALYST', '总公司', '生产部')]],
  ['admins', [at('ADMINISTRATOR', '总公司')]],
  ['auditors', [at('AUDITOR', '总公司')]],
  ['lost', [at('GENERAL_MANAGER', '总公司', '没有这个部门')]],
]);
const inGroups: Record<string, string[]> = {
  'a-service': ['staff'],
  none: [],
  reading: ['staff', 'unmapped', 'ADMINISTRATOR'],
  'two departments': ['staff', 'production'],
  admin: ['admins'],
  both: ['admins', 'auditors', 'staff'],
  lost: ['lost', 'staff'],
};

let provider: TestProvider;
let database: TestDatabase;
let platform: TestPlatform;
const settings = (more: Partial<OidcSettings> = {}): OidcSettings => ({
  issuer: provider.issuer,
  audience,
  jwks: undefined,
  personClaim: 'sub',
  groupsClaim: 'groups',
  groups,
  create: false,
  ...more,
});
beforeAll(async () => {
  provider = await TestProvider.open(inGroups);
  database = await createDatabase();
  platform = await TestPlatform.open({ database, oidc: settings() });
});
afterAll(async () => {
  await platform.close();
  await provider.close();
  await database.drop();
});

/** Somebody who is tied to an account at the provider. */
async function tied(account: string): Promise<{ id: string; name: string }> {
  const person = await newcomer(platform);
  await platform.owner('update access.person set external_subject = null where external_subject = $1', [account]);
  await platform.owner('update access.person set external_subject = $2 where id = $1', [person.id, account]);
  return person;
}
const whoIs = async (token: string, on = platform) =>
  (await on.run(token, '{ viewer { name roles departments sessionId mustChangePassword } }')).data.viewer;
const refusalOf = (token: string, on = platform): Promise<{ code: string; message: string }> =>
  on.run(token, '{ viewer { name } }').then(
    () => ({ code: 'ok', message: '' }),
    (error) => error,
  );

describe('a token of the outside identity provider', () => {
  it('that a program got over HTTP opens what its groups give, for as long as the token', async () => {
    const { name } = await tied('a-service');
    expect(await whoIs(await provider.tokenOfService())).toMatchObject({
      name,
      roles: ['READER'],
      sessionId: null,
      mustChangePassword: false,
    });
  });

  it.each([
    ['none', [], []],
    ['reading', ['READER'], ['总公司']],
    ['two departments', ['ANALYST', 'READER'], ['总公司', '生产部']],
    ['admin', ['ADMINISTRATOR'], ['总公司']],
    ['both', ['READER'], ['总公司']],
    ['lost', ['READER'], ['总公司']],
  ])('of somebody in the groups of "%s" gives the roles %j', async (account, roles, within) => {
    await tied(account);
    const viewer = await whoIs(await provider.tokenOf(account));
    expect(viewer.roles).toEqual(roles);
    const named = await platform.owner<{ name: string }>('select name from access.department where id = any ($1)', [
      viewer.departments,
    ]);
    const names = named.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(within));
    if (within.length === 0) expect(names).toEqual([]);
  });

  it('adds to the roles that are held here, but never ADMINISTRATOR to an AUDITOR', async () => {
    const { id } = await tied('admin');
    await giveRole(platform, id, 'ANALYST');
    expect((await whoIs(await provider.tokenOf('admin'))).roles).toEqual(['ADMINISTRATOR', 'ANALYST']);
    await giveRole(platform, id, 'AUDITOR');
    expect((await whoIs(await provider.tokenOf('admin'))).roles).toEqual(['ANALYST', 'AUDITOR']);
  });

  it('carries its roles into row-level security', async () => {
    await tied('reading');
    const token = await provider.tokenOf('reading');
    const { data } = await platform.run(token, '{ customers { totalCount } }');
    expect(data.customers.totalCount).toBeGreaterThan(0);
    await tied('none');
    const none = await platform.run(await provider.tokenOf('none'), '{ customers { totalCount } }');
    expect(none.data.customers.totalCount).toBe(0);
  });

  it('is not ours to sign out', async () => {
    await tied('reading');
    expect((await platform.run(await provider.tokenOf('reading'), 'mutation { signOut }')).outcome).toBe(
      'INVALID_STATE',
    );
  });

  it('is refused for somebody who was deactivated, from the next request on', async () => {
    const { id } = await tied('reading');
    const token = await provider.tokenOf('reading');
    expect((await refusalOf(token)).code).toBe('ok');
    await platform.owner('update access.person set active = false where id = $1', [id]);
    expect((await refusalOf(token)).code).toBe('UNAUTHENTICATED');
  });
});

describe('a token is refused', () => {
  const soon = () => Math.floor(Date.now() / 1000) + 600;

  it.each<[string, () => Promise<string>, string]>([
    ['(one that is good is not)', () => provider.sign({ sub: 'reading', exp: soon() }), 'ok'],
    [
      'made for another service',
      () => provider.sign({ sub: 'reading', exp: soon(), aud: 'https://other.example' }),
      '',
    ],
    ['for nobody in particular', () => provider.sign({ sub: 'reading', exp: soon(), aud: [] }), ''],
    ['of another issuer', () => provider.sign({ sub: 'reading', exp: soon(), iss: `${provider.issuer}/` }), ''],
    ['that has expired', () => provider.sign({ sub: 'reading', exp: soon() - 700 }), ''],
    ['without an expiry', () => provider.sign({ sub: 'reading' }), ''],
    ['that is not valid yet', () => provider.sign({ sub: 'reading', exp: soon(), nbf: soon() - 60 }), ''],
    ['without a subject', () => provider.sign({ exp: soon() }), ''],
    ['whose subject is no text', () => provider.sign({ sub: 7 as never, exp: soon() }), ''],
    ['of somebody who is tied to nobody here', () => provider.sign({ sub: 'stranger', exp: soon() }), ''],
    [
      'signed by another key',
      async () => provider.sign({ sub: 'reading', exp: soon() }, (await generateKeyPair('RS256')).privateKey),
      '',
    ],
    [
      'signed with the public key as a shared secret',
      () =>
        provider.sign(
          { sub: 'reading', exp: soon() },
          new TextEncoder().encode(JSON.stringify(provider.publicKey)),
          'HS256',
        ),
      '',
    ],
    [
      'without a signature',
      async () => {
        const [, claims] = (await provider.sign({ sub: 'reading', exp: soon() })).split('.');
        return `${Buffer.from('{"alg":"none"}').toString('base64url')}.${claims}.`;
      },
      '',
    ],
    [
      'whose claims were altered',
      async () => {
        const [header, , signature] = (await provider.tokenOf('none')).split('.');
        const claims = { iss: provider.issuer, aud: audience, sub: 'reading', exp: soon() };
        return [header, Buffer.from(JSON.stringify(claims)).toString('base64url'), signature].join('.');
      },
      '',
    ],
  ])('%s', async (_what, make, outcome) => {
    await tied('reading');
    expect((await refusalOf(await make())).code).toBe(outcome || 'UNAUTHENTICATED');
  });

  it('where no provider is configured', async () => {
    await tied('reading');
    const closed = await TestPlatform.open({ database });
    expect((await refusalOf(await provider.tokenOf('reading'), closed)).code).toBe('UNAUTHENTICATED');
    await closed.close();
  });
});

describe('somebody unknown', () => {
  it('is added without any right where that is allowed, once, and never takes over a name', async () => {
    const open = await TestPlatform.open({ database, oidc: settings({ create: true }) });
    const token = await provider.sign({
      sub: 'new-1',
      preferred_username: 'newly.added',
      name: '新来的',
      exp: Math.floor(Date.now() / 1000) + 600,
    });
    const viewers = await Promise.all([whoIs(token, open), whoIs(token, open), whoIs(token, open)]);
    expect(viewers.map(({ name, roles }) => [name, roles])).toEqual(Array(3).fill(['newly.added', []]));
    const thief = await provider.sign({
      sub: 'new-2',
      preferred_username: 'administrator',
      exp: Math.floor(Date.now() / 1000) + 600,
    });
    const refusal = await refusalOf(thief, open);
    expect([refusal.code, refusal.message]).toEqual(['UNAUTHENTICATED', expect.stringContaining('administrator')]);
    await open.close();
  });
});

describe('the provider', () => {
  it('is asked for its keys at the address that is given, instead of by discovery', async () => {
    await tied('reading');
    const given = await TestPlatform.open({ database, oidc: settings({ jwks: `${provider.issuer}/jwks` }) });
    expect((await refusalOf(await provider.tokenOf('reading'), given)).code).toBe('ok');
    await given.close();
  });

  it.each([
    ['away', () => ({ issuer: 'http://127.0.0.1:9' })],
    ['away with its keys', () => ({ jwks: 'http://127.0.0.1:9/jwks' })],
    ['answering something else', () => ({ jwks: `${provider.issuer}/nothing` })],
  ])('may be %s: that is no fault of the token, and tried again', async (_how, more) => {
    const lonely = await TestPlatform.open({ database, oidc: settings(more()) });
    const token = await provider.sign({
      sub: 'reading',
      exp: Math.floor(Date.now() / 1000) + 600,
      iss: settings(more()).issuer,
    });
    for (let attempt = 0; attempt < 2; attempt += 1)
      expect((await refusalOf(token, lonely)).code).toBe('SERVICE_UNAVAILABLE');
    expect((await refusalOf(await lonely.tokenOf('reader'), lonely)).code).toBe('ok');
    await lonely.close();
  });

  it('is not begun with if its groups give a role that no module brings', async () => {
    const wrong = new Map([['staff', [at('KING', '总公司')]]]);
    await expect(TestPlatform.open({ database, oidc: settings({ groups: wrong }) })).rejects.toThrow(
      'OIDC_GROUPS names roles that no module brings: KING',
    );
  });
});
