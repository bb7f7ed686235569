import { type Condition, MissingKind, opposite } from './conditions.js';
import type { Rule, Verdict } from './rules.js';
import type { Viewer } from './viewer.js';

/** A condition that is not met, and the clause that asks for it. */
export interface Gap {
  condition: Condition;
  clause: string | null;
}

/** Whether a rule without parts holds; undefined where nobody knows. */
export type Facts = (leaf: Rule) => Verdict;

/** What the viewer alone tells. */
export const factsOf =
  (viewer: Viewer): Facts =>
  (leaf) =>
    leaf.viewer(viewer);

/**
 * The smallest set of conditions that would have to be met beside those that are; none where the rule holds already.
 *
 * @param hopeful what nobody knows counts as met, because something that is known stands in the way
 */
export const gapsOf = (rule: Rule, facts: Facts, hopeful: boolean): Gap[] =>
  new GapFinder(facts, hopeful).find(rule, true);

class GapFinder {
  constructor(
    private readonly facts: Facts,
    private readonly hopeful: boolean,
  ) {}

  find(rule: Rule, wanted: boolean): Gap[] {
    const { form } = rule;
    switch (form.kind) {
      case 'condition':
        return this.isMet(rule, wanted)
          ? []
          : [{ condition: wanted ? form.condition : opposite(form.condition), clause: null }];
      case 'not':
        return this.find(form.of, !wanted);
      case 'clause':
        return this.find(form.of, wanted).map((gap) => ({ ...gap, clause: gap.clause ?? form.id }));
      default: {
        const parts = form.of.map((part) => this.find(part, wanted));
        return (form.kind === 'and') === wanted ? distinct(parts.flat()) : cheapest(parts);
      }
    }
  }

  private isMet(leaf: Rule, wanted: boolean): boolean {
    const verdict = this.facts(leaf);
    return verdict === undefined ? this.hopeful : verdict === wanted;
  }
}

function distinct(gaps: Gap[]): Gap[] {
  const seen = new Map(gaps.map((gap) => [JSON.stringify(gap.condition), gap]));
  return [...seen.values()];
}

/** The shortest of several ways; those that lead over one role each are one way. */
function cheapest(ways: Gap[][]): Gap[] {
  const least = Math.min(...ways.map(cost));
  const short = ways.filter((way) => cost(way) === least);
  const [first] = short;
  if (first?.length !== 1 || first[0]!.condition.kind !== MissingKind.ROLE) return first ?? [];
  const roles = short.flatMap(([gap]) =>
    gap!.condition.kind === MissingKind.ROLE ? (gap!.condition.anyOf ?? []) : [],
  );
  return [{ clause: first[0]!.clause, condition: { kind: MissingKind.ROLE, anyOf: [...new Set(roles)] } }];
}

/** What nobody can do anything about is the last resort. */
const cost = (way: Gap[]): number =>
  way.reduce((sum, { condition }) => sum + (condition.kind === MissingKind.OTHER ? 100 : 1), 0);

/** The clause by which a rule that holds was decided: the innermost that stands over what made it hold. */
export function clauseOf(rule: Rule, facts: Facts): string | null {
  const { form } = rule;
  if (gapsOf(rule, facts, false).length > 0 || form.kind === 'condition' || form.kind === 'not') return null;
  if (form.kind === 'clause') return clauseOf(form.of, facts) ?? form.id;
  const cited = form.of.map((part) => clauseOf(part, facts));
  return cited.find((id) => id !== null) ?? null;
}

function partsOf({ form }: Rule): readonly Rule[] {
  if (form.kind === 'condition') return [];
  return form.kind === 'and' || form.kind === 'or' ? form.of : [form.of as Rule];
}

/** The rules without parts that a rule is made of. */
export const leavesOf = (rule: Rule): Rule[] =>
  rule.form.kind === 'condition' ? [rule] : partsOf(rule).flatMap(leavesOf);

/** All clauses that a rule names. */
export const clausesOf = (rule: Rule): string[] => [
  ...(rule.form.kind === 'clause' ? [rule.form.id] : []),
  ...partsOf(rule).flatMap(clausesOf),
];
