import { defineModule } from '../../src/module.js';
import { entry } from './entry/entry.parts.js';
import { ExchangeResolver } from './exchange/exchange.resolver.js';
import { forms } from './forms/forms.parts.js';
import { fillInformationSection } from './informationSection.demo.js';
import { informationSection } from './informationSection.parts.js';
import { clauses } from './mch-statistics.clauses.js';
import { fillStatistics } from './mch-statistics.demo.js';
import { permissions } from './mch-statistics.permissions.js';
import { roles } from './mch-statistics.roles.js';
import { RatesResolver } from './rates/rates.resolver.js';

export const mchStatistics = defineModule({
  name: 'mch-statistics',
  title: { en: 'Maternal and child health statistics', zh: '妇幼卫生统计' },
  description: 'Forms, entry, review and locking of the figures of maternal and child health (P11, P08).',
  requires: ['access', 'approvals', 'duties', 'files'],
  roles,
  entities: [...forms.entities, ...entry.entities, ...informationSection.entities],
  reads: [...forms.reads, ...entry.reads, ...informationSection.reads],
  resolvers: [...forms.resolvers, ...entry.resolvers, RatesResolver, ExchangeResolver, ...informationSection.resolvers],
  permissions,
  approvals: [...entry.approvals, ...informationSection.approvals],
  duties: informationSection.duties,
  interpretations: informationSection.interpretations,
  evidence: entry.evidence,
  clauses,
  migrations: [...forms.migrations, ...entry.migrations, ...informationSection.migrations],
  demo: async (organisation) => {
    await fillStatistics(organisation);
    await fillInformationSection(organisation);
  },
});
