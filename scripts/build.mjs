import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

// Compiles the sources and builds the page, each only if something has changed since the last time.
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const stamp = join(root, 'dist/sources.sha256');

/** Names, sizes and times of all that is compiled: reading them takes milliseconds, asking the compiler most of a second. */
function fingerprint() {
  const hash = createHash('sha256');
  const add = (path) => {
    const { size, mtimeMs } = statSync(join(root, path));
    hash.update(`${path} ${size} ${mtimeMs}\n`);
  };
  for (const folder of ['src', 'modules', 'template', 'test'])
    for (const path of readdirSync(join(root, folder), { recursive: true }).sort())
      if (path.endsWith('.ts')) add(join(folder, path));
  for (const path of ['tsconfig.json', 'package-lock.json']) add(path);
  return hash.digest('hex');
}

const isBuilt = existsSync(join(root, 'dist/src/main.js'));
const wanted = fingerprint();
if (!isBuilt || !existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
  process.stdout.write('Compiling …\n');
  // The compiler remembers what it has written, not whether that is still there.
  if (!isBuilt) rmSync(join(root, 'dist/.tsbuildinfo'), { force: true });
  const compiler = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc');
  const { status } = spawnSync(process.execPath, [compiler, '-p', join(root, 'tsconfig.json')], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, wanted);
}
await import('../src/page/build.mjs');
