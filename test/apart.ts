import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

/**
 * Classes of GraphQL and MikroORM register for the whole process; a mocked package stays one too. And the text of the schema
 * has its fields in the order in which modules were loaded.
 */
const leavesTraces =
  /^\s*@(Resolver|ObjectType|InputType|Entity)\(|registerEnumType\(|vi\.(spyOn|mock|stub\w+|useFakeTimers)\(|schemaFiles\(/m;
const ofTests = /\.(fixture|world|harness)\.ts$|^test\//;

const known = new Map<string, boolean>();

/** Whether a test file, or what it brings along for itself, would be seen by the next file in the same process. */
function needsOwnProcess(file: string): boolean {
  const answered = known.get(file);
  if (answered !== undefined) return answered;
  known.set(file, false);
  const text = readFileSync(file, 'utf8');
  const imported = Array.from(text.matchAll(/from '(\.[^']+)\.js'/g), ([, path]) =>
    normalize(join(dirname(file), `${path}.ts`)),
  ).filter((path) => ofTests.test(path) && existsSync(path));
  const needs = leavesTraces.test(text) || imported.some(needsOwnProcess);
  known.set(file, needs);
  return needs;
}

/** Test files by whether they can share a process: loading the platform anew for each takes longer than most tests. */
export function testFiles(): { apart: string[]; together: string[] } {
  const files = globSync('{src,modules,test}/**/*.test.ts');
  return { apart: files.filter(needsOwnProcess), together: files.filter((file) => !needsOwnProcess(file)) };
}
