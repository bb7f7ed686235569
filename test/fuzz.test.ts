import fc from 'fast-check';
import {
  type GraphQLInputType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
} from 'graphql';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { errorCodes } from '../src/errors.js';
import { HttpService, type Reply } from './httpService.js';

const known = new Set([...Object.keys(errorCodes), 'ok']);
const person = 'customer-information-specialist';
const post = { method: 'POST', url: '/graphql' } as const;
/** Calls that take their time on purpose, or that change how the test goes on. */
const avoided = new Set(['signIn', 'changePassword', 'setModuleEnabled']);

let service: HttpService;
let schema: GraphQLSchema;
beforeAll(async () => {
  const limits = { personPerMinute: 1_000_000, addressPerMinute: 1_000_000, uploadsPerDay: 1_000_000 };
  service = await HttpService.open({ limits });
  schema = service.platform.platform.schemas.active;
});
afterAll(() => service.close());

const unhandled: unknown[] = [];
const note = (error: unknown) => unhandled.push(error);
process.on('unhandledRejection', note).on('uncaughtException', note);
afterEach(() => expect(unhandled).toEqual([]));

/** Every answer has known codes, and none says that something failed inside. */
function expectNamed({ status, body }: Reply, sent: string): void {
  const codes = (body?.errors ?? []).map((error: { extensions?: { code?: string } }) => error.extensions?.code);
  expect(
    codes.filter((code: string) => !known.has(code) || code === 'INTERNAL_SERVER_ERROR'),
    sent,
  ).toEqual([]);
  expect(status, sent).toBeLessThan(500);
}

/** A document of the schema, with values that fit and values that do not. */
class Writer {
  constructor(private readonly gen: fc.GeneratorValue) {}

  document(): string {
    const isMutation = this.chance(4);
    const root = isMutation ? schema.getMutationType()! : schema.getQueryType()!;
    return `${isMutation ? 'mutation' : 'query'} { ${this.selections(root, 0)} }`;
  }

  private chance(oneIn: number): boolean {
    return this.gen(fc.integer, { min: 1, max: oneIn }) === 1;
  }

  private pick<T>(from: readonly T[]): T {
    return from[this.gen(fc.nat, { max: from.length - 1 })]!;
  }

  private selections(type: GraphQLOutputType, depth: number): string {
    const named = getNamedType(type);
    if (!isObjectType(named)) return '__typename';
    const fields = Object.values(named.getFields()).filter(({ name }) => !avoided.has(name));
    const chosen = Array.from({ length: 1 + this.gen(fc.nat, { max: 2 }) }, () => this.pick(fields));
    return chosen
      .map(({ name, args, type: answer }, i) => {
        const given = args
          .filter((arg) => isRequiredArgument(arg) || this.chance(2))
          .map((arg) => `${arg.name}: ${this.value(arg.type, 0)}`);
        const below = isCompositeType(getNamedType(answer))
          ? ` { ${depth < 5 ? this.selections(answer, depth + 1) : '__typename'} }`
          : '';
        return `a${depth}${i}: ${name}${given.length > 0 ? `(${given.join(', ')})` : ''}${below}`;
      })
      .join(' ');
  }

  private value(type: GraphQLInputType, depth: number): string {
    const named = getNamedType(type);
    if (this.chance(40))
      return this.pick(['null', '[]', '{}', '[[1]]', '$x', '"\\u0000"', '-1e400', 'A', '99999999999999999999']);
    if (isEnumType(named)) return this.pick(named.getValues()).name;
    if (isInputObjectType(named)) {
      const fields = Object.values(named.getFields());
      const some = Array.from({ length: depth < 4 ? 1 + this.gen(fc.nat, { max: 1 }) : 0 }, () => this.pick(fields));
      const chosen = new Set([...fields.filter(isRequiredInputField), ...(named.isOneOf ? some.slice(0, 1) : some)]);
      return `{ ${[...chosen].map(({ name, type: of }) => `${name}: ${this.value(of, depth + 1)}`).join(' ')} }`;
    }
    if (named.name === 'Int') return String(this.pick([0, 1, 5, 100, -1, 2147483647]));
    if (named.name === 'Float') return String(this.pick([0, 1.5, -1e300, 1e18]));
    if (named.name === 'Boolean') return this.pick(['true', 'false']);
    return JSON.stringify(
      this.pick([
        '',
        'a',
        '制度',
        '2026-02-30',
        '2026-01-01T00:00:00Z',
        '3b1f8a52-5d0f-4a8e-9f0c-1c2d3e4f5a6b',
        '\ud800',
        '%_\\',
        'x'.repeat(2000),
        this.gen(fc.string, { unit: 'binary' }),
      ]),
    );
  }
}

