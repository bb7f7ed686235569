import type { Writing } from '../database/writing.js';
import type { Module } from '../module.js';

/** Something that a module tells those of others that want to know, without knowing them. */
export interface ModuleEvent<Told> {
  /** The module's name, a full stop, what happened, for example customers.qualityComplaint. */
  readonly name: string;
  /** What is told; only its type exists. */
  readonly told?: Told;
}

/** Exported by the module's *.api.ts. */
export const defineEvent = <Told>(name: string): ModuleEvent<Told> => ({ name });

/** What a module does when another one tells of an event: in the same transaction, with the same person's rights. */
export interface Reaction {
  readonly event: string;
  readonly react: (writing: Writing, told: never) => Promise<void>;
}

export const when = <Told>(
  event: ModuleEvent<Told>,
  react: (writing: Writing, told: Told) => Promise<void>,
): Reaction => ({ event: event.name, react });

/** Carries events to the modules that are on. */
export class Events {
  private readonly reactions: readonly (Reaction & { module: string })[];

  constructor(
    modules: readonly Module[],
    private readonly isEnabled: (module: string) => boolean,
  ) {
    this.reactions = modules.flatMap(({ name: module, reactions = [] }) =>
      reactions.map((reaction) => ({ ...reaction, module })),
    );
  }

  /** What a reaction refuses, refuses the whole mutation. */
  async tell<Told>(writing: Writing, event: ModuleEvent<Told>, told: Told): Promise<void> {
    await writing.em.flush();
    for (const { event: name, module, react } of this.reactions)
      if (name === event.name && this.isEnabled(module)) await react(writing, told as never);
  }
}
