import { and, clause, not, or, role, rule, signedIn, viewerOwns } from '../../../src/access/rules.js';
import { definePermissions } from '../../../src/module.js';
import { dealsWithCustomers } from '../customers.rules.js';
import { FileViolation } from './fileViolation.entity.js';

const notAccused = not(viewerOwns(FileViolation, 'accused'));
const reports = clause('P04.A05', or(dealsWithCustomers, role('UNIT_HEAD', 'ANALYST', 'READER')));
/** Of a general manager it is the sales director who decides. */
const ofAManager = rule(
  'ofAManager',
  () => undefined,
  (row) => row.column('accusesManager'),
);
const decides = clause(
  'P04.A05',
  and(notAccused, or(role('GENERAL_MANAGER'), and(role('SALES_DIRECTOR'), ofAManager))),
);
const pursues = role('GENERAL_MANAGER', 'CUSTOMER_SERVICE_MANAGER', 'CUSTOMER_INFORMATION_SUPERVISOR');

export const violationPermissions = definePermissions({
  calls: {
    Query: { fileViolation: signedIn, fileViolations: signedIn },
    Mutation: { reportViolation: reports, decideViolation: decides },
  },
  records: {
    reportViolation: { type: 'Customer', does: 'extend' },
    decideViolation: { type: 'FileViolation', does: 'update' },
  },
  rows: {
    FileViolation: {
      read: clause(
        'P04.A05',
        and(notAccused, or(pursues, and(role('SALES_DIRECTOR'), ofAManager), viewerOwns(FileViolation, 'reportedBy'))),
      ),
      insert: reports,
      update: decides,
      labels: 'P01.A22',
    },
  },
});
