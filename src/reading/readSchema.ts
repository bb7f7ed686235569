import type { MetadataStorage } from '@mikro-orm/core';
import { extendSchema, type GraphQLSchema, isInputObjectType, isObjectType, parse } from 'graphql';
import { titleEnum } from '../languages/enumTitles.js';
import type { Module } from '../module.js';
import { buildModel } from './buildModel.js';
import { resolveReads } from './resolvers.js';
import { type Owners, schemaText } from './schemaText.js';

export interface ReadingOptions {
  /** Built by type-graphql from all modules' resolvers, with every entity class as orphaned type; owners in `extensions.module`. */
  schema: GraphQLSchema;
  /** All installed modules, requirements first. */
  modules: readonly Module[];
  /** MikroORM's metadata after init. */
  metadata: MetadataStorage;
}

/** Adds the reads of all modules to their schema: root fields, lists, filters and orders, and whatever resolves them. */
export function addReads(options: ReadingOptions): GraphQLSchema {
  const model = buildModel(options);
  const ownerOf = (type: string) => options.schema.getType(type)?.extensions.module as string | undefined;
  const { text, owners } = schemaText(model, options.modules, Boolean(options.schema.getQueryType()), ownerOf);
  const schema = extendSchema(options.schema, parse(text, { noLocation: true }));
  own(schema, owners);
  titleEnum(schema, 'Sort', { ASC: { en: 'Ascending', zh: '升序' }, DESC: { en: 'Descending', zh: '降序' } });
  resolveReads(schema, model, options.modules);
  return schema;
}

/** Writes down which module each generated element belongs to. */
function own(schema: GraphQLSchema, owners: Owners): void {
  for (const [element, module] of owners) {
    const [name, field] = element.split('.') as [string, string | undefined];
    const type = schema.getType(name)!;
    if (field === undefined) type.extensions = { ...type.extensions, module };
    else if (isObjectType(type) || isInputObjectType(type)) {
      const owned = type.getFields()[field]!;
      owned.extensions = { ...owned.extensions, module };
    }
  }
}
