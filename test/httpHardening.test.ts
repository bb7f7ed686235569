import { once } from 'node:events';
import { connect } from 'node:net';
import type { InjectOptions } from 'fastify';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { errorCodes } from '../src/errors.js';
import { HttpService } from './httpService.js';

let service: HttpService;
const origin = 'https://intranet.example';
beforeAll(async () => {
  service = await HttpService.open({
    http: { corsOrigins: [origin], allowedHosts: ['localhost', '[::1]', 'zhidu.example'], hstsSeconds: 86_400 },
  });
});
afterAll(() => service.close());

const name = '{ viewer { name } }';
const post = (payload: InjectOptions['payload'], headers = {}): InjectOptions => ({
  method: 'POST',
  url: '/graphql',
  payload,
  headers: { host: 'localhost', ...headers },
});
const get = (url: string, headers = {}): InjectOptions => ({ url, headers: { host: 'localhost', ...headers } });

describe('every response has the headers that protect a browser', () => {
  it.each<[string, number, InjectOptions]>([
    ['an answer', 200, post({ query: name })],
    ['a refused query', 400, post({ query: '{ nothing }' })],
    ['broken JSON', 400, post('{', { 'content-type': 'application/json' })],
    ['another kind of content', 415, post('x', { 'content-type': 'text/xml' })],
    ['a body that is too large', 413, post({ query: 'x'.repeat(1024 * 1024) })],
    ['a page', 200, get('/')],
    ['what is not there', 404, get('/nothing')],
    ['an address that cannot be decoded', 400, get('/%zz')],
    ['a file without sign-in', 401, { ...get('/files'), method: 'POST' }],
    ['an import without sign-in', 401, get('/imports/x/refused.csv')],
    ['health', 200, get('/health/ready')],
    ['a name that is not ours', 400, get('/', { host: 'evil.example' })],
    [
      'a preflight',
      204,
      { ...get('/graphql', { origin, 'access-control-request-method': 'POST' }), method: 'OPTIONS' },
    ],
  ])('%s', async (_what, status, options) => {
    const reply = await service.request('anyone', options);
    expect(reply.status).toBe(status);
    expect(reply.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'strict-transport-security': 'max-age=86400; includeSubDomains',
      'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
      'content-security-policy': expect.stringMatching(/^default-src 'none'; .*frame-ancestors 'none'$/),
    });
    if (status !== 200 || options.url !== '/') expect(reply.headers['cache-control']).toBe('no-store');
    if (status >= 400) expect(reply.body.errors[0]).toMatchObject({ message: expect.any(String) });
    expect(reply.headers['x-powered-by']).toBeUndefined();
  });

  it('HTTPS is not insisted on unless the settings say so', async () => {
    const plain = await HttpService.open({ database: service.platform.database });
    onTestFinished(() => plain.close());
    expect((await plain.request('anyone', { url: '/' })).headers).not.toHaveProperty('strict-transport-security');
  });
});

describe('the name that a request is sent to', () => {
  it.each<[string, number]>([
    ['localhost', 200],
    ['LOCALHOST:4000', 200],
    ['[::1]:4000', 200],
    ['zhidu.example', 200],
    ['evil.example', 400],
    ['localhost.evil.example', 400],
    ['localhost@evil.example', 400],
    ['127.0.0.1.nip.io', 400],
  ])('%s: %d', async (host, status) => {
    const reply = await service.request('anyone', { ...post({ query: name }), headers: { host } });
    expect(reply.status).toBe(status);
    if (status === 400) expect(reply.body.errors[0].extensions.code).toBe('BAD_REQUEST');
  });
});

describe('pages of other origins', () => {
  it.each<[string, string | undefined, string | undefined]>([
    ['an allowed one', origin, origin],
    ['another', 'https://evil.example', undefined],
    ['a part of an allowed one', 'https://intranet.example.evil.example', undefined],
    ['the same without TLS', 'http://intranet.example', undefined],
    ['none at all', 'null', undefined],
    ['no page', undefined, undefined],
  ])('%s', async (_who, from, allowed) => {
    const headers = from === undefined ? {} : { origin: from };
    const answer = await service.request('anyone', post({ query: name }, headers));
    const preflight = await service.request('anyone', {
      ...get('/graphql', { ...headers, 'access-control-request-method': 'POST' }),
      method: 'OPTIONS',
    });
    for (const reply of [answer, preflight]) {
      expect(reply.headers['access-control-allow-origin']).toBe(allowed);
      expect(reply.headers['access-control-allow-credentials']).toBeUndefined();
      expect(reply.headers.vary).toMatch(/origin/i);
    }
    expect(preflight.headers['access-control-allow-headers']).toEqual(
      allowed && expect.stringContaining('authorization'),
    );
  });

  it('none may read an answer unless the settings name it', async () => {
    const closed = await HttpService.open({ database: service.platform.database });
    onTestFinished(() => closed.close());
    const reply = await closed.request('anyone', post({ query: name }, { origin }));
    expect(reply.headers).not.toHaveProperty('access-control-allow-origin');
  });
});

