import { inspectAsset } from './maintenance.duties.js';
import { maintenance as migration } from './maintenance.migration.js';
import { MaintenanceResolver } from './maintenance.resolver.js';
import { MaintenanceCheck } from './maintenanceCheck.entity.js';
import { MaintenancePlan } from './maintenancePlan.entity.js';
import { MaintenanceRecord } from './maintenanceRecord.entity.js';

/** What maintenance adds to the manifest. */
export const maintenance = {
  entities: [MaintenancePlan, MaintenanceRecord, MaintenanceCheck],
  reads: [MaintenancePlan, MaintenanceRecord],
  resolvers: [MaintenanceResolver],
  duties: [inspectAsset],
  migrations: [migration],
};
