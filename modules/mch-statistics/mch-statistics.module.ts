import { defineModule } from '../../src/module.js';
import { analysisParts } from './analyses/analyses.parts.js';
import { entry } from './entry/entry.parts.js';
import { ExchangeResolver } from './exchange/exchange.resolver.js';
import { forms } from './forms/forms.parts.js';
import { indicatorParts } from './indicators/indicators.parts.js';
import { clauses } from './mch-statistics.clauses.js';
import { fillStatistics } from './mch-statistics.demo.js';
import { permissions } from './mch-statistics.permissions.js';
import { roles } from './mch-statistics.roles.js';
import { RatesResolver } from './rates/rates.resolver.js';
import { releaseParts } from './releases/releases.parts.js';

export const mchStatistics = defineModule({
  name: 'mch-statistics',
  title: { en: 'Maternal and child health statistics', zh: '妇幼卫生统计' },
  description: 'Forms, entry, review and locking of the figures of maternal and child health (P11, P08).',
  requires: ['access', 'approvals', 'duties', 'files', 'releases'],
  roles,
  entities: [
    ...forms.entities,
    ...entry.entities,
    ...indicatorParts.entities,
    ...releaseParts.entities,
    ...analysisParts.entities,
  ],
  reads: [...forms.reads, ...entry.reads, ...indicatorParts.reads, ...releaseParts.reads, ...analysisParts.reads],
  resolvers: [
    ...forms.resolvers,
    ...entry.resolvers,
    RatesResolver,
    ExchangeResolver,
    ...indicatorParts.resolvers,
    ...releaseParts.resolvers,
    ...analysisParts.resolvers,
  ],
  permissions,
  approvals: [...entry.approvals, ...releaseParts.approvals],
  duties: analysisParts.duties,
  interpretations: [...indicatorParts.interpretations, ...releaseParts.interpretations],
  evidence: entry.evidence,
  clauses,
  migrations: [
    ...forms.migrations,
    ...entry.migrations,
    ...indicatorParts.migrations,
    ...releaseParts.migrations,
    ...analysisParts.migrations,
  ],
  demo: fillStatistics,
});
