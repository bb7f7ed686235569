import {
  and,
  clause,
  keeper,
  not,
  or,
  type Rule,
  role,
  rule,
  signedIn,
  viewerOwns,
} from '../../../src/access/rules.js';
import { definePermissions } from '../../../src/module.js';
import { LeakIncident } from './leakIncident.entity.js';
import { LeakMeasure } from './leakMeasure.entity.js';

/** To whom a leak is reported, and who acts then. */
export const leakHandlerRoles = ['CUSTOMER_INFORMATION_SUPERVISOR', 'CUSTOMER_SERVICE_MANAGER', 'GENERAL_MANAGER'];
const handler = role(...leakHandlerRoles);
const reporter = viewerOwns(LeakIncident, 'reporter');
const takesIt = viewerOwns(LeakMeasure, 'takenBy');
const seen = or(handler, reporter);
const byP01A27 = (ruled: Rule) => clause('P01.A27', ruled);

/** Its number of rows would count the hidden files otherwise. */
const ofVisibleFile = rule(
  'ofVisibleFile',
  (viewer) => (signedIn.viewer(viewer) === true ? undefined : false),
  (row) => `exists (select 1 from customers.customer c where c.id = ${row.column('customer')})`,
);

export const incidentPermissions = definePermissions({
  calls: {
    Query: { leakIncident: signedIn, leakIncidents: signedIn },
    Mutation: {
      reportLeak: byP01A27(signedIn),
      addLeakMeasure: byP01A27(and(signedIn, seen)),
      containLeak: byP01A27(handler),
      closeLeak: byP01A27(and(handler, not(reporter))),
    },
  },
  records: {
    reportLeak: { type: 'Customer' },
    addLeakMeasure: { type: 'LeakIncident', does: 'extend' },
    containLeak: { type: 'LeakIncident', does: 'update' },
    closeLeak: { type: 'LeakIncident', does: 'update' },
  },
  rows: {
    LeakIncident: { read: byP01A27(seen), insert: byP01A27(reporter), update: byP01A27(handler), labels: 'P01.A22' },
    LeakedFile: {
      read: byP01A27(and(or(handler, keeper), ofVisibleFile)),
      insert: byP01A27(keeper),
      labels: 'P01.A22',
    },
    LeakMeasure: {
      // The keeper of an incident, and so of its measures, is whoever reported it.
      read: byP01A27(or(handler, keeper, takesIt)),
      insert: byP01A27(takesIt),
      labels: 'P01.A22',
    },
  },
});
