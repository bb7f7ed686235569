import { parseArgs } from 'node:util';
import { readConfig } from '../config.js';
import { StartError } from '../database/startError.js';
import type { Output } from '../output.js';
import { contents, pathOf, productOf, secondsSince } from './report.js';
import { verifyBackup } from './verifyBackup.js';

const whichFile =
  'Say which file: npm run backup -- FILE, or npm run backup -- verify FILE. More: npm run help -- backup';

/** `backup FILE`, `backup verify FILE`, `backup verify FILE --restore`. */
export async function backupCommand(root: string, args: string[], output: Output): Promise<void> {
  const { values, positionals } = given(args);
  const [file, ...rest] = positionals;
  if (file === 'verify' && rest.length === 1)
    return values.restore ? rehearse(root, pathOf(rest[0]!), output) : verify(pathOf(rest[0]!), output);
  if (file === undefined || file === 'verify' || values.restore || rest.length > 0) throw new StartError(whichFile);
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

/** Into a scratch database of its own: a live one is neither asked nor touched. */
async function rehearse(root: string, path: string, output: Output): Promise<void> {
  const began = performance.now();
  const { installedModules } = await import('../installedModules.js');
  const { rehearseBackup } = await import('./rehearsal.js');
  const modules = await installedModules(readConfig(process.env, root));
  const { manifest, code } = await rehearseBackup(path, {
    modules,
    product: productOf(root),
    onProgress: output.progress,
  });
  output.say(
    [
      `The backup ${path} was restored into a scratch database in ${secondsSince(began)}; every row is what was backed up:`,
      contents({ manifest }),
      `  Code      ${code}`,
      'Enter the code where the copies of the database are registered: it shows that this copy can be restored.',
    ].join('\n'),
  );
}

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

function given(args: string[]) {
  try {
    return parseArgs({
      args,
      options: { 'without-files': { type: 'boolean' }, restore: { type: 'boolean' } },
      allowPositionals: true,
    });
  } catch (error) {
    throw new StartError(`${(error as Error).message} ${whichFile}`);
  }
}
