import { anyone, or, rule, signedIn } from '../../../src/access/rules.js';
import { definePermissions } from '../../../src/module.js';
import { byP03, office } from '../publishing.roles.js';

/** What everybody sees: a closed column is no longer shown. */
const isOpen = rule(
  'isOpen',
  () => undefined,
  (row) => `${row.column('open')}`,
);

export const columnPermissions = definePermissions({
  calls: {
    Query: { portalColumn: anyone, portalColumns: anyone },
    Mutation: { createPortalColumn: byP03('A01', office), changePortalColumn: byP03('A01', office) },
  },
  records: { changePortalColumn: { type: 'PortalColumn', does: 'update' } },
  rows: { PortalColumn: { read: or(signedIn, isOpen), write: byP03('A01', office) } },
});
