import { defineModule, type Module } from '../module.js';
import { archivesOf } from '../records/records.permissions.js';
import { ContentsResolver } from './contents.resolver.js';
import { RecordContent } from './recordContent.entity.js';
import { migrations } from './secrets.migrations.js';
import { secretsPermissionsOf } from './secrets.permissions.js';

/** The content of archive files, in a schema of its own and encrypted under a key for each file. Always on. */
export const secrets = defineModule({
  name: 'secrets',
  title: { en: 'Content of files', zh: '档案内容' },
  description: 'Keeps the content of files, encrypted under a key of each file.',
  requires: ['records'],
  entities: [RecordContent],
  resolvers: [ContentsResolver],
  permissions: secretsPermissionsOf([]),
  migrations,
  adapt: (modules: readonly Module[]) => ({ permissions: secretsPermissionsOf(archivesOf(modules)) }),
});
