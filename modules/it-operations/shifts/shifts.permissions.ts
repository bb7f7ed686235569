import { and, clause, or, signedIn, viewerOwns } from '../../../src/access/rules.js';
import { definePermissions } from '../../../src/module.js';
import { head, looksOn, staff } from '../it-operations.rules.js';
import { Shift } from './shift.entity.js';
import { WorkLogEntry } from './workLogEntry.entity.js';

const assigns = clause('P12.A05', head);
const author = viewerOwns(WorkLogEntry, 'author');

export const shiftPermissions = definePermissions({
  calls: {
    Query: { shift: signedIn, shifts: signedIn, workLogEntry: signedIn, workLogEntries: signedIn },
    Mutation: {
      assignShift: assigns,
      reassignShift: assigns,
      cancelShift: assigns,
      writeWorkLog: clause('P12.A02', and(staff, viewerOwns(Shift, 'operator'))),
      correctWorkLog: clause('P12.A02', and(staff, or(head, author))),
    },
  },
  records: {
    reassignShift: { type: 'Shift', does: 'update' },
    cancelShift: { type: 'Shift', does: 'update' },
    writeWorkLog: { type: 'Shift' },
    correctWorkLog: { type: 'WorkLogEntry' },
  },
  rows: {
    Shift: { read: clause('P12.A02', looksOn), write: assigns },
    WorkLogEntry: { read: clause('P12.A02', looksOn), insert: clause('P12.A02', and(staff, author)) },
  },
});
