import { type GraphQLObjectType, GraphQLSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { whatRemains } from './ownership.js';
import { ownedSchema, pretendModules } from './pretendModules.fixture.js';
import { outlineOf, ownerOf } from './schemaOutline.js';

const without =
  (...off: string[]) =>
  (module: string) =>
    !off.includes(module);

const goneTypes = (schema: GraphQLSchema, ...off: string[]) => {
  const { gone } = whatRemains(schema, without(...off));
  return Object.values(schema.getTypeMap()).flatMap((type) =>
    gone.has(type) ? [`${type.name}: ${gone.get(type)}`] : [],
  );
};

describe('who owns what', () => {
  it('the owner is extensions.module, and everything else is of the core', () => {
    expect(ownerOf({ extensions: { module: 'quality', complexity: 3 } })).toBe('quality');
    expect(ownerOf({ extensions: { complexity: 3 } })).toBeUndefined();
    expect(ownerOf({ extensions: { module: 3 } })).toBeUndefined();
    expect(outlineOf(pretendModules).owners).toEqual(['customers', 'quality']);
  });

  it('what remains is remembered for each set of modules that are off', () => {
    const all = whatRemains(pretendModules, without());
    expect(whatRemains(pretendModules, without('no such module'))).toBe(all);
    expect(whatRemains(pretendModules, without('quality'))).not.toBe(all);
    expect(all.gone.size).toBe(0);
  });

  it('only so many sets are remembered', () => {
    const modules = Array.from({ length: 16 }, (_, index) => `m${index}`);
    const schema = ownedSchema(
      `type Query { ping: Int ${modules.map((module) => `${module}: Int @of(module: "${module}")`).join(' ')} }`,
    );
    const all = whatRemains(schema, without());
    for (const module of modules) whatRemains(schema, without(module));
    const recent = whatRemains(schema, without('m15'));
    expect(whatRemains(schema, without())).not.toBe(all);
    expect(whatRemains(schema, without('m15'))).toBe(recent);
  });
});

describe('whom to blame for what is gone', () => {
  it('an owned type, a type that was left empty and a type that nothing reaches any more each name the module', () => {
    const schema = ownedSchema(`
      type Query { ping: String, stats: Stats, b: B @of(module: "b") }
      type Stats { complaints: Int @of(module: "a") }
      type B @of(module: "b") { x: Int }
      extend type B { onlyFromB: Shared }
      type Shared { deeper: Deeper }
      type Deeper { x: Int }
    `);
    expect(goneTypes(schema, 'a')).toEqual(['Stats: a']);
    expect(goneTypes(schema, 'b')).toEqual(['B: b', 'Shared: b', 'Deeper: b']);
    expect(goneTypes(schema, 'a', 'b')).toEqual(['Stats: a', 'B: b', 'Shared: b', 'Deeper: b']);
  });

  it('a required argument or input field takes its holder along when its type is gone, an optional one goes alone', () => {
    const schema = ownedSchema(`
      type Query { ping: String, must(a: A!): Int, may(a: A, d: E! = X): Int, make(input: Make): Int, edit(input: Edit): Int }
      input A @of(module: "a") { x: Int }
      input Make { name: String, a: A! }
      input Edit { name: String, a: A }
      enum E { X, Y @of(module: "a") }
    `);
    const { gone } = whatRemains(schema, without('a'));
    const fields = (schema.getType('Query') as GraphQLObjectType).getFields();
    expect(Object.values(fields).flatMap((f) => (gone.has(f) ? [f.name] : []))).toEqual(['must']);
    expect(goneTypes(schema, 'a')).toEqual(['A: a', 'Make: a']);
    expect(fields.may!.args.filter((argument) => gone.has(argument)).map(({ name }) => name)).toEqual(['a']);
    expect(fields.make!.args.filter((argument) => gone.has(argument)).map(({ name }) => name)).toEqual(['input']);
  });

  it('a required input that another module added takes nothing along', () => {
    const schema = ownedSchema(`
      type Query { ping(input: In): String }
      input In { name: String }
      extend input In { b: B! @of(module: "a") }
      input B @of(module: "b") { x: Int }
    `);
    expect(goneTypes(schema, 'a')).toEqual(['B: a']);
    expect(goneTypes(schema, 'b')).toEqual(['B: b']);
    expect(goneTypes(schema, 'a', 'b')).toEqual(['B: b']);
  });

  it('a required input of the same module as its holder takes the holder along', () => {
    const schema = ownedSchema(`
      type Query { ping: String, rank(by: B! @of(module: "a")): Int @of(module: "a"), make(input: In): Int }
      input In @of(module: "a") { b: B! @of(module: "a"), c: Int }
      input B @of(module: "b") { x: Int }
    `);
    expect(goneTypes(schema, 'b')).toEqual(['In: b', 'B: b']);
    expect(whatRemains(schema, without('b')).gone.get(schema.getQueryType()!.getFields().rank!)).toBe('b');
  });
});
