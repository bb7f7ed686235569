import { clause, signedIn } from '../../../src/access/rules.js';
import { definePermissions } from '../../../src/module.js';
import { inspector, readsFiles } from '../quality.rules.js';

export const filingPermissions = definePermissions({
  calls: { Query: { caseFile: signedIn, caseFiles: signedIn } },
  rows: {
    CaseFile: { read: readsFiles, write: clause('P06.A04', inspector), labels: 'P01.A22' },
  },
});
