import type { DutyDefinition } from '../../../src/duties/duty.js';
import { defineDuty } from '../../../src/duties/duty.js';
import { defineInterpretation } from '../../../src/interpretations/interpretation.js';
import { hospitalWide } from '../informationSection.rules.js';
import { DischargeManner } from './filing.enums.js';
import { MedicalRecord } from './medicalRecord.entity.js';

/** P08.A04 says that filing is to be strengthened, and names no number of days. */
export const filingTerm = defineInterpretation({
  id: 'mch-statistics.filingTerm',
  clause: 'P08.A04',
  question: {
    en: 'How long after discharge is a medical record filed?',
    zh: '出院病案应在出院后多长时间内归档？',
  },
  choices: {
    TWO_WORKING_DAYS: {
      en: 'Within 2 working days, as the national quality indicator of filing counts',
      zh: '2 个工作日内（同国家病案管理质控指标“2 日归档率”）',
    },
    THREE_WORKING_DAYS: { en: 'Within 3 working days', zh: '3 个工作日内' },
    SEVEN_DAYS: { en: 'Within 7 calendar days', zh: '7 日内' },
  },
  default: 'THREE_WORKING_DAYS',
});

/** The death of a patient is discussed before the record is complete. */
export const deathFilingTerm = defineInterpretation({
  id: 'mch-statistics.deathFilingTerm',
  clause: 'P08.A04',
  question: {
    en: 'How long after a death is the medical record filed?',
    zh: '死亡病案应在死亡后多长时间内归档？',
  },
  choices: {
    SEVEN_DAYS: { en: 'Within 7 calendar days, in which the death is discussed', zh: '7 日内（死亡病例讨论期内）' },
    SEVEN_WORKING_DAYS: { en: 'Within 7 working days', zh: '7 个工作日内' },
    THREE_WORKING_DAYS: { en: 'Within 3 working days', zh: '3 个工作日内' },
  },
  default: 'SEVEN_DAYS',
});

// A department has dozens a day: it is told of what is overdue, and not ahead of each.
const files: Pick<DutyDefinition, 'clause' | 'subject' | 'by' | 'seenByNoOthers' | 'waivedBy' | 'seenBy'> = {
  clause: 'P08.A04',
  subject: MedicalRecord,
  by: 'UNIT_HEAD',
  seenByNoOthers: true,
  waivedBy: ['MCH_DIRECTOR', 'GENERAL_MANAGER'],
  seenBy: hospitalWide,
};

export const fileMedicalRecord = defineDuty({
  ...files,
  name: 'fileMedicalRecord',
  title: { en: 'Hand the medical record in for filing', zh: '出院病案归档' },
  within: {
    interpretation: filingTerm,
    terms: { TWO_WORKING_DAYS: { workingDays: 2 }, THREE_WORKING_DAYS: { workingDays: 3 }, SEVEN_DAYS: { days: 7 } },
  },
});

export const fileDeathRecord = defineDuty({
  ...files,
  name: 'fileDeathRecord',
  title: { en: 'Hand the medical record of the deceased in for filing', zh: '死亡病案归档' },
  within: {
    interpretation: deathFilingTerm,
    terms: { SEVEN_DAYS: { days: 7 }, SEVEN_WORKING_DAYS: { workingDays: 7 }, THREE_WORKING_DAYS: { workingDays: 3 } },
  },
});

export const filingDuties = [fileMedicalRecord, fileDeathRecord];

export const dutyOf = (manner: DischargeManner): string =>
  manner === DischargeManner.DIED ? fileDeathRecord.name : fileMedicalRecord.name;
