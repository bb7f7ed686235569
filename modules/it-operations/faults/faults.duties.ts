import { defineDuty } from '../../../src/duties/duty.js';
import { defineInterpretation } from '../../../src/interpretations/interpretation.js';
import { ItAsset } from '../assets/itAsset.entity.js';
import { ItFault } from './itFault.entity.js';

/** P12.A01 names no time. */
export const faultTerms = defineInterpretation({
  id: 'it-operations.faultTerms',
  clause: 'P12.A01',
  question: { en: 'How soon is a fault removed?', zh: '故障应在多长时间内排除？' },
  choices: {
    STRICT: {
      en: 'A critical one within 2 hours, others within a working day',
      zh: '严重故障 2 小时，其他 1 个工作日',
    },
    USUAL: {
      en: 'A critical one within 4 hours, others within 3 working days',
      zh: '严重故障 4 小时，其他 3 个工作日',
    },
    LENIENT: {
      en: 'A critical one within 8 hours, others within 5 working days',
      zh: '严重故障 8 小时，其他 5 个工作日',
    },
  },
  default: 'USUAL',
});

export const restoreCriticalFault = defineDuty({
  name: 'restoreCriticalFault',
  title: { en: 'Remove the critical fault', zh: '排除严重故障' },
  clause: 'P12.A01',
  subject: ItFault,
  by: 'IT_OPERATOR',
  within: { interpretation: faultTerms, terms: { STRICT: { hours: 2 }, USUAL: { hours: 4 }, LENIENT: { hours: 8 } } },
  remindBefore: [{ hours: 1 }],
  escalateTo: 'IT_HEAD',
  waivedBy: ['GENERAL_MANAGER'],
});

export const restoreFault = defineDuty({
  name: 'restoreFault',
  title: { en: 'Remove the fault', zh: '排除故障' },
  clause: 'P12.A01',
  subject: ItFault,
  by: 'IT_OPERATOR',
  within: {
    interpretation: faultTerms,
    terms: { STRICT: { workingDays: 1 }, USUAL: { workingDays: 3 }, LENIENT: { workingDays: 5 } },
  },
  remindBefore: [{ workingDays: 1 }],
  escalateTo: 'IT_HEAD',
  waivedBy: ['GENERAL_MANAGER'],
});

/** Begun when it works again: the cause is found and another one prevented. */
export const closeFault = defineDuty({
  name: 'closeFault',
  title: { en: 'Find the cause of the fault and prevent another', zh: '查明故障原因并落实防范措施' },
  clause: 'P12.A01',
  subject: ItFault,
  by: 'IT_HEAD',
  within: { workingDays: 10 },
  remindBefore: [{ workingDays: 2 }],
  escalateTo: 'GENERAL_MANAGER',
});

/** Begun with each asset that can fail. */
export const planFaultMeasures = defineDuty({
  name: 'planFaultMeasures',
  title: { en: 'Lay down measures for likely faults of the asset', zh: '为该资产制定防范、补救和排除措施' },
  clause: 'P12.A01',
  subject: ItAsset,
  by: 'IT_HEAD',
  within: { days: 30 },
  remindBefore: [{ days: 7 }],
  escalateTo: 'GENERAL_MANAGER',
});
