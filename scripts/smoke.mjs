import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

// Starts the platform twice with npm start on a data directory of its own, asks one question each time as somebody
// signed in, and stops it as Ctrl-C in a terminal does.
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const directory = mkdtempSync(join(tmpdir(), 'zhidu-smoke-'));
const patienceMs = 180_000;

async function ask(base, query, token) {
  const response = await fetch(`${base}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify({ query }),
  });
  const { data, errors } = await response.json();
  if (errors) throw new Error(`${query} was answered with ${JSON.stringify(errors)}`);
  return data;
}

/** Rejects when the process ends or the time is over before `promise`. */
const inTime = (promise, ended, what) =>
  Promise.race([
    promise,
    ended.then((code) => Promise.reject(new Error(`npm start ended with ${code} before ${what}`))),
    sleep(patienceMs, undefined, { ref: false }).then(() => Promise.reject(new Error(`there was no ${what} in time`))),
  ]);

async function startAskStop(name) {
  const began = performance.now();
  // A group of its own, so that a signal can reach npm and the platform alike and nobody else.
  const child = spawn('npm', ['start'], {
    cwd: root,
    env: { ...process.env, PORT: '0', DATA_DIR: directory },
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  const ended = new Promise((resolve) => child.on('close', (code, signal) => resolve(code ?? signal)));
  try {
    let output = '';
    const ready = new Promise((resolve) => {
      child.stdout.setEncoding('utf8').on('data', (text) => {
        output += text;
        if (output.includes('Stop with Ctrl-C.')) resolve();
      });
    });
    await inTime(ready, ended, 'address');
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    const base = /GraphQL +(\S+)\/graphql/.exec(output)[1];
    const signedIn = ask(
      base,
      'mutation { signIn(name: "customer-service-manager", password: "demo-only") { accessToken } }',
    );
    const { accessToken } = (await inTime(signedIn, ended, 'sign-in')).signIn;
    const question = '{ customers(first: 1) { totalCount nodes { name qualityFeedback { totalCount } } } }';
    const { customers } = await inTime(ask(base, question, accessToken), ended, 'answer');
    if (customers.totalCount < 100) throw new Error(`there were only ${customers.totalCount} customers`);
    process.kill(-child.pid, 'SIGINT');
    const code = await Promise.race([ended, sleep(30_000, 'no end in time', { ref: false })]);
    if (code !== 0) throw new Error(`it stopped with ${code}`);
    process.stdout.write(
      `${name} start: ready after ${seconds} s, ${customers.totalCount} customers, stopped cleanly\n`,
    );
    return customers.totalCount;
  } finally {
    if (child.exitCode === null && child.signalCode === null) process.kill(-child.pid, 'SIGKILL');
    await ended;
  }
}

try {
  const before = await startAskStop('first');
  const after = await startAskStop('second');
  if (before !== after) throw new Error(`the second start had ${after} customers, the first ${before}`);
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
} finally {
  rmSync(directory, { recursive: true, force: true });
}
