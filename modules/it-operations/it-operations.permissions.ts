import { joinPermissions } from '../../src/module.js';
import { assetPermissions } from './assets/assets.permissions.js';
import { maintenancePermissions } from './maintenance/maintenance.permissions.js';

export const permissions = joinPermissions(assetPermissions, maintenancePermissions);
