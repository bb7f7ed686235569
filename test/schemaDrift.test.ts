import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { clauseTestLines, clauseTestsFile } from '../src/clauses/clauseTests.js';
import { schemaFiles } from '../src/graphql/schemaFiles.js';
import { installedModules } from '../src/installedModules.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = join(root, 'schema');
const remedy = 'schema/ is not what the code says. Run: npm run schema, look at the difference, and commit it';

describe('the committed schema', () => {
  let files: Map<string, string>;
  beforeAll(async () => {
    files = await schemaFiles(await installedModules({ modulePackages: [] }));
    files.set(clauseTestsFile, clauseTestLines(root));
  });

  it('has a file for the whole API, for what each module adds, and for the policies, and no other', () => {
    expect(readdirSync(folder).sort(), remedy).toEqual([...files.keys()].sort());
    expect([...files.keys()]).toEqual(
      expect.arrayContaining(['schema.graphql', 'customers.graphql', 'quality.graphql', 'policies.sql']),
    );
  });

  it('says in each file what the code says', () => {
    const differing = [...files].filter(([name, text]) => readFileSync(join(folder, name), 'utf8') !== text);
    expect(
      differing.map(([name]) => name),
      remedy,
    ).toEqual([]);
  });

  it('gives a field that one module adds to the type of another to the module that adds it', () => {
    expect(files.get('customers.graphql')).not.toContain('qualityFeedback');
    expect(files.get('quality.graphql')).toMatch(/extend type Customer \{[^}]*qualityFeedback/);
  });

  it('is the same when it is written again', async () => {
    const again = await schemaFiles(await installedModules({ modulePackages: [] }));
    expect(again.set(clauseTestsFile, clauseTestLines(root))).toEqual(files);
  });
});
