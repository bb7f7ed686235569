import { signedIn } from '../access/rules.js';
import { defineModule } from '../module.js';
import { ClausesResolver, EnforcedClauseResolver } from './clauses.resolver.js';
import { ComplianceResolver } from './compliance/compliance.resolver.js';

/** Policies and clauses as data, and decisions explained by them. Always on. */
export const clauses = defineModule({
  name: 'clauses',
  title: { en: 'Policies and clauses', zh: '制度与条款' },
  description: 'The policies with their clauses, how they are kept, and by which of them access is decided.',
  requires: ['access', 'approvals', 'duties'],
  resolvers: [ClausesResolver, EnforcedClauseResolver, ComplianceResolver],
  permissions: {
    calls: {
      Query: {
        policies: signedIn,
        clause: signedIn,
        explainAccess: signedIn,
        compliance: signedIn,
        dutiesAsOf: signedIn,
      },
    },
    rows: {},
  },
});
