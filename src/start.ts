import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client, type PoolConfig } from 'pg';
import { pino } from 'pino';
import { demoPassword, Founding } from './access/founding.js';
import { oneTimePassword } from './access/passwords.js';
import type { Config } from './config.js';
import { type EmbeddedDatabase, startEmbedded } from './database/embedded.js';
import { StartError } from './database/startError.js';
import { fillDemo } from './demo.js';
import { createHttpServer } from './graphql/httpServer.js';
import { installedModules } from './installedModules.js';
import { createPlatform, type Platform } from './platform.js';

export interface Opened {
  platform: Platform;
  embedded: EmbeddedDatabase | undefined;
  owner: PoolConfig | undefined;
  close(): Promise<void>;
}

/** Opens the database that the settings name, embedded unless there is one, and the platform on it. */
export async function open(config: Config, say: (message: string) => void): Promise<Opened> {
  const embedded = config.requestDatabase
    ? undefined
    : await startEmbedded({ directory: join(config.dataDirectory, 'postgres'), onProgress: say });
  try {
    const owner = embedded?.owner ?? config.ownerDatabase;
    const platform = await createPlatform({
      request: embedded?.request ?? config.requestDatabase!,
      owner,
      modules: await installedModules(config),
      dataDirectory: config.dataDirectory,
      tokenKey: await tokenKey(config),
      tokenMinutes: config.tokenMinutes,
      log: pino({ level: config.logLevel, redact: ['req.headers.authorization', '*.password', '*.accessToken'] }),
      onProgress: say,
    });
    const close = async () => {
      await platform.close();
      await embedded?.stop();
    };
    return { platform, embedded, owner, close };
  } catch (error) {
    await embedded?.stop();
    throw reachable(error);
  }
}

/** Serves until it is told to stop. */
export async function start(config: Config, root: string, say: (message: string) => void): Promise<void> {
  const began = performance.now();
  const opened = await open(config, say);
  const { platform, embedded, owner } = opened;
  const server = createHttpServer(platform, {
    uploadLimitBytes: config.uploadLimitBytes,
    pageDirectory: join(root, 'dist/page'),
  });
  let signIn: string;
  let address: string;
  try {
    signIn = await firstPeople(config, opened, say);
    address = await server.listen({ port: config.port, host: config.host });
  } catch (error) {
    await server.close();
    await opened.close();
    throw listenFailure(error, config);
  }
  let stopping = false;
  const stop = async (exitCode: number) => {
    if (stopping) return;
    stopping = true;
    say('Stopping: requests that are under way are finished.');
    await server.close();
    await opened.close();
    process.exitCode = exitCode;
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop(0));
  embedded?.died.then((error) => {
    if (stopping) return;
    process.stderr.write(`${error.message}\n`);
    void stop(1);
  });
  const base = address.replace('127.0.0.1', 'localhost').replace('[::1]', 'localhost');
  say(
    [
      `Zhidu is ready after ${((performance.now() - began) / 1000).toFixed(1)} s.`,
      `  Page      ${base}/`,
      `  GraphQL   ${base}/graphql`,
      `  Files     ${base}/files`,
      `  Health    ${base}/health/ready`,
      `  Modules   ${platform.modules.map(({ name }) => name).join(', ')}`,
      `  Data      ${embedded ? config.dataDirectory : `${databaseName(config.requestDatabase)}; files in ${config.dataDirectory}`}`,
      `  Sign in   ${signIn}`,
      '  Stop with Ctrl-C.',
    ].join('\n'),
  );
  void owner;
}

/** Who can sign in: the demo's people, the first administrator of a new organisation, or those who are there. */
async function firstPeople(
  config: Config,
  { platform, embedded, owner }: Opened,
  say: (message: string) => void,
): Promise<string> {
  if (embedded && !config.production && owner) {
    await fillDemo(platform, owner, new Date(), say);
  }
  if (!owner) return 'with your own account';
  const client = new Client(owner);
  await client.connect();
  try {
    const founding = new Founding(client, new Date());
    const isDemo = await founding.isDemo();
    if (isDemo && config.production)
      throw new StartError(
        'This database holds the demo organisation, whose passwords everybody knows. In production use another database or DATA_DIR.',
      );
    if (isDemo) return `as customer-service-manager, reader, administrator … with the password ${demoPassword}`;
    if (!(await founding.isEmpty())) return 'with your own account';
    const password = oneTimePassword();
    await founding.administrator(password);
    return `as administrator with the one-time password ${password} (shown once; change it with changePassword)`;
  } finally {
    await client.end();
  }
}

/** The key that signs tokens: the setting, or one that is made once and kept in the data directory. */
async function tokenKey({ tokenKey: given, dataDirectory }: Config): Promise<Uint8Array> {
  if (given) return new TextEncoder().encode(given);
  const path = join(dataDirectory, 'token.key');
  await mkdir(dataDirectory, { recursive: true, mode: 0o700 });
  // Of two first starts one writes, both read the same.
  await writeFile(path, randomBytes(48).toString('base64'), { flag: 'wx', mode: 0o600 }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    },
  );
  return new TextEncoder().encode((await readFile(path, 'utf8')).trim());
}

function reachable(error: unknown): unknown {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code && /^(ECONNREFUSED|ENOTFOUND|ETIMEDOUT|EHOSTUNREACH|28P01|28000|3D000)$/.test(code))
    return new StartError(
      `The database of DATABASE_URL cannot be reached (${message}). Check host, name, user and password.`,
    );
  return error;
}

function listenFailure(error: unknown, { port, host }: Config): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE')
    return new StartError(
      `Port ${port} on ${host} is in use. Stop what listens there, or choose another with PORT=4001 npm start.`,
    );
  if (code === 'EACCES')
    return new StartError(`This user may not listen on port ${port}. Choose one above 1023 with PORT=4001 npm start.`);
  if (code === 'EADDRNOTAVAIL')
    return new StartError(`This machine has no address ${host}. Set HOST to one that it has.`);
  return error;
}

const databaseName = (config: PoolConfig | undefined): string => {
  const url = new URL(config!.connectionString!);
  return `${url.host}${url.pathname}`;
};
