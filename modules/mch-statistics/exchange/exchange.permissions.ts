import { clause, signedIn } from '../../../src/access/rules.js';
import { definePermissions } from '../../../src/module.js';
import { overseers, section } from '../mch-statistics.roles.js';

export const exchangePermissions = definePermissions({
  calls: {
    Query: { exportDataValues: clause('P11.A08', overseers), dataValueImport: signedIn },
    Mutation: {
      importDataValues: clause('P11.A02', section),
      importDataValueFile: clause('P11.A02', section),
    },
  },
  records: {
    importDataValues: { type: 'DataSetReport', does: 'update' },
    importDataValueFile: { type: 'DataSetReport', does: 'update' },
  },
  rows: {},
});
