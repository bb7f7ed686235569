import type { MetadataStorage } from '@mikro-orm/core';
import { defineModule, type EntityClass, type Module } from '../module.js';
import { Attachment } from './attachment.entity.js';
import { attachmentsOf } from './attachmentDefinition.js';
import { migrations } from './attachments.migrations.js';
import { permissionsOf } from './attachments.permissions.js';
import { AttachmentsResolver, attachmentsOn } from './attachments.resolver.js';
import { attachmentTriggers } from './attachmentTriggers.js';

/** Files that records of any module hold, sealed under a key of each record. Always on. */
export const attachments = defineModule({
  name: 'attachments',
  title: { en: 'Attachments', zh: '附件' },
  description: 'Keeps files of records outside the database, sealed under a key of each record.',
  requires: ['access', 'files', 'records', 'secrets'],
  entities: [Attachment],
  reads: [Attachment],
  resolvers: [AttachmentsResolver],
  permissions: permissionsOf([]),
  sweeps: [{ name: 'removed attachments', run: ({ core }) => core.attachments.store.sweep() }],
  migrations,
  adapt: (modules: readonly Module[]) => {
    const definitions = attachmentsOf(modules);
    return {
      permissions: permissionsOf(definitions),
      resolvers: [AttachmentsResolver, ...definitions.map(({ entity }) => attachmentsOn(entity))],
      triggers: (entity: EntityClass, metadata: MetadataStorage) =>
        entity === Attachment ? attachmentTriggers(definitions, metadata) : [],
    };
  },
});
