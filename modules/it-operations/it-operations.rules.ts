import { or, role } from '../../src/access/rules.js';

/** The head of IT (信息科负责人). */
export const head = role('IT_HEAD');

/** Information staff (信息工作人员): those who work at the machines, and their head. */
export const staff = role('IT_HEAD', 'IT_OPERATOR');

/** Who looks on: management and audit. */
export const overseers = role('GENERAL_MANAGER', 'AUDITOR');

export const looksOn = or(staff, overseers);
