import { defineModule } from '../../src/module.js';
import { checks } from './checks/checks.parts.js';
import { ColumnResolver } from './columns/column.resolver.js';
import { columnsMigration } from './columns/columns.migration.js';
import { PortalColumn } from './columns/portalColumn.entity.js';
import { items } from './items/items.parts.js';
import { messages } from './messages/messages.parts.js';
import { officeWork } from './office/office.parts.js';
import { InformationOfficer } from './officers/informationOfficer.entity.js';
import { fileOfficer, promptFiling } from './officers/officers.duties.js';
import { officersMigration } from './officers/officers.migration.js';
import { OfficersResolver } from './officers/officers.resolver.js';
import { publicRoutes } from './public/feed.js';
import { appraisal, itemPoints } from './publishing.appraisal.js';
import { clauses } from './publishing.clauses.js';
import { fillPublishing } from './publishing.demo.js';
import { permissions } from './publishing.permissions.js';
import { roles } from './publishing.roles.js';
import { screening } from './screening/screening.parts.js';
import { violations } from './violations/violations.parts.js';

export const publishing = defineModule({
  name: 'publishing',
  title: { en: 'Portal', zh: '门户网站' },
  description: 'Collecting, reviewing and publishing what an organisation tells the public on its portal (P03).',
  requires: ['access', 'appraisal', 'approvals', 'attachments', 'duties', 'screening'],
  roles,
  entities: [
    PortalColumn,
    ...items.entities,
    ...screening.entities,
    InformationOfficer,
    ...violations.entities,
    ...officeWork.entities,
    ...messages.entities,
  ],
  reads: [
    PortalColumn,
    ...items.reads,
    ...screening.reads,
    InformationOfficer,
    ...violations.reads,
    ...officeWork.reads,
    ...messages.reads,
  ],
  resolvers: [
    ColumnResolver,
    ...items.resolvers,
    ...screening.resolvers,
    OfficersResolver,
    ...violations.resolvers,
    ...officeWork.resolvers,
    ...messages.resolvers,
    ...checks.resolvers,
  ],
  permissions,
  approvals: items.approvals,
  attachments: items.attachments,
  clauses,
  duties: [...items.duties, fileOfficer, ...violations.duties, ...officeWork.duties, ...messages.duties],
  interpretations: [
    ...items.interpretations,
    promptFiling,
    itemPoints,
    ...messages.interpretations,
    ...checks.interpretations,
  ],
  appraisal,
  migrations: [
    columnsMigration,
    ...items.migrations,
    officersMigration,
    ...violations.migrations,
    ...officeWork.migrations,
    ...screening.migrations,
    ...messages.migrations,
  ],
  sweeps: items.sweeps,
  publicRoutes,
  demo: fillPublishing,
});
