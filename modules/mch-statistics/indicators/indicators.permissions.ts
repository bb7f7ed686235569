import { clause, or, signedIn } from '../../../src/access/rules.js';
import { definePermissions } from '../../../src/module.js';
import { overseers, reporter, section } from '../mch-statistics.roles.js';

const laysDown = clause('P11.A09', section);
/** Row security leaves a reporter their own units: figures of others are made of nothing for them. */
const reckons = clause('P11.A09', or(overseers, reporter));

export const indicatorPermissions = definePermissions({
  calls: {
    Query: {
      indicator: signedIn,
      indicators: signedIn,
      indicatorTerm: signedIn,
      indicatorTerms: signedIn,
      indicatorValues: reckons,
      compareIndicatorValues: reckons,
    },
    Mutation: {
      defineIndicator: laysDown,
      defineIndicatorTerm: laysDown,
      bindIndicatorTerm: laysDown,
    },
  },
  records: { bindIndicatorTerm: { type: 'IndicatorTerm', does: 'update' } },
  rows: {
    Indicator: { read: signedIn, insert: laysDown },
    IndicatorTerm: { read: signedIn, write: laysDown },
    IndicatorTermBinding: { read: signedIn, insert: laysDown },
    IndicatorTermLine: { read: signedIn, insert: laysDown },
  },
});
