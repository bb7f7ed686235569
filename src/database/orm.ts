import { ReflectMetadataProvider } from '@mikro-orm/decorators/legacy';
import { defineConfig, MikroORM } from '@mikro-orm/postgresql';
import type { Pool, PoolConfig } from 'pg';
import { sealedFieldsOf } from '../access/sealedEntity.js';
import { AuditSubscriber } from '../audit/auditSubscriber.js';
import type { Module } from '../module.js';
import { SealingSubscriber } from '../secrets/sealingSubscriber.js';
import { patient, reclaimLost } from './patience.js';
import { WritingClient } from './writingClient.js';
import { WritingDriver } from './writingDriver.js';

/** The entities of all modules; connects at the first statement. */
export const initOrm = (
  modules: readonly Module[],
  request: PoolConfig,
  onPoolCreated?: (pool: Pool) => void,
): Promise<MikroORM> => {
  const entities = modules.flatMap((module) => [...(module.entities ?? [])]);
  const sealed = entities.filter(sealedFieldsOf);
  return MikroORM.init(
    defineConfig({
      entities: entities as never[],
      metadataProvider: ReflectMetadataProvider,
      metadataCache: { enabled: false },
      // The audit first: it tells of a change before it is forgotten what was sealed.
      subscribers: [new AuditSubscriber(), ...(sealed.length > 0 ? [new SealingSubscriber(sealed)] : [])],
      driver: WritingDriver,
      driverOptions: {
        ...patient(request),
        max: 8,
        application_name: 'zhidu writes',
        Client: WritingClient,
        onPoolCreated: (pool: Pool) => {
          reclaimLost(pool);
          onPoolCreated?.(pool);
        },
      },
      dbName: request.database ?? databaseOf(request.connectionString),
      ...(request.connectionString ? { clientUrl: request.connectionString } : {}),
      forceUtcTimezone: true,
      connect: false,
    } as never),
  );
};

const databaseOf = (url: string | undefined): string => (url ? new URL(url).pathname.slice(1) : '');
