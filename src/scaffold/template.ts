import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ModuleNames } from './moduleNames.js';

/** Where the module lies that others are written after. It is compiled and checked with everything else. */
export const templateFolder = (root: string): string => join(root, 'template/case-room');

/** The names that the template goes by, none of which is part of another word in it. */
const templateNames: ModuleNames = {
  module: 'case-room',
  title: { en: 'Case room', zh: '案卷室' },
  policy: 'CASE-ROOM',
  constant: 'caseRoom',
  pascal: 'CaseRoom',
  schema: 'case_room',
  rolePrefix: 'CASE_ROOM',
  entity: 'CaseFile',
  one: 'caseFile',
  list: 'caseFiles',
  table: 'case_file',
  prefix: 'CF',
};

const texts = (names: ModuleNames): string[] =>
  Object.values(names).flatMap((value) => (typeof value === 'string' ? [value] : [value.en, value.zh]));

/** A text of the template with other names in it; each place is replaced once, whatever the new names look like. */
function renamed(text: string, names: ModuleNames): string {
  const [before, after] = [texts(templateNames), texts(names)];
  // Two letters are part of many a word.
  const patterns = before.toSorted((a, b) => b.length - a.length).map((one) => (one.length > 2 ? one : `\\b${one}\\b`));
  return text.replace(new RegExp(patterns.join('|'), 'g'), (found) => after[before.indexOf(found)]!);
}

/** The template's files under other names, by file name. */
export function renderTemplate(root: string, names: ModuleNames): Map<string, string> {
  const folder = templateFolder(root);
  return new Map(
    readdirSync(folder)
      .sort()
      .map((file) => [renamed(file, names), renamed(readFileSync(join(folder, file), 'utf8'), names)]),
  );
}

/** Words that the template's code uses itself, so that nothing new can go by them. */
export function usedWords(root: string): Set<string> {
  const own = new Set(texts(templateNames));
  const folder = templateFolder(root);
  const code = readdirSync(folder)
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(join(folder, file), 'utf8').replace(/\/\*\*.*?\*\/|'[^'\n]*'|`[^`]*`/gs, ' '));
  return new Set(
    code
      .flatMap((text) => text.match(/[A-Za-z_]\w*/g) ?? [])
      .filter((word) => !own.has(word) && !/case_?(file|room)/i.test(word)),
  );
}
