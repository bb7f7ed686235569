import { joinPermissions } from '../../src/module.js';
import { checkPermissions } from './checks/checks.parts.js';
import { columnPermissions } from './columns/columns.permissions.js';
import { itemPermissions } from './items/items.permissions.js';
import { messagePermissions } from './messages/messages.permissions.js';
import { officePermissions } from './office/office.permissions.js';
import { officerPermissions } from './officers/officers.permissions.js';
import { screeningPermissions } from './screening/screening.permissions.js';
import { violationPermissions } from './violations/violations.permissions.js';

/** Who may call what, which rows exist for whom: the tables of the module's parts as one. */
export const permissions = joinPermissions(
  columnPermissions,
  itemPermissions,
  officerPermissions,
  screeningPermissions,
  violationPermissions,
  officePermissions,
  messagePermissions,
  checkPermissions,
);
