import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SignJWT } from 'jose';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createDatabase, type TestDatabase, TestPlatform } from '../../../test/harness.js';
import { readConfig } from '../../config.js';
import { KeyFile } from './keyFile.js';
import { givenKeys } from './keyRing.js';
import { rotateKeys } from './rotateKeys.js';

let database: TestDatabase;
let directory: string;
let path: string;
let now = new Date('2026-05-04T01:00:00Z');
const clock = () => now;
beforeAll(async () => {
  database = await createDatabase();
});
afterAll(() => database.drop());
beforeEach(() => {
  now = new Date('2026-05-04T01:00:00Z');
  directory = mkdtempSync(join(tmpdir(), 'zhidu-keys-'));
  path = join(directory, 'token.keys');
});
afterEach(() => rmSync(directory, { recursive: true }));

const later = (minutes: number): void => {
  now = new Date(now.getTime() + minutes * 60_000);
};
const opens = (platform: TestPlatform, token: string): Promise<boolean> =>
  platform.run(token, '{ viewer { name } }').then(
    () => true,
    () => false,
  );
const kidIn = (token: string): string => JSON.parse(Buffer.from(token.split('.')[0]!, 'base64url').toString()).kid;

describe('keys in the data directory', () => {
  it('are made once, for their owner alone, and both of two first starts have the same', async () => {
    const files = [new KeyFile(path), new KeyFile(path), new KeyFile(path)];
    await Promise.all(files.map((file) => file.create()));
    const kids = await Promise.all(files.map(async (file) => (await file.signing()).kid));
    expect(new Set(kids).size).toBe(1);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('rotate under a running instance: the new one signs, the old one verifies until its tokens have expired', async () => {
    const keys = new KeyFile(path, clock);
    await keys.create();
    const platform = await TestPlatform.open({ database, clock, keys, access: { accessMinutes: 15 } });
    const before = await platform.platform.tokenFor(await platform.personId('reader'));
    const answer = await new KeyFile(path, clock).rotate(15);
    const after = await platform.platform.tokenFor(await platform.personId('reader'));
    expect(kidIn(after)).toBe(answer.kid);
    expect(kidIn(before)).not.toBe(answer.kid);
    expect([await opens(platform, before), await opens(platform, after)]).toEqual([true, true]);
    later(14);
    const last = await platform.platform.tokenFor(await platform.personId('reader'));
    expect(await opens(platform, before)).toBe(true);
    later(1);
    expect([await opens(platform, before), await opens(platform, last)]).toEqual([false, true]);
    await platform.platform.core.access.sweep();
    expect(JSON.parse(readFileSync(path, 'utf8'))).toHaveLength(1);
    await platform.close();
  });

  it('verify nothing after their time, even for a token that says it lives on', async () => {
    const keys = new KeyFile(path, clock);
    await keys.create();
    const old = await keys.signing();
    await keys.rotate(15);
    expect(await keys.verifying(old.kid)).toBeDefined();
    later(15);
    expect(await keys.verifying(old.kid)).toBeUndefined();
  });

  it('are not rotated twice at once', async () => {
    const file = new KeyFile(path, clock);
    await file.create();
    writeFileSync(`${path}.next`, '');
    await expect(file.rotate(15)).rejects.toThrow('being rotated at this moment');
  });

  it.each(['', '[]', '[{"secret":"short"}]', '{}', '[null]'])(
    'that hold %j are refused with what to do',
    async (text) => {
      writeFileSync(path, text);
      await expect(new KeyFile(path).signing()).rejects.toThrow('Remove it and start again');
    },
  );
});

describe('keys rotate on the command line', () => {
  it('tells the new key and how long the old one verifies, and never a secret', async () => {
    await new KeyFile(path).create();
    const said = await rotateKeys(readConfig({ DATA_DIR: directory }, directory));
    const [{ secret }] = JSON.parse(readFileSync(path, 'utf8')) as [{ secret: string }];
    expect(said).toMatch(/^The key [\w-]{12} signs from now on\. Those before it verify until \d{4}-/);
    expect(said).not.toContain(secret);
  });

  it.each([
    ['there are none yet', {}, 'The first start makes them'],
    ['they are those of TOKEN_KEY', { TOKEN_KEY: 'x'.repeat(32) }, 'which only you can change'],
  ])('is refused where %s', async (_where, env, message) => {
    await expect(rotateKeys(readConfig({ DATA_DIR: directory, ...env }, directory))).rejects.toThrow(message);
  });
});

describe('keys of TOKEN_KEY', () => {
  const [first, second] = ['the first key of the setting, long enough', 'the second key of the setting, long too'];

  it('sign with the first and verify with all, so that instances change one after the other', async () => {
    const open = (secrets: string[]) => TestPlatform.open({ database, keys: givenKeys(secrets) });
    const stages = await Promise.all([
      open([first!]),
      open([first!, second!]),
      open([second!, first!]),
      open([second!]),
    ]);
    const reader = await stages[0]!.personId('reader');
    const tokens = await Promise.all(stages.map(({ platform }) => platform.tokenFor(reader)));
    const opened = await Promise.all(stages.map((stage) => Promise.all(tokens.map((token) => opens(stage, token)))));
    expect(opened).toEqual([
      [true, true, false, false],
      [true, true, true, true],
      [true, true, true, true],
      [false, false, true, true],
    ]);
    await Promise.all(stages.map((stage) => stage.close()));
  });
});

describe('a token is refused', () => {
  const secret = 'a key of the tests that nobody else uses';
  const sign = async (claims: object, header: object, key: string = secret): Promise<string> =>
    new SignJWT({ iss: 'zhidu', sid: 'x', ...claims })
      .setProtectedHeader({ alg: 'HS256', ...header })
      .sign(new TextEncoder().encode(key));

  it.each<[string, (good: { kid: string; claims: object }) => Promise<string>]>([
    ['without a kid', ({ claims }) => sign(claims, {})],
    ['with an unknown kid', ({ claims }) => sign(claims, { kid: 'unknown' })],
    ['signed by another key', ({ claims, kid }) => sign(claims, { kid }, 'another key that is long enough, too')],
    ['of another issuer', ({ claims, kid }) => sign({ ...claims, iss: 'elsewhere' }, { kid })],
    ['that has expired', ({ claims, kid }) => sign({ ...claims, exp: 1 }, { kid })],
    ['without an expiry', ({ claims, kid }) => sign({ ...claims, exp: undefined }, { kid })],
    ['without a session', ({ claims, kid }) => sign({ ...claims, sid: undefined }, { kid })],
    ['of a session that never was', ({ claims, kid }) => sign({ ...claims, sid: crypto.randomUUID() }, { kid })],
    ['whose session is no id', ({ claims, kid }) => sign({ ...claims, sid: "' or true --" }, { kid })],
    [
      'that says alg none',
      async ({ claims, kid }) =>
        `${[{ alg: 'none', kid }, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')}.`,
    ],
    ['that is no token', async () => 'a.b.c'],
    ['that is empty', async () => '..'],
  ])('%s', async (_what, forge) => {
    const platform = await TestPlatform.open({ database });
    const good = await platform.tokenOf('reader');
    const claims = JSON.parse(Buffer.from(good.split('.')[1]!, 'base64url').toString());
    expect(await opens(platform, await sign(claims, { kid: kidIn(good) }))).toBe(true);
    await expect(platform.run(await forge({ kid: kidIn(good), claims }), '{ viewer { name } }')).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
    });
    await platform.close();
  });
});
