import { ApolloServer, type ApolloServerPlugin, type GraphQLRequest } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { GraphQLError, parse, validate } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deriveSchema } from './activeSchema.js';
import { moduleDisabledPlugin } from './moduleDisabledPlugin.js';
import { pretendModules, waysToUseQuality } from './pretendModules.fixture.js';

const enabled = (module: string) => module !== 'quality';
const plugin = moduleDisabledPlugin(() => ({ full: pretendModules, enabled }));

const seen: unknown[][] = [];
const recorder: ApolloServerPlugin = {
  async requestDidStart() {
    return {
      async didEncounterErrors({ errors }) {
        seen.push(errors.map(({ extensions }) => extensions.code));
      },
    };
  },
};

const serverOf = (plugins: ApolloServerPlugin[]) =>
  new ApolloServer({
    schema: deriveSchema(pretendModules, enabled),
    plugins,
    formatError: (formatted) => ({ ...formatted, message: `Formatted: ${formatted.message}` }),
  });

const server = serverOf([plugin, recorder]);

async function ask(to: ApolloServer, request: GraphQLRequest) {
  const { body, http } = await to.executeOperation(request);
  if (body.kind !== 'single') throw new Error('Nothing here is incremental.');
  return { status: http.status, ...body.singleResult };
}

const refusal = (what: string) => ({
  message: `Formatted: ${what} belongs to the module quality, which is switched off. An administrator can switch it on.`,
  extensions: { code: 'MODULE_DISABLED', module: 'quality' },
});

afterAll(() => server.stop());

describe('a request that uses something of a module that is off', () => {
  beforeAll(() => server.start());

  it.each(waysToUseQuality)(
    '%s: MODULE_DISABLED with HTTP 400, and nothing else',
    async (_way, query, variables, what) => {
      expect(await ask(server, { query, variables })).toEqual({ status: 400, errors: [refusal(what)] });
    },
  );

  it('is answered with this one error though more is wrong with it', async () => {
    const query = 'query ($f: ComplaintFilter) { nothing complaints { text nowhere } customers(filter: 3) { name } }';
    expect(await ask(server, { query })).toEqual({ status: 400, errors: [refusal('ComplaintFilter')] });
  });

  it('shows other plugins the same error as the client', async () => {
    seen.length = 0;
    await ask(server, { query: '{ complaints { text } }' });
    expect(seen).toEqual([['MODULE_DISABLED']]);
  });

  it('is answered anew from the document store', async () => {
    const query = 'query ($k: [Kind!]) { search(kinds: $k) { __typename } }';
    expect((await ask(server, { query, variables: { k: ['NOTE'] } })).data).toEqual({
      search: [{ __typename: 'Note' }],
    });
    expect((await ask(server, { query, variables: { k: ['COMPLAINT'] } })).errors).toEqual([refusal('Kind.COMPLAINT')]);
  });
});

describe('any other request', () => {
  it.each([
    ['what exists in no module', '{ nothing }', {}, 'GRAPHQL_VALIDATION_FAILED'],
    ['a type that exists in no module', 'query ($x: Nothing) { ping }', {}, 'GRAPHQL_VALIDATION_FAILED'],
    [
      'a fragment on a type that exists in no module',
      '{ search { ... on Nowhere { x } } }',
      {},
      'GRAPHQL_VALIDATION_FAILED',
    ],
    ['broken syntax', '{ complaints', {}, 'GRAPHQL_PARSE_FAILED'],
    [
      'an unknown enum value in a variable',
      'query ($k: [Kind!]) { search(kinds: $k) { __typename } }',
      { k: ['NOWHERE'] },
      'BAD_USER_INPUT',
    ],
    [
      'an unknown filter in a variable',
      'query ($f: CustomerFilter) { customers(filter: $f) { name } }',
      { f: { nowhere: 1 } },
      'BAD_USER_INPUT',
    ],
  ])('%s keeps its own error', async (_what, query, variables, code) => {
    const { status, errors } = await ask(server, { query, variables });
    expect([status, errors?.[0]?.extensions?.code]).toEqual([400, code]);
  });

  it('runs', async () => {
    const query = 'query ($f: CustomerFilter) { ping customers(filter: $f) { name } }';
    const { data, errors } = await ask(server, { query, variables: { f: { name: 'Ann' } } });
    expect(errors).toBeUndefined();
    expect(data).toEqual({ ping: 'pong', customers: [{ name: 'Ann' }] });
  });
});

it('without the plugin the same requests only hear that there is no such thing', async () => {
  const bare = serverOf([]);
  await bare.start();
  for (const [, query, variables] of waysToUseQuality) {
    const { errors } = await ask(bare, { query, variables });
    expect(errors?.length).toBeGreaterThan(0);
    expect(errors?.map(({ extensions }) => extensions?.code)).not.toContain('MODULE_DISABLED');
    expect(validate(pretendModules, parse(query))).toEqual([]);
  }
  await bare.stop();
});

describe('over HTTP', () => {
  const overHttp = new ApolloServer({
    schema: deriveSchema(pretendModules, enabled),
    plugins: [plugin],
    formatError: (formatted, error) => {
      if (error instanceof GraphQLError) kept.push(error.extensions.http);
      return formatted;
    },
  });
  const kept: unknown[] = [];
  let url: string;
  beforeAll(async () => {
    ({ url } = await startStandaloneServer(overHttp, { listen: { port: 0, host: '127.0.0.1' } }));
  });
  afterAll(() => overHttp.stop());

  it.each([
    ['application/json', 'field', waysToUseQuality[1]!],
    ['application/graphql-response+json', 'field', waysToUseQuality[1]!],
    ['application/json', 'filter in a variable', waysToUseQuality[5]!],
    ['application/graphql-response+json', 'filter in a variable', waysToUseQuality[5]!],
  ])('%s, %s: status 400, and extensions.http stays inside', async (accept, way, [name, query, variables, what]) => {
    expect(name).toBe(way);
    kept.length = 0;
    const response = await fetch(url, {
      method: 'POST',
      headers: { accept, 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    });
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toBe(`${accept}; charset=utf-8`);
    const { message, extensions } = refusal(what);
    expect(await response.json()).toEqual({ errors: [{ message: message.replace('Formatted: ', ''), extensions }] });
    expect(kept).toEqual([{ status: 400 }]);
  });

  it('a query in the URL is answered in the same way', async () => {
    const response = await fetch(`${url}?query=${encodeURIComponent('{complaints{text}}')}`, {
      headers: { 'apollo-require-preflight': 'yes' },
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'MODULE_DISABLED' } }] });
  });
});
