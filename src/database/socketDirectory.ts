import { lstatSync, mkdtempSync, readlinkSync, rmdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { giveToServer, type Launcher } from './embeddedLauncher.js';

/** Linux allows 107 bytes in the path of a socket, macOS 103. */
const longestSocketPath = 100;
const socketName = '.s.PGSQL.5432';

export interface SocketDirectory {
  path: string;
  remove(): void;
}

/**
 * The data directory itself, or a private one in the system's temporary directory where the data directory's path is
 * too long for a socket. A link in the data directory remembers the latter, so that the next start can remove it after
 * a crash.
 */
export function openSocketDirectory(directory: string, launcher: Launcher): SocketDirectory {
  const link = join(directory, 'socket');
  const remove = () => {
    if (!lstatSync(link, { throwIfNoEntry: false })) return;
    removeSocket(readlinkSync(link));
    rmSync(link);
  };
  remove();
  if (Buffer.byteLength(join(directory, socketName)) <= longestSocketPath) return { path: directory, remove: () => {} };
  const path = mkdtempSync(join(tmpdir(), 'zhidu-'));
  symlinkSync(path, link);
  giveToServer(launcher, path);
  return { path, remove };
}

/** By name and not recursively: what a link points to is not trusted. */
function removeSocket(path: string): void {
  if (!lstatSync(path, { throwIfNoEntry: false })) return;
  for (const name of [socketName, `${socketName}.lock`]) rmSync(join(path, name), { force: true });
  rmdirSync(path);
}
