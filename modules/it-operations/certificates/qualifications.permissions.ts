import { and, clause, not, or, role, signedIn, viewerOwns } from '../../../src/access/rules.js';
import { definePermissions } from '../../../src/module.js';
import { head, looksOn } from '../it-operations.rules.js';
import { Qualification } from './qualification.entity.js';

const leads = clause('P12.A05', or(head, role('GENERAL_MANAGER')));
const own = viewerOwns(Qualification, 'person');
const ofSomebodyElse = clause('P12.A05', and(or(head, role('GENERAL_MANAGER')), not(own)));

export const qualificationPermissions = definePermissions({
  calls: {
    Query: { qualification: signedIn, qualifications: signedIn },
    Mutation: { recordQualification: leads, revokeQualification: leads },
  },
  records: { revokeQualification: { type: 'Qualification', does: 'update' } },
  rows: {
    Qualification: { read: clause('P12.A05', or(looksOn, own)), insert: ofSomebodyElse, update: leads },
  },
});
