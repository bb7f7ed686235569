import { type SpawnOptions, spawn } from 'node:child_process';

export interface ServerUser {
  uid: number;
  gid: number;
}

export interface RunOptions {
  /** Only root can give it. */
  user?: ServerUser;
  /** Written to the standard input. */
  input?: string;
  /** Open files that the process receives from descriptor 3 on. */
  inherit?: number[];
}

export interface Outcome {
  /** As a shell counts: 127 if there is no such program. */
  code: number | null;
  signal: NodeJS.Signals | null;
  /** Standard output and error, as they came. */
  output: string;
}

/**
 * What each of PostgreSQL's programs is started with: none of the user's PG… or LC_… variables, which change what it
 * does and the language of its messages, and no current directory, which its user may not be allowed to enter.
 */
export const plainSurroundings = (user?: ServerUser): SpawnOptions => ({
  ...user,
  cwd: '/',
  env: { PATH: process.env.PATH, LC_ALL: 'C' },
});

/** Runs a program to its end. Never rejects: a program that cannot be started ends with code 127. */
export function runProcess([program = '', ...args]: string[], options: RunOptions = {}): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      ...plainSurroundings(options.user),
      stdio: ['pipe', 'pipe', 'pipe', ...(options.inherit ?? [])],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (text) => (output += text));
    // A program that ends before it has read its input breaks the pipe; its code and output tell why.
    child.stdin?.on('error', (error) => (output += `${error.message}\n`)).end(options.input ?? '');
    child.on('error', (error) => resolve({ code: 127, signal: null, output: error.message }));
    child.on('close', (code, signal) => resolve({ code, signal, output }));
  });
}

/** The line that says why PostgreSQL or one of its tools gave up. */
export function usefulLine(output: string): string {
  const lines = output
    .split('\n')
    .map((line) => line.trim().replace(/[.,]$/, ''))
    // The second is the answer to our own question whether it is ready.
    .filter((line) => line !== '' && !line.includes('the database system is'));
  const reasons = lines.flatMap((line) => /(?:FATAL|PANIC|ERROR|error): +(.+)/.exec(line)?.[1] ?? []);
  const remarks = lines.filter((line) => !line.includes(' LOG: '));
  return reasons.at(-1) ?? remarks[0] ?? 'it left no message';
}
