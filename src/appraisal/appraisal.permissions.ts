import { and, cleared, nobody, or, type Rule, role, signedIn, viewerOwns } from '../access/rules.js';
import { onlyTheRowTells } from '../duties/recordRules.js';
import type { Permissions } from '../module.js';
import type { appraisalsOf } from './appraisalDefinition.js';
import { AppraisalEntry } from './appraisalEntry.entity.js';

const concerned = viewerOwns(AppraisalEntry, 'person');
const recorder = viewerOwns(AppraisalEntry, 'recordedBy');

const isHead = onlyTheRowTells(
  'isHead',
  (row) => `handover.is_head(${row.column('person')}, ${row.column('department')})`,
);

const seesItsCase = onlyTheRowTells(
  'seesItsCase',
  (row) =>
    `(${row.column('caseId')} is null or access."sees_appraisal_case"(${row.column('caseType')}, ${row.column('caseId')}))`,
);

/** As it is proposed; in force only its approval puts it. */
const proposed = onlyTheRowTells('proposed', (row) => `${row.column('state')} = 'PROPOSED'`);

const isOf = (module: string): Rule =>
  onlyTheRowTells(`isOf(${module})`, (row) => `${row.column('module')} = '${module}'`);

export function permissionsOf(appraisals: ReturnType<typeof appraisalsOf>): Permissions {
  const anyOf = (rules: readonly Rule[]): Rule => (rules.length > 0 ? or(...rules) : nobody);
  const appraises = anyOf(appraisals.map(({ definition }) => definition.appraise));
  const ofModule = (rule: (one: (typeof appraisals)[number]['definition']) => Rule) =>
    anyOf(appraisals.map(({ module, definition }) => and(isOf(module), rule(definition))));
  const appraisesIt = ofModule(({ appraise }) => appraise);
  return {
    calls: {
      Query: {
        appraisalEntry: signedIn,
        appraisalEntries: signedIn,
        appraisalKinds: signedIn,
        appraisalRanking: signedIn,
      },
      Mutation: { proposeAppraisal: appraises, correctAppraisal: appraisesIt, withdrawAppraisal: appraisesIt },
    },
    records: {
      correctAppraisal: { type: 'AppraisalEntry', does: 'extend' },
      withdrawAppraisal: { type: 'AppraisalEntry', does: 'extend' },
    },
    rows: {
      AppraisalEntry: {
        read: or(
          concerned,
          recorder,
          isHead,
          role('GENERAL_MANAGER', 'AUDITOR'),
          ofModule(({ appraise, seenBy }) => (seenBy ? or(appraise, seenBy) : appraise)),
        ),
        insert: and(signedIn, recorder, proposed, seesItsCase, appraisesIt),
        knownTo: and(cleared, concerned),
      },
    },
  };
}
