import { closeSync, constants, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { runProcess } from './runProcess.js';
import { StartError } from './startError.js';

/**
 * Each takes the lock of the open file that it gets as descriptor 3: 0 taken, 1 held by another. The lock belongs to
 * the open file, not to the process, so it stays ours when the helper has ended, and the kernel gives it back when the
 * last process that has the file open is gone, however it ended. Node itself cannot lock a file; macOS has no flock.
 */
const lockCommands = [
  ['flock', '--nonblock', '3'],
  ['perl', '-e', 'open(my $f, "+<&=", 3) or exit 2; exit(flock($f, 6) ? 0 : $!{EWOULDBLOCK} ? 1 : 2)'],
];

/** A file that one process has locked. A child that inherits the descriptor holds the lock as well. */
export class DataLock {
  private constructor(readonly descriptor: number) {}

  /** Undefined if another holds it after `patience` milliseconds. */
  static async take(path: string, patience = 0): Promise<DataLock | undefined> {
    const descriptor = openSync(path, constants.O_RDWR | constants.O_CREAT | constants.O_NOFOLLOW, 0o600);
    const deadline = Date.now() + patience;
    try {
      while (!(await tryLock(descriptor, path))) {
        if (Date.now() >= deadline) {
          closeSync(descriptor);
          return undefined;
        }
        await sleep(20);
      }
    } catch (error) {
      closeSync(descriptor);
      throw error;
    }
    // Only for the message of holder(); who holds the lock is known to the kernel alone.
    writeSync(descriptor, `${process.pid}\n`, 0);
    ftruncateSync(descriptor, `${process.pid}\n`.length);
    return new DataLock(descriptor);
  }

  /** The process that took the lock last, for a message. */
  static holder(path: string): string {
    return readFileSync(path, 'utf8').trim();
  }

  release(): void {
    closeSync(this.descriptor);
  }
}

async function tryLock(descriptor: number, path: string): Promise<boolean> {
  for (const command of lockCommands) {
    const { code, output } = await runProcess(command, { inherit: [descriptor] });
    if (code === 127) continue;
    if (code === 0 || code === 1) return code === 0;
    throw new StartError(`The file ${path} cannot be locked (${output.trim() || `${command[0]} failed`}).`);
  }
  throw new StartError('Neither flock nor perl is installed. Zhidu needs one of them to lock its data directory.');
}
