import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Condition, MissingKind } from './conditions.js';
import { clauseOf, type Facts, gapsOf, leavesOf } from './gaps.js';
import { and, anyone, clause, granted, keeper, nobody, not, or, type Rule, role, self } from './rules.js';
import { anonymous } from './viewer.js';

const leaves = [role('CLERK'), role('HEAD'), keeper, granted('read'), self, nobody, anyone];

const rules = fc.letrec<{ rule: Rule }>((tie) => ({
  rule: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(...leaves),
    fc.array(tie('rule'), { minLength: 1, maxLength: 3 }).map((of) => and(...of)),
    fc.array(tie('rule'), { minLength: 1, maxLength: 3 }).map((of) => or(...of)),
    tie('rule').map(not),
    fc.tuple(fc.constantFrom('X01.A01', 'X01.A02'), tie('rule')).map(([id, of]) => clause(id, of)),
  ),
})).rule;

const worlds = fc.array(fc.boolean(), { minLength: leaves.length, maxLength: leaves.length });
const factsIn =
  (world: boolean[]): Facts =>
  (leaf) =>
    world[leaves.indexOf(leaf)];

/** What a rule means, written down once more. */
function holds({ form, ...rule }: Rule, facts: Facts): boolean {
  if (form.kind === 'and') return form.of.every((part) => holds(part, facts));
  if (form.kind === 'or') return form.of.some((part) => holds(part, facts));
  if (form.kind === 'not') return !holds(form.of, facts);
  if (form.kind === 'clause') return holds(form.of, facts);
  return facts(leaves.find((leaf) => leaf.name === rule.name)!) === true;
}

describe('what is missing for a rule', () => {
  it('is nothing if and only if the rule holds', () => {
    fc.assert(
      fc.property(rules, worlds, (rule, world) => {
        expect(gapsOf(rule, factsIn(world), false).length === 0).toBe(holds(rule, factsIn(world)));
      }),
    );
  });

  it('is never known to be missing where it is not known whether the rule holds', () => {
    const unknowing: Facts = (leaf) => leaf.viewer({ ...anonymous, personId: 'somebody', roles: new Set(['CLERK']) });
    fc.assert(
      fc.property(rules, (rule) => {
        const verdict = rule.viewer({ ...anonymous, personId: 'somebody', roles: new Set(['CLERK']) });
        if (verdict !== false) expect(gapsOf(rule, unknowing, true)).toEqual([]);
        if (verdict !== true) expect(gapsOf(rule, unknowing, false)).not.toEqual([]);
      }),
    );
  });

  it.each<[string, Rule, Condition[]]>([
    ['one role of several', or(role('HEAD'), role('CLERK')), [{ kind: MissingKind.ROLE, anyOf: ['HEAD', 'CLERK'] }]],
    ['a role rather than the keeper', or(role('HEAD'), keeper), [{ kind: MissingKind.ROLE, anyOf: ['HEAD'] }]],
    [
      'the one rather than the two',
      or(and(keeper, self), granted('read')),
      [{ kind: MissingKind.GRANT, action: 'read' }],
    ],
    [
      'all that is needed',
      and(keeper, granted('read')),
      [{ kind: MissingKind.KEEPER }, { kind: MissingKind.GRANT, action: 'read' }],
    ],
    ['the same once', and(keeper, or(keeper, nobody)), [{ kind: MissingKind.KEEPER }]],
    ['what can be had rather than what cannot', or(nobody, keeper), [{ kind: MissingKind.KEEPER }]],
    ['somebody else', not(anyone), [{ kind: MissingKind.SOMEBODY_ELSE }]],
    ['neither of two', not(or(anyone, and(anyone, keeper))), [{ kind: MissingKind.SOMEBODY_ELSE }]],
  ])('is %s', (_what, rule, conditions) => {
    const facts: Facts = (leaf) => leaf === anyone;
    expect(gapsOf(rule, facts, false).map(({ condition }) => condition)).toEqual(conditions);
  });
});

describe('the clause of a decision', () => {
  const clerk: Facts = (leaf) => leaf.roles.includes('CLERK');

  it.each<[string, Rule, string | null]>([
    ['of a plain rule is none', role('CLERK'), null],
    ['is the one over it', clause('X01.A01', role('CLERK')), 'X01.A01'],
    ['is the innermost', clause('X01.A01', or(keeper, clause('X01.A02', role('CLERK')))), 'X01.A02'],
    ['is that of the way that held', or(clause('X01.A01', keeper), clause('X01.A02', role('CLERK'))), 'X01.A02'],
    ['of what does not hold is none', clause('X01.A01', keeper), null],
  ])('%s', (_which, rule, id) => {
    expect(clauseOf(rule, clerk)).toBe(id);
  });

  it.each<[string, Rule, (string | null)[]]>([
    ['the innermost', clause('X01.A01', clause('X01.A02', keeper)), ['X01.A02']],
    [
      'that of each part',
      and(clause('X01.A01', keeper), clause('X01.A02', self), granted('read')),
      ['X01.A01', 'X01.A02', null],
    ],
    ['the one over what must not be', clause('X01.A01', not(role('CLERK'))), ['X01.A01']],
  ])('stands with what is missing: %s', (_which, rule, ids) => {
    expect(gapsOf(rule, clerk, false).map((gap) => gap.clause)).toEqual(ids);
  });

  it('does not change what a rule says', () => {
    fc.assert(
      fc.property(rules, (rule) => {
        const cited = clause('X01.A01', rule);
        expect(cited.viewer(anonymous)).toBe(rule.viewer(anonymous));
        expect(cited.roles).toEqual(rule.roles);
        expect(leavesOf(cited)).toEqual(leavesOf(rule));
      }),
    );
  });
});
