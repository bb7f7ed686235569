import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartError } from '../database/startError.js';
import type { ModuleNames } from './moduleNames.js';
import { renderTemplate } from './template.js';

/**
 * Writes modules/NAME and adds it to src/installedModules.ts: both or nothing. All is made aside and put in its place at
 * the end, the list of modules last.
 *
 * @param place puts in its place what was made aside, in one step
 * @returns the files, by path from the root
 */
export function writeModule(
  root: string,
  names: ModuleNames,
  place: (from: string, to: string) => void = renameSync,
): string[] {
  const list = join(root, 'src/installedModules.ts');
  const folder = join(root, 'modules', names.module);
  // Beside its place, so that it can be renamed; a name that no module has, so that nobody mistakes it for one.
  const aside = mkdtempSync(join(root, 'modules/.new-'));
  try {
    mkdirSync(join(aside, 'module'));
    const files = renderTemplate(root, names);
    for (const [file, text] of files) writeFileSync(join(aside, 'module', file), text);
    writeFileSync(join(aside, 'installedModules.ts'), listed(readFileSync(list, 'utf8'), names));
    format(root, aside);
    if (existsSync(folder)) throw new StartError(`There is a folder modules/${names.module} now; nothing was written.`);
    place(join(aside, 'module'), folder);
    try {
      place(join(aside, 'installedModules.ts'), list);
    } catch (error) {
      rmSync(folder, { recursive: true });
      throw error;
    }
    return [...files.keys()].map((file) => `modules/${names.module}/${file}`);
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}

/** The list of installed modules with one more in it. */
function listed(text: string, { module, constant }: ModuleNames): string {
  const array = /(const included: readonly Module\[\] = \[[^\]]*?),?\s*\]/;
  if (!array.test(text))
    throw new StartError(
      'src/installedModules.ts has no line "const included: readonly Module[] = […]" to which the module could be added. Put it back, then repeat.',
    );
  return `import { ${constant} } from '../modules/${module}/${module}.module.js';\n${text.replace(array, `$1, ${constant}]`)}`;
}

/** Order of imports and length of lines depend on the names. */
function format(root: string, folder: string): void {
  const biome = join(root, 'node_modules/@biomejs/biome/bin/biome');
  if (!existsSync(biome))
    throw new StartError('A module is written with the development packages, which are not here. Run: npm ci');
  const { status, stderr } = spawnSync(process.execPath, [biome, 'check', '--write', folder], {
    cwd: root,
    encoding: 'utf8',
  });
  if (status !== 0)
    throw new StartError(`The written module does not pass npm run lint; nothing was written.\n${stderr}`);
}
