import { defineModule } from '../../src/module.js';
import { assets } from './assets/assets.parts.js';
import { clauses } from './it-operations.clauses.js';
import { fillItOperations } from './it-operations.demo.js';
import { permissions } from './it-operations.permissions.js';
import { maintenance } from './maintenance/maintenance.parts.js';

export const itOperations = defineModule({
  name: 'it-operations',
  title: { en: 'IT operations', zh: '信息系统运维' },
  description:
    'Assets, maintenance, faults, shifts, the machine room, training and certificates of information staff (P12).',
  requires: ['access', 'approvals', 'duties'],
  roles: {
    IT_HEAD: { en: 'Head of IT', zh: '信息科负责人' },
    IT_OPERATOR: { en: 'IT operator', zh: '信息工作人员' },
  },
  entities: [...assets.entities, ...maintenance.entities],
  reads: [...assets.reads, ...maintenance.reads],
  resolvers: [...assets.resolvers, ...maintenance.resolvers],
  permissions,
  clauses,
  duties: [...assets.duties, ...maintenance.duties],
  migrations: [...assets.migrations, ...maintenance.migrations],
  demo: fillItOperations,
});
