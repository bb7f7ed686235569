import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');
const { dependencies, optionalDependencies } = JSON.parse(read('../package.json'));
const { packages } = JSON.parse(read('../package-lock.json'));

/** Names no licence in its package.json; the file LICENSE that it brings is MIT's. */
const licensedByFile = ['node_modules/png-js'];

describe('DEPENDENCIES.md', () => {
  const rows = read('../DEPENDENCIES.md')
    .split('\n')
    .filter((line) => /^\| \S+ \| \d/.test(line))
    .map((line) => line.split('|').map((cell) => cell.trim()));

  it('lists what package.json installs on a server, with its version', () => {
    const listed = Object.fromEntries(rows.map(([, name, version]) => [name!, version!]));
    expect(listed).toEqual({ ...dependencies, ...optionalDependencies });
  });

  it.each(rows.map(([, name, , , licence]) => [name!, licence!]))('says the licence of %s: %s', (name, licence) => {
    expect(packages[`node_modules/${name}`].license ?? 'none').toBe(licence);
    expect([
      'MIT',
      'MIT-0',
      'Apache-2.0',
      'BSD-2-Clause',
      'BSD-3-Clause',
      'ISC',
      'OFL-1.1',
      'MIT AND Apache-2.0',
    ]).toContain(licence);
  });

  it('every package below them has a licence that lets it be used', () => {
    const strange = Object.entries<{ license?: string; dev?: boolean }>(packages)
      .filter(([path, { dev }]) => path !== '' && !dev)
      .filter(
        ([, { license = 'none' }]) =>
          !/^(MIT|Apache-2\.0|BSD-[23]-Clause|ISC|OFL-1\.1|0BSD|BlueOak-1\.0\.0|CC0-1\.0|MIT-0|Unlicense|WTFPL)$|\bMIT\b/.test(
            license,
          ),
      );
    expect(
      strange.filter(([path]) => !licensedByFile.includes(path)).map(([path, { license }]) => `${path} ${license}`),
    ).toEqual([]);
  });
});
