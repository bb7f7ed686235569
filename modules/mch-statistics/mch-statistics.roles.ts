import { or, role } from '../../src/access/rules.js';
import type { Message } from '../../src/languages/message.js';

export const roles: Record<string, Message> = {
  MCH_REPORTER: { en: 'Reporter of statistics', zh: '统计填报人' },
  MCH_STATISTICIAN: { en: 'Statistician', zh: '信息科统计员' },
  MCH_SECTION_HEAD: { en: 'Head of the information section', zh: '信息科主任' },
  MCH_RECORDS_OFFICER: { en: 'Records officer of the hospital', zh: '病案管理员' },
  MCH_DIRECTOR: { en: 'Director of maternal and child health', zh: '妇幼保健院领导' },
};

/** Fills in the forms of the units whose department is, or lies below, the one in which the role is held (填报人). */
export const reporter = role('MCH_REPORTER');

/** The information section (信息科): keeps units and forms, and follows up what comes in. */
export const section = role('MCH_STATISTICIAN', 'MCH_SECTION_HEAD');

/** Who sees the figures of all units. */
export const overseers = or(section, role('MCH_DIRECTOR', 'GENERAL_MANAGER', 'AUDITOR'));
