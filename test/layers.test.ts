import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { expect, it } from 'vitest';
import { compose } from '../src/composition.js';
import { coreModules } from '../src/coreModules.js';
import { installedModules } from '../src/installedModules.js';

const root = resolve(import.meta.dirname, '..');

const sources = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => join(folder, name));

/** What a file imports from this repository, relative to its root. */
function imports(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8');
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map(([, path]) =>
    relative(root, resolve(root, dirname(file), path!)).replace(/\.js$/, '.ts'),
  );
}

const ofTests = /\.(harness|world|oracle|random|fixture)\.ts$|Harness\.ts$/;

const moduleOf = (path: string): string | undefined =>
  path.startsWith(`modules${sep}`) ? path.split(sep)[1] : undefined;

it('the core imports no module; only the list of installed modules names them', () => {
  const culprits = sources('src')
    .filter((file) => file !== join('src', 'installedModules.ts'))
    .flatMap((file) =>
      imports(file)
        .filter(moduleOf)
        .map((path) => `${file} imports ${path}`),
    );
  expect(culprits).toEqual([]);
});

it('a module imports of another one only its *.api.ts, and only if it requires it', async () => {
  const modules = compose([...coreModules, ...(await installedModules({ modulePackages: [] }))]);
  const requires = new Map(modules.map(({ name, requires = [], linksTo = [] }) => [name, [...requires, ...linksTo]]));
  const culprits = sources('modules').flatMap((file) => {
    const own = moduleOf(file)!;
    return imports(file)
      .filter((path) => moduleOf(path) && moduleOf(path) !== own)
      .filter((path) => !path.endsWith('.api.ts') || !requires.get(own)?.includes(moduleOf(path)!))
      .map((path) => `${file} imports ${path}`);
  });
  expect(culprits).toEqual([]);
});

it('nothing that is shipped imports from the tests', () => {
  const culprits = [...sources('src'), ...sources('modules')]
    .filter((file) => !ofTests.test(file))
    .flatMap((file) =>
      imports(file)
        .filter((path) => path.startsWith(`test${sep}`))
        .map((path) => `${file} imports ${path}`),
    );
  expect(culprits).toEqual([]);
});

it('the core names no clause of a policy, but as an example', () => {
  const culprits = sources('src')
    .filter((file) => !ofTests.test(file))
    .flatMap((file) =>
      [...readFileSync(join(root, file), 'utf8').matchAll(/.*P\d\d\.A\d\d.*/g)]
        .map(([line]) => line)
        .filter((line) => !/or example|such as/.test(line))
        .map((line) => `${file}: ${line.trim()}`),
    );
  expect(culprits).toEqual([]);
});
