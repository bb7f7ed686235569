import { signedIn } from '../access/rules.js';
import { defineModule } from '../module.js';
import { ClausesResolver } from './clauses.resolver.js';

/** Policies and clauses as data, and decisions explained by them. Always on. */
export const clauses = defineModule({
  name: 'clauses',
  title: { en: 'Policies and clauses', zh: '制度与条款' },
  description: 'Lists the policies with their clauses and explains by which of them access is decided.',
  requires: ['access'],
  resolvers: [ClausesResolver],
  permissions: {
    calls: { Query: { policies: signedIn, clause: signedIn, explainAccess: signedIn } },
    rows: {},
  },
});
