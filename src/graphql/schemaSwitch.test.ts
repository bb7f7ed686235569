import { setImmediate as nextTick } from 'node:timers/promises';
import { ApolloServer, type ApolloServerPlugin, type BaseContext } from '@apollo/server';
import { defaultFieldResolver, type GraphQLObjectType, GraphQLSchema, printSchema } from 'graphql';
import { afterEach, describe, expect, it } from 'vitest';
import { deriveSchema } from './activeSchema.js';
import { moduleDisabledPlugin } from './moduleDisabledPlugin.js';
import { ownedSchema, pretendModules, waysToUseQuality } from './pretendModules.fixture.js';
import { executeOn, type GatewayExecutor, SchemaSwitch } from './schemaSwitch.js';

const off = (...modules: string[]) => new Set(modules);

describe('switching', () => {
  it('starts with everything on', () => {
    const schemaSwitch = new SchemaSwitch(pretendModules);
    expect(printSchema(schemaSwitch.active)).toBe(printSchema(pretendModules));
    expect(schemaSwitch.isEnabled('quality')).toBe(true);
  });

  it('off and on again is instant and gives the very same schema', () => {
    const schemaSwitch = new SchemaSwitch(pretendModules);
    const all = schemaSwitch.active;
    schemaSwitch.apply(off('quality'));
    expect(schemaSwitch.isEnabled('quality')).toBe(false);
    expect(schemaSwitch.active.getType('Complaint')).toBeUndefined();
    schemaSwitch.apply(off());
    expect(schemaSwitch.active).toBe(all);
  });

  it('tells its listeners the present schema at once and each new one, and nothing when the set is the same', () => {
    const schemaSwitch = new SchemaSwitch(pretendModules);
    const heard: GraphQLSchema[] = [];
    const forget = schemaSwitch.onSchemaLoadOrUpdate(({ apiSchema }) => heard.push(apiSchema));
    schemaSwitch.apply(off());
    expect(heard).toEqual([schemaSwitch.active]);
    schemaSwitch.apply(off('quality', 'customers'));
    schemaSwitch.apply(off('customers', 'quality'));
    expect(heard).toHaveLength(2);
    expect(heard[1]).toBe(schemaSwitch.active);
    forget();
    schemaSwitch.apply(off());
    expect(heard).toHaveLength(2);
  });

  it('a module that has nothing in the schema is off without a swap', () => {
    const schemaSwitch = new SchemaSwitch(pretendModules);
    const { active } = schemaSwitch;
    schemaSwitch.apply(off('clockwork'));
    expect(schemaSwitch.active).toBe(active);
    expect(schemaSwitch.isEnabled('clockwork')).toBe(false);
  });

  it('keeps its own copy of the set', () => {
    const schemaSwitch = new SchemaSwitch(pretendModules);
    const set = off('quality');
    schemaSwitch.apply(set);
    set.clear();
    expect(schemaSwitch.isEnabled('quality')).toBe(false);
  });

  it('stays as it was when what is left would be invalid', () => {
    const schemaSwitch = new SchemaSwitch(
      ownedSchema('type Query { ping: Int, list(order: E = B): Int } enum E { A, B @of(module: "a") }'),
    );
    const { active } = schemaSwitch;
    expect(() => schemaSwitch.apply(off('a'))).toThrow('Query.list(order:)');
    expect(schemaSwitch.active).toBe(active);
    expect(schemaSwitch.isEnabled('a')).toBe(true);
  });

  it('knows what was on in each schema that it made', () => {
    const schemaSwitch = new SchemaSwitch(pretendModules);
    const before = schemaSwitch.active;
    schemaSwitch.apply(off('quality'));
    expect(schemaSwitch.stateOf(before).enabled('quality')).toBe(true);
    expect(schemaSwitch.stateOf(schemaSwitch.active).enabled('quality')).toBe(false);
    const foreign = deriveSchema(pretendModules, () => true);
    expect(schemaSwitch.stateOf(foreign).enabled('quality')).toBe(false);
    expect(schemaSwitch.stateOf(foreign).full).toBe(pretendModules);
  });

  it('remembers only so many schemas', () => {
    const modules = Array.from({ length: 10 }, (_, index) => `m${index}`);
    const fields = modules.map((module) => `${module}: Int @of(module: "${module}")`).join('\n');
    const schemaSwitch = new SchemaSwitch(ownedSchema(`type Query { ping: Int ${fields} }`));
    const all = schemaSwitch.active;
    for (const module of modules.slice(1)) schemaSwitch.apply(off(module));
    const recent = schemaSwitch.active;
    schemaSwitch.apply(off());
    expect(schemaSwitch.active).not.toBe(all);
    schemaSwitch.apply(off('m9'));
    expect(schemaSwitch.active).toBe(recent);
  });
});

