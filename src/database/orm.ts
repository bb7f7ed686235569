import { ReflectMetadataProvider } from '@mikro-orm/decorators/legacy';
import { defineConfig, MikroORM } from '@mikro-orm/postgresql';
import type { Pool, PoolConfig } from 'pg';
import { AuditSubscriber } from '../audit/auditSubscriber.js';
import type { Module } from '../module.js';
import { patient, reclaimLost } from './patience.js';
import { WritingClient } from './writingClient.js';
import { WritingDriver } from './writingDriver.js';

/** The entities of all modules; connects at the first statement. */
export const initOrm = (
  modules: readonly Module[],
  request: PoolConfig,
  onPoolCreated?: (pool: Pool) => void,
): Promise<MikroORM> =>
  MikroORM.init(
    defineConfig({
      entities: modules.flatMap((module) => [...(module.entities ?? [])]) as never[],
      metadataProvider: ReflectMetadataProvider,
      metadataCache: { enabled: false },
      subscribers: [new AuditSubscriber()],
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

const databaseOf = (url: string | undefined): string => (url ? new URL(url).pathname.slice(1) : '');
