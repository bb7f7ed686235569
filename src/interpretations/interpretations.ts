import type { Context, SignedInContext } from '../context.js';
import { type Ask, askingAs, askingOf } from '../database/asking.js';
import { badInput } from '../errors.js';
import type { Module } from '../module.js';
import type { Interpretation } from './interpretation.js';

/** What an administrator has set. */
interface Setting {
  choice: string;
  reason: string;
  setAt: string;
  setBy: string | null;
}

export interface InterpretationInForce {
  interpretation: Interpretation;
  module: string;
  choice: string;
  /** Undefined while the default holds. */
  setting: Setting | undefined;
}

/** How the texts are read where they leave a choice. */
export class Interpretations {
  private readonly known: ReadonlyMap<string, { interpretation: Interpretation; module: string }>;

  constructor(modules: readonly Module[]) {
    this.known = new Map(
      modules.flatMap(({ name: module, interpretations }) =>
        (interpretations ?? []).map((interpretation) => [interpretation.id, { interpretation, module }] as const),
      ),
    );
  }

  /** The choice that holds in the caller's transaction. */
  async choiceOf(ask: Ask, id: string): Promise<string> {
    return (await this.choiceSince(ask, id)).choice;
  }

  /** The choice that holds, and since when an administrator has set it so; undefined for the default. */
  async choiceSince(ask: Ask, id: string): Promise<{ choice: string; since: Date | undefined }> {
    const known = this.known.get(id);
    if (!known) throw new Error(`No installed module has the interpretation ${id}.`);
    const set = (await settings(ask))[id];
    return { choice: this.inForce(known.interpretation, set), since: set && new Date(set.setAt) };
  }

  /** Of the modules that are on, in the order of their ids. */
  async list(context: Context): Promise<InterpretationInForce[]> {
    const set = await settings(askingAs(context));
    return [...this.known.values()]
      .filter(({ module }) => context.core.switching.isEnabled(module))
      .map(({ interpretation, module }) => ({
        interpretation,
        module,
        choice: this.inForce(interpretation, set[interpretation.id]),
        setting: set[interpretation.id],
      }))
      .sort((a, b) => (a.interpretation.id < b.interpretation.id ? -1 : 1));
  }

  /** Holds for what begins from now on. @throws BAD_USER_INPUT for an unknown interpretation or choice */
  async set(context: SignedInContext, id: string, choice: string, reason: string): Promise<InterpretationInForce> {
    const known = this.known.get(id);
    if (!known || !context.core.switching.isEnabled(known.module)) throw badInput([unknown('id', this.ids(context))]);
    const choices = Object.keys(known.interpretation.choices);
    if (!choices.includes(choice)) throw badInput([unknown('choice', choices)]);
    await context.database.write(context, async ({ em }) => {
      const ask = askingOf(em);
      const before = this.inForce(known.interpretation, (await settings(ask))[id]);
      const entry = {
        action: 'interpretation set',
        type: 'Interpretation',
        id,
        clause: known.interpretation.clause,
        before: { choice: before },
        after: { choice, reason },
      };
      await ask('select interpretations.set(?, ?, ?), audit.append(?::json)', [
        id,
        choice,
        reason,
        JSON.stringify([entry]),
      ]);
    });
    return (await this.list(context)).find(({ interpretation }) => interpretation.id === id)!;
  }

  private ids({ core }: Context): string[] {
    return [...this.known].filter(([, { module }]) => core.switching.isEnabled(module)).map(([id]) => id);
  }

  /** A choice that a newer version of the module no longer offers has no say. */
  private inForce({ choices, default: standard }: Interpretation, set: Setting | undefined): string {
    return set && set.choice in choices ? set.choice : standard;
  }
}

async function settings(ask: Ask): Promise<Record<string, Setting>> {
  const [row] = await ask<{ settings: Record<string, Setting> }>('select interpretations.in_force() as settings');
  return row!.settings;
}

const unknown = (path: string, known: string[]) => ({
  path,
  message: {
    en: known.length > 0 ? `Give one of: ${known.join(', ')}.` : 'There are none.',
    zh: known.length > 0 ? `请给出其中之一：${known.join('、')}。` : '目前没有。',
  },
});
