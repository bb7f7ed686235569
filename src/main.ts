#!/usr/bin/env node
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

// Nothing else is imported here: on an old Node the rest could not even be read.
const here = dirname(fileURLToPath(import.meta.url));
const root = existsSync(join(here, '../package.json')) ? join(here, '..') : join(here, '../..');
const [major, minor] = process.versions.node.split('.').map(Number) as [number, number];

if (major > 22 || (major === 22 && minor >= 17)) {
  const { runCommand } = await import('./command.js');
  await runCommand(process.argv.slice(2), root);
} else {
  const newer = join(root, 'node_modules/.bin/node');
  if (existsSync(newer)) {
    const { status } = spawnSync(newer, process.argv.slice(1), { stdio: 'inherit' });
    process.exitCode = status ?? 1;
  } else {
    process.stderr.write(
      `Zhidu needs Node 22.17 or newer and this is ${process.versions.node}. Run npm ci, which brings one along, or install it.\n`,
    );
    process.exitCode = 1;
  }
}
