import type { EntityMetadata, MetadataStorage } from '@mikro-orm/core';
import {
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { Denials } from '../access/denials.js';
import { LabelledEntity } from '../access/entity.js';
import { inheritsLabelFrom } from '../access/inheritsLabel.js';
import { and } from '../access/rules.js';
import { sealedFieldsOf } from '../access/sealedEntity.js';
import { metadataOf, columnOf as nameOf, qualifiedTable, quote } from '../database/entityModel.js';
import { StartError } from '../database/startError.js';
import type { EntityClass, Module } from '../module.js';
import { columnOf } from './columns.js';
import { listedOf, readingFieldsOf } from './decorators.js';
import {
  isStored,
  isToOne,
  type Model,
  type Readable,
  type ReadField,
  type ScalarField,
  type Sealing,
} from './model.js';
import { getterOf, ownFieldOf } from './ownFields.js';

interface Sources {
  schema: GraphQLSchema;
  modules: readonly Module[];
  metadata: MetadataStorage;
}

/** Puts together what can be read, and refuses by name what could not be read as its author means it. */
export function buildModel({ schema, modules, metadata }: Sources): Model {
  const model = new Map<string, Readable>();
  const denials = new Denials(modules);
  for (const module of modules)
    for (const entity of module.entities ?? []) {
      const readable = skeleton(schema, module, entity, metadata, denials);
      if (readable) model.set(readable.name, readable);
    }
  const resolvers = new Set(modules.flatMap((module) => module.resolvers ?? []));
  for (const readable of model.values()) addProperties(readable, model);
  for (const readable of model.values()) addFields(readable, resolvers);
  for (const module of modules) addRules(module, model);
  for (const readable of model.values()) addLists(readable);
  for (const module of modules) refuseUnknownRules(module, model);
  for (const readable of model.values()) refuseUnfit(readable);
  return model;
}

/** An entity that is no object type has nothing to read. */
function skeleton(
  schema: GraphQLSchema,
  module: Module,
  entity: EntityClass,
  metadata: MetadataStorage,
  denials: Denials,
): Readable | undefined {
  const meta = metadataOf(metadata, entity);
  const type = schema.getType(meta.className);
  if (!isObjectType(type)) return undefined;
  return {
    name: meta.className,
    class: entity,
    meta,
    type,
    module: module.name,
    table: qualifiedTable(meta),
    isLabelled: entity.prototype instanceof LabelledEntity,
    readingFields: readingFieldsOf(entity),
    fields: new Map(),
    columns: new Map(),
    sealing: sealingOf(meta),
    references: new Map(),
    closed: new Map(),
    denials,
  };
}

function sealingOf(meta: EntityMetadata): Sealing | undefined {
  const sealed = sealedFieldsOf(meta.class as EntityClass);
  if (!sealed) return undefined;
  const parent = sealed.under === 'own' ? undefined : inheritsLabelFrom(meta.class as EntityClass);
  const key = [...(parent === undefined ? [] : [parent]), 'id'].map((property) => nameOf(meta, property));
  return { column: nameOf(meta, 'sealed'), key };
}

function addProperties({ meta, class: entity, columns, references }: Readable, model: Model): void {
  const sealed = sealedFieldsOf(entity)?.fields ?? [];
  for (const property of meta.props) {
    // A reference may share a column that another property writes, for example the id.
    const shares = isToOne(property) && property.persist === false && property.fieldNames?.length === 1;
    if (!isStored(property) && !shares) continue;
    if (property.kind === 'scalar') columns.set(property.name, columnOf(property, sealed.includes(property.name)));
    const target = isToOne(property) && model.get(property.targetMeta!.className);
    if (target)
      references.set(property.name, {
        kind: 'reference',
        property: property.name,
        column: quote(property.fieldNames[0]!),
        target,
      });
  }
}

function addFields(readable: Readable, resolvers: ReadonlySet<unknown>): void {
  for (const field of Object.values(readable.type.getFields()))
    readable.fields.set(field.name, fieldOf(readable, field, resolvers));
}

function fieldOf(
  readable: Readable,
  field: GraphQLField<unknown, unknown>,
  resolvers: ReadonlySet<unknown>,
): ReadField {
  const found = ownFieldOf(readable.class, field.name, resolvers) ?? readable.references.get(field.name);
  if (found) return found;
  const column = readable.columns.get(field.name);
  if (!column) return getterOf(readable.class, field.name) ?? refuseField(readable, field.name);
  const type = getNamedType(field.type);
  const plain = isNonNullType(field.type) ? field.type.ofType : field.type;
  return { kind: 'scalar', column, graphqlType: type.name, isList: isListType(plain), isEnum: isEnumType(type) };
}

const refuseField = ({ name }: Readable, field: string): never => {
  throw new StartError(
    `${name}.${field} has neither a column of that name nor a @FieldResolver of an installed module.`,
  );
};

function addRules(module: Module, model: Model): void {
  for (const [type, fields] of Object.entries(module.permissions.fields ?? {})) {
    const readable = model.get(type);
    if (!readable)
      throw new StartError(`The module ${module.name} closes fields of ${type}, which is no readable entity.`);
    for (const [field, rule] of Object.entries(fields)) {
      const other = readable.closed.get(field);
      readable.closed.set(field, other ? and(other, rule) : rule);
    }
  }
}

function addLists(child: Readable): void {
  for (const { property, list, description } of listedOf(child.class)) {
    const through = child.references.get(property);
    if (!through) throw new StartError(`@Listed on ${child.name}.${property}: it does not point to a readable entity.`);
    const { target } = through;
    if (target.fields.has(list))
      throw new StartError(`@Listed on ${child.name}.${property}: ${target.name}.${list} exists already.`);
    const nullable = target.closed.has(list) || child.closed.has(property);
    target.fields.set(list, { kind: 'list', name: list, description, of: child, through, nullable });
  }
}

function refuseUnknownRules(module: Module, model: Model): void {
  for (const [type, fields] of Object.entries(module.permissions.fields ?? {}))
    for (const field of Object.keys(fields))
      if (!model.get(type)?.fields.has(field))
        throw new StartError(`The module ${module.name} closes ${type}.${field}, which does not exist.`);
}

/** What stands in JSON as the response has it. */
const isSealable = ({ column, graphqlType, isEnum }: ScalarField): boolean =>
  !isEnum &&
  (((column.kind === 'text' || column.kind === 'date') && graphqlType === 'String') ||
    (column.kind === 'numeric' && graphqlType === 'Float' && column.runtimeType === 'number'));

const reserved = ['and', 'or', 'not'];

function refuseUnfit(readable: Readable): void {
  const { name, type, fields, columns, references, closed } = readable;
  const refuse = (field: string, reason: string) => {
    throw new StartError(`${name}.${field} ${reason}`);
  };
  const id = fields.get('id');
  if (id?.kind !== 'scalar' || id.graphqlType !== 'ID' || readable.meta.primaryKeys.join() !== 'id')
    refuse('id', 'must be the only primary key and exposed as ID.');
  if (closed.has('id')) refuse('id', 'cannot be closed.');
  for (const [field, read] of fields) {
    if (reserved.includes(field)) refuse(field, 'bears a name that filters use for themselves.');
    const declared = type.getFields()[field];
    if (closed.has(field) && declared && isNonNullType(declared.type))
      refuse(field, 'is closed by a rule and must be nullable: who may not see it gets null.');
    if (read.kind === 'scalar' && read.column.nullable && isNonNullType(declared!.type))
      refuse(field, 'has a column that may be null, and must be nullable too: its JSON goes to the client as it is.');
    if (read.kind === 'reference' && isNonNullType(declared!.type))
      refuse(field, 'must be nullable: row-level security may hide what it points to.');
    if (read.kind === 'scalar' && read.column.isSealed && !isSealable(read))
      refuse(field, 'cannot be sealed: only texts, dates and numbers of JavaScript can.');
    if (read.kind !== 'own') continue;
    for (const need of read.needs)
      if (!columns.has(need) && !references.has(need))
        refuse(field, `needs ${need}, which is no stored property of ${name}.`);
  }
}
