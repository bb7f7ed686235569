import { and, cleared, keeper, or, role, signedIn, sqlPerson, viewerOwns } from '../access/rules.js';
import { definePermissions } from '../module.js';
import { Duty } from './duty.entity.js';
import { grantedItsRecord, onlyTheRowTells } from './recordRules.js';

const overseer = role('AUDITOR', 'GENERAL_MANAGER');

/** Who has to do it knows of it, whatever becomes of the record's label and of a grant on it. */
const responsible = viewerOwns(Duty, 'person');

const myRoles = `(select string_to_array(nullif(current_setting('app.roles', true), ''), ','))::text[]`;

const holds = (role: string, department: string) =>
  `${role} = any (${myRoles}) and (${department} is null or ${role} || ':' || ${department} = any ((select access.posts_below())::text[]))`;

/** Holds the role that has to do it, in its department or above it if it has one. */
const holdsItsRole = onlyTheRowTells(
  'holdsItsRole',
  (row) => `coalesce(${holds(row.column('role'), row.column('department'))}, false)`,
);

/** Reads such records by a role, or is told of its breaches. */
const seesItsKind = onlyTheRowTells(
  'seesItsKind',
  (row) => `${row.column('name')} = any ((select duties.names_seen())::text[])`,
);

/** Holds a role that the duty says may waive it, and for one of their own, that says so of its own. */
const mayWaive = onlyTheRowTells('mayWaive', (row) => {
  const isOwn = `coalesce(${row.column('person')} = ${sqlPerson}, ${holds(row.column('role'), row.column('department'))}, false)`;
  return `(${row.column('name')} = any ((select duties.names_waived(false))::text[]) and (not ${isOwn} or ${row.column('name')} = any ((select duties.names_waived(true))::text[])))`;
});

/** The record is not one whose duties are kept from the viewer, because it is about them. */
const notKept = onlyTheRowTells(
  'notKept',
  (row) => `coalesce(${row.column('recordId')} <> all ((select duties.kept_from_viewer())::uuid[]), true)`,
);

export const permissions = definePermissions({
  calls: {
    Query: { duties: signedIn, duty: signedIn, myDuties: signedIn },
    Mutation: { waiveDuty: mayWaive },
  },
  records: { waiveDuty: { type: 'Duty' } },
  rows: {
    Duty: {
      read: and(notKept, or(responsible, holdsItsRole, seesItsKind, overseer, keeper, grantedItsRecord)),
      knownTo: and(notKept, or(responsible, and(cleared, grantedItsRecord))),
    },
  },
});
