import { defineModule } from '../../src/module.js';
import { ColumnResolver } from './columns/column.resolver.js';
import { columnsMigration } from './columns/columns.migration.js';
import { PortalColumn } from './columns/portalColumn.entity.js';
import { items } from './items/items.parts.js';
import { InformationOfficer } from './officers/informationOfficer.entity.js';
import { fileOfficer, promptFiling } from './officers/officers.duties.js';
import { officersMigration } from './officers/officers.migration.js';
import { OfficersResolver } from './officers/officers.resolver.js';
import { publicRoutes } from './public/feed.js';
import { clauses } from './publishing.clauses.js';
import { fillPublishing } from './publishing.demo.js';
import { permissions } from './publishing.permissions.js';
import { roles } from './publishing.roles.js';
import { screening } from './screening/screening.parts.js';

export const publishing = defineModule({
  name: 'publishing',
  title: { en: 'Portal', zh: '门户网站' },
  description: 'Collecting, reviewing and publishing what an organisation tells the public on its portal (P03).',
  requires: ['access', 'approvals', 'attachments', 'duties', 'screening'],
  roles,
  entities: [PortalColumn, ...items.entities, ...screening.entities, InformationOfficer],
  reads: [PortalColumn, ...items.reads, ...screening.reads, InformationOfficer],
  resolvers: [ColumnResolver, ...items.resolvers, ...screening.resolvers, OfficersResolver],
  permissions,
  approvals: items.approvals,
  attachments: items.attachments,
  clauses,
  duties: [...items.duties, fileOfficer],
  interpretations: [...items.interpretations, promptFiling],
  migrations: [columnsMigration, ...items.migrations, officersMigration, ...screening.migrations],
  sweeps: items.sweeps,
  publicRoutes,
  demo: fillPublishing,
});
