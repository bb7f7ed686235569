import { defineModule } from '../../src/module.js';
import { analysisParts } from './analyses/analyses.parts.js';
import { copies } from './copies/copies.parts.js';
import { editionParts } from './editions/editions.parts.js';
import { entry } from './entry/entry.parts.js';
import { dataValueImport } from './exchange/dataValueImport.js';
import { ExchangeResolver } from './exchange/exchange.resolver.js';
import { forms } from './forms/forms.parts.js';
import { indicatorParts } from './indicators/indicators.parts.js';
import { fillInformationSection } from './informationSection.demo.js';
import { informationSection } from './informationSection.parts.js';
import { materials } from './materials/materials.parts.js';
import { clauses } from './mch-statistics.clauses.js';
import { fillStatistics } from './mch-statistics.demo.js';
import { permissions } from './mch-statistics.permissions.js';
import { roles } from './mch-statistics.roles.js';
import { rates } from './rates/rates.parts.js';
import { releaseParts } from './releases/releases.parts.js';
import { secrecy } from './secrecy/secrecy.parts.js';
import { spotChecks } from './spotChecks/spotChecks.parts.js';

export const mchStatistics = defineModule({
  name: 'mch-statistics',
  title: { en: 'Maternal and child health statistics', zh: '妇幼卫生统计' },
  description: 'Forms, entry, review and locking of the figures of maternal and child health (P11, P08).',
  requires: ['access', 'approvals', 'duties', 'files', 'records', 'releases'],
  roles,
  entities: [
    ...forms.entities,
    ...entry.entities,
    ...rates.entities,
    ...editionParts.entities,
    ...indicatorParts.entities,
    ...releaseParts.entities,
    ...analysisParts.entities,
    ...spotChecks.entities,
    ...copies.entities,
    ...materials.entities,
    ...secrecy.entities,
    ...informationSection.entities,
  ],
  reads: [
    ...forms.reads,
    ...entry.reads,
    ...rates.reads,
    ...indicatorParts.reads,
    ...releaseParts.reads,
    ...analysisParts.reads,
    ...spotChecks.reads,
    ...copies.reads,
    ...materials.reads,
    ...secrecy.reads,
    ...informationSection.reads,
  ],
  resolvers: [
    ...forms.resolvers,
    ...entry.resolvers,
    ...rates.resolvers,
    ...editionParts.resolvers,
    ExchangeResolver,
    ...indicatorParts.resolvers,
    ...releaseParts.resolvers,
    ...analysisParts.resolvers,
    ...spotChecks.resolvers,
    ...copies.resolvers,
    ...materials.resolvers,
    ...secrecy.resolvers,
    ...informationSection.resolvers,
  ],
  permissions,
  approvals: [
    ...entry.approvals,
    ...releaseParts.approvals,
    ...secrecy.approvals,
    ...materials.approvals,
    ...informationSection.approvals,
  ],
  duties: [
    ...forms.duties,
    ...analysisParts.duties,
    ...spotChecks.duties,
    ...copies.duties,
    ...materials.duties,
    ...informationSection.duties,
  ],
  interpretations: [
    ...rates.interpretations,
    ...indicatorParts.interpretations,
    ...releaseParts.interpretations,
    ...spotChecks.interpretations,
    ...copies.interpretations,
    ...materials.interpretations,
    ...informationSection.interpretations,
  ],
  handover: forms.handover,
  evidence: entry.evidence,
  records: materials.records,
  prints: materials.prints,
  imports: [dataValueImport],
  clauses,
  migrations: [
    ...forms.migrations,
    ...entry.migrations,
    ...rates.migrations,
    ...editionParts.migrations,
    ...indicatorParts.migrations,
    ...releaseParts.migrations,
    ...analysisParts.migrations,
    ...spotChecks.migrations,
    ...copies.migrations,
    ...materials.migrations,
    ...secrecy.migrations,
    ...informationSection.migrations,
  ],
  demo: async (organisation) => {
    await fillStatistics(organisation);
    await fillInformationSection(organisation);
  },
});
