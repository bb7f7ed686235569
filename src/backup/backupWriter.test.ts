import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { BackupWriter } from './backupWriter.js';

async function* withoutEnd() {
  for (;;) {
    yield randomBytes(1024);
    await pause(1);
  }
}

it('a backup whose file takes no more ends also where a part has passed whole and waits', async () => {
  const root = mkdtempSync(join(tmpdir(), 'zhidu-writer-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  const writer = await BackupWriter.create(join(root, 'a.zip'));
  const content = Readable.from([Buffer.from('waits behind the first')]);
  const parts = [writer.add('first', Readable.from(withoutEnd())), writer.add('second', content)];
  const ends = Promise.allSettled(parts);
  await expect.poll(() => content.readableEnded).toBe(true);
  await writer.discard();
  expect((await ends).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(readdirSync(root)).toEqual([]);
});
