import { heldIn, or, role } from '../../src/access/rules.js';
import { section } from './mch-statistics.roles.js';

/** The record room (病案室), and the head of the information section. */
export const recordRoom = role('MCH_RECORDS_OFFICER', 'MCH_SECTION_HEAD');

/** Who looks on: management and audit. */
export const looksOn = role('MCH_DIRECTOR', 'GENERAL_MANAGER', 'AUDITOR');

/** Who sees what the section does for all departments. */
export const hospitalWide = or(section, recordRoom, looksOn);

/** Heads of departments (科主任), each for the rows of their own. */
export const headOf = <T extends object>(entity: new (...args: never[]) => T, property: keyof T & string) =>
  heldIn(role('UNIT_HEAD'), entity, property);
