import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestPlatform } from '../../test/harness.js';
import { givenMasterKeys, newMasterKey, readMasterKey } from './masterKey.js';
import { MasterKeyFile } from './masterKeyFile.js';
import { rotateMaster } from './rotateMaster.js';
import { seal, unseal } from './sealing.js';
import { Vault } from './vault.js';

let platform: TestPlatform;
let path: string;
let files: string[];
beforeAll(async () => {
  platform = await TestPlatform.open();
  path = join(platform.directory, 'master.key');
  files = (await platform.owner<{ id: string }>('select id from records.file order by id limit 200')).map(
    ({ id }) => id,
  );
});
afterAll(() => platform.close());

const asOwner = async <T>(work: (client: Client) => Promise<T>): Promise<T> => {
  const client = new Client(platform.database.owner);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};
const masters = async (): Promise<string[]> =>
  (await platform.owner<{ master: string }>('select distinct master from secrets.data_key')).map(
    ({ master }) => master,
  );
const vault = () => platform.platform.core.vault;
const keysOfAll = async (): Promise<string[]> =>
  Promise.all(files.map(async (id) => (await vault().keyFor(id)).toString('hex')));
const linesOf = () => readFileSync(path, 'utf8').trim().split('\n');

describe('P01.A22 rotating the master key', () => {
  it('wraps all keys of files anew, while the platform runs, and forgets the old one', async () => {
    const before = await keysOfAll();
    const [old] = linesOf();
    // With those of the demo's sealed records.
    const [{ count }] = (await platform.owner('select count(*)::int as count from secrets.data_key')) as [
      { count: number },
    ];
    const done = await asOwner((client) => rotateMaster(client, new MasterKeyFile(path)));
    expect(done.count).toBe(count);
    expect(await masters()).toEqual([done.fingerprint]);
    expect(linesOf()).toHaveLength(1);
    expect(linesOf()[0]).not.toBe(old);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(await keysOfAll()).toEqual(before);
  });

  it('goes on after kill -9 where it was', async () => {
    const before = await keysOfAll();
    const built = (name: string) => JSON.stringify(new URL(`../../dist/src/secrets/${name}.js`, import.meta.url).href);
    const script = `
      import pg from 'pg';
      import { MasterKeyFile } from ${built('masterKeyFile')};
      import { rotateMaster } from ${built('rotateMaster')};
      const client = new pg.Client(${JSON.stringify(platform.database.owner)});
      await client.connect();
      await rotateMaster(client, new MasterKeyFile(${JSON.stringify(path)}), 1);`;
    const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
      cwd: join(import.meta.dirname, '../..'),
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const ended = once(child, 'exit');
    while ((await masters()).length < 2 && child.exitCode === null)
      await new Promise((resolve) => setImmediate(resolve));
    child.kill('SIGKILL');
    await ended;
    expect((await masters()).length).toBe(2);
    expect(linesOf()).toHaveLength(2);
    expect(await keysOfAll()).toEqual(before);
    await expect
      .poll(
        () =>
          asOwner((client) =>
            rotateMaster(client, new MasterKeyFile(path)).then(
              () => true,
              () => false,
            ),
          ),
        { timeout: 10_000 },
      )
      .toBe(true);
    expect(await masters()).toHaveLength(1);
    expect(linesOf()).toHaveLength(1);
    expect(await keysOfAll()).toEqual(before);
  });

  it('one instance whose key has had its time makes no key of a file by it', async () => {
    const [old] = linesOf();
    await asOwner((client) => rotateMaster(client, new MasterKeyFile(path)));
    const late = new Vault(platform.platform.database, givenMasterKeys([readMasterKey(old!)!]));
    await expect(
      late.keyFor(
        (await platform.owner<{ id: string }>('select id from records.file order by id desc limit 1'))[0]!.id,
      ),
    ).rejects.toThrow('not given to this instance');
  });

  it('does not start without the key that is in use, and makes none in place of one that was lost', async () => {
    const other = givenMasterKeys([readMasterKey(newMasterKey())!]);
    await expect(new Vault(platform.platform.database, other).start()).rejects.toThrow(
      'without it nobody reads the content again',
    );
    const kept = readFileSync(path);
    rmSync(path);
    await expect(TestPlatform.open({ database: platform.database, directory: platform.directory })).rejects.toThrow(
      'Restore it from where you keep it',
    );
    writeFileSync(path, kept, { mode: 0o600 });
  });
});

describe('P01.A22 sealing', () => {
  const key = Buffer.alloc(32, 7);
  it('opens only with its key, for what it was sealed for, and unaltered', () => {
    const sealed = seal(key, Buffer.from('底价'), 'one');
    expect(unseal(key, sealed, 'one').toString()).toBe('底价');
    expect(seal(key, Buffer.from('底价'), 'one')).not.toBe(sealed);
    expect(() => unseal(key, sealed, 'two')).toThrow();
    expect(() => unseal(Buffer.alloc(32, 8), sealed, 'one')).toThrow();
    const bytes = Buffer.from(sealed, 'base64');
    for (let place = 0; place < bytes.length; place += 1) {
      const altered = Buffer.from(bytes);
      altered[place]! ^= 1;
      expect(() => unseal(key, altered.toString('base64'), 'one')).toThrow();
    }
    for (const length of [0, 11, 12, 27])
      expect(() => unseal(key, bytes.subarray(0, length).toString('base64'), 'one')).toThrow();
  });
});
