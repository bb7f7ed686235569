import { defineDuty } from '../../../src/duties/duty.js';
import { FileViolation } from './fileViolation.entity.js';

/** P04.A05: violations are pursued. The text names no term. */
export const pursueViolation = defineDuty({
  name: 'pursueViolation',
  title: { en: 'Decide about the violation', zh: '追究违规责任' },
  clause: 'P04.A05',
  subject: FileViolation,
  within: { workingDays: 10 },
  by: 'GENERAL_MANAGER',
  remindBefore: [{ workingDays: 2 }],
});

/** Nobody decides about themselves: of a general manager it is the sales director, who confirms the files (P04.A03). */
export const pursueManager = defineDuty({
  ...pursueViolation,
  name: 'pursueManager',
  title: { en: 'Decide about the violation of a general manager', zh: '追究总经理违规责任' },
  by: 'SALES_DIRECTOR',
});
