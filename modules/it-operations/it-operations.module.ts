import type { DutyDefinition } from '../../src/duties/duty.js';
import { defineModule, type EntityClass } from '../../src/module.js';
import { assets } from './assets/assets.parts.js';
import { certificates } from './certificates/qualifications.parts.js';
import { faults } from './faults/faults.parts.js';
import { appraisal } from './it-operations.appraisal.js';
import { clauses } from './it-operations.clauses.js';
import { fillItOperations } from './it-operations.demo.js';
import { permissions } from './it-operations.permissions.js';
import { maintenance } from './maintenance/maintenance.parts.js';
import { room } from './room/room.parts.js';
import { shifts } from './shifts/shifts.parts.js';
import { team } from './team/team.parts.js';
import { training } from './training/training.parts.js';

interface Part {
  entities: readonly EntityClass[];
  reads: readonly EntityClass[];
  resolvers: readonly EntityClass[];
  duties: readonly DutyDefinition[];
}

const parts: readonly Part[] = [assets, maintenance, faults, room, team, certificates, shifts, training];

export const itOperations = defineModule({
  name: 'it-operations',
  title: { en: 'IT operations', zh: '信息系统运维' },
  description:
    'Assets, maintenance, faults, shifts, the machine room, training and certificates of information staff (P12).',
  requires: ['access', 'appraisal', 'approvals', 'duties'],
  roles: {
    IT_HEAD: { en: 'Head of IT', zh: '信息科负责人' },
    IT_OPERATOR: { en: 'IT operator', zh: '信息工作人员' },
  },
  entities: parts.flatMap(({ entities }) => entities),
  reads: parts.flatMap(({ reads }) => reads),
  resolvers: parts.flatMap(({ resolvers }) => resolvers),
  permissions,
  clauses,
  duties: parts.flatMap(({ duties }) => duties),
  approvals: training.approvals,
  appraisal,
  interpretations: [
    ...faults.interpretations,
    ...room.interpretations,
    ...shifts.interpretations,
    ...training.interpretations,
  ],
  migrations: [
    ...assets.migrations,
    ...maintenance.migrations,
    room.migrations.rooms,
    ...faults.migrations,
    room.migrations.readings,
    ...team.migrations,
    ...shifts.migrations,
    ...training.migrations,
  ],
  demo: fillItOperations,
});
