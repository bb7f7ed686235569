import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { clauseTestLines, clauseTestsFile } from '../dist/src/clauses/clauseTests.js';
import { schemaFiles } from '../dist/src/graphql/schemaFiles.js';
import { installedModules } from '../dist/src/installedModules.js';

// Writes schema/ from the code, and with --check only tells whether it is what the code says.
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const folder = join(root, 'schema');
const files = await schemaFiles(await installedModules({ modulePackages: [] }));
files.set(clauseTestsFile, clauseTestLines(root));
mkdirSync(folder, { recursive: true });
const present = (name) => (existsSync(join(folder, name)) ? readFileSync(join(folder, name), 'utf8') : undefined);
const names = new Set([...readdirSync(folder), ...files.keys()]);
const differing = [...names].filter((name) => present(name) !== files.get(name)).sort();

if (process.argv.includes('--check')) {
  if (differing.length > 0) {
    process.stderr.write(`schema/ is not what the code says (${differing.join(', ')}). Run: npm run schema\n`);
    process.exitCode = 1;
  }
} else {
  for (const name of differing)
    if (files.has(name)) writeFileSync(join(folder, name), files.get(name));
    else rmSync(join(folder, name), { recursive: true });
  process.stdout.write(`${differing.length === 0 ? 'Nothing changed' : `Wrote ${differing.join(', ')}`} in schema/.\n`);
}
