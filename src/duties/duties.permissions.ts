import { and, cleared, keeper, or, role, signedIn, viewerOwns } from '../access/rules.js';
import { definePermissions } from '../module.js';
import { Duty } from './duty.entity.js';
import { grantedItsRecord, onlyTheRowTells } from './recordRules.js';

const overseer = role('AUDITOR', 'GENERAL_MANAGER');

/** Who has to do it knows of it, whatever becomes of the record's label and of a grant on it. */
const responsible = viewerOwns(Duty, 'person');

/** Holds the role that has to do it, in its department if it has one. */
const holdsItsRole = onlyTheRowTells(
  'holdsItsRole',
  (row) =>
    `coalesce(${row.column('role')} = any ((select string_to_array(nullif(current_setting('app.roles', true), ''), ','))::text[]) and (${row.column('department')} is null or ${row.column('department')} = any ((select string_to_array(nullif(current_setting('app.departments', true), ''), ',')::uuid[])::uuid[])), false)`,
);

/** Reads such records by a role, or is told of its breaches. */
const seesItsKind = onlyTheRowTells(
  'seesItsKind',
  (row) => `${row.column('name')} = any ((select duties.names_seen())::text[])`,
);

export const permissions = definePermissions({
  calls: {
    Query: { duties: signedIn, duty: signedIn, myDuties: signedIn },
    Mutation: { waiveDuty: signedIn },
  },
  records: { waiveDuty: { type: 'Duty' } },
  rows: {
    Duty: {
      read: or(responsible, holdsItsRole, seesItsKind, overseer, keeper, grantedItsRecord),
      knownTo: or(responsible, and(cleared, grantedItsRecord)),
    },
  },
});
