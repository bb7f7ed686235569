import { defineDuty } from '../../../src/duties/duty.js';
import { defineInterpretation } from '../../../src/interpretations/interpretation.js';
import { hospitalWide } from '../informationSection.rules.js';
import { RuleAcknowledgement, RuleCheck } from './ruleUse.entity.js';
import { InformationRuleVersion } from './ruleVersion.entity.js';

/** P08.A02 says that rules are checked, and not how often. */
export const ruleCheckInterval = defineInterpretation({
  id: 'mch-statistics.ruleCheckInterval',
  clause: 'P08.A02',
  question: {
    en: 'How often is each information rule checked in every department that has to keep it?',
    zh: '对每项信息管理制度在各科室的执行情况多久检查一次？',
  },
  choices: {
    QUARTER: { en: 'Every quarter', zh: '每季度' },
    HALF_YEAR: { en: 'Every half year', zh: '每半年' },
    YEAR: { en: 'Every year', zh: '每年' },
  },
  default: 'HALF_YEAR',
});

export const checkPeriods = { QUARTER: 'quarter', HALF_YEAR: 'halfYear', YEAR: 'year' } as const;

const ofDepartment = {
  clause: 'P08.A02',
  by: 'UNIT_HEAD',
  escalateTo: 'MCH_SECTION_HEAD',
  waivedBy: ['MCH_DIRECTOR'],
  seenByNoOthers: true,
  seenBy: hospitalWide,
} as const;

export const acknowledgeRule = defineDuty({
  ...ofDepartment,
  name: 'acknowledgeRule',
  title: { en: 'Acknowledge the information rule', zh: '签收信息管理制度' },
  subject: RuleAcknowledgement,
  within: { workingDays: 5 },
  remindBefore: [{ workingDays: 1 }],
});

export const correctFinding = defineDuty({
  ...ofDepartment,
  name: 'correctRuleFinding',
  title: { en: 'Correct what the check of a rule found', zh: '整改制度检查发现的问题' },
  subject: RuleCheck,
  within: { workingDays: 10 },
  remindBefore: [{ workingDays: 2 }],
});

export const checkRule = defineDuty({
  name: 'checkInformationRule',
  title: { en: 'Check in each department that the rule is kept', zh: '检查各科室制度执行情况' },
  clause: 'P08.A02',
  subject: InformationRuleVersion,
  series: { interpretation: ruleCheckInterval, periods: checkPeriods },
  by: 'MCH_STATISTICIAN',
  remindBefore: [{ days: 30 }, { days: 7 }],
  escalateTo: 'MCH_SECTION_HEAD',
  waivedBy: ['MCH_DIRECTOR'],
});
