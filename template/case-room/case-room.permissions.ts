import { clause, granted, keeper, or, role, signedIn } from '../../src/access/rules.js';
import { definePermissions } from '../../src/module.js';

const clerk = clause('CASE-ROOM.A01', role('CASE_ROOM_CLERK'));
/** A role that allows it or a grant; labels narrow both. */
const mayRead = clause('CASE-ROOM.A01', or(role('CASE_ROOM_CLERK', 'READER'), keeper, granted('read')));

export const permissions = definePermissions({
  calls: {
    Query: { caseFile: signedIn, caseFiles: signedIn },
    Mutation: { registerCaseFile: clerk, closeCaseFile: clerk },
  },
  records: {
    closeCaseFile: { type: 'CaseFile', does: 'update' },
  },
  rows: {
    CaseFile: { read: mayRead, write: clerk, labels: 'CASE-ROOM.A01' },
  },
});
