import type { MetadataStorage } from '@mikro-orm/core';
import { defineModule, type EntityClass, type Module } from '../module.js';
import { ArchiveFile } from './archiveFile.entity.js';
import { ConditionResolver } from './condition/condition.resolver.js';
import { EnvironmentReading } from './condition/environmentReading.entity.js';
import { FileFinding } from './condition/fileFinding.entity.js';
import { Carriage } from './copies/carriage.entity.js';
import { CopiesResolver } from './copies/copies.resolver.js';
import { FileCopy } from './copies/fileCopy.entity.js';
import { eraseStatements } from './eraseStatements.js';
import { FileLoan } from './loans/fileLoan.entity.js';
import { LoansResolver } from './loans/loans.resolver.js';
import { Cabinet } from './places/cabinet.entity.js';
import { PlacesResolver } from './places/places.resolver.js';
import { FileReading } from './readings/fileReading.entity.js';
import { readingTriggers } from './readings/readingTriggers.js';
import { migrations } from './records.migrations.js';
import { archivesOf, permissionsOf } from './records.permissions.js';
import { Destruction } from './retention/destruction.entity.js';
import { DispositionReview } from './retention/dispositionReview.entity.js';
import { LegalHold } from './retention/legalHold.entity.js';
import { RetentionResolver } from './retention/retention.resolver.js';
import { subjectTriggers } from './subjectTriggers.js';

/** The archive: files of other modules' records in places, lent, copied, kept and disposed of. Always on. */
export const records = defineModule({
  name: 'records',
  title: { en: 'Archive', zh: '档案管理' },
  description: 'Keeps files of records: places, loans, copies, retention, disposal.',
  requires: ['access', 'approvals', 'duties'],
  entities: [
    Cabinet,
    ArchiveFile,
    FileLoan,
    FileCopy,
    Carriage,
    LegalHold,
    DispositionReview,
    Destruction,
    FileFinding,
    EnvironmentReading,
    FileReading,
  ],
  reads: [
    ArchiveFile,
    Cabinet,
    FileLoan,
    Destruction,
    FileFinding,
    EnvironmentReading,
    {
      entity: FileReading,
      list: 'readingRegister',
      one: 'readingRegisterEntry',
      // What this instance has not written yet is shown too.
      ahead: ({ core }) => core.audit.log.flush(),
    },
  ],
  resolvers: [PlacesResolver, LoansResolver, CopiesResolver, RetentionResolver, ConditionResolver],
  permissions: permissionsOf([]),
  migrations,
  adapt: (modules: readonly Module[]) => ({
    permissions: permissionsOf(archivesOf(modules)),
    triggers: (entity: EntityClass, metadata: MetadataStorage) => {
      const definitions = archivesOf(modules).map(({ definition }) => definition);
      if (entity === FileReading) return readingTriggers(definitions, metadata);
      if (entity !== ArchiveFile) return [];
      return [...subjectTriggers(definitions, metadata), ...eraseStatements(definitions, metadata)];
    },
  }),
});
