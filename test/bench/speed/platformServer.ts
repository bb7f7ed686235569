import type { PoolConfig } from 'pg';
import { pino } from 'pino';
import { givenKeys } from '../../../src/access/keys/keyRing.js';
import { readConfig } from '../../../src/config.js';
import { createHttpServer } from '../../../src/graphql/httpServer.js';
import { installedModules } from '../../../src/installedModules.js';
import { standardLimits } from '../../../src/limits/limits.js';
import { createPlatform } from '../../../src/platform.js';

/** Z: the platform as it is started, on the bench's database. */
const { request, dataDirectory, people } = JSON.parse(process.argv[2]!) as {
  request: PoolConfig;
  dataDirectory: string;
  people: string[];
};
const platform = await createPlatform({
  request,
  modules: await installedModules({ modulePackages: [] }),
  dataDirectory,
  keys: givenKeys(['a key that only the benchmark uses now']),
  access: { ...readConfig({}, dataDirectory).access, accessMinutes: 600 },
  // One person asks all there is to ask.
  limits: { ...standardLimits, personPerMinute: 1e7, addressPerMinute: 1e7 },
  log: pino({ level: 'error' }),
});
const server = createHttpServer(platform, { uploadLimitBytes: 1024 ** 3, pageDirectory: dataDirectory });
const address = await server.listen({ port: 0, host: '127.0.0.1' });
const tokens = await Promise.all(people.map((person) => platform.tokenFor(person)));
process.stdout.write(`${JSON.stringify({ address, tokens })}\n`);
process.on('SIGINT', () => process.exit(0));
