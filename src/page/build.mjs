import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const source = dirname(fileURLToPath(import.meta.url));
const root = join(source, '../..');
const target = join(root, 'dist/page');
const stamp = join(root, 'dist/page.sha256');

/** Hash of all that the page is made of. Not modification times: a checkout changes them. */
function fingerprint() {
  const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')));
  const names = readdirSync(source).filter((name) => !name.includes('.test.'));
  for (const name of names.sort()) hash.update(name).update(readFileSync(join(source, name)));
  return hash.digest('hex');
}

async function buildPage() {
  const { build } = await import('vite');
  // Built beside and moved into place: a build that is interrupted leaves no half page.
  const fresh = `${target}-${process.pid}`;
  try {
    await build({
      configFile: false,
      root: source,
      base: './',
      logLevel: 'warn',
      build: {
        outDir: fresh,
        emptyOutDir: true,
        chunkSizeWarningLimit: 10_000,
        reportCompressedSize: false,
        rolldownOptions: {
          // Hundreds of them, about "use client" in GraphiQL's dependencies: it means nothing in a browser.
          onwarn: (warning, warn) => warning.code !== 'MODULE_LEVEL_DIRECTIVE' && warn(warning),
        },
      },
    });
    rmSync(stamp, { force: true });
    rmSync(target, { recursive: true, force: true });
    renameSync(fresh, target);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

const wanted = fingerprint();
const isCurrent = existsSync(join(target, 'index.html')) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted;

if (!isCurrent) {
  process.stdout.write('Building the page (some seconds, only after a change) …\n');
  await buildPage();
  writeFileSync(stamp, wanted);
}
