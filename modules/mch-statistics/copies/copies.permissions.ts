import { clause, or, role, signedIn } from '../../../src/access/rules.js';
import { definePermissions } from '../../../src/module.js';
import { overseers, section } from '../mch-statistics.roles.js';

/** The information section, and whoever runs the platform and makes the copies. */
const keeps = clause('P11.A05', or(section, role('ADMINISTRATOR')));
const reads = clause('P11.A05', or(overseers, role('ADMINISTRATOR')));

export const copyPermissions = definePermissions({
  calls: {
    Query: { databaseCopy: signedIn, databaseCopies: signedIn, databaseCopyStatus: reads },
    Mutation: { registerDatabaseCopy: keeps, verifyDatabaseCopy: keeps, retireDatabaseCopy: keeps },
  },
  records: {
    verifyDatabaseCopy: { type: 'DatabaseCopy', does: 'update' },
    retireDatabaseCopy: { type: 'DatabaseCopy', does: 'update' },
  },
  rows: {
    DatabaseCopy: { read: reads, write: keeps },
    // A trial is recorded once: there is no right to change it.
    CopyVerification: { read: reads, insert: keeps },
  },
});
