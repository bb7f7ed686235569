import type { MetadataStorage } from '@mikro-orm/core';
import { defineModule, type EntityClass, type Module } from '../module.js';
import { followRecords } from './followRecords.js';
import { Notice } from './notice.entity.js';
import { migrations } from './notices.migrations.js';
import { permissions } from './notices.permissions.js';
import { NoticesResolver } from './notices.resolver.js';

/** What the platform tells people, on the page and by mail. Always on. */
export const notices = defineModule({
  name: 'notices',
  title: { en: 'Notices', zh: '通知' },
  description: 'Reminders, breaches and other notices to single people, by mail too where there is a mail server.',
  requires: ['access', 'approvals', 'audit', 'duties'],
  entities: [Notice],
  reads: [Notice],
  resolvers: [NoticesResolver],
  permissions,
  migrations,
  adapt: (modules: readonly Module[]) => ({
    triggers: (entity: EntityClass, metadata: MetadataStorage) =>
      entity === Notice ? followRecords(modules, Notice, metadata) : [],
  }),
});
