import { and, clause, heldIn, or, role, signedIn } from '../../../src/access/rules.js';
import { definePermissions } from '../../../src/module.js';
import { QualityOfficer } from './qualityOfficer.entity.js';

const inspector = role('QUALITY_INSPECTOR');
const head = role('UNIT_HEAD');

/** The head names the officer of the department; inspection enters it where the department says it on paper. */
export const namesOfficers = clause('P06.A01', or(head, inspector));
const ofItsUnit = clause('P06.A01', and(signedIn, or(inspector, heldIn(head, QualityOfficer, 'unit'))));

export const officerPermissions = definePermissions({
  calls: {
    Query: {
      qualityOfficer: signedIn,
      qualityOfficers: signedIn,
      qualityOfficerGaps: clause('P06.A01', or(head, inspector, role('GENERAL_MANAGER', 'SALES_DIRECTOR', 'AUDITOR'))),
    },
    Mutation: { nameQualityOfficer: namesOfficers, endQualityOfficer: ofItsUnit },
  },
  records: { endQualityOfficer: { type: 'QualityOfficer', does: 'update' } },
  rows: { QualityOfficer: { read: signedIn, write: ofItsUnit } },
});
