import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { PoolConfig } from 'pg';
import { onTestFinished } from 'vitest';

/** What the build before the tests made. */
const main = fileURLToPath(new URL('../dist/src/main.js', import.meta.url));

/** A database as DATABASE_URL and DATABASE_OWNER_URL name it. */
export const urlOf = ({ host, port, user, password, database }: PoolConfig): string =>
  `postgresql://${user}:${password}@${encodeURIComponent(host!)}:${port}/${database}`;

/** One run of the command line, in a process of its own. It is ended with the test if it is still there. */
export class StartedServer {
  stdout = '';
  stderr = '';
  /** Exit code, or the name of the signal that ended it. */
  readonly ended: Promise<number | string>;
  readonly child: ChildProcess;

  constructor(settings: Record<string, string>, command = 'start', ...rest: string[]) {
    const { PATH = '' } = process.env;
    this.child = spawn(process.execPath, [main, command, ...rest], {
      env: { PATH, PORT: '0', ...settings },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child.stdout!.setEncoding('utf8').on('data', (text) => {
      this.stdout += text;
    });
    this.child.stderr!.setEncoding('utf8').on('data', (text) => {
      this.stderr += text;
    });
    this.ended = once(this.child, 'close').then(([code, signal]) => code ?? signal);
    onTestFinished(async () => {
      this.child.kill('SIGKILL');
      await this.ended;
    });
  }

  /** Resolves when this was printed; rejects if the process ends before. */
  async printed(text: string): Promise<void> {
    const output = this.child.stdout!;
    while (!this.stdout.includes(text)) {
      const code = await Promise.race([once(output, 'data').then(() => undefined), this.ended]);
      if (code !== undefined)
        throw new Error(`It ended with ${code} and never printed "${text}":\n${this.stdout}${this.stderr}`);
    }
  }

  /** Where it listens. */
  async ready(): Promise<string> {
    await this.printed('Stop with Ctrl-C.');
    return /GraphQL +(\S+)\/graphql/.exec(this.stdout)![1]!;
  }

  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | string> {
    this.child.kill(signal);
    return this.ended;
  }
}
