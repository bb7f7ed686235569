import { and, clause, or, role, rule, signedIn } from '../../../src/access/rules.js';
import { definePermissions } from '../../../src/module.js';
import { headOf, hospitalWide } from '../informationSection.rules.js';
import { section } from '../mch-statistics.roles.js';
import { RuleAcknowledgement, RuleCheck } from './ruleUse.entity.js';

const drafts = clause('P08.A02', section);
const repeals = clause('P08.A02', role('MCH_DIRECTOR'));
const knows = clause('P08.A02', headOf(RuleAcknowledgement, 'department'));
const corrects = clause('P08.A02', headOf(RuleCheck, 'department'));

const issued = rule(
  'issued',
  () => undefined,
  (row) => `(${row.column('state')} = 'ISSUED')`,
);

export const rulesPermissions = definePermissions({
  calls: {
    Query: {
      informationRule: signedIn,
      informationRules: signedIn,
      informationRuleVersion: signedIn,
      informationRuleVersions: signedIn,
      ruleAcknowledgement: signedIn,
      ruleAcknowledgements: signedIn,
      ruleCheck: signedIn,
      ruleChecks: signedIn,
      informationRulesInForce: signedIn,
    },
    Mutation: {
      draftInformationRule: drafts,
      draftRuleRevision: drafts,
      updateRuleDraft: drafts,
      submitInformationRule: drafts,
      repealInformationRule: repeals,
      acknowledgeInformationRule: knows,
      recordRuleCheck: drafts,
      correctRuleFinding: corrects,
    },
  },
  records: {
    draftRuleRevision: { type: 'InformationRule', does: 'extend' },
    updateRuleDraft: { type: 'InformationRuleVersion', does: 'update' },
    submitInformationRule: { type: 'InformationRuleVersion', does: 'update' },
    repealInformationRule: { type: 'InformationRuleVersion', does: 'update' },
    acknowledgeInformationRule: { type: 'RuleAcknowledgement', does: 'update' },
    recordRuleCheck: { type: 'InformationRuleVersion', does: 'extend' },
    correctRuleFinding: { type: 'RuleCheck', does: 'update' },
  },
  rows: {
    InformationRule: { read: signedIn, write: drafts, labels: 'P08.A07' },
    InformationRuleVersion: {
      read: clause('P08.A07', or(hospitalWide, and(signedIn, issued))),
      insert: drafts,
      update: or(drafts, repeals),
      labels: 'P08.A07',
    },
    RuleAcknowledgement: {
      read: clause('P08.A07', or(hospitalWide, headOf(RuleAcknowledgement, 'department'))),
      update: knows,
      labels: 'P08.A07',
    },
    RuleCheck: {
      read: clause('P08.A07', or(hospitalWide, headOf(RuleCheck, 'department'))),
      insert: drafts,
      update: corrects,
      labels: 'P08.A07',
    },
  },
});
