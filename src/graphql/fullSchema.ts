import type { MetadataStorage } from '@mikro-orm/core';
import { validate } from 'class-validator';
import { type GraphQLObjectType, type GraphQLSchema, getNamedType, isObjectType } from 'graphql';
import { buildSchema, getMetadataStorage, type NonEmptyArray, type ValidatorFn } from 'type-graphql';
import { recordCalls } from '../audit/calls.js';
import { badInput, type Problem } from '../errors.js';
import { titleEnums } from '../languages/enumTitles.js';
import type { EntityClass, Module } from '../module.js';
import { addReads } from '../reading/readSchema.js';
import { guardCalls } from './callGuard.js';
import { saidBy } from './inputChecks.js';

/** The schema of all installed modules, with every element's owner, generated reads, and the call rules around the root fields. */
export async function buildFullSchema(modules: readonly Module[], metadata: MetadataStorage): Promise<GraphQLSchema> {
  const resolvers = modules.flatMap((module) => module.resolvers ?? []);
  const written = await buildSchema({
    resolvers: resolvers as unknown as NonEmptyArray<new () => object>,
    orphanedTypes: modules.flatMap((module) => (module.entities ?? []) as (new () => object)[]),
    validateFn: validateInput,
  });
  markOwners(written, modules);
  titleEnums(written);
  const schema = addReads({ schema: written, modules, metadata });
  return recordCalls(guardCalls(schema, modules));
}

/** Everything that is wrong with an argument, in one error. An input object's problems begin with the name of its argument. */
const validateInput: ValidatorFn = async (value, type, { info }) => {
  if (typeof value !== 'object' || value === null) return;
  const field = (info.parentType as GraphQLObjectType).getFields()[info.fieldName]!;
  const typeName = getMetadataStorage().inputTypes.find(({ target }) => target === type)?.name;
  const argument = field.args.find((candidate) => getNamedType(candidate.type).name === typeName)?.name ?? '';
  const violations = await validate(value, { forbidUnknownValues: false, skipMissingProperties: true });
  const problems = violations.flatMap((violation) => problemsOf(violation, argument));
  if (problems.length > 0) throw badInput(problems);
};

interface Violation {
  property: string;
  constraints?: Record<string, string>;
  children?: Violation[];
}

function problemsOf({ property, constraints, children }: Violation, above: string): Problem[] {
  const path = above ? `${above}.${property}` : property;
  return [
    ...Object.values(constraints ?? {}).map((text) => ({ path, message: saidBy(text) })),
    ...(children ?? []).flatMap((child) => problemsOf(child, path)),
  ];
}

/** Writes `extensions.module` on what type-graphql built: an entity's type belongs to its module, a field to that of its resolver. */
function markOwners(schema: GraphQLSchema, modules: readonly Module[]): void {
  const storage = getMetadataStorage();
  const own = (element: { extensions: object } | undefined | null, module: string) => {
    if (element) element.extensions = { ...element.extensions, module };
  };
  const fieldOf = (type: string, field: string) => {
    const found = schema.getType(type);
    return isObjectType(found) ? found.getFields()[field] : undefined;
  };
  const typeNames = new Map(storage.objectTypes.map((type) => [type.target as EntityClass, type.name]));
  for (const module of modules) {
    for (const entity of module.entities ?? []) own(schema.getType(typeNames.get(entity) ?? entity.name), module.name);
    for (const resolver of module.resolvers ?? []) {
      const mine = ({ target }: { target: unknown }) => target === resolver;
      for (const query of storage.queries.filter(mine)) own(fieldOf('Query', query.schemaName), module.name);
      for (const mutation of storage.mutations.filter(mine)) own(fieldOf('Mutation', mutation.schemaName), module.name);
      for (const field of storage.fieldResolvers.filter(mine)) {
        const type = typeNames.get(field.getObjectType?.() as EntityClass);
        if (type) own(fieldOf(type, field.schemaName), module.name);
      }
    }
  }
}