describe('behind Apollo Server', () => {
  let server: ApolloServer;
  afterEach(() => server.stop());

  async function serve(options: { full?: GraphQLSchema; execute?: GatewayExecutor; plugins?: ApolloServerPlugin[] }) {
    const schemaSwitch = new SchemaSwitch(options.full ?? pretendModules, options.execute);
    const plugin = moduleDisabledPlugin((schema) => schemaSwitch.stateOf(schema));
    server = new ApolloServer({ gateway: schemaSwitch, plugins: [plugin, ...(options.plugins ?? [])] });
    await server.start();
    const run = async (query: string, variables?: Record<string, unknown>, contextValue: BaseContext = {}) => {
      const { body } = await server.executeOperation({ query, variables }, { contextValue });
      if (body.kind !== 'single') throw new Error('Nothing here is incremental.');
      return body.singleResult;
    };
    return { schemaSwitch, run };
  }

  it('a module is there, gone and there again', async () => {
    const { schemaSwitch, run } = await serve({});
    const query = '{ customers { name complaints { severity } } }';
    const whole = { customers: [{ name: 'Ann', complaints: [{ severity: 'HIGH' }] }] };
    expect((await run(query)).data).toEqual(whole);
    schemaSwitch.apply(off('quality'));
    expect((await run(query)).errors?.map(({ extensions }) => extensions?.module)).toEqual(['quality']);
    expect((await run('{ customers { name } }')).data).toEqual({ customers: [{ name: 'Ann' }] });
    schemaSwitch.apply(off());
    expect((await run(query)).data).toEqual(whole);
  });

  it('the plain executor passes context, variables and operation name, and marks bad variables', async () => {
    const full = ownedSchema('type Query { hello(name: String!): String }', {
      Query: { hello: (_source, args, context) => `${(context as { greeting: string }).greeting}, ${args.name}` },
    });
    const { run } = await serve({ full });
    const query = 'query ($n: String!) { hello(name: $n) }';
    expect((await run(query, { n: 'Ann' }, { greeting: 'Good day' } as BaseContext)).data).toEqual({
      hello: 'Good day, Ann',
    });
    expect((await run(query, {})).errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
    const { body } = await server.executeOperation({
      query: 'query A { hello(name: "a") } query B { b: __typename }',
      operationName: 'B',
    });
    expect(body).toMatchObject({ singleResult: { data: { b: 'Query' } } });
  });

  it('a request in flight when the swap happens finishes on its own schema', async () => {
    let open = () => {};
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    let arrived = () => {};
    const waiting = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    const schemas: GraphQLSchema[] = [];
    const full = ownedSchema(
      `type Query { customers: [Customer!] } type Customer { name: String }
       extend type Customer { complaints: Int @of(module: "quality") }`,
      {
        Query: {
          customers: async () => {
            arrived();
            await gate;
            return [{ name: 'Ann' }];
          },
        },
        Customer: {
          complaints: (_source, _args, _context, info) => {
            schemas.push(info.schema);
            return 3;
          },
        },
      },
    );
    const { schemaSwitch, run } = await serve({ full });
    const before = schemaSwitch.active;
    const query = '{ customers { name complaints } }';
    const inFlight = run(query);
    await waiting;
    schemaSwitch.apply(off('quality'));
    expect((await run(query)).errors).toMatchObject([{ extensions: { code: 'MODULE_DISABLED' } }]);
    open();
    expect(await inFlight).toEqual({ data: { customers: [{ name: 'Ann', complaints: 3 }] } });
    expect(schemas).toEqual([before]);
  });

  it('a request that was validated before the swap runs on the schema of its validation', async () => {
    const { schemaSwitch, run } = await serve({
      execute: async (request) => {
        schemaSwitch.apply(off('quality'));
        return executeOn(request);
      },
    });
    expect((await run('{ complaints { text } }')).data).toEqual({ complaints: [{ text: 'Late again.' }] });
    expect((await run('{ complaints { text } }')).errors).toMatchObject([{ extensions: { module: 'quality' } }]);
  });

  it('a swap between refusal and answer changes neither', async () => {
    const swapping: ApolloServerPlugin = {
      async requestDidStart() {
        schemaSwitch.apply(schemaSwitch.isEnabled('quality') ? off('quality') : off());
      },
    };
    const { schemaSwitch, run } = await serve({ plugins: [swapping] });
    for (const [, query, variables] of waysToUseQuality) {
      expect((await run(query, variables)).errors).toBeUndefined();
      expect((await run(query, variables)).errors).toMatchObject([{ extensions: { code: 'MODULE_DISABLED' } }]);
    }
  });

  it('many swaps under reading clients fail nobody, except with MODULE_DISABLED', async () => {
    const slow: ApolloServerPlugin = {
      async requestDidStart() {
        await nextTick();
        return {
          didResolveOperation: () => nextTick(),
          validationDidStart: async () => async () => nextTick(),
        };
      },
    };
    const { schemaSwitch, run } = await serve({ plugins: [slow] });
    const sets = [off(), off('quality'), off('quality', 'customers'), off('customers')];
    const counts = { whole: 0, disabled: 0, failed: [] as unknown[] };
    let swapping = true;
    const client = async (start: number) => {
      for (let turn = start; swapping; turn++) {
        const [, query, variables] = waysToUseQuality[turn % waysToUseQuality.length]!;
        const { data, errors } = await run(query, variables);
        if (errors?.every(({ extensions }) => extensions?.code === 'MODULE_DISABLED')) counts.disabled++;
        else if (!errors && data && Object.values(data).every((value) => value !== null)) counts.whole++;
        else counts.failed.push({ query, data, errors });
      }
    };
    const clients = Array.from({ length: 20 }, (_, index) => client(index));
    for (let swap = 0; swap < 400; swap++) {
      schemaSwitch.apply(sets[swap % sets.length]!);
      await nextTick();
    }
    swapping = false;
    await Promise.all(clients);
    expect(counts.failed).toEqual([]);
    expect(counts.whole).toBeGreaterThan(100);
    expect(counts.disabled).toBeGreaterThan(100);
  });

  it('what Apollo wraps is the derived schema, never the full one', async () => {
    const { run } = await serve({});
    await run('{ ping }');
    const { ping } = (pretendModules.getType('Query') as GraphQLObjectType).getFields();
    expect(ping!.resolve).not.toBe(defaultFieldResolver);
    expect(ping!.resolve!({}, {}, {}, {} as never)).toBe('pong');
  });

  it('a stopped server listens no longer, and another one on the same switch still does', async () => {
    const { schemaSwitch } = await serve({});
    const heard: GraphQLSchema[] = [];
    schemaSwitch.onSchemaLoadOrUpdate(({ apiSchema }) => heard.push(apiSchema));
    await server.stop();
    schemaSwitch.apply(off('quality'));
    expect(heard).toHaveLength(2);
  });
});
