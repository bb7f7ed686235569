import { describe, expect, it } from 'vitest';
import { Department } from '../access/department.entity.js';
import { role, signedIn } from '../access/rules.js';
import { compose } from '../composition.js';
import { coreModules } from '../coreModules.js';
import type { Module } from '../module.js';
import type { Approval } from './approval.js';
import { issueReport, paperwork } from './approvals.world.js';

const [step] = issueReport.steps;
const composed = (...approvals: Partial<Approval>[]) =>
  compose([...coreModules, { ...paperwork, approvals: approvals.map((given) => ({ ...issueReport, ...given })) }]);

describe('the start refuses an approval', () => {
  it.each<[string, Partial<Approval>[], string]>([
    ['twice in one version', [{}, {}], 'two approvals are named issueReport version 2'],
    ['with a name that is none', [{ name: 'Issue report' }], '"Issue report" cannot be the name of an approval'],
    ['without steps', [{ steps: [] }], 'the approval issueReport version 2 has no step'],
    ['with two steps of one name', [{ steps: [step!, step!] }], 'has two steps head'],
    [
      'that asks a role which nobody brings',
      [{ steps: [{ ...step!, by: [{ role: 'NOBODY' }] }] }],
      'the approval issueReport version 2 names the role NOBODY',
    ],
    [
      'that escalates to a role which nobody brings',
      [{ steps: [{ ...step!, escalateTo: 'NOBODY' }] }],
      'the approval issueReport version 2 names the role NOBODY',
    ],
    ['whose step asks nobody', [{ steps: [{ ...step!, by: [] }] }], 'has to ask roles or the keeper'],
    ['for a role that nobody brings', [{ mayApply: role('NOBODY') }], 'names the role NOBODY'],
    [
      'about something that is no entity',
      [{ subject: class Nothing {} }],
      'is about Nothing, which is no entity of a module',
    ],
    [
      'with a clause that no module brings',
      [{ steps: [{ ...step!, clause: 'X01.A01' }] }],
      'approval issueReport (head) of paperwork names the clause X01.A01',
    ],
  ])('%s', (_case, approvals, problem) => {
    expect(() => composed(...approvals)).toThrow(problem);
  });

  it('that another module has as well', () => {
    const other: Module = {
      ...paperwork,
      name: 'other',
      clauses: [],
      roles: {},
      entities: [],
      approvals: [{ ...issueReport, version: 9 }],
      permissions: { calls: {}, rows: {} },
    };
    expect(() => compose([...coreModules, paperwork, other])).toThrow('several modules have an approval issueReport');
  });

  it('and takes several versions of one', () => {
    expect(() => composed({ version: 1, mayApply: signedIn, subject: Department }, { version: 2 })).not.toThrow();
  });
});
