import type { Message } from '../languages/message.js';
import type { Module } from '../module.js';

/** A place where a text leaves a choice, and how it is read. */
export interface Interpretation {
  /** Unique among all modules: the module's name, a full stop, what it is about, for example customers.loanDays. */
  id: string;
  clause: string;
  question: Message;
  /** Each way to read it in words, by name. */
  choices: Record<string, Message>;
  /** The one that holds until an administrator sets another. */
  default: string;
}

export const defineInterpretation = <T extends Interpretation>(interpretation: T): T => interpretation;

/** What does not fit of the interpretations of all modules. */
export function interpretationProblems(modules: readonly Module[]): string[] {
  const all = modules.flatMap(({ name, interpretations }) => (interpretations ?? []).map((one) => ({ ...one, name })));
  const ids = all.map(({ id }) => id);
  return [
    ...ids.filter((id, i) => ids.indexOf(id) !== i).map((id) => `two interpretations are named ${id}`),
    ...all
      .filter(({ id, name }) => !id.startsWith(`${name}.`))
      .map(({ id, name }) => `the interpretation ${id} of ${name} must begin with ${name}.`),
    ...all
      .filter((one) => !(one.default in one.choices))
      .map((one) => `the interpretation ${one.id} has no choice ${one.default}`),
  ];
}
