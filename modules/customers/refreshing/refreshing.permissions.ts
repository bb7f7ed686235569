import { clause } from '../../../src/access/rules.js';
import { definePermissions } from '../../../src/module.js';
import { customerService } from '../customers.rules.js';

const refreshes = clause('P02.A04', customerService);

export const refreshingPermissions = definePermissions({
  calls: {
    Mutation: {
      reviewCustomerFile: refreshes,
      confirmFilesRefreshed: refreshes,
      requestFileConfirmation: clause('P04.A04', customerService),
    },
  },
  records: {
    reviewCustomerFile: { type: 'Customer', does: 'update' },
    requestFileConfirmation: { type: 'Customer' },
  },
  rows: {},
});
