import {
  GraphQLArgument,
  GraphQLField,
  GraphQLInputField,
  GraphQLNamedType,
  GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isRequiredArgument,
  isUnionType,
} from 'graphql';

/** A field, argument, input field, enum value or union member, as far as ownership is concerned. */
export interface Part {
  element: object;
  owner: string | undefined;
  /** The named type behind it; enum values have none. */
  to: GraphQLNamedType | undefined;
  /** An input that must be given, so that what holds it cannot do without. */
  required: boolean;
  args: readonly Part[];
}

/** A type or directive and its parts. */
export interface Outline {
  element: object;
  owner: string | undefined;
  parts: readonly Part[];
  /** Interfaces that it implements. */
  parents: readonly GraphQLNamedType[];
  /** Object types that implement it. */
  implementers: readonly GraphQLNamedType[];
}

export interface DefaultValue {
  /** Coordinate, for messages. */
  where: string;
  holders: readonly object[];
  input: GraphQLArgument | GraphQLInputField;
}

/** The full schema flattened once, because deriving from it walks over all of it again and again. */
export interface SchemaOutline {
  types: ReadonlyMap<GraphQLNamedType, Outline>;
  directives: readonly Outline[];
  /** Every module that owns something, sorted. */
  owners: readonly string[];
  defaults: readonly DefaultValue[];
}

interface SchemaElement {
  extensions: Readonly<Record<string, unknown>>;
}

const outlines = new WeakMap<GraphQLSchema, SchemaOutline>();

/** The module that a schema element belongs to; undefined means the core. */
export function ownerOf(element: SchemaElement): string | undefined {
  const { module } = element.extensions;
  return typeof module === 'string' ? module : undefined;
}

/** The outline of a schema, which must not change afterwards. */
export function outlineOf(full: GraphQLSchema): SchemaOutline {
  const outline = outlines.get(full) ?? drawOutline(full);
  outlines.set(full, outline);
  return outline;
}

function drawOutline(full: GraphQLSchema): SchemaOutline {
  const all = Object.values(full.getTypeMap());
  const types = new Map(all.map((type) => [type, outlineOfType(full, type)]));
  const directives = full.getDirectives().map((directive) => ({
    element: directive,
    owner: ownerOf(directive),
    parts: directive.args.map(partOfInput),
    parents: [],
    implementers: [],
  }));
  const owners = new Set<string | undefined>();
  for (const { owner, parts } of [...types.values(), ...directives]) {
    owners.add(owner);
    for (const part of parts) for (const { owner } of [part, ...part.args]) owners.add(owner);
  }
  return {
    types,
    directives,
    owners: [...owners].filter((owner) => owner !== undefined).sort(),
    defaults: all.flatMap(defaultsIn),
  };
}

function outlineOfType(full: GraphQLSchema, type: GraphQLNamedType): Outline {
  return {
    element: type,
    owner: ownerOf(type),
    parts: partsOf(type),
    parents: isObjectType(type) || isInterfaceType(type) ? type.getInterfaces() : [],
    implementers: isInterfaceType(type) ? full.getPossibleTypes(type) : [],
  };
}

function partsOf(type: GraphQLNamedType): Part[] {
  if (isObjectType(type) || isInterfaceType(type)) return Object.values(type.getFields()).map(partOfField);
  if (isInputObjectType(type)) return Object.values(type.getFields()).map(partOfInput);
  if (isEnumType(type)) {
    const part = { to: undefined, required: false, args: [] };
    return type.getValues().map((value) => ({ element: value, owner: ownerOf(value), ...part }));
  }
  if (isUnionType(type)) {
    const part = { owner: undefined, required: false, args: [] };
    return type.getTypes().map((member) => ({ element: member, to: member, ...part }));
  }
  return [];
}

const partOfField = (field: GraphQLField<unknown, unknown>): Part => ({
  element: field,
  owner: ownerOf(field),
  to: getNamedType(field.type),
  required: false,
  args: field.args.map(partOfInput),
});

const partOfInput = (input: GraphQLArgument | GraphQLInputField): Part => ({
  element: input,
  owner: ownerOf(input),
  to: getNamedType(input.type),
  required: isRequiredArgument(input),
  args: [],
});

function defaultsIn(type: GraphQLNamedType): DefaultValue[] {
  const hasDefault = ({ defaultValue }: GraphQLArgument | GraphQLInputField) => defaultValue !== undefined;
  if (isInputObjectType(type)) {
    return Object.values(type.getFields())
      .filter(hasDefault)
      .map((input) => ({ where: `${type.name}.${input.name}`, holders: [type], input }));
  }
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  return Object.values(type.getFields()).flatMap((field) =>
    field.args.filter(hasDefault).map((input) => ({
      where: `${type.name}.${field.name}(${input.name}:)`,
      holders: [type, field],
      input,
    })),
  );
}
