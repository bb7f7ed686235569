import { signedIn } from '../access/rules.js';
import { defineModule, type Module, type Permissions } from '../module.js';
import { ClausesResolver, EnforcedClauseResolver } from './clauses.resolver.js';
import { ComplianceResolver } from './compliance/compliance.resolver.js';
import { PolicyAcknowledgement } from './versions/policyAcknowledgement.entity.js';
import { PolicyVersion } from './versions/policyVersion.entity.js';
import { versionsMigration } from './versions/versions.migration.js';
import { versionPermissions } from './versions/versions.permissions.js';
import { PolicyVersionResolver } from './versions/versions.resolver.js';

function permissionsOf(modules: readonly Module[]): Permissions {
  const { calls, ...versions } = versionPermissions(modules);
  const Query = {
    policies: signedIn,
    clause: signedIn,
    explainAccess: signedIn,
    compliance: signedIn,
    dutiesAsOf: signedIn,
    ...calls.Query,
  };
  return { ...versions, calls: { ...calls, Query } };
}

/** Policies and clauses as data, in versions; how they are kept; and decisions explained by them. Always on. */
export const clauses = defineModule({
  name: 'clauses',
  title: { en: 'Policies and clauses', zh: '制度与条款' },
  description:
    'The policies with their clauses and versions, how they are kept, and by which of them access is decided.',
  requires: ['access', 'approvals', 'duties'],
  entities: [PolicyVersion, PolicyAcknowledgement],
  reads: [PolicyVersion, PolicyAcknowledgement],
  resolvers: [ClausesResolver, EnforcedClauseResolver, ComplianceResolver, PolicyVersionResolver],
  permissions: permissionsOf([]),
  migrations: [versionsMigration],
  adapt: (modules) => ({ permissions: permissionsOf(modules) }),
});
