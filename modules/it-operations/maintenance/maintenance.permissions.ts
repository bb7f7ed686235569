import { clause, signedIn } from '../../../src/access/rules.js';
import { definePermissions } from '../../../src/module.js';
import { head, looksOn, staff } from '../it-operations.rules.js';

const plans = clause('P12.A01', head);
const inspects = clause('P12.A01', staff);
const reads = clause('P12.A01', looksOn);

export const maintenancePermissions = definePermissions({
  calls: {
    Query: {
      maintenancePlan: signedIn,
      maintenancePlans: signedIn,
      maintenanceRecord: signedIn,
      maintenanceRecords: signedIn,
    },
    Mutation: { planMaintenance: plans, endMaintenancePlan: plans, recordMaintenance: inspects },
  },
  records: {
    planMaintenance: { type: 'ItAsset', does: 'extend' },
    endMaintenancePlan: { type: 'MaintenancePlan', does: 'update' },
    recordMaintenance: { type: 'MaintenancePlan', does: 'extend' },
  },
  rows: {
    // Whoever takes an asset out of use ends its plans.
    MaintenancePlan: { read: reads, insert: plans, update: inspects },
    MaintenanceRecord: { read: reads, insert: inspects },
    MaintenanceCheck: { read: reads, insert: inspects },
  },
});
