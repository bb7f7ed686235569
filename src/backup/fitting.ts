import { checksum } from '../database/inspect.js';
import { StartError } from '../database/startError.js';
import type { Module } from '../module.js';
import { type Manifest, modulesOf } from './manifest.js';

/**
 * The installed modules with those of their migrations that the backup was made with.
 *
 * @throws StartError naming what the backup has and this Zhidu does not
 */
export function modulesAtBackup(manifest: Manifest, modules: readonly Module[], product: string): Module[] {
  if (isNewer(manifest.product, product))
    throw new StartError(
      `The backup was made by Zhidu ${manifest.product}, which is newer than this one (${product}). Restore it with that version.`,
    );
  const missing = modulesOf(manifest).filter((name) => !modules.some((module) => module.name === name));
  if (missing.length > 0)
    throw new StartError(
      `The backup has rows of modules that are not installed here: ${missing.join(', ')}. Install them and name their packages in MODULES.`,
    );
  const problems = manifest.migrations.flatMap(({ module, name, checksum: sum }) => {
    const known = modules.find((installed) => installed.name === module)?.migrations?.find((one) => one.name === name);
    if (!known) return [`${module} ${name} is unknown here`];
    return checksum(known.up) === sum ? [] : [`${module} ${name} is not the same here`];
  });
  if (problems.length > 0)
    throw new StartError(
      `The backup was made with other migrations, by Zhidu ${manifest.product}: ${problems.join('; ')}. Restore it with that version, and then update.`,
    );
  const applied = new Set(manifest.migrations.map(({ module, name }) => `${module} ${name}`));
  return modules.map((module) => ({
    ...module,
    migrations: (module.migrations ?? []).filter(({ name }) => applied.has(`${module.name} ${name}`)),
  }));
}

const isNewer = (one: string, other: string): boolean =>
  one.localeCompare(other, 'en', { numeric: true, sensitivity: 'base' }) > 0;
