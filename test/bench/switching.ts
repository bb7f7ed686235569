import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../src/config.js';
import { createHttpServer } from '../../src/graphql/httpServer.js';
import { open } from '../../src/open.js';
import { whoSignsIn } from '../../src/organisation.js';
import { signIn } from '../http.js';
import { switchUnderReaders } from '../switchUnderReaders.js';

// Prints what 20 switches under 20 reading clients do to their requests: node dist/test/bench/switching.js
const say = (text: string) => process.stdout.write(`${text}\n`);
const directory = mkdtempSync(join(tmpdir(), 'zhidu-bench-'));
const config = readConfig({ DATA_DIR: directory }, directory);
const opened = await open(config, () => {});
try {
  await whoSignsIn(config, opened, { say, progress: () => {}, complain: say });
  const server = createHttpServer(opened.platform, { uploadLimitBytes: 1000, pageDirectory: directory });
  const base = await server.listen({ port: 0, host: '127.0.0.1' });
  const reader = await signIn(base, 'general-manager', 'demo-only');
  const administrator = await signIn(base, 'administrator', 'demo-only');
  await switchUnderReaders(base, { reader, administrator, switches: 4 });
  const began = performance.now();
  const outcome = await switchUnderReaders(base, { reader, administrator });
  say(
    `20 switches under 20 readers in ${((performance.now() - began) / 1000).toFixed(1)} s: ${JSON.stringify(outcome, null, 2)}`,
  );
  await server.close();
} finally {
  await opened.close();
  rmSync(directory, { recursive: true, force: true });
}
