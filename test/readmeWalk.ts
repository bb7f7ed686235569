import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

type Step = [file: string, paste: (text: string, block: string) => string];

const below =
  (anchor: RegExp) =>
  (text: string, block: string): string =>
    text.replace(anchor, (found) => `${found}${block}`);

/** Each line of the block takes the place of the first line that begins like it. */
const insteadOfLikeLines =
  (length: number) =>
  (text: string, block: string): string =>
    block
      .trimEnd()
      .split('\n')
      .reduce((before, line) => {
        const lines = before.split('\n');
        const place = lines.findIndex((one) => one.startsWith(line.slice(0, length)));
        if (place < 0) throw new Error(`No line begins like "${line}".`);
        return lines.with(place, line).join('\n');
      }, text);

/** Where each block of TypeScript in the chapter "Write a module" is pasted, one after the other. */
const steps: Step[] = [
  ['loan.entity.ts', below(/ {2}dueOn!: string;\n\n/)],
  ['loan.inputs.ts', below(/ {2}dueOn!: string;\n\n/)],
  ['loans.module.ts', below(/ {2}migrations: \[\n {4}\{.*?\n {4}\},\n/s)],
  ['loans.test.ts', insteadOfLikeLines(16)],
  ['loans.test.ts', insteadOfLikeLines(32)],
  ['loans.clauses.ts', below(/ {6}clauseText\(.*?\n {6}\),\n/s)],
  ['loans.permissions.ts', insteadOfLikeLines(9)],
  ['loans.permissions.ts', insteadOfLikeLines(9)],
];

/** The README speaks of loans, of which there may be a module already. */
const spokenOf = (text: string, thing: string): string =>
  text
    .replaceAll('loan', thing)
    .replaceAll('Loan', `${thing[0]!.toUpperCase()}${thing.slice(1)}`)
    .replaceAll('LOAN', thing.toUpperCase());

/** Pastes what the README's chapter "Write a module" says into a module of such things, for example modules/loans. */
export function followReadme(root: string, thing: string): void {
  const readme = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8');
  const chapter = readme.slice(readme.indexOf('\n## Write a module'), readme.indexOf('\n### The parts of a module'));
  const blocks = [...chapter.matchAll(/```ts\n(.*?)```/gs)].map(([, block]) => spokenOf(block!, thing));
  if (blocks.length !== steps.length) throw new Error(`The chapter has ${blocks.length} blocks, not ${steps.length}.`);
  for (const [i, [name, paste]] of steps.entries()) {
    const file = join(root, 'modules', `${thing}s`, spokenOf(name, thing));
    const text = readFileSync(file, 'utf8');
    const pasted = paste(text, name.startsWith('loan.') ? `${blocks[i]}\n` : blocks[i]!);
    if (pasted === text) throw new Error(`${file} has no place for:\n${blocks[i]}`);
    writeFileSync(file, pasted);
  }
}
