import { randomUUID } from 'node:crypto';
import { ApolloServer } from '@apollo/server';
import { Pool, type PoolConfig } from 'pg';
import { type Identity } from './access/access.js';
import { type TableSecurity, tableSecurity } from './access/policies.js';
import { anonymous } from './access/viewer.js';
import { evidenceOf } from './audit/evidence.js';
import { refuseUnguarded, restoreGuards } from './audit/guards.js';
import { registerPolicies } from './clauses/versions/inForce.js';
import { compose } from './composition.js';
import type { Context, Core } from './context.js';
import { coreModules } from './coreModules.js';
import { Database } from './database/database.js';
import { inspectDatabase } from './database/inspect.js';
import { Listener } from './database/listener.js';
import { migrate } from './database/migrate.js';
import { initOrm } from './database/orm.js';
import { Connections, patient } from './database/patience.js';
import { refuseUnfinishedRestore } from './database/restoreMark.js';
import { StartError } from './database/startError.js';
import { unhurriedSeconds } from './database/translate.js';
import { Sweeper } from './duties/sweeper.js';
import { ZhiduError } from './errors.js';
import { apolloServer } from './graphql/apolloServer.js';
import { callRules } from './graphql/callGuard.js';
import { fullSchemaOf } from './graphql/fullSchema.js';
import { operationExecutor } from './graphql/operationExecutor.js';
import { SchemaSwitch } from './graphql/schemaSwitch.js';
import { type Limits, standardLimits } from './limits/limits.js';
import { RequestLimits } from './limits/requestLimits.js';
import { type CoreOptions, makeCore } from './makeCore.js';
import type { Module } from './module.js';
import { sealOldRows } from './secrets/sealOldRows.js';
import { sweepsOf } from './sweeps/sweep.js';
import { Sweeps } from './sweeps/sweeps.js';

export interface PlatformOptions extends Omit<CoreOptions, 'limits' | 'clock'> {
  /** The plain role of the requests. */
  request: PoolConfig;
  /** The role that owns the tables; given, the platform migrates before it starts. */
  owner?: PoolConfig;
  modules: readonly Module[];
  /** Looks by itself for what has become due. Default true; else somebody calls `sweeper.sweep`. */
  sweeping?: boolean;
  limits?: Limits;
  /** Shows the schema to somebody who has not signed in. Default true. */
  schemaForEverybody?: boolean;
  clock?: () => Date;
  /** How often it looks for what is late or has had its time. Default 15 000. */
  sweepMs?: number;
  onProgress?: (message: string) => void;
}

export interface Platform {
  readonly apollo: ApolloServer<Context>;
  readonly schemas: SchemaSwitch;
  readonly modules: readonly Module[];
  readonly security: readonly TableSecurity[];
  readonly database: Database;
  readonly core: Core;
  /** The context of a request with this Authorization header. @throws UNAUTHENTICATED for a token that is forged or has expired */
  context(
    authorization: string | undefined,
    requestId?: string,
    address?: string,
    signal?: AbortSignal,
  ): Promise<Context>;
  /** An access token for a person in a new session, as signIn gives it. */
  tokenFor(personId: string): Promise<string>;
  readonly limits: Limits;
  readonly sweeper: Sweeps;
  readonly requests: RequestLimits;
  /** What is missing to serve, for the operator; nothing where it is ready. Migrations were compared at the start. */
  missing(): Promise<string[]>;
  /** True from `beginToStop` on. */
  readonly isStopping: boolean;
  /** New requests are refused from now on; those under way go on. */
  beginToStop(): void;
  close(): Promise<void>;
}

