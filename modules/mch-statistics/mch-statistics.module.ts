import { defineModule } from '../../src/module.js';
import { entry } from './entry/entry.parts.js';
import { forms } from './forms/forms.parts.js';
import { clauses } from './mch-statistics.clauses.js';
import { fillStatistics } from './mch-statistics.demo.js';
import { permissions } from './mch-statistics.permissions.js';
import { roles } from './mch-statistics.roles.js';

export const mchStatistics = defineModule({
  name: 'mch-statistics',
  title: { en: 'Maternal and child health statistics', zh: '妇幼卫生统计' },
  description: 'Forms, entry, review and locking of the figures of maternal and child health (P11, P08).',
  requires: ['access', 'approvals'],
  roles,
  entities: [...forms.entities, ...entry.entities],
  reads: [...forms.reads, ...entry.reads],
  resolvers: [...forms.resolvers, ...entry.resolvers],
  permissions,
  approvals: entry.approvals,
  evidence: entry.evidence,
  clauses,
  migrations: [...forms.migrations, ...entry.migrations],
  demo: fillStatistics,
});
