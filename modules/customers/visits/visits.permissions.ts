import { and, clause, or, role, signedIn, viewerOwns } from '../../../src/access/rules.js';
import { definePermissions } from '../../../src/module.js';
import { customerService, mayRead } from '../customers.rules.js';
import { PlannedVisit } from './plannedVisit.entity.js';

const plans = clause('P04.A06', or(customerService, role('OFFICE', 'SALES_DIRECTOR', 'GENERAL_MANAGER')));
const makes = clause('P04.A06', and(signedIn, or(customerService, viewerOwns(PlannedVisit, 'responsible'))));

export const visitPermissions = definePermissions({
  calls: {
    Query: { plannedVisit: signedIn, plannedVisits: signedIn },
    Mutation: { planVisit: plans, recordVisit: makes },
  },
  records: {
    planVisit: { type: 'Customer', does: 'extend' },
    recordVisit: { type: 'PlannedVisit', does: 'update' },
  },
  rows: {
    PlannedVisit: {
      read: or(mayRead, clause('P04.A06', viewerOwns(PlannedVisit, 'responsible'))),
      insert: plans,
      update: makes,
      labels: 'P01.A22',
    },
  },
});
