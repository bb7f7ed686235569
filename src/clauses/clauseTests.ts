import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A test that a clause is proven by, as its file names it. */
export interface ClauseTest {
  file: string;
  name: string;
}

/** In schema/, written by `npm run schema`. */
export const clauseTestsFile = 'clause-tests.tsv';

/** A name of a test or of a group of tests that begins with ids of clauses, for example `P01.A19 P01.A20 a loan …`. */
const named = /\(\s*(['"`])((?:[A-Z][A-Z0-9-]*\.A\d{2,3},? )+(?:(?!\1)[^\\\n]|\\.)+)\1/g;

/** Which tests name which clauses, a line each: clause, file, name. Read from the sources, so that it cannot rot. */
export function clauseTestLines(root: string): string {
  const lines = ['src', 'modules', 'test'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.test.ts'))
      .flatMap((path) => linesOf(root, join(folder, path))),
  );
  return `${[...new Set(lines)].sort().join('\n')}\n`;
}

function linesOf(root: string, file: string): string[] {
  const names = [...readFileSync(join(root, file), 'utf8').matchAll(named)].map(([, , name]) => name!);
  return names.flatMap((name) => {
    const ids = name.match(/^(?:[A-Z][A-Z0-9-]*\.A\d{2,3},? )+/)![0].split(/,? /);
    const plain = name.replaceAll('\\', '').replaceAll('\t', ' ');
    return ids.filter(Boolean).map((id) => [id, file.split(sep).join('/'), plain].join('\t'));
  });
}

/** The committed lines by clause. */
export function testsByClause(): ReadonlyMap<string, ClauseTest[]> {
  const here = dirname(fileURLToPath(import.meta.url));
  const root = existsSync(join(here, '../../package.json')) ? join(here, '../..') : join(here, '../../..');
  const lines = readFileSync(join(root, 'schema', clauseTestsFile), 'utf8')
    .trimEnd()
    .split('\n');
  const split = lines.map((line) => line.split('\t') as [clause: string, file: string, name: string]);
  const byClause = new Map<string, ClauseTest[]>();
  for (const [clause, file, name] of split) byClause.set(clause, [...(byClause.get(clause) ?? []), { file, name }]);
  return byClause;
}
