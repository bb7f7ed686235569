import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type DataLock } from './dataLock.js';
import { giveToServer, type Launcher } from './embeddedLauncher.js';
import { type RunOptions, runProcess, usefulLine } from './runProcess.js';
import { noSpace, StartError, saysNoSpace } from './startError.js';
import { syncDirectory } from './syncDirectory.js';

export const databaseName = 'zhidu';
export const ownerRole = 'zhidu_owner';
export const requestRole = 'zhidu_request';

/** The password of each role. */
export type Credentials = Record<typeof ownerRole | typeof requestRole, string>;

const bytesForFirstStart = 200e6;

/** The bootstrap superuser is not listed and cannot connect. */
const whoMayConnect = `local all ${ownerRole} scram-sha-256
local all ${requestRole} scram-sha-256
`;

/** Made on the first start. An unfinished one has another name, so a crash in the middle only means to begin again. */
export async function ensureCluster(
  directory: string,
  launcher: Launcher,
  serverLock: DataLock,
  onProgress: (message: string) => void,
): Promise<{ cluster: string; credentials: Credentials }> {
  const cluster = join(directory, 'cluster');
  const credentialsFile = join(directory, 'credentials.json');
  if (existsSync(cluster)) return { cluster, credentials: await readCredentials(credentialsFile) };

  const unfinished = join(directory, 'cluster.new');
  await rm(unfinished, { recursive: true, force: true });
  const { bavail, bsize } = await statfs(directory);
  if (bavail * bsize < bytesForFirstStart)
    throw new StartError(
      `The disk that holds ${directory} has only ${Math.floor((bavail * bsize) / 1e6)} MB free; the first start needs ${bytesForFirstStart / 1e6} MB. Free some space and start again.`,
    );
  onProgress('creating the database, once');
  await mkdir(unfinished, { mode: 0o700 });
  giveToServer(launcher, directory);
  const credentials = { [ownerRole]: newPassword(), [requestRole]: newPassword() };
  await fillCluster(unfinished, directory, launcher, serverLock, credentials);
  await writeDurably(credentialsFile, JSON.stringify(credentials));
  await rename(unfinished, cluster);
  await syncDirectory(directory);
  return { cluster, credentials };
}

const newPassword = () => randomBytes(24).toString('base64url');

async function fillCluster(
  folder: string,
  directory: string,
  launcher: Launcher,
  serverLock: DataLock,
  credentials: Credentials,
): Promise<void> {
  const run = async (command: string[], options: RunOptions = {}) => {
    const outcome = await runProcess([...launcher.prefix, ...command], {
      ...options,
      user: launcher.user,
      inherit: [serverLock.descriptor],
    });
    if (outcome.code === 0) return;
    if (saysNoSpace(outcome.output)) throw noSpace(directory);
    throw new StartError(
      `PostgreSQL could not create its database in ${directory}: ${outcome.signal ?? usefulLine(outcome.output)}.`,
    );
  };
  const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'];
  await run([launcher.initdb, '-D', folder, '-U', 'bootstrap', ...locale, '--auth=reject', '--no-instructions']);
  await writeFile(join(folder, 'pg_hba.conf'), whoMayConnect, { flush: true });
  // One statement a line; the server's single-user mode needs no connection, and so no password.
  const setUp = `
create role ${ownerRole} login createdb nosuperuser nobypassrls password '${credentials[ownerRole]}'
create role ${requestRole} login nosuperuser nobypassrls password '${credentials[requestRole]}'
create database ${databaseName} owner ${ownerRole}
alter role bootstrap nologin
`;
  // Without the second a failed statement would write the password to the log.
  const settings = ['-c', 'exit_on_error=on', '-c', 'log_min_error_statement=panic'];
  await run([launcher.postgres, '--single', '-D', folder, ...settings, 'postgres'], { input: setUp.trimStart() });
}

export async function readCredentials(path: string): Promise<Credentials> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    if (!(error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === 'ENOENT')) throw error;
    throw new StartError(
      `${path}, which holds the database's passwords, is missing or damaged. Restore it from a backup.`,
    );
  }
}

async function writeDurably(path: string, text: string): Promise<void> {
  await writeFile(`${path}.new`, text, { mode: 0o600, flush: true });
  await rename(`${path}.new`, path);
}
