import type { Module, NamedRead, Read } from '../module.js';

/** The root fields of a read: as given, or the entity's name and its regular plural. */
export function readNames(read: Read): NamedRead {
  if (typeof read === 'object') return read;
  const one = read.name[0]!.toLowerCase() + read.name.slice(1);
  return { entity: read, list: plural(one), one };
}

export const readsOf = (module: Module): NamedRead[] => (module.reads ?? []).map(readNames);

export function plural(word: string): string {
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`;
  return /(s|x|z|ch|sh)$/.test(word) ? `${word}es` : `${word}s`;
}
