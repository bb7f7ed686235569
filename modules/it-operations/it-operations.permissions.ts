import { joinPermissions } from '../../src/module.js';
import { assetPermissions } from './assets/assets.permissions.js';
import { qualificationPermissions } from './certificates/qualifications.permissions.js';
import { faultPermissions } from './faults/faults.permissions.js';
import { maintenancePermissions } from './maintenance/maintenance.permissions.js';
import { roomPermissions } from './room/room.permissions.js';
import { shiftPermissions } from './shifts/shifts.permissions.js';
import { teamPermissions } from './team/team.permissions.js';
import { trainingPermissions } from './training/training.permissions.js';

export const permissions = joinPermissions(
  assetPermissions,
  maintenancePermissions,
  faultPermissions,
  roomPermissions,
  teamPermissions,
  qualificationPermissions,
  shiftPermissions,
  trainingPermissions,
);
