import { defineModule } from '../module.js';
import { migrations } from './duties.migrations.js';
import { permissions } from './duties.permissions.js';
import { DutiesResolver } from './duties.resolver.js';
import { Duty } from './duty.entity.js';

/** What must be done by when. Always on; which duties there are other modules say. */
export const duties = defineModule({
  name: 'duties',
  title: { en: 'Duties', zh: '义务与期限' },
  description: 'What must be done by whom and when, by which clause; fulfilled, waived or breached.',
  requires: ['access', 'audit', 'calendar', 'interpretations', 'switching'],
  entities: [Duty],
  reads: [Duty],
  resolvers: [DutiesResolver],
  permissions,
  migrations,
});