describe('ways round that are closed', () => {
  const query = (extra: string) => get(`/graphql?query=${encodeURIComponent(name)}${extra}`);
  it.each<[string, number, InjectOptions]>([
    ['several operations in one request', 400, post([{ query: name }, { query: name }])],
    ['GET that a form or an image could send', 400, query('')],
    [
      'POST that a form could send',
      415,
      post(`query=${name}`, { 'content-type': 'application/x-www-form-urlencoded' }),
    ],
    ['JSON that claims to be text', 400, post(JSON.stringify({ query: name }), { 'content-type': 'text/plain' })],
    [
      'a mutation by GET',
      405,
      {
        ...query(''),
        url: '/graphql?query=mutation{signIn(name:"a",password:"b"){accessToken}}',
        headers: { host: 'localhost', 'apollo-require-preflight': 'yes' },
      },
    ],
    [
      'a query that was stored before',
      400,
      post({ extensions: { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } } }),
    ],
    [
      'a query to be stored',
      400,
      post({ query: name, extensions: { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } } }),
    ],
    [
      'a costly query by GET',
      400,
      {
        ...get(
          `/graphql?query=${encodeURIComponent('query($n:Int){customers(first:$n){nodes{qualityFeedback(first:$n){nodes{customer{contacts(first:$n){nodes{name}}}}}}}}')}&variables={"n":100}`,
          { 'apollo-require-preflight': 'yes' },
        ),
      },
    ],
    [
      'deep variables by GET',
      400,
      {
        ...get(`/graphql?query=${encodeURIComponent(name)}&variables=${'{"a":'.repeat(150)}1${'}'.repeat(150)}`, {
          'apollo-require-preflight': 'yes',
        }),
      },
    ],
  ])('%s', async (_trick, status, options) => {
    const reply = await service.request('anyone', options);
    expect([reply.status, reply.body.data]).toEqual([status, undefined]);
    expect(Object.keys(errorCodes)).toContain(reply.outcome);
    expect(reply.outcome).not.toBe('INTERNAL_SERVER_ERROR');
  });

  it('a query by GET with a header that no form can send is answered', async () => {
    const reply = await service.request('anyone', {
      ...query(''),
      headers: { host: 'localhost', 'apollo-require-preflight': 'yes' },
    });
    expect(reply.body).toEqual({ data: { viewer: null } });
  });

  it.each([100_000, 170_000])('variables nested %d deep are refused in one sentence', async (depth) => {
    const payload = `{"query":"{ viewer { name } }","variables":${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}}`;
    const reply = await service.request('analyst', post(payload, { 'content-type': 'application/json' }));
    expect(reply.body.errors).toEqual([
      {
        message: expect.stringContaining(`${depth - 1} deep`),
        extensions: expect.objectContaining({ code: 'QUERY_TOO_COSTLY', measure: 'nesting' }),
      },
    ]);
  });
});

describe('the schema of a closed installation', () => {
  let closed: HttpService;
  beforeAll(async () => {
    closed = await HttpService.open({ database: service.platform.database, schemaForEverybody: false });
  });
  afterAll(() => closed.close());

  it.each([
    ['anyone', 'UNAUTHENTICATED', '{ __schema { queryType { name } } }'],
    ['anyone', 'UNAUTHENTICATED', '{ a: __type(name: "Query") { name } }'],
    ['anyone', 'UNAUTHENTICATED', '{ ... { ...F } } fragment F on Query { __schema { queryType { name } } }'],
    ['anyone', 'ok', '{ __typename }'],
    ['reader', 'ok', '{ __schema { queryType { name } } }'],
  ])('%s: %s: %s', async (who, outcome, query) => {
    const answer = await closed.ask(who, query);
    expect([answer.outcome, answer.status]).toEqual([outcome, outcome === 'ok' ? 200 : 401]);
  });

  it.each([
    ['anyone', false],
    ['reader', true],
  ])('tells %s what a name might have meant: %s', async (who, hints) => {
    const { body } = await closed.ask(who, '{ customer { nam } viewe }');
    expect(/Did you mean/.test(JSON.stringify(body))).toBe(hints);
  });
});

describe('a client that dawdles', () => {
  it.each([
    ['over its headers', 'POST /graphql HTTP/1.1\r\nhost: localhost\r\n'],
    [
      'over its body',
      'POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{',
    ],
  ])('%s is cut off, and others are served meanwhile', async (_what, beginning) => {
    const slow = await HttpService.open({
      database: service.platform.database,
      http: { patience: { headers: 100, body: 100, request: 60_000 } },
    });
    onTestFinished(() => slow.close());
    const base = await slow.listen();
    const socket = connect(Number(new URL(base).port), '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write(beginning);
    const closed = once(socket.resume(), 'close');
    expect((await fetch(`${base}/health/live`)).status).toBe(200);
    await closed;
  });
});
