import { joinPermissions } from '../../src/module.js';
import { entryPermissions } from './entry/entry.permissions.js';
import { formPermissions } from './forms/forms.permissions.js';

export const permissions = joinPermissions(formPermissions, entryPermissions);
