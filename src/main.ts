#!/usr/bin/env node
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

// Nothing else is imported here: on an old Node the rest could not even be read.
const here = dirname(fileURLToPath(import.meta.url));
const root = existsSync(join(here, '../package.json')) ? join(here, '..') : join(here, '../..');
const [major, minor] = process.versions.node.split('.').map(Number) as [number, number];

if (major > 22 || (major === 22 && minor >= 17)) {
  const { enableCompileCache } = await import('node:module');
  // Where it cannot be written, everything is compiled again.
  enableCompileCache(join(here, '../compiled'));
  const { runCommand } = await import('./command.js');
  process.exitCode = await runCommand(process.argv.slice(2), root);
} else {
  const newer = join(root, 'node_modules/.bin/node');
  if (existsSync(newer)) runOn(newer);
  else {
    process.stderr.write(
      `Zhidu needs Node 22.17 or newer and this is ${process.versions.node}. Run npm ci, which brings one along, or install it.\n`,
    );
    process.exitCode = 1;
  }
}

/** The same command on another Node, which hears every signal and does not outlive this process. */
function runOn(node: string): void {
  const child = spawn(node, process.argv.slice(1), {
    stdio: 'inherit',
    env: { ...process.env, ZHIDU_STOP_WITHOUT_PARENT: '1' },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? (signal === 'SIGINT' ? 130 : 1);
  });
  child.on('error', (error) => {
    process.stderr.write(`${node} cannot be run (${error.message}). Run npm ci again.\n`);
    process.exitCode = 1;
  });
}
