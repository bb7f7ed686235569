import { clause } from '../../../src/access/rules.js';
import { definePermissions } from '../../../src/module.js';
import { overseers } from '../mch-statistics.roles.js';

/** A reporter sees the reports of their own units alone, and so could not tell what of others is missing. */
export const ratePermissions = definePermissions({
  calls: { Query: { reportingRates: clause('P11.A02', overseers) } },
  rows: {},
});
