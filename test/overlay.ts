import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const copied = ['.gitignore', 'biome.json', 'package.json', 'tsconfig.json', 'vitest.config.ts'];
const folders = ['modules', 'schema', 'scripts', 'src', 'template', 'test'];

/** A copy of the sources, in which something may be written and tried. */
export class Overlay {
  readonly root = mkdtempSync(join(tmpdir(), 'zhidu-overlay-'));

  constructor() {
    for (const name of [...copied, ...folders]) cpSync(join(root, name), join(this.root, name), { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(this.root, 'node_modules'));
    mkdirSync(join(this.root, 'dist'));
    // What was compiled lately need not be again.
    cpSync(join(root, 'dist/.tsbuildinfo'), join(this.root, 'dist/.tsbuildinfo'));
    for (const name of ['modules', 'src', 'template', 'test'])
      cpSync(join(root, 'dist', name), join(this.root, 'dist', name), { recursive: true });
  }

  path(...parts: string[]): string {
    return join(this.root, ...parts);
  }

  /** Runs a program on this process's Node; answers its exit code and what it printed. */
  async run(...args: string[]): Promise<{ code: number; printed: string }> {
    const env = { PATH: process.env.PATH, NO_COLOR: '1' };
    const child = spawn(process.execPath, args, { cwd: this.root, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let printed = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        printed += text;
      });
    const [code] = await once(child, 'close');
    return { code, printed };
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}
