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
