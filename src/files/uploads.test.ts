import { readdirSync, writeFileSync } from 'node:fs';
import { utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestPlatform } from '../../test/harness.js';
import type { SignedInContext } from '../context.js';
import type { Uploads } from './uploads.js';

let platform: TestPlatform;
let uploads: Uploads;
let context: SignedInContext;
let now = new Date();
beforeAll(async () => {
  platform = await TestPlatform.open({ clock: () => now });
  uploads = platform.platform.core.uploads;
  const personId = await platform.personId('customer-information-specialist');
  context = (await platform.platform.core.contextFor(personId, 'test')) as SignedInContext;
});
afterAll(() => platform.close());

const folder = () => join(platform.directory, 'files');
const send = async (text: string) => uploads.keep(context, 'a.csv', await uploads.receive(Readable.from([text])));
const hoursLater = (hours: number) => {
  now = new Date(Date.now() + hours * 60 * 60 * 1000);
};

describe('P02.A04 files that were sent', () => {
  it('P02.A04 are found by their id in any case, with size and checksum', async () => {
    const id = await send('企业名称\n');
    expect(await uploads.open(context, id.toUpperCase())).toEqual({ path: join(folder(), id), name: 'a.csv' });
    const [stored] = await platform.owner('select size, checksum from files.stored_file where id = $1', [id]);
    expect(stored).toEqual({
      size: 13,
      checksum: '480195bf6ad0fa859de6977199d4400287bbf436e619a268a55e08eecc7afb9f',
    });
  });

  it('P02.A04 a stream that fails leaves nothing behind', async () => {
    const before = readdirSync(folder());
    const failing = Readable.from(
      (async function* () {
        yield 'half';
        throw new Error('broke off');
      })(),
    );
    await expect(uploads.receive(failing)).rejects.toThrow('broke off');
    expect(readdirSync(folder())).toEqual(before);
  });

  it('P02.A04 a file that could not be recorded leaves nothing behind', async () => {
    const before = readdirSync(folder());
    const received = await uploads.receive(Readable.from(['x']));
    const nobody = { ...context, viewer: { ...context.viewer, personId: '3b1f8a52-5d0f-4a8e-9f0c-1c2d3e4f5a6b' } };
    await expect(uploads.keep(nobody, 'a.csv', received)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(readdirSync(folder())).toEqual(before);
  });

  it.each([
    ['is kept for a day', 23, true],
    ['is gone after a day', 25, false],
  ])('P02.A04 a file %s', async (_what, hours, isKept) => {
    now = new Date();
    const id = await send('企业名称\n');
    hoursLater(hours);
    await uploads.sweep();
    expect(readdirSync(folder()).includes(id)).toBe(isKept);
    if (isKept) expect(await uploads.open(context, id)).toMatchObject({ name: 'a.csv' });
    else await expect(uploads.open(context, id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('P02.A04 what a killed server left half received is gone after a day too', async () => {
    now = new Date();
    const left = join(folder(), 'half');
    writeFileSync(left, 'x');
    await uploads.sweep();
    expect(readdirSync(folder())).toContain('half');
    const yesterday = Date.now() / 1000 - 25 * 60 * 60;
    await utimes(left, yesterday, yesterday);
    await uploads.sweep();
    expect(readdirSync(folder())).not.toContain('half');
  });

  it('P02.A04 a file whose content is not here is NOT_FOUND', async () => {
    const id = await send('企业名称\n');
    await uploads.drop({ id, size: 0, checksum: '' });
    await expect(uploads.open(context, id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
