import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { errorCodes } from '../src/errors.js';
import { limitSettings } from '../src/limits/limits.js';

it("the README's error table names exactly the codes of the source", () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  const table = readme.slice(readme.indexOf('\n## Errors'), readme.indexOf('\n## Write a module'));
  const documented = [...table.matchAll(/^\| ([A-Z_]+) \|/gm)].map(([, code]) => code);
  expect(documented.sort()).toEqual(Object.keys(errorCodes).sort());
});

it("the README's table of limits has the settings, meanings and defaults of the source", () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  const rows = [...readme.matchAll(/^\| (LIMIT_[A-Z_]+) \| (.+) \| (\d+) \|$/gm)].map(([, ...cells]) => cells);
  const settings = Object.values(limitSettings);
  expect(rows).toEqual(settings.map(({ setting, meaning, standard }) => [setting, meaning, String(standard)]));
});
