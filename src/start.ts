import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import type { Config } from './config.js';
import { StartError } from './database/startError.js';
import { createHttpServer } from './graphql/httpServer.js';
import { explained, type Opened, open } from './open.js';
import { whoSignsIn } from './organisation.js';
import type { Output } from './output.js';

/** npm hands a Ctrl-C on to us, who had it from the terminal already: that is not a second one. */
const sameSignalMs = 500;

/** Serves until it is told to stop. */
export async function start(config: Config, root: string, output: Output): Promise<void> {
  await tryPort(config);
  const opened = await open(config, output.progress);
  const server = createHttpServer(opened.platform, { ...config, pageDirectory: join(root, 'dist/page') });
  let signIn: string;
  let address: string;
  try {
    signIn = await Promise.race([
      whoSignsIn(config, opened, output),
      opened.died.then(({ message }) => Promise.reject(new StartError(message))),
    ]);
    address = await server.listen({ port: config.port, host: config.host });
  } catch (error) {
    await server.close();
    await opened.close();
    throw explained(listenFailure(error, config), config);
  }
  stopOnRequest(server, opened, output, config.drainSeconds);
  const base = address.replace('127.0.0.1', 'localhost').replace('[::1]', 'localhost');
  output.say(
    [
      `Zhidu is ready after ${(performance.now() / 1000).toFixed(1)} s.`,
      `  Page      ${base}/`,
      `  GraphQL   ${base}/graphql`,
      `  Files     ${base}/files`,
      `  Health    ${base}/health/ready`,
      `  Modules   ${opened.platform.modules.map(({ name }) => name).join(', ')}`,
      `  Data      ${opened.place}`,
      `  Sign in   ${signIn}`,
      '  Stop with Ctrl-C.',
    ].join('\n'),
  );
}

/** The first signal lets requests finish; another one, or the end of our patience, cuts them off. */
function stopOnRequest(server: FastifyInstance, opened: Opened, output: Output, drainSeconds: number): void {
  let stoppingSince: number | undefined;
  const cutOff = async (exitCode: number) => {
    server.server.closeAllConnections();
    await opened.cutOff();
    process.exit(exitCode);
  };
  const stop = async () => {
    if (stoppingSince !== undefined) {
      if (performance.now() - stoppingSince > sameSignalMs) await cutOff(130);
      return;
    }
    stoppingSince = performance.now();
    output.say('Stopping: requests that are under way are finished.');
    setTimeout(() => {
      output.complain(`Requests that took longer than ${drainSeconds} s were cut off.`);
      void cutOff(1);
    }, drainSeconds * 1000).unref();
    opened.platform.beginToStop();
    // A connection whose last request is answered would be kept open for the next one.
    setInterval(() => server.server.closeIdleConnections(), 50).unref();
    await server.close();
    await opened.close();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop());
  if (process.env.npm_lifecycle_event || process.env.ZHIDU_STOP_WITHOUT_PARENT) stopWithoutParent(stop);
  opened.died.then(async (error) => {
    if (stoppingSince !== undefined) return;
    stoppingSince = performance.now();
    opened.log.level = 'silent';
    output.complain(`${error.message} Start again: what was confirmed is kept.`);
    server.server.closeAllConnections();
    await Promise.race([Promise.allSettled([server.close(), opened.close()]), sleep(2000)]);
    process.exit(1);
  });
}

/** Who kills npm, or the old Node that started us, means us: Ctrl-C would not reach us any more. */
function stopWithoutParent(stop: () => Promise<void>): void {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    void stop();
  }, 500).unref();
}

/** A port in use is told before a first start takes its time. */
async function tryPort(config: Config): Promise<void> {
  const probe = createServer();
  try {
    await once(probe.listen({ port: config.port, host: config.host }), 'listening');
  } catch (error) {
    throw listenFailure(error, config);
  }
  probe.close();
  await once(probe, 'close');
}

function listenFailure(error: unknown, { port, host }: Config): unknown {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'EADDRINUSE':
      return new StartError(
        `Port ${port} on ${host} is in use. Stop what listens there, or choose another with PORT=4001 npm start.`,
      );
    case 'EACCES':
      return new StartError(
        `This user may not listen on port ${port}. Choose one above 1023 with PORT=4001 npm start.`,
      );
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new StartError(`This machine has no address ${host}. Set HOST to one that it has.`);
    default:
      return error;
  }
}
