import fc from 'fast-check';
import {
  buildSchema,
  GraphQLNamedType,
  GraphQLSchema,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
  parse,
  printSchema,
  validateSchema,
} from 'graphql';
import { expect, it } from 'vitest';
import { deriveSchema, disabledUse, removedElements } from './activeSchema.js';
import { ownedSchema } from './pretendModules.fixture.js';
import { ownerOf } from './schemaOutline.js';

const modules = ['a', 'b', 'c'];
const some = <T>(one: fc.Arbitrary<T>, minLength: number, maxLength: number) => fc.array(one, { minLength, maxLength });
const named = (texts: string[], prefix: string) => texts.map((text, index) => `${prefix}${index}${text}`).join(' ');
const upTo = (prefix: string, count: number) => Array.from({ length: count }, (_, index) => `${prefix}${index}`);

const owner = fc
  .option(fc.constantFrom(...modules), { freq: 2 })
  .map((module) => (module ? ` @of(module: "${module}")` : ''));
const wrapped = (type: fc.Arbitrary<string>) =>
  fc.tuple(type, fc.constantFrom('T', 'T!', '[T!]', '[T]!')).map(([name, form]) => form.replace('T', name));
const nullable = (type: fc.Arbitrary<string>) =>
  fc.tuple(type, fc.constantFrom('T', '[T!]')).map(([name, form]) => form.replace('T', name));

const enums = upTo('E', 3);
const inputs = upTo('I', 3);
const objects = upTo('T', 5);
const unions = upTo('U', 2);
const interfaces = upTo('N', 2);

const inputType = fc.constantFrom('Int', 'String', ...enums, ...inputs);
const outputType = fc.constantFrom('Int', ...enums, ...objects, ...unions, ...interfaces);

const enumText = some(owner, 1, 3).map((owners) =>
  named(
    owners.map((of) => `V${of}`),
    'X',
  ),
);

/** A required field may only lead to an earlier input, since a circle of required inputs can have no value. */
const inputText = (index: number) => {
  const required = wrapped(fc.constantFrom('Int', ...enums, ...inputs.slice(0, index)));
  const field = (type: fc.Arbitrary<string>) => fc.tuple(type, owner).map(([name, of]) => `: ${name}${of}`);
  return fc.oneof(
    some(field(fc.oneof(required, nullable(inputType))), 1, 4).map((fields) => `{ ${named(fields, 'f')} }`),
    some(field(nullable(inputType)), 1, 3).map((fields) => `@oneOf { ${named(fields, 'f')} }`),
  );
};

const argument = fc.tuple(wrapped(inputType), owner).map(([type, of]) => `: ${type}${of}`);
const field = fc
  .tuple(some(argument, 0, 2), wrapped(outputType), owner)
  .map(([args, type, of]) => `${args.length > 0 ? `(${named(args, 'a')})` : ''}: ${type}${of}`);
const fields = some(field, 1, 4).map((texts) => named(texts, 'f'));
const objectText = fc.tuple(fc.subarray(interfaces), owner, fields).map(([parents, of, text]) => {
  const shared = parents.map((name) => `id${name}: ID!`).join(' ');
  return `${parents.length > 0 ? `implements ${parents.join(' & ')}` : ''}${of} { ${shared} ${text} }`;
});

const sdl = fc
  .record({
    query: fields,
    mutation: fields,
    enums: fc.tuple(...enums.map(() => fc.tuple(owner, enumText))),
    inputs: fc.tuple(...inputs.map((_, index) => fc.tuple(owner, inputText(index)))),
    objects: fc.tuple(...objects.map(() => objectText)),
    unions: fc.tuple(...unions.map(() => fc.tuple(owner, fc.subarray(objects, { minLength: 1 })))),
    interfaces: fc.tuple(...interfaces.map(() => owner)),
  })
  .map((made) =>
    [
      `type Query { ping: Int ${made.query} }`,
      `type Mutation { ${made.mutation} }`,
      ...made.enums.map(([of, text], index) => `enum E${index}${of} { ${text} }`),
      ...made.inputs.map(([of, text], index) => `input I${index}${of} ${text}`),
      ...made.objects.map((text, index) => `type T${index} ${text}`),
      ...made.unions.map(([of, members], index) => `union U${index}${of} = ${members.join(' | ')}`),
      ...made.interfaces.map((of, index) => `interface N${index}${of} { idN${index}: ID! }`),
    ].join('\n'),
  );

const everything = () => true;
const without = (off: readonly string[]) => (module: string) => !off.includes(module);

function partsOf(type: GraphQLNamedType) {
  if (isEnumType(type)) return [...type.getValues()];
  if (isInputObjectType(type)) return Object.values(type.getFields());
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  return Object.values(type.getFields()).flatMap((one) => [one, ...one.args]);
}

const ownTypes = (schema: GraphQLSchema) =>
  Object.values(schema.getTypeMap()).filter((type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type));

/** What graphql-js itself finds from the roots, and the implementers of the interfaces among it. */
function reachable(schema: GraphQLSchema): Set<string> {
  let types: GraphQLNamedType[] = [];
  for (;;) {
    const from = { query: schema.getQueryType(), mutation: schema.getMutationType(), types };
    const reached = ownTypes(new GraphQLSchema({ ...from, directives: schema.getDirectives() }));
    const more = reached.filter(isInterfaceType).flatMap((type) => [...schema.getPossibleTypes(type)]);
    if (more.every((type) => reached.includes(type))) return new Set(reached.map(String));
    types = [...types, ...more];
  }
}

/** A document that uses one element, by its coordinate. */
function documentWith(schema: GraphQLSchema, coordinate: string): string {
  const [typeName = '', part] = coordinate.split('.');
  const type = schema.getType(typeName);
  if (isCompositeType(type)) return `fragment F on ${typeName} { ${part ?? '__typename'} }`;
  const value = isEnumType(type) ? part : `{ ${part}: null }`;
  return `query ($v: ${typeName}${part ? ` = ${value}` : ''}) { ping }`;
}

it('whatever is off, the rest is valid, owned by none that is off, reachable, and every loss has its module to blame', () => {
  fc.assert(
    fc.property(sdl, fc.subarray(modules), (text, off) => {
      const full = ownedSchema(text);
      expect(validateSchema(full)).toEqual([]);
      const all = deriveSchema(full, everything);
      const before = printSchema(all);

      const active = deriveSchema(full, without(off));
      expect(validateSchema(buildSchema(printSchema(active)))).toEqual([]);
      const owners = ownTypes(active).flatMap((type) => [type, ...partsOf(type)].map(ownerOf));
      expect(owners.filter((module) => module && off.includes(module))).toEqual([]);
      expect(new Set(ownTypes(active).map(String))).toEqual(reachable(active));

      for (const lost of removedElements(all, active)) {
        const use = disabledUse(full, without(off), parse(documentWith(full, lost)));
        expect(off, lost).toContain(use?.module);
        expect(use?.what).toBe(lost);
      }
      for (const kept of removedElements(active, buildSchema('type Unrelated { x: Int }'))) {
        expect(disabledUse(full, without(off), parse(documentWith(full, kept)))).toBeUndefined();
      }

      expect(printSchema(deriveSchema(full, everything))).toBe(before);
      expect(printSchema(deriveSchema(ownedSchema(text), without(off)))).toBe(printSchema(active));
      for (const module of off) {
        const fewer = deriveSchema(full, without(off.filter((one) => one !== module)));
        expect(removedElements(active, fewer)).toEqual([]);
      }
    }),
    { numRuns: 300 },
  );
});
