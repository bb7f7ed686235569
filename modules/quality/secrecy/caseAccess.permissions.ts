import { clause, signedIn } from '../../../src/access/rules.js';
import { definePermissions } from '../../../src/module.js';

export const caseAccessPermissions = definePermissions({
  calls: { Mutation: { requestCaseAccess: clause('P06.A03', signedIn) } },
  records: { requestCaseAccess: { type: 'FeedbackForm' } },
  rows: {},
});
