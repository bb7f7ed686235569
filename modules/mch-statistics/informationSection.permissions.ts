import { joinPermissions } from '../../src/module.js';
import { filingPermissions } from './filing/filing.permissions.js';
import { guidancePermissions } from './guidance/guidance.permissions.js';
import { monitoringPermissions } from './monitoring/monitoring.permissions.js';
import { rulesPermissions } from './rules/rules.permissions.js';

export const informationSectionPermissions = joinPermissions(
  filingPermissions,
  monitoringPermissions,
  guidancePermissions,
  rulesPermissions,
);
