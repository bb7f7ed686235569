import { defineDuty } from '../../../src/duties/duty.js';
import { defineInterpretation } from '../../../src/interpretations/interpretation.js';
import { InformationOfficer } from './informationOfficer.entity.js';

/** P03.A03 says 及时. */
export const promptFiling = defineInterpretation({
  id: 'publishing.promptFiling',
  clause: 'P03.A03',
  question: {
    en: 'How soon is a change of information officer filed, where the text says in time?',
    zh: '信息员变动“及时报办公室备案”是指多长时间内？',
  },
  choices: {
    THREE_DAYS: { en: 'Within three working days', zh: '3 个工作日内' },
    FIVE_DAYS: { en: 'Within five working days', zh: '5 个工作日内' },
  },
  default: 'THREE_DAYS',
});

/** About whoever was the officer before, from the day on which that ended. */
export const fileOfficer = defineDuty({
  name: 'fileInformationOfficer',
  title: { en: 'Name the next information officer and file it', zh: '指定信息员并报备案' },
  clause: 'P03.A03',
  subject: InformationOfficer,
  within: {
    interpretation: promptFiling,
    terms: { THREE_DAYS: { workingDays: 3 }, FIVE_DAYS: { workingDays: 5 } },
  },
  by: 'UNIT_HEAD',
  remindBefore: [{ workingDays: 1 }],
  escalateTo: 'PORTAL_OFFICE',
});
