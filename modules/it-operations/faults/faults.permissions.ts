import { and, clause, not, or, role, signedIn, viewerOwns } from '../../../src/access/rules.js';
import { definePermissions } from '../../../src/module.js';
import { head, looksOn, staff } from '../it-operations.rules.js';
import { ItFault } from './itFault.entity.js';

const reporter = viewerOwns(ItFault, 'reportedBy');
/** Whoever notices a fault may say so. */
const reports = clause('P12.A01', signedIn);
const handles = clause('P12.A01', staff);
const closes = clause('P12.A01', and(or(head, role('GENERAL_MANAGER')), not(viewerOwns(ItFault, 'handler'))));
const laysDown = clause('P12.A01', head);

export const faultPermissions = definePermissions({
  calls: {
    Query: {
      itFault: signedIn,
      itFaults: signedIn,
      faultMeasure: signedIn,
      faultMeasures: signedIn,
      reliability: clause('P12.A01', looksOn),
    },
    Mutation: {
      reportFault: reports,
      takeFault: handles,
      restoreFault: clause('P12.A01', and(staff, viewerOwns(ItFault, 'handler'))),
      closeFault: closes,
      addFaultMeasure: laysDown,
    },
  },
  records: {
    takeFault: { type: 'ItFault', does: 'update' },
    restoreFault: { type: 'ItFault', does: 'update' },
    closeFault: { type: 'ItFault', does: 'update' },
    addFaultMeasure: { type: 'ItAsset', does: 'extend' },
  },
  rows: {
    ItFault: {
      read: clause('P12.A01', or(looksOn, reporter)),
      insert: clause('P12.A01', and(signedIn, reporter)),
      update: clause('P12.A01', or(staff, role('GENERAL_MANAGER'))),
    },
    FaultMeasure: { read: clause('P12.A01', looksOn), insert: laysDown },
  },
});
