import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { TestPlatform } from '../../test/harness.js';
import { createHttpServer } from '../graphql/httpServer.js';
// @ts-expect-error The page is written in JavaScript, without types.
import { askingAs, signIn, signOut } from './signedIn.js';

interface Kept {
  accessToken: string;
  refreshToken: string;
}

let platform: TestPlatform;
let now = new Date('2026-05-04T01:00:00Z');
let base: string;
let close: () => Promise<void>;
beforeAll(async () => {
  platform = await TestPlatform.open({ clock: () => now, access: { accessMinutes: 15 } });
  const server = createHttpServer(platform.platform, { uploadLimitBytes: 1000, pageDirectory: '/tmp' });
  base = await server.listen({ port: 0, host: '127.0.0.1' });
  close = () => server.close();
});
afterAll(async () => {
  await close();
  await platform.close();
});

let sent: string[];
let kept: Kept[];
let endings: number;
beforeEach(() => {
  now = new Date('2026-05-04T01:00:00Z');
  sent = [];
  kept = [];
  endings = 0;
});

const ask = async (request: { query: string }, token?: string) => {
  sent.push(/\w+/.exec(request.query.replace(/^(mutation|query) /, ''))![0]);
  const answer = await fetch(`${base}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify(request),
  });
  return answer.json();
};
const begin = async () => {
  const session: Kept = await signIn(ask, 'reader', 'demo-only');
  const asking = askingAs(ask, session, {
    keep: (next: Kept) => kept.push(next),
    ended: () => {
      endings += 1;
    },
  });
  // biome-ignore lint/suspicious/noExplicitAny: the shape is the query's, which the test knows
  return { session, asking, send: (query: string): Promise<any> => asking({ query }) };
};
const later = (minutes: number): void => {
  now = new Date(now.getTime() + minutes * 60_000);
};

it('the page goes on when its access token has expired, and keeps the new tokens', async () => {
  const { session, send } = await begin();
  later(16);
  expect((await send('{ viewer { name } }')).data).toEqual({ viewer: { name: 'reader' } });
  expect(kept).toHaveLength(1);
  expect(kept[0]!.refreshToken).not.toBe(session.refreshToken);
  later(16);
  expect((await send('{ viewer { name } }')).data).toEqual({ viewer: { name: 'reader' } });
  expect([kept.length, endings]).toEqual([2, 0]);
});

it('ten requests of the page at once refresh once', async () => {
  const { send } = await begin();
  later(16);
  const answers = await Promise.all(Array.from({ length: 10 }, () => send('{ viewer { name } }')));
  expect(answers.map(({ data }) => data.viewer.name)).toEqual(Array(10).fill('reader'));
  expect(sent.filter((name) => name === 'Refresh')).toHaveLength(1);
});

it('a mistyped password in the editor does not end the session of the page', async () => {
  const { send } = await begin();
  const answer = await send('mutation { signIn(name: "reader", password: "mistyped") { expiresAt } }');
  expect(answer.errors[0].extensions.code).toBe('UNAUTHENTICATED');
  expect([kept.length, endings]).toEqual([0, 0]);
});

it('signing out ends the session on the server, even with an expired access token, and the page is told', async () => {
  const { asking, send } = await begin();
  later(16);
  expect(await signOut(asking)).toEqual({ data: { signOut: true } });
  expect((await send('{ viewer { name } }')).errors[0].extensions.code).toBe('UNAUTHENTICATED');
  expect(endings).toBe(1);
});
