import {
  buildSchema,
  GraphQLFieldResolver,
  GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
} from 'graphql';

type Resolvers = Record<string, Record<string, GraphQLFieldResolver<unknown, unknown>>>;

interface Marked {
  extensions: Readonly<Record<string, unknown>>;
  astNode?: {
    directives?: readonly { name: { value: string }; arguments?: readonly { value: object }[] }[];
  } | null;
}

const ofDirective = `directive @of(module: String!) on OBJECT | INTERFACE | UNION | ENUM | ENUM_VALUE
  | INPUT_OBJECT | INPUT_FIELD_DEFINITION | FIELD_DEFINITION | ARGUMENT_DEFINITION | SCALAR\n`;

/** A schema whose elements are owned as their `@of(module:)` says. */
export function ownedSchema(sdl: string, resolvers: Resolvers = {}): GraphQLSchema {
  const schema = buildSchema(ofDirective + sdl);
  for (const directive of schema.getDirectives()) directive.args.forEach(own);
  for (const type of Object.values(schema.getTypeMap())) {
    // The same objects for every schema of the process.
    if (isIntrospectionType(type)) continue;
    own(type);
    if (isEnumType(type)) type.getValues().forEach(own);
    if (isInputObjectType(type)) Object.values(type.getFields()).forEach(own);
    if (isObjectType(type) || isInterfaceType(type)) {
      for (const field of Object.values(type.getFields())) {
        own(field);
        field.args.forEach(own);
        field.resolve = resolvers[type.name]?.[field.name];
      }
    }
  }
  return schema;
}

function own(element: Marked): void {
  const mark = element.astNode?.directives?.find(({ name }) => name.value === 'of');
  const value = mark?.arguments?.[0]?.value;
  if (value && 'value' in value) Object.assign(element, { extensions: { ...element.extensions, module: value.value } });
}

const sdl = `
type Query {
  ping: String!
  customers(filter: CustomerFilter, order: CustomerOrder = BY_NAME): [Customer!]! @of(module: "customers")
  complaints(filter: ComplaintFilter): [Complaint!]! @of(module: "quality")
  search(kinds: [Kind!]): [Found!]!
}

type Mutation {
  fileComplaint(input: FileComplaint!): Complaint @of(module: "quality")
}

"Whatever the search finds."
union Found = Note | Customer | Complaint

interface Numbered { number: Int! }

type Note { text: String! }

enum Kind { NOTE, CUSTOMER @of(module: "customers"), COMPLAINT @of(module: "quality") }

"A person or firm that is served."
type Customer implements Numbered @of(module: "customers") { number: Int!, name: String! @deprecated(reason: "Use number.") }

extend type Customer {
  "What the customer complained about."
  complaints(first: Int = 10): [Complaint!]! @of(module: "quality")
  "Has a resolver of its own."
  mood: String! @of(module: "quality")
}

input CustomerFilter @of(module: "customers") { name: String, and: [CustomerFilter!] }

extend input CustomerFilter { complaints: ComplaintFilter @of(module: "quality") }

enum CustomerOrder @of(module: "customers") { BY_NAME, BY_MOOD @of(module: "quality") }

type Complaint implements Numbered @of(module: "quality") { number: Int!, text: String!, severity: Severity! }

enum Severity @of(module: "quality") { LOW, HIGH }

input ComplaintFilter @of(module: "quality") { severity: Severity, text: String }

"Belongs to nobody, and only the mutation of quality uses it."
input FileComplaint @oneOf { text: String, severity: Severity }
`;

const late = { number: 7, text: 'Late again.', severity: 'HIGH' };

/** Customers, and quality, which extends a type, a filter and two enums of theirs. The core owns ping, search and Note. */
export const pretendModules = ownedSchema(sdl, {
  Query: {
    ping: () => 'pong',
    customers: () => [{ number: 1, name: 'Ann' }],
    complaints: () => [late],
    search: () => [{ __typename: 'Note', text: 'A note.' }],
  },
  Mutation: { fileComplaint: () => late },
  Customer: { complaints: () => [late], mood: () => 'cross' },
});

/** The ten ways to use something of a module that is off. All are valid while it is on. */
export const waysToUseQuality: [string, string, Record<string, unknown>, string][] = [
  ['root field', '{ complaints { text } }', {}, 'Query.complaints'],
  ['field', '{ customers { number complaints { text } } }', {}, 'Customer.complaints'],
  ['field with a resolver of its own', '{ customers { mood } }', {}, 'Customer.mood'],
  ['mutation', 'mutation { fileComplaint(input: { text: "x" }) { text } }', {}, 'Mutation.fileComplaint'],
  [
    'filter literal',
    '{ customers(filter: { and: { complaints: { text: "x" } } }) { name } }',
    {},
    'CustomerFilter.complaints',
  ],
  [
    'filter in a variable',
    'query ($f: CustomerFilter) { customers(filter: $f) { name } }',
    { f: { and: [{ name: 'Ann' }, { complaints: { text: 'x' } }] } },
    'CustomerFilter.complaints',
  ],
  [
    'variable type',
    'query ($f: ComplaintFilter) { customers(filter: { complaints: $f }) { name } }',
    {},
    'ComplaintFilter',
  ],
  ['fragment type', '{ search { ... on Note { text } ... on Complaint { severity } } }', {}, 'Complaint'],
  ['enum literal', '{ customers(order: BY_MOOD) { name } }', {}, 'CustomerOrder.BY_MOOD'],
  [
    'enum in a variable',
    'query ($k: [Kind!]) { search(kinds: $k) { __typename } }',
    { k: ['NOTE', 'COMPLAINT'] },
    'Kind.COMPLAINT',
  ],
];
