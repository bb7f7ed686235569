import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { ReflectMetadataProvider } from '@mikro-orm/decorators/legacy';
import { defineConfig, MikroORM } from '@mikro-orm/postgresql';
import { Pool, type PoolConfig } from 'pg';
import type { Logger } from 'pino';
import { access } from './access/access.module.js';
import { type TableSecurity, tableSecurity } from './access/policies.js';
import { SignIn } from './access/signIn.js';
import { Tokens } from './access/tokens.js';
import { anonymous, type Viewer } from './access/viewer.js';
import { Viewers } from './access/viewers.js';
import { audit } from './audit/audit.module.js';
import { AuditSubscriber } from './audit/auditSubscriber.js';
import { compose } from './composition.js';
import type { Client, Context, Core } from './context.js';
import { Database } from './database/database.js';
import { inspectDatabase } from './database/inspect.js';
import { Listener } from './database/listener.js';
import { migrate } from './database/migrate.js';
import { Connections, patient, reclaimLost } from './database/patience.js';
import { unhurriedSeconds } from './database/translate.js';
import { ZhiduError } from './errors.js';
import { files } from './files/files.module.js';
import { Uploads } from './files/uploads.js';
import { callRules } from './graphql/callGuard.js';
import { errorGate, formatError } from './graphql/errorGate.js';
import { buildFullSchema } from './graphql/fullSchema.js';
import { moduleDisabledPlugin } from './graphql/moduleDisabledPlugin.js';
import { rootExists } from './graphql/rootExists.js';
import { SchemaSwitch } from './graphql/schemaSwitch.js';
import { Importing } from './importing/importing.js';
import { importing } from './importing/importing.module.js';
import { type Limits, limitSettings, standardLimits } from './limits/limits.js';
import { limitsPlugin } from './limits/limitsPlugin.js';
import { RequestLimits } from './limits/requestLimits.js';
import { strangersPlugin } from './limits/strangersPlugin.js';
import type { Module } from './module.js';
import { ModuleSwitching } from './switching/switching.js';
import { switching } from './switching/switching.module.js';

/** Modules that are always on, made like any other. */
export const coreModules: readonly Module[] = [access, audit, switching, files, importing];

export interface PlatformOptions {
  /** The plain role of the requests. */
  request: PoolConfig;
  /** The role that owns the tables; given, the platform migrates before it starts. */
  owner?: PoolConfig;
  modules: readonly Module[];
  dataDirectory: string;
  tokenKey: Uint8Array;
  tokenMinutes: number;
  log: Logger;
  limits?: Limits;
  /** Shows the schema to somebody who has not signed in. Default true. */
  schemaForEverybody?: boolean;
  clock?: () => Date;
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
  context(authorization: string | undefined, requestId?: string, client?: Client): Promise<Context>;
  /** A token for a person, as signIn gives it. */
  tokenFor(personId: string): Promise<string>;
  readonly limits: Limits;
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
  const { log, clock = () => new Date() } = options;
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
    if (options.owner)
      await migrate({
        owner: options.owner,
        requestRole: await currentRole(pool),
        modules,
        security,
        onProgress: options.onProgress,
      });
    await inspectDatabase(pool, modules, security);
    const schemas = new SchemaSwitch(await buildFullSchema(modules, orm.getMetadata()));
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
  const { request, dataDirectory, tokenKey, tokenMinutes, log, limits = standardLimits, clock } = options;
  const requests = new RequestLimits(limits, log, () => clock().getTime());
  const tokens = new Tokens(tokenKey, tokenMinutes, clock);
  const viewers = new Viewers(database, clock);
  const core: Core = {
    log,
    signIn: new SignIn(database, tokens, viewers),
    switching: new ModuleSwitching(modules, new Set(coreModules.map(({ name }) => name)), database, schemas),
    uploads: new Uploads(join(dataDirectory, 'files'), database, clock),
    importing: new Importing(log, (module) => schemas.isEnabled(module)),
    limits,
    calls: callRules(modules),
    contextFor: async (personId, requestId) => contextOf(await viewerOf(personId), requestId),
  };
  const viewerOf = async (personId: string | undefined): Promise<Viewer> => {
    const viewer = personId && (await viewers.of(personId));
    if (viewer) return viewer;
    throw new ZhiduError('UNAUTHENTICATED', 'The token is not valid or has expired. Sign in again.', {
      http: { status: 401 },
    });
  };
  const contextOf = (viewer: Viewer, requestId: string): Context => ({
    requestId,
    viewer,
    database,
    log: log.child({ requestId }),
    now: clock(),
    loaders: new Map(),
    unasked: new Set(),
    core,
  });
  const onState = (listening: boolean) => {
    viewers.listening = listening;
    viewers.forget();
  };
  const listener = new Listener(request, log, onState, () => connections.sever());
  listener.on('zhidu_rights', () => viewers.forget());
  listener.on('zhidu_modules', () => core.switching.follow());
  await listener.start();
  const { plugin: limitsOfOperations, rule: withinLimits } = limitsPlugin(limits);
  const apollo = new ApolloServer<Context>({
    gateway: schemas,
    formatError,
    introspection: true,
    parseOptions: { maxTokens: limits.mode === 'report' ? limitSettings.tokens.most : limits.tokens },
    validationRules: [withinLimits, rootExists],
    persistedQueries: false,
    allowBatchedHttpRequests: false,
    csrfPrevention: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    logger: log,
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      limitsOfOperations,
      strangersPlugin(requests, options.schemaForEverybody ?? true),
      moduleDisabledPlugin((schema) => schemas.stateOf(schema)),
      errorGate,
    ],
  });
  await apollo.start();
  const sweeper = setInterval(() => {
    Promise.all([core.uploads.sweep(), core.importing.sweep(database)]).catch((error) =>
      log.warn({ err: error }, 'could not sweep'),
    );
  }, 60_000).unref();
  let stopping = false;
  return {
    apollo,
    schemas,
    modules,
    security,
    database,
    core,
    limits,
    requests,
    async context(authorization, requestId = randomUUID(), client = undefined) {
      const deadline = performance.now() + limits.seconds * 1000;
      const [, token] = /^Bearer (\S+)$/i.exec(authorization ?? '') ?? [];
      const viewer = authorization ? await viewerOf(token && (await tokens.personOf(token))) : anonymous;
      return { ...contextOf(viewer, requestId), deadline, client };
    },
    tokenFor: async (personId) => (await tokens.sign(personId, randomUUID())).accessToken,
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
    },
    async close() {
      clearInterval(sweeper);
      await core.importing.stop();
      await apollo.stop();
      await listener.stop();
      await database.close();
    },
  };
}

const currentRole = async (pool: Pool): Promise<string> =>
  (await pool.query('select current_user as role')).rows[0].role;

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
      driverOptions: {
        ...patient(request),
        max: 8,
        application_name: 'zhidu writes',
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
