import {
  GraphQLInputObjectType,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLUnionType,
  isIntrospectionType,
  parse,
  printSchema,
  validate,
  validateSchema,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { deriveSchema, disabledUse, removedElements } from './activeSchema.js';
import { ownedSchema, pretendModules, waysToUseQuality } from './pretendModules.fixture.js';

const everything = () => true;
const without =
  (...off: string[]) =>
  (module: string) =>
    !off.includes(module);

const derive = (sdl: string, ...off: string[]) => printSchema(deriveSchema(ownedSchema(sdl), without(...off)));

describe('the active schema', () => {
  it('is the full one to the byte while everything is on, also after something was off', () => {
    const before = printSchema(deriveSchema(pretendModules, everything));
    deriveSchema(pretendModules, without('quality'));
    expect(printSchema(deriveSchema(pretendModules, everything))).toBe(before);
    expect(before).toBe(printSchema(pretendModules));
  });

  it('loses everything of a module that is off, and what is empty, unreachable or without its type because of it', () => {
    expect(removedElements(pretendModules, deriveSchema(pretendModules, without('quality')))).toEqual([
      'Complaint',
      'ComplaintFilter',
      'Customer.complaints',
      'Customer.mood',
      'CustomerFilter.complaints',
      'CustomerOrder.BY_MOOD',
      'FileComplaint',
      'Kind.COMPLAINT',
      'Mutation',
      'Query.complaints',
      'Severity',
    ]);
    const rest = deriveSchema(pretendModules, without('quality', 'customers'));
    const own = Object.values(rest.getTypeMap()).filter((type) => !isIntrospectionType(type));
    expect(own.map(String).sort()).toEqual(['Boolean', 'Found', 'Kind', 'Note', 'Query', 'String']);
    expect((rest.getType('Found') as GraphQLUnionType).getTypes().map(String)).toEqual(['Note']);
  });

  it('names what would vanish between any two states, and nothing when something comes back', () => {
    const some = deriveSchema(pretendModules, without('quality'));
    expect(removedElements(some, pretendModules)).toEqual([]);
    expect(removedElements(some, deriveSchema(pretendModules, without('quality', 'customers')))).toEqual([
      'Customer',
      'CustomerFilter',
      'CustomerOrder',
      'Kind.CUSTOMER',
      'Numbered',
      'Query.customers',
    ]);
  });

  it('keeps resolvers, subscriptions, texts, deprecations, defaults, extensions and syntax nodes', () => {
    const full = ownedSchema(`type Query { old(by: Int = 3): [Int!]! @deprecated(reason: "No.") }
      type Subscription { "Ticks." tick: Int }
      "Any of them." union U = A
      type A { u: U, n: N } interface N { x: Int } type B implements N { x: Int, lost: Int @of(module: "off") }
      extend type Query { a: A, in(in: In): In2 } input In @oneOf { a: Int, b: Int @of(module: "off") } scalar In2`);
    const query = full.getQueryType()!.getFields();
    query.old!.resolve = () => [1];
    query.old!.extensions = { complexity: 7 };
    full.getSubscriptionType()!.getFields().tick!.subscribe = async function* () {};
    const resolveType = () => 'A';
    (full.getType('U') as GraphQLUnionType).resolveType = resolveType;
    const isTypeOf = () => true;
    (full.getType('B') as GraphQLObjectType).isTypeOf = isTypeOf;

    const active = deriveSchema(full, without('off'));
    const old = active.getQueryType()!.getFields().old!;
    expect(old).not.toBe(query.old);
    expect(old).toMatchObject({ deprecationReason: 'No.', extensions: { complexity: 7 } });
    expect(old.resolve).toBe(query.old!.resolve);
    expect(old.astNode).toBe(query.old!.astNode);
    expect(old.args[0]).toMatchObject({ name: 'by', defaultValue: 3 });
    const tick = active.getSubscriptionType()!.getFields().tick!;
    expect(tick.description).toBe('Ticks.');
    expect(tick.subscribe).toBe(full.getSubscriptionType()!.getFields().tick!.subscribe);
    expect(active.getType('U')).toMatchObject({ description: 'Any of them.', resolveType });
    expect(active.getType('B')).toMatchObject({ isTypeOf });
    expect(active.getType('In2')).toBe(full.getType('In2'));
    const input = active.getType('In') as GraphQLInputObjectType;
    expect([input.isOneOf, Object.keys(input.getFields())]).toEqual([true, ['a']]);
    expect(active.getDirective('of')!.args.map(({ name }) => name)).toEqual(['module']);
  });

  it('keeps an implementer that only its interface leads to, and drops an interface without implementers', () => {
    const sdl = `type Query { ping: Int, any: Any, some: Some }
      interface Any { x: Int } type One implements Any { x: Int } type Two implements Any @of(module: "a") { x: Int }
      interface Some { x: Int } type Three implements Some @of(module: "a") { x: Int }`;
    expect(derive(sdl, 'a')).toMatch(/^directive @of[^\n]+\n\ntype Query \{\n {2}ping: Int\n {2}any: Any\n\}/);
    expect(derive(sdl, 'a')).toContain('type One implements Any');
    expect(derive(sdl, 'a')).not.toMatch(/Two|Three|Some/);
  });

  it('never takes in what the full schema does not reach from its roots', () => {
    expect(derive('type Query { ping: Int } type Orphan { x: Int }')).not.toContain('Orphan');
  });

  it('drops an enum that lost all its values, and a directive of a module that is off', () => {
    const sdl = 'type Query { ping(e: E): Int } enum E { A @of(module: "a"), B @of(module: "b") }';
    expect(derive(sdl, 'a')).toContain('enum E {\n  B\n}');
    expect(derive(sdl, 'a', 'b')).toContain('ping: Int');
  });

  it('leaves the full schema as it was', () => {
    const before = printSchema(pretendModules);
    const { complaints } = pretendModules.getQueryType()!.getFields();
    deriveSchema(pretendModules, without('quality', 'customers'));
    expect(printSchema(pretendModules)).toBe(before);
    expect(pretendModules.getQueryType()!.getFields().complaints).toBe(complaints);
  });

  it.each([
    ['type Query { a: Int @of(module: "a") }', 'Query root type must be provided.'],
    [
      'type Query { n: N } interface N { x: R } type R { x: Int } type T implements N { x: R @of(module: "a"), y: Int }',
      'Interface field N.x expected but T does not provide it.',
    ],
    [
      'type Query { list(order: E = B): Int } enum E { A, B @of(module: "a") }',
      'The default of Query.list(order:) belongs to the module a.',
    ],
    [
      'type Query { list(in: In): Int } input In { deep: [Deep!] = [{ e: B }] } input Deep { e: E } enum E { A, B @of(module: "a") }',
      'The default of In.deep belongs to the module a.',
    ],
  ])('refuses by name what would be left invalid: %s', (sdl, culprit) => {
    const full = ownedSchema(sdl);
    expect(validateSchema(full)).toEqual([]);
    const refusal = `With a switched off the schema would be invalid. ${culprit}`;
    expect(() => deriveSchema(full, without('a'))).toThrow(refusal);
    expect(() => deriveSchema(full, everything)).not.toThrow();
  });
});

describe('what a request uses of a module that is off', () => {
  const find = (source: string, variables?: Record<string, unknown>, off = 'quality', operationName?: string) =>
    disabledUse(pretendModules, without(off), parse(source), variables, operationName);

  it.each(waysToUseQuality)('%s', (_way, source, variables, what) => {
    expect(validate(pretendModules, parse(source))).toEqual([]);
    expect(find(source, variables)).toEqual({ module: 'quality', what });
    expect(find(source, variables, 'nothing')).toBeUndefined();
  });

  it.each([
    [
      'a default of a variable',
      'query ($k: [Kind!] = [COMPLAINT]) { search(kinds: $k) { __typename } }',
      'Kind.COMPLAINT',
    ],
    ['a fragment on a union member', '{ search { ...F } } fragment F on Complaint { text }', 'Complaint'],
    ['an input of the core that only quality reached', 'query ($i: FileComplaint) { ping }', 'FileComplaint'],
  ])('%s', (_way, source, what) => {
    expect(find(source)).toEqual({ module: 'quality', what });
  });

  it.each([
    ['nothing of it', '{ customers { name } }', {}],
    ['what exists in no module', 'query ($x: Nothing) { nothing(x: $x) { a } ... on Nowhere { b } }', {}],
    ['a variable that the operation does not declare', '{ ping }', { f: { complaints: {} } }],
    [
      'a value of the wrong shape',
      'query ($f: CustomerFilter) { customers(filter: $f) { name } }',
      { f: 'complaints' },
    ],
    [
      'a prototype’s name as key',
      'query ($f: CustomerFilter) { customers(filter: $f) { name } }',
      { f: { constructor: 1 } },
    ],
  ])('nothing for %s', (_way, source, variables) => {
    expect(find(source, variables)).toBeUndefined();
  });

  it('looks at the variables of the operation that would run', () => {
    const source = 'query A { ping } query B($k: [Kind!]) { search(kinds: $k) { __typename } }';
    const variables = { k: ['COMPLAINT'] };
    expect(find(source, variables, 'quality', 'A')).toBeUndefined();
    expect(find(source, variables, 'quality', 'B')).toEqual({ module: 'quality', what: 'Kind.COMPLAINT' });
    expect(find(source, variables)).toBeUndefined();
  });

  it('survives variables nested deeper than the call stack', () => {
    let nested: Record<string, unknown> = { complaints: {} };
    for (let depth = 0; depth < 100_000; depth++) nested = { and: [nested] };
    const source = 'query ($f: CustomerFilter) { customers(filter: $f) { name } }';
    expect(find(source, { f: nested })).toMatchObject({ what: 'CustomerFilter.complaints' });
  });

  it('names an argument and a directive of a module too', () => {
    const full = ownedSchema(`type Query { ping(loud: Int @of(module: "a")): Int }
      directive @late(by: Int @of(module: "a")) on FIELD`);
    const use = (source: string) => disabledUse(full, without('a'), parse(source))?.what;
    expect(use('{ ping(loud: 1) }')).toBe('Query.ping(loud:)');
    expect(use('{ ping @late(by: 1) }')).toBe('@late(by:)');
  });
});

describe('a large schema', () => {
  it.each([0, 5, 11])('loses the types of module %s and no others', (run) => {
    const full = manyTypes(148);
    const active = deriveSchema(full, without(`m${run}`));
    expect(active.getType(`T${run}`)).toBeUndefined();
    expect(active.getType(`T${run + 1}`)).toBeDefined();
  });
});

/** Per entity a row type, a connection, a filter with relations and an order, as generated reads have them. */
function manyTypes(entities: number): GraphQLSchema {
  const text = (count: number, line: (index: number) => string) =>
    Array.from({ length: count }, (_, i) => line(i)).join('\n');
  return ownedSchema(
    `type Query { ping: Int } input TextFilter { eq: String, in: [String!], like: String }\n` +
      text(entities, (n) => {
        const of = `@of(module: "m${n % 20}")`;
        const next = (n + 7) % entities;
        return `
          extend type Query { list${n}(filter: F${n}, order: [O${n}!], first: Int = 20, after: String): C${n}! ${of}, one${n}(id: ID!): T${n} ${of} }
          type T${n} ${of} { id: ID!, ${text(15, (i) => `f${i}: String`)} }
          extend type T${next} { list${n}(filter: F${n}, order: [O${n}!], first: Int = 20): C${n} ${of} }
          extend type T${n} { to: T${next} @of(module: "m${next % 20}") }
          type C${n} ${of} { nodes: [T${n}!]!, totalCount: Int! }
          input F${n} ${of} { and: [F${n}!], or: [F${n}!], not: F${n}, ${text(15, (i) => `f${i}: TextFilter`)} }
          extend input F${next} { list${n}: F${n} ${of} }
          enum O${n} ${of} { ${text(15, (i) => `F${i}_ASC F${i}_DESC`)} }`;
      }),
  );
}
