import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Config, readConfig } from '../config.js';
import { awayReason } from '../database/ownServer.js';
import { StartError } from '../database/startError.js';
import type { Output } from '../output.js';
import { type Manifest, modulesOf } from './manifest.js';
import { type BackupVerification, verifyBackup } from './verifyBackup.js';

const backupHelp = `One file with a whole moment of the database and of the stored files:

  npm run backup -- FILE                   write it, also while the platform runs; never over an existing file
  npm run backup -- FILE --without-files   leave the content of stored files out
  npm run backup -- verify FILE            read it whole and say what it holds; exit code 1 with what is wrong

It holds everything that the database knows, also what is secret, and is not encrypted. Of the settings it holds
nothing: keep TOKEN_KEY, AUDIT_KEY and the others elsewhere.`;

const restoreHelp = `Into an empty database, or an empty DATA_DIR:

  npm run restore -- FILE                  verify the file, restore it, inspect the database

What fails or is killed halfway leaves a database that does not start: repeat it.`;

/** `backup FILE`, `backup verify FILE`. */
export async function backupCommand(root: string, args: string[], output: Output): Promise<void> {
  const { values, positionals } = given(args, backupHelp);
  if (values.help) return output.say(backupHelp);
  if (positionals[0] === 'verify' && positionals.length === 2) return verify(pathOf(positionals[1]!), output);
  const [file, ...rest] = positionals;
  if (file === undefined || file === 'verify' || rest.length > 0) throw new StartError(backupHelp);
  const config = readConfig(process.env, root);
  const path = pathOf(file);
  const began = performance.now();
  const { openSource } = await import('./backupSource.js');
  const { takeBackup } = await import('./takeBackup.js');
  const { signal, forget } = stopSignal();
  const source = await openSource(config, output.progress);
  try {
    const { owner } = source;
    const withoutFiles = values['without-files'] ?? false;
    const { dataDirectory } = config;
    const product = productOf(root);
    const done = await takeBackup({
      owner,
      dataDirectory,
      path,
      product,
      withoutFiles,
      onProgress: output.progress,
      signal,
    });
    output.say(
      `${path} is a backup of\n${contents(done)}\n  Taken     in ${secondsSince(began)}, read again and whole`,
    );
  } catch (error) {
    throw lost(error, 'backup');
  } finally {
    forget();
    await source.stop();
  }
}

async function verify(path: string, output: Output): Promise<void> {
  output.progress('reading the backup');
  const verification = await verifyBackup(path);
  const held = verification.manifest ? `\nIt says to be a backup of\n${contents(verification)}` : '';
  if (verification.findings.length > 0)
    throw new StartError([`The backup ${path} is not whole:`, ...verification.findings].join('\n  ') + held);
  output.say(`The backup ${path} is whole:\n${contents(verification)}`);
}

/** `restore FILE`. */
export async function restoreCommand(root: string, args: string[], output: Output): Promise<void> {
  const { values, positionals } = given(args, restoreHelp);
  if (values.help) return output.say(restoreHelp);
  const [file, ...rest] = positionals;
  if (file === undefined || rest.length > 0) throw new StartError(restoreHelp);
  const config: Config = readConfig(process.env, root);
  const began = performance.now();
  const { restoreBackup } = await import('./restoreBackup.js');
  const { explained } = await import('../open.js');
  try {
    const path = pathOf(file);
    const manifest = await restoreBackup({ config, path, product: productOf(root), onProgress: output.progress });
    output.say(
      [
        `Restored in ${secondsSince(began)}, and the database is as the modules want it:`,
        contents({ manifest }),
        'What was changed after that moment is as it was before: look at rights that were withdrawn and sessions that were ended since.',
      ].join('\n'),
    );
  } catch (error) {
    throw explained(lost(error, 'restore'), config);
  }
}

function given(args: string[], help: string) {
  try {
    const flag = { type: 'boolean' } as const;
    const options = { help: { ...flag, short: 'h' }, 'without-files': flag } as const;
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    throw new StartError(`${(error as Error).message}\n\n${help}`);
  }
}

/** As the person meant it who called npm: npm goes to the folder of package.json. */
const pathOf = (file: string): string => resolve(process.env.INIT_CWD ?? '', file);

const productOf = (root: string): string => JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version;

const secondsSince = (began: number): string => `${((performance.now() - began) / 1000).toFixed(1)} s`;

/** What a manifest says, for people. */
function contents({
  manifest,
  size,
}: Partial<Pick<BackupVerification, 'size'>> & { manifest?: Manifest | undefined }): string {
  const { moment, product, postgres, tables, files, demo } = manifest!;
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  const most = [...tables].sort((a, b) => b.rows - a.rows).slice(0, 5);
  const bytes = (files ?? []).reduce((sum, file) => sum + file.bytes, 0);
  return [
    `  Moment    ${moment}${demo === 'none' ? '' : ', the demo organisation'}`,
    `  Made by   Zhidu ${product} on PostgreSQL ${postgres}`,
    `  Modules   ${modulesOf(manifest!).join(', ')}`,
    `  Rows      ${rows} in ${tables.length} tables (${most.map((one) => `${one.schema}.${one.table} ${one.rows}`).join(', ')} …)`,
    `  Files     ${files ? `${files.length}, ${megabytes(bytes)}` : 'their content was left out'}`,
    ...(size ? [`  Size      ${megabytes(size)}`] : []),
  ].join('\n');
}

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

function stopSignal(): { signal: AbortSignal; forget(): void } {
  const controller = new AbortController();
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  const stop = () => controller.abort(new StartError('The backup was stopped. Nothing was kept.'));
  for (const name of signals) process.on(name, stop);
  return {
    signal: controller.signal,
    forget() {
      for (const name of signals) process.off(name, stop);
    },
  };
}

function lost(error: unknown, what: string): unknown {
  const reason = error instanceof StartError ? undefined : awayReason(error);
  return reason ? new StartError(`The database went away during the ${what}: ${reason}. Repeat it.`) : error;
}
