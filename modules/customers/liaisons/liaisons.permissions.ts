import { clause, or, role, signedIn } from '../../../src/access/rules.js';
import { definePermissions } from '../../../src/module.js';
import { customerService, mayRead } from '../customers.rules.js';

const assigns = clause('P02.A08', or(customerService, role('SALES_DIRECTOR')));

export const liaisonPermissions = definePermissions({
  calls: {
    Query: { liaison: signedIn, liaisons: signedIn },
    Mutation: { assignLiaison: assigns, endLiaison: assigns, replaceLiaison: assigns },
  },
  records: {
    assignLiaison: { type: 'Customer', does: 'extend' },
    endLiaison: { type: 'Liaison', does: 'update' },
    replaceLiaison: { type: 'Liaison', does: 'update' },
  },
  rows: { Liaison: { read: mayRead, write: assigns, labels: 'P01.A22' } },
});