describe('whatever is sent', () => {
  it('documents of the schema with values of all kinds', async () => {
    await fc.assert(
      fc.asyncProperty(fc.gen(), async (gen) => {
        const query = new Writer(gen).document();
        expectNamed(await service.ask(person, query), query);
      }),
      { numRuns: 400 },
    );
  }, 120_000);

  it('words of GraphQL and of the schema thrown together', async () => {
    const names = Object.values(schema.getTypeMap()).flatMap((type) => [
      type.name,
      ...(isObjectType(type) || isInputObjectType(type) ? Object.keys(type.getFields()) : []),
    ]);
    const signs = [
      '{',
      '}',
      '(',
      ')',
      '[',
      ']',
      ':',
      '!',
      '=',
      '$a',
      '@include',
      '@skip',
      '...',
      'on',
      'query',
      'mutation',
      'subscription',
      'fragment',
      'null',
      '1',
      '"x"',
      '"""',
      '#',
      '\u0000',
      '|',
      '&',
      'first',
      'true',
      'if',
    ];
    const word = fc.oneof(fc.constantFrom(...signs), fc.constantFrom(...signs), fc.constantFrom(...names));
    await fc.assert(
      fc.asyncProperty(fc.array(word, { maxLength: 60 }), async (words) => {
        const query = words.join(' ');
        expectNamed(await service.ask(person, query), query);
      }),
      { numRuns: 500 },
    );
  }, 120_000);

  it('JSON of any shape as the body', async () => {
    const variables = fc.dictionary(
      fc.constantFrom('f', 'n', 'id', '__proto__', 'constructor', 'x'),
      fc.jsonValue({ maxDepth: 5 }),
    );
    const query = fc.constantFrom(
      'query($f: CustomerFilter, $n: Int) { customers(filter: $f, first: $n) { nodes { name } } }',
      'query($id: ID!) { customer(id: $id) { name } }',
      'query A { viewer { name } } query B { viewer { id } }',
      'subscription { x }',
    );
    const body = fc.oneof(
      fc.jsonValue(),
      fc.record(
        {
          query: fc.oneof(query, fc.jsonValue()),
          variables: fc.oneof(variables, fc.jsonValue()),
          operationName: fc.option(fc.oneof(fc.constantFrom('A', 'C', ''), fc.jsonValue())),
          extensions: fc.oneof(
            fc.constant(undefined),
            fc.jsonValue(),
            fc.constant({ persistedQuery: { version: 1, sha256Hash: 'x' } }),
          ),
        },
        { requiredKeys: [] },
      ),
    );
    await fc.assert(
      fc.asyncProperty(body, async (json) => {
        const payload = JSON.stringify(json);
        expectNamed(
          await service.request(person, { ...post, payload, headers: { 'content-type': 'application/json' } }),
          payload,
        );
      }),
      { numRuns: 500 },
    );
  }, 120_000);

  it('bytes of any kind as the body of anything', async () => {
    const types = [
      'application/json',
      'application/json; charset=utf-16',
      'multipart/form-data; boundary=b',
      'multipart/form-data',
      'text/plain',
      'application/graphql',
      'x',
      '',
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(
          '/graphql',
          '/files',
          '/imports/x/refused.csv',
          '/health/ready',
          '/',
          '/graphql?query=%7Bviewer%7Bname%7D%7D',
          '/graphql?query=%',
          '/graphql?variables=[[[',
        ),
        fc.constantFrom('GET', 'POST', 'HEAD', 'OPTIONS', 'PUT', 'DELETE', 'PATCH'),
        fc.constantFrom(...types),
        fc.oneof(
          fc.uint8Array({ maxLength: 200 }),
          fc.constantFrom(
            '{"query":"{',
            '{"__proto__":{"a":1},"query":"{viewer{name}}"}',
            '--b\r\n',
            '--b\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\nx\r\n--b--',
          ),
        ),
        async (url, method, type, content) => {
          const headers = { ...(type ? { 'content-type': type } : {}), 'apollo-require-preflight': 'yes' };
          const payload = typeof content === 'string' ? content : Buffer.from(content);
          expectNamed(
            await service.request(person, { url, method: method as 'GET', headers, payload }),
            `${method} ${url} ${type} ${content}`,
          );
        },
      ),
      { numRuns: 400 },
    );
  }, 120_000);
});
