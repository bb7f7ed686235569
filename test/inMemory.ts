import { existsSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';

const memory = '/dev/shm';
const bytesOfRun = 4e9;

/** Where a run puts its databases: each suite copies one, which is mostly the work of the file system. */
export function scratchDirectory(): string {
  if (process.env.TMPDIR || !existsSync(memory)) return tmpdir();
  const { bavail, bsize } = statfsSync(memory);
  return bavail * bsize > bytesOfRun ? memory : tmpdir();
}