/** Puts everything together: modules, database, schema, server. The one place where this is done. */
export async function createPlatform(options: PlatformOptions): Promise<Platform> {
  const { log, clock = () => new Date(), auditKey } = options;
  if (auditKey && !auditKey.signs)
    throw new StartError('AUDIT_KEY is a public key, which only verifies. The platform seals with the private one.');
  const modules = compose([...coreModules, ...options.modules]);
  const connections = new Connections();
  const orm = await initOrm(modules, options.request, connections.watch);
  const pool = new Pool({
    max: 16,
    ...patient(options.request),
    statement_timeout: unhurriedSeconds * 1000,
    application_name: 'zhidu reads',
  });
  connections.watch(pool);
  pool.on('error', (error) => log.warn({ err: error }, 'an idle connection was lost'));
  const database = new Database(pool, orm);
  try {
    const security = tableSecurity(modules, orm.getMetadata());
    const evidence = evidenceOf(modules, orm.getMetadata());
    await refuseUnfinishedRestore(pool);
    if (options.owner) {
      await migrate({
        owner: options.owner,
        requestRole: await currentRole(pool),
        modules,
        security,
        onProgress: options.onProgress,
      });
      await restoreGuards(options.owner, evidence);
    }
    await inspectDatabase(pool, modules, security);
    await refuseUnguarded(pool, evidence);
    const schemas = new SchemaSwitch(
      await fullSchemaOf(options.modules, modules, orm.getMetadata()),
      operationExecutor(callRules(modules)),
    );
    return await serve({ ...options, clock }, { modules, security, database, schemas, connections });
  } catch (error) {
    await database.close();
    throw error;
  }
}

interface Parts {
  modules: readonly Module[];
  security: readonly TableSecurity[];
  database: Database;
  schemas: SchemaSwitch;
  connections: Connections;
}

async function serve(
  options: PlatformOptions & { clock: () => Date },
  { modules, security, database, schemas, connections }: Parts,
): Promise<Platform> {
  const { request, log, clock, limits = standardLimits, schemaForEverybody = true } = options;
  const requests = new RequestLimits(limits, log, () => clock().getTime());
  const { core, contextOf } = await makeCore({ ...options, limits }, { modules, database, schemas });
  const { access, duties, notices } = core;
  const listener = new Listener(
    request,
    log,
    () => undefined,
    () => connections.sever(),
  );
  listener.on('zhidu_modules', () => core.switching.follow());
  await listener.start();
  await core.vault.start();
  if (options.owner) await sealOldRows(options.owner, database.orm.getMetadata(), core.vault);
  const apollo = apolloServer(schemas, requests, { limits, log, schemaForEverybody });
  await apollo.start();
  await core.audit.start();
  await registerPolicies(database, modules, clock());
  await duties.start(database);
  await notices.start(database);
  const mailer = options.mail && new (await import('./notices/mailer.js')).Mailer(database, options.mail, log);
  const sweeper = new Sweeps(new Sweeper(database.pool, duties, mailer, clock), sweepsOf(modules), {
    core,
    database,
    log,
    clock,
    everyMs: options.sweepMs ?? 15_000,
  });
  if (options.sweeping ?? true) sweeper.start();
  let stopping = false;
  return {
    apollo,
    schemas,
    modules,
    security,
    database,
    core,
    limits,
    sweeper,
    requests,
    async context(authorization, requestId = randomUUID(), address = undefined, signal = undefined) {
      const deadline = performance.now() + limits.seconds * 1000;
      const identity = await access.identify(authorization).catch(async (error) => {
        if (error instanceof ZhiduError && error.code === 'UNAUTHENTICATED')
          await core.audit.log.soon(contextOf(nobodyYet, requestId, address), {
            action: 'refused',
            after: { code: error.code, path: 'token', address },
          });
        throw error;
      });
      return { ...contextOf(identity, requestId, address), deadline, signal };
    },
    tokenFor: async (personId) => (await access.sessions.begin({ address: undefined }, personId)).accessToken,
    async missing() {
      return [
        ...(stopping ? ['the server is stopping'] : []),
        ...((await database.answers()) ? [] : ['the database does not answer']),
        ...(listener.isListening ? [] : ['changes on other instances are not heard of']),
      ];
    },
    get isStopping() {
      return stopping;
    },
    beginToStop() {
      stopping = true;
      core.importing.stop().catch((error) => log.warn({ err: error }, 'an import did not stop'));
    },
    async close() {
      await sweeper.stop();
      await core.importing.stop();
      await apollo.stop();
      await core.audit.stop();
      await listener.stop();
      await database.close();
    },
  };
}

const nobodyYet: Identity = { viewer: anonymous, sessionId: undefined };

const currentRole = async (pool: Pool): Promise<string> =>
  (await pool.query('select current_user as role')).rows[0].role;
