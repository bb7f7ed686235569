import type { MetadataStorage } from '@mikro-orm/core';
import { type GraphQLSchema, isObjectType } from 'graphql';
import { buildSchema, getMetadataStorage, type NonEmptyArray } from 'type-graphql';
import { recordCalls } from '../audit/calls.js';
import { titleEnums } from '../languages/enumTitles.js';
import type { EntityClass, Module } from '../module.js';
import { addReads } from '../reading/readSchema.js';
import { guardCalls } from './callGuard.js';
import { answerAllProblems } from './inputTrial.js';
import { checkInput } from './inputViolations.js';

/** The schema of all installed modules, with every element's owner, generated reads, and the call rules around the root fields. */
export async function buildFullSchema(modules: readonly Module[], metadata: MetadataStorage): Promise<GraphQLSchema> {
  const resolvers = modules.flatMap((module) => module.resolvers ?? []);
  const written = await buildSchema({
    resolvers: resolvers as unknown as NonEmptyArray<new () => object>,
    orphanedTypes: modules.flatMap((module) => (module.entities ?? []) as (new () => object)[]),
    validateFn: checkInput,
    // By introspecting it. What is derived from it and served is validated.
    skipCheck: true,
  });
  markOwners(written, modules);
  titleEnums(written);
  answerAllProblems(written);
  const schema = addReads({ schema: written, modules, metadata });
  return recordCalls(guardCalls(schema, modules));
}

let last: { installed: readonly Module[]; schema: GraphQLSchema } | undefined;

/** The same, and the very schema of the last time where the same modules are installed: building it is most of a platform's start. */
export async function fullSchemaOf(
  installed: readonly Module[],
  modules: readonly Module[],
  metadata: MetadataStorage,
): Promise<GraphQLSchema> {
  const isSame = last?.installed.length === installed.length && installed.every((one, i) => one === last?.installed[i]);
  if (!last || !isSame) last = { installed: [...installed], schema: await buildFullSchema(modules, metadata) };
  return last.schema;
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
