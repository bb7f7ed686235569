import {
  BREAK,
  DocumentNode,
  GraphQLArgument,
  GraphQLDirective,
  GraphQLEnumType,
  GraphQLInputField,
  GraphQLInputObjectType,
  GraphQLInterfaceType,
  GraphQLList,
  GraphQLNamedType,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLType,
  GraphQLUnionType,
  getNamedType,
  getOperationAST,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
  isSpecifiedDirective,
  isSpecifiedScalarType,
  isUnionType,
  OperationDefinitionNode,
  TypeInfo,
  typeFromAST,
  validateSchema,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { brokenDefaults } from './brokenDefaults.js';
import { type Remains, whatRemains } from './ownership.js';

/**
 * The full schema without what belongs to modules that are off. The owner of an element is its `extensions.module`;
 * elements without one belong to the core and never vanish by themselves.
 *
 * What refers to a vanished type vanishes too, and so does a type left empty or unreachable. What is required and
 * vanishes takes its holder along. Resolvers, descriptions, defaults, extensions and the order of everything survive;
 * the full schema is never changed and shares only scalars and whole enums with the result.
 *
 * @throws Error naming the culprits if what is left is not a valid schema.
 */
export function deriveSchema(full: GraphQLSchema, enabled: (module: string) => boolean): GraphQLSchema {
  const remains = whatRemains(full, enabled);
  const derived = rebuild(full, remains);
  const problems = [...brokenDefaults(full, remains), ...validateSchema(derived).map(({ message }) => message)];
  if (problems.length > 0) {
    const without = remains.off.join(', ') || 'nothing';
    throw new Error(`With ${without} switched off the schema would be invalid. ${problems.join(' ')}`);
  }
  return derived;
}

/**
 * Coordinates (`Type`, `Type.field`, `Enum.VALUE`, `Input.field`) that `before` has and `after` has not, sorted.
 * A vanished type is named once, not by each of its fields.
 */
export function removedElements(before: GraphQLSchema, after: GraphQLSchema): string[] {
  const removed: string[] = [];
  for (const type of Object.values(before.getTypeMap())) {
    if (isIntrospectionType(type) || isSpecifiedScalarType(type)) continue;
    const other = after.getType(type.name);
    if (!other) {
      removed.push(type.name);
      continue;
    }
    const left = new Set(partNames(other));
    for (const name of partNames(type)) if (!left.has(name)) removed.push(`${type.name}.${name}`);
  }
  return removed.sort();
}

function partNames(type: GraphQLNamedType): string[] {
  if (isEnumType(type)) return type.getValues().map(({ name }) => name);
  if (isObjectType(type) || isInterfaceType(type) || isInputObjectType(type)) return Object.keys(type.getFields());
  return [];
}

function rebuild(full: GraphQLSchema, { living, gone }: Remains): GraphQLSchema {
  const twins = new Map<GraphQLNamedType, GraphQLNamedType>();
  const stays = (element: object) => !gone.has(element);
  const twin = <T extends GraphQLType>(type: T): T => {
    if (isNonNullType(type)) return new GraphQLNonNull(twin(type.ofType)) as T;
    if (isListType(type)) return new GraphQLList(twin(type.ofType)) as T;
    return twins.get(type as GraphQLNamedType) as T;
  };
  const root = (type: GraphQLObjectType | null | undefined) => (type ? twin(type) : undefined);
  const inputs = (all: readonly (GraphQLArgument | GraphQLInputField)[]) =>
    Object.fromEntries(all.filter(stays).map((input) => [input.name, { ...input, type: twin(input.type) }]));
  const outline = (type: GraphQLObjectType | GraphQLInterfaceType) => ({
    interfaces: () => type.getInterfaces().filter(stays).map(twin),
    fields: () =>
      Object.fromEntries(
        Object.values(type.getFields())
          .filter(stays)
          .map((field) => [field.name, { ...field, type: twin(field.type), args: inputs(field.args) }]),
      ),
  });
  const renew = (type: GraphQLNamedType): GraphQLNamedType => {
    if (isObjectType(type)) return new GraphQLObjectType({ ...type.toConfig(), ...outline(type) });
    if (isInterfaceType(type)) return new GraphQLInterfaceType({ ...type.toConfig(), ...outline(type) });
    if (isUnionType(type)) {
      return new GraphQLUnionType({ ...type.toConfig(), types: () => type.getTypes().filter(stays).map(twin) });
    }
    if (isInputObjectType(type)) {
      return new GraphQLInputObjectType({ ...type.toConfig(), fields: () => inputs(Object.values(type.getFields())) });
    }
    if (isEnumType(type) && !type.getValues().every(stays)) {
      const values = type.getValues().filter(stays);
      return new GraphQLEnumType({ ...type.toConfig(), values: Object.fromEntries(values.map((v) => [v.name, v])) });
    }
    return type;
  };
  const types = Object.values(full.getTypeMap()).filter((type) => living.has(type));
  for (const type of types) twins.set(type, renew(type));
  return new GraphQLSchema({
    ...full.toConfig(),
    assumeValid: false,
    query: root(full.getQueryType()),
    mutation: root(full.getMutationType()),
    subscription: root(full.getSubscriptionType()),
    types: types.map(twin),
    directives: full
      .getDirectives()
      .filter(stays)
      .map((directive) =>
        isSpecifiedDirective(directive)
          ? directive
          : new GraphQLDirective({ ...directive.toConfig(), args: inputs(directive.args) }),
      ),
  });
}

/** The first thing of a disabled module that a request uses, as a coordinate, and that module. */
export interface DisabledUse {
  module: string;
  what: string;
}

/**
 * Which disabled module's element a request uses, or undefined: first in the whole document, since validation refuses
 * it as a whole, then in the variables of the operation that would run.
 */
export function disabledUse(
  full: GraphQLSchema,
  enabled: (module: string) => boolean,
  document: DocumentNode,
  variables: Record<string, unknown> = {},
  operationName?: string,
): DisabledUse | undefined {
  const { gone } = whatRemains(full, enabled);
  if (gone.size === 0) return undefined;
  const operation = getOperationAST(document, operationName);
  return (
    searchDocument(full, gone, document) ?? (operation ? searchVariables(full, gone, operation, variables) : undefined)
  );
}

/** The same for the variables alone, when the document is known to be valid. */
export function disabledVariable(
  full: GraphQLSchema,
  enabled: (module: string) => boolean,
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
): DisabledUse | undefined {
  const { gone } = whatRemains(full, enabled);
  return gone.size === 0 ? undefined : searchVariables(full, gone, operation, variables);
}

function searchDocument(full: GraphQLSchema, gone: Remains['gone'], document: DocumentNode): DisabledUse | undefined {
  let use: DisabledUse | undefined;
  const info = new TypeInfo(full);
  const check = (what: () => string, element: object | null | undefined) => {
    const module = element ? gone.get(element) : undefined;
    if (module === undefined) return undefined;
    use = { module, what: what() };
    return BREAK;
  };
  const field = () => `${info.getParentType()?.name}.${info.getFieldDef()?.name}`;
  const holder = () => (info.getDirective() ? `@${info.getDirective()?.name}` : field());
  visit(
    document,
    visitWithTypeInfo(info, {
      Field: () => check(field, info.getFieldDef()),
      Directive: ({ name }) => check(() => `@${name.value}`, info.getDirective()),
      Argument: ({ name }) => check(() => `${holder()}(${name.value}:)`, info.getArgument()),
      NamedType: ({ name }) => check(() => name.value, full.getType(name.value)),
      ObjectField: ({ name }) => {
        const input = getNamedType(info.getParentInputType());
        if (!isInputObjectType(input)) return undefined;
        return check(() => `${input.name}.${name.value}`, input.getFields()[name.value]);
      },
      EnumValue: ({ value }) => check(() => `${getNamedType(info.getInputType())?.name}.${value}`, info.getEnumValue()),
    }),
  );
  return use;
}

function searchVariables(
  full: GraphQLSchema,
  gone: Remains['gone'],
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
): DisabledUse | undefined {
  // A list that grows while it is read, because a client may nest values deeper than the call stack.
  const values: [unknown, GraphQLNamedType][] = [];
  for (const { type, variable } of operation.variableDefinitions ?? []) {
    const named = getNamedType(typeFromAST(full, type));
    if (named) values.push([variables[variable.name.value], named]);
  }
  for (const [value, type] of values) {
    if (isEnumType(type) && typeof value === 'string') {
      const used = type.getValue(value);
      const module = used ? gone.get(used) : undefined;
      if (module !== undefined) return { module, what: `${type.name}.${value}` };
    } else if (!isScalarType(type) && Array.isArray(value)) {
      for (const item of value) values.push([item, type]);
    } else if (isInputObjectType(type) && typeof value === 'object' && value !== null) {
      const fields = type.getFields();
      for (const [name, inner] of Object.entries(value)) {
        const field = fields[name];
        if (!field) continue;
        const module = gone.get(field);
        if (module !== undefined) return { module, what: `${type.name}.${name}` };
        values.push([inner, getNamedType(field.type)]);
      }
    }
  }
  return undefined;
}
