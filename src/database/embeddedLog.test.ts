import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { EmbeddedLog } from './embeddedLog.js';

const root = mkdtempSync(join(tmpdir(), 'zhidu-log-'));
afterAll(() => rmSync(root, { recursive: true }));

describe('embedded PostgreSQL: its log', () => {
  it('is shortened to its end when it gets long, and is written on', () => {
    const path = join(root, 'long.log');
    writeFileSync(path, `${'x'.repeat(99)}\n`.repeat(60_000));
    const log = new EmbeddedLog(path, () => {});
    appendFileSync(log.descriptor, 'FATAL:  the last line\n');
    expect(log.sinceStart()).toBe('FATAL:  the last line\n');
    log.close();
    expect(statSync(path).size).toBeLessThan(1_100_000);
    expect(readFileSync(path, 'utf8').endsWith('x\nFATAL:  the last line\n')).toBe(true);
  });
});
