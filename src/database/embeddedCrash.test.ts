import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EmbeddedHarness, isAlive, kill, query, said, serverProcess, until } from './embeddedHarness.js';

const harness = new EmbeddedHarness();
const used = join(harness.root, 'used');

/** A PATH like that of a system that has neither setpriv nor flock. */
function withoutTools(): string {
  const folder = join(harness.root, 'bin');
  mkdirSync(folder);
  for (const name of ['id', 'perl', 'unshare']) {
    const found = process.env.PATH?.split(delimiter)
      .map((place) => join(place, name))
      .find(existsSync);
    if (found) symlinkSync(found, join(folder, name));
  }
  return folder;
}

describe('embedded PostgreSQL: sudden ends', () => {
  it.each([
    ['leaves no server', process.env.PATH],
    ['leaves no server where setpriv and flock are missing,', withoutTools()],
  ])('%s after kill -9 of Node, and the next start has what was committed', async (_what, path) => {
    const child = harness.startChild(
      used,
      `await client.query('create table if not exists committed as select 7 as seven');`,
      path,
    );
    await said(child);
    const server = serverProcess(used);
    await kill(child);
    await until(() => !isAlive(server));
    const { owner } = await harness.start(used);
    expect(await query(owner, 'select seven from committed')).toEqual([{ seven: 7 }]);
  });

  it('waits for the server of the killed process before it starts its own', async () => {
    const child = harness.startChild(used);
    await said(child);
    const server = serverProcess(used);
    await kill(child);
    await harness.start(used);
    expect(isAlive(server)).toBe(false);
  });

  it('begins again after kill -9 in the middle of the first start', async () => {
    const directory = join(harness.root, 'unfinished');
    const child = harness.startChild(directory);
    await until(() => existsSync(join(directory, 'cluster.new', 'PG_VERSION')));
    await kill(child);
    expect(existsSync(join(directory, 'cluster'))).toBe(false);
    const { owner } = await harness.start(directory);
    expect(await query(owner, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('tells when the server is killed, and gives the directory back', async () => {
    const { died, stop } = await harness.start(used);
    process.kill(serverProcess(used), 'SIGKILL');
    expect((await died).message).toBe('The PostgreSQL server is gone: it was ended by SIGKILL.');
    await stop();
    await harness.start(used);
  });

  it('outlives Ctrl-C in the terminal until Node stops it', async () => {
    const child = harness.startChild(
      used,
      `process.on('SIGINT', () => {
        setTimeout(async () => {
          const { rows } = await client.query('select 1 as one');
          await client.end();
          await database.stop();
          console.log(rows[0].one === 1 ? 'drained' : 'failed');
          process.exit();
        }, 300);
      });`,
    );
    await said(child);
    process.kill(-child.pid!, 'SIGINT');
    expect(await said(child)).toBe('drained');
  });
});
