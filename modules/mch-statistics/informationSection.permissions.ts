import { joinPermissions } from '../../src/module.js';
import { filingPermissions } from './filing/filing.permissions.js';
import { guidancePermissions } from './guidance/guidance.permissions.js';
import { libraryPermissions } from './library/library.permissions.js';
import { monitoringPermissions } from './monitoring/monitoring.permissions.js';
import { rulesPermissions } from './rules/rules.permissions.js';
import { sectionPermissions } from './section/section.permissions.js';
import { supplyPermissions } from './supply/supply.permissions.js';

export const informationSectionPermissions = joinPermissions(
  filingPermissions,
  monitoringPermissions,
  guidancePermissions,
  rulesPermissions,
  supplyPermissions,
  sectionPermissions,
  libraryPermissions,
);
