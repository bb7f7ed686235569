import { clausesOf } from '../access/gaps.js';
import type { Rule } from '../access/rules.js';
import type { Module } from '../module.js';
import type { Policy } from './clause.js';

/** The policies of the modules that are on, in the order of their ids. */
export function policiesOf(modules: readonly Module[], isEnabled: (module: string) => boolean): Policy[] {
  const found = modules.filter(({ name }) => isEnabled(name)).flatMap(({ clauses }) => clauses ?? []);
  return found.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

/** What enforces a clause in the modules that are on, for example Mutation.updateCustomer or Customer (read). */
export function placesOf(modules: readonly Module[], isEnabled: (module: string) => boolean, clause: string): string[] {
  const cited = modules.filter(({ name }) => isEnabled(name)).flatMap(citations);
  return [...new Set(cited.filter((one) => one.clause === clause).map(({ place }) => place))].sort();
}

/** Where in a module's permission table a clause is named. */
export interface Citation {
  clause: string;
  place: string;
}

export function citations({
  permissions,
  approvals = [],
  duties = [],
  interpretations = [],
  appraisal,
}: Module): Citation[] {
  const { calls, rows, fields } = permissions;
  const of = (place: string, rule: Rule | undefined) =>
    rule ? clausesOf(rule).map((clause) => ({ clause, place })) : [];
  return [
    ...Object.entries(calls).flatMap(([root, rules]) =>
      Object.entries(rules ?? {}).flatMap(([name, rule]) => of(`${root}.${name}`, rule)),
    ),
    ...Object.entries(rows).flatMap(([type, { labels, ...rules }]) => [
      ...(labels ? [{ clause: labels, place: `${type} (label)` }] : []),
      ...Object.entries(rules).flatMap(([action, rule]) => of(`${type} (${action})`, rule)),
    ]),
    ...Object.entries(fields ?? {}).flatMap(([type, rules]) =>
      Object.entries(rules).flatMap(([name, rule]) => of(`${type}.${name}`, rule)),
    ),
    ...approvals.flatMap(({ name, mayApply, steps }) => [
      ...of(`approval ${name}`, mayApply),
      ...steps.map((step) => ({ clause: step.clause, place: `approval ${name} (${step.name})` })),
    ]),
    ...duties.map(({ name, clause }) => ({ clause, place: `${name} (duty)` })),
    ...(appraisal?.kinds ?? []).map(({ name, clause }) => ({ clause, place: `${name} (appraisal)` })),
    ...interpretations.map(({ id, clause }) => ({ clause, place: `${id} (interpretation)` })),
  ];
}
