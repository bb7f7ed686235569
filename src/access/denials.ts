import { type Denial, forbidden, type Missing, type ZhiduError } from '../errors.js';
import { joined, type Message } from '../languages/message.js';
import type { Module } from '../module.js';
import { type Condition, MissingKind } from './conditions.js';
import { type Facts, factsOf, type Gap, gapsOf } from './gaps.js';
import { type RoleTitles, wordsOf } from './remedies.js';
import type { Rule } from './rules.js';
import type { Viewer } from './viewer.js';

/** Says of a refusal by which clause it happened, what is missing and who can help. */
export class Denials {
  private readonly titles: RoleTitles;

  constructor(modules: readonly Module[]) {
    this.titles = new Map(modules.flatMap(({ roles }) => Object.entries(roles ?? {})));
  }

  /** Of a rule that does not hold for a viewer; `facts` know what the row tells. */
  of(rule: Rule, viewer: Viewer, facts: Facts = factsOf(viewer)): Denial {
    if (viewer.mustChangePassword) return this.from([{ condition: { kind: MissingKind.PASSWORD }, clause: null }]);
    const certain = gapsOf(rule, facts, true);
    return this.from(certain.length > 0 ? certain : gapsOf(rule, facts, false));
  }

  /** Of single conditions that no rule holds. */
  lacking(condition: Condition, clause: string | null = null): Denial {
    return this.from([{ condition, clause }]);
  }

  /** FORBIDDEN, with what is missing behind the message. */
  refusal(message: Message, rule: Rule, viewer: Viewer, facts?: Facts): ZhiduError {
    const denial = this.of(rule, viewer, facts);
    return forbidden(joined([message, ...denial.missing.map((one) => one.message)]), denial);
  }

  private from(gaps: readonly Gap[]): Denial {
    const missing = gaps.map(({ condition }): Missing => {
      const { words: _, ...shown } = condition;
      return { ...shown, message: wordsOf(condition, this.titles).message };
    });
    const remedies = new Map(
      gaps.map(({ condition }) => wordsOf(condition, this.titles).remedy).map((remedy) => [remedy.en, remedy]),
    );
    return {
      clause: gaps.find(({ clause }) => clause !== null)?.clause ?? null,
      missing,
      remedy: joined([...remedies.values()]),
    };
  }
}
