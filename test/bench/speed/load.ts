import { Agent, request as httpRequest } from 'node:http';

export interface Target {
  base: string;
  path: string;
  token: string;
  body(n: number): string;
}

const connections = 32;

/** One request; the whole body. */
export function ask(agent: Agent, { base, path, token, body }: Target, n: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const text = body(n);
    const headers = {
      'content-type': 'application/json',
      authorization: token,
      'content-length': Buffer.byteLength(text),
    };
    const outgoing = httpRequest(`${base}${path}`, { agent, method: 'POST', headers }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('end', () => {
        const answer = Buffer.concat(chunks).toString();
        if (incoming.statusCode === 200 && !answer.includes('"errors"')) resolve(answer);
        else reject(new Error(`${incoming.statusCode}: ${answer.slice(0, 500)}`));
      });
    });
    outgoing.on('error', reject).end(text);
  });
}

/** Requests a second over 32 connections for so long. */
export async function load(
  target: Target,
  milliseconds: number,
  from: number,
): Promise<{ perSecond: number; requests: number }> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const end = performance.now() + milliseconds;
  const began = performance.now();
  let n = from;
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (performance.now() < end) await ask(agent, target, n++);
    }),
  );
  const seconds = (performance.now() - began) / 1000;
  agent.destroy();
  return { perSecond: (n - from) / seconds, requests: n - from };
}
