import { joinPermissions } from '../../src/module.js';
import { filingPermissions } from './filing/filing.permissions.js';

export const informationSectionPermissions = joinPermissions(filingPermissions);
