import { signedIn } from '../../../src/access/rules.js';
import { definePermissions } from '../../../src/module.js';
import { byP03, office } from '../publishing.roles.js';

export const columnPermissions = definePermissions({
  calls: {
    Query: { portalColumn: signedIn, portalColumns: signedIn },
    Mutation: { createPortalColumn: byP03('A01', office), changePortalColumn: byP03('A01', office) },
  },
  records: { changePortalColumn: { type: 'PortalColumn', does: 'update' } },
  rows: { PortalColumn: { read: signedIn, write: byP03('A01', office) } },
});
