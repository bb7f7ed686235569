import { clause, type Rule, role } from '../../src/access/rules.js';

/** Roles that the module brings. */
export const roles = {
  PORTAL_OFFICE: { en: 'Portal office', zh: '门户网站主管（局办公室）' },
  PORTAL_REVIEWER: { en: 'Portal reviewer', zh: '信息审查员' },
  PORTAL_EDITOR: { en: 'Portal editor', zh: '网站编辑' },
  INFORMATION_OFFICER: { en: 'Information officer', zh: '信息员' },
};

/** The office, which runs the portal (P03.A01). */
export const office = role('PORTAL_OFFICE');
/** Whoever works on the portal for all units. */
export const portal = role('PORTAL_OFFICE', 'PORTAL_REVIEWER', 'PORTAL_EDITOR');
/** Whoever collects and submits for a unit. */
export const ofUnits = role('INFORMATION_OFFICER', 'UNIT_HEAD');
export const oversees = role('GENERAL_MANAGER', 'ANALYST', 'AUDITOR');

export const byP03 = (article: string, ruled: Rule): Rule => clause(`P03.${article}`, ruled);
