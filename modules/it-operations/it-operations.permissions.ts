import { joinPermissions } from '../../src/module.js';
import { assetPermissions } from './assets/assets.permissions.js';
import { faultPermissions } from './faults/faults.permissions.js';
import { maintenancePermissions } from './maintenance/maintenance.permissions.js';
import { roomPermissions } from './room/room.permissions.js';

export const permissions = joinPermissions(assetPermissions, maintenancePermissions, faultPermissions, roomPermissions);
