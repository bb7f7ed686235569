import { and, clause, not, or, signedIn } from '../../../src/access/rules.js';
import { definePermissions } from '../../../src/module.js';
import { handledForm, handledItsForm, handles, inspector, readsHandling } from '../quality.rules.js';

const responsible = clause('P06.A04', and(signedIn, handles));

export const handlingPermissions = definePermissions({
  calls: {
    Query: { handlingRecord: signedIn, handlingRecords: signedIn },
    Mutation: {
      fillHandling: responsible,
      submitHandling: responsible,
      verifyHandling: clause('P06.A04', and(inspector, not(handledItsForm))),
      closeFeedback: clause('P06.A04', and(inspector, not(handledForm))),
    },
  },
  records: {
    fillHandling: { type: 'HandlingRecord', does: 'update' },
    submitHandling: { type: 'HandlingRecord', does: 'update' },
    verifyHandling: { type: 'HandlingRecord', does: 'update' },
    closeFeedback: { type: 'FeedbackForm', does: 'update' },
  },
  rows: {
    HandlingRecord: {
      read: readsHandling,
      insert: clause('P06.A04', inspector),
      update: clause('P06.A04', or(inspector, handles)),
      labels: 'P01.A22',
    },
  },
});
