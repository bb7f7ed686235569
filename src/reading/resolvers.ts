import {
  defaultFieldResolver,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isObjectType,
} from 'graphql';
import type { Context } from '../context.js';
import { StartError } from '../database/startError.js';
import type { Module } from '../module.js';
import { type Json, readList, readRows } from './execute.js';
import { closedBy, type Model, type Readable } from './model.js';
import { readsOf } from './names.js';
import { hiddenKey, openPrefix } from './objects.js';
import { rootOf } from './ownFields.js';
import { readingBack } from './readBack.js';
import { Failed, type RootRead } from './wholeOperation.js';

type Resolve = GraphQLFieldResolver<unknown, Context>;
type Field = GraphQLField<unknown, Context>;

const fieldsOf = (schema: GraphQLSchema, type: string): Field[] =>
  Object.values((schema.getType(type) as GraphQLObjectType).getFields());

/** Gives every field that shows something of an entity the resolver that it needs. */
export function resolveReads(schema: GraphQLSchema, model: Model, modules: readonly Module[]): void {
  const compiled = new Set<Field>();
  resolveRoots(schema, model, modules, compiled);
  const generated = [...model.keys()].flatMap((name) => [`${name}Connection`, `${name}Edge`]);
  for (const type of [...generated, 'PageInfo'])
    for (const field of fieldsOf(schema, type)) {
      field.resolve = readKey;
      compiled.add(field);
    }
  for (const readable of model.values())
    for (const field of fieldsOf(schema, readable.name))
      if (readable.fields.get(field.name)?.kind === 'own') field.resolve = fromNeeds(readable, field);
      else {
        field.resolve = readKey;
        compiled.add(field);
      }
  resolveBack(schema, model, compiled);
  for (const readable of model.values())
    for (const field of fieldsOf(schema, readable.name)) field.resolve = closing(readable, field.name, field.resolve!);
}

function resolveRoots(schema: GraphQLSchema, model: Model, modules: readonly Module[], compiled: Set<Field>): void {
  const fields = schema.getQueryType()?.getFields() ?? {};
  for (const { entity, list, one, ahead } of modules.flatMap(readsOf)) {
    const readable = model.get(entity.name)!;
    compiled.add(fields[list]!).add(fields[one]!);
    fields[list]!.resolve = orFailed(async (args: object, context, info) => {
      await ahead?.(context, list, args);
      return readList(model, readable, args, context, info);
    });
    fields[one]!.resolve = orFailed(async ({ id }: { id: string }, context, info) => {
      await ahead?.(context, one, { id });
      return (await readRows(model, readable, [id], context, info, { id })).get(id.toLowerCase()) ?? null;
    });
    // What has to happen ahead of a read is up to its resolver.
    if (ahead) continue;
    const read = (isList: boolean): RootRead => ({ model, entity: readable, isList });
    fields[list]!.extensions = { ...fields[list]!.extensions, read: read(true) };
    fields[one]!.extensions = { ...fields[one]!.extensions, read: read(false) };
  }
}

/** Where the whole operation has been tried as one statement and PostgreSQL refused it, a root field says why. */
const orFailed =
  (resolve: (args: never, context: Context, info: GraphQLResolveInfo) => unknown): Resolve =>
  (source, args, context, info) => {
    if (source instanceof Failed) throw source.error;
    return resolve(args as never, context, info);
  };

/** Below a root field everything stands ready under the key of the response. */
const readKey: Resolve = (source, _args, _context, { path }) => (source as Json)[path.key];

/** Gives an own resolver the entity with what it needs, in place of the response's row. */
function fromNeeds(readable: Readable, field: Field): Resolve {
  const resolve = field.resolve ?? defaultFieldResolver;
  return (source, args, context, info) => {
    const { [openPrefix + field.name]: open = true, ...needed } = (source as Json)[hiddenKey] as Json;
    if (open === false) return null;
    return resolve(rootOf(readable.class, readable.columns, needed), args, context, info);
  };
}

/** Whatever else answers with an entity, such as a mutation, names a row that is then read. */
function resolveBack(schema: GraphQLSchema, model: Model, compiled: ReadonlySet<Field>): void {
  const types = Object.values(schema.getTypeMap()).filter((type) => isObjectType(type) && !type.name.startsWith('__'));
  for (const type of types)
    for (const field of fieldsOf(schema, type.name)) {
      if (compiled.has(field)) continue;
      const answer = getNamedType(field.type);
      if (isAbstractType(answer) && schema.getPossibleTypes(answer).some(({ name }) => model.has(name)))
        throw new StartError(
          `${type.name}.${field.name} answers with ${answer.name}, of which entities are members: name the entity.`,
        );
      const entity = model.get(answer.name);
      if (entity) field.resolve = readingBack(model, entity, field.type, field.resolve ?? defaultFieldResolver);
    }
}

/** A closed field is an error of its own at its path; the rest of the answer stays. */
function closing(readable: Readable, field: string, resolve: Resolve): Resolve {
  const read = readable.fields.get(field);
  const rules = [
    readable.closed.get(field),
    read?.kind === 'list' ? read.of.closed.get(read.through.property) : undefined,
  ];
  if (rules.every((rule) => rule === undefined)) return resolve;
  return (source, args, context, info) => {
    const closed = closedBy((rule) => rule.viewer(context.viewer), readable, field);
    if (closed)
      throw readable.denials.refusal(
        { en: `${readable.name}.${field} is closed to you.`, zh: `${readable.name}.${field} 对您不开放。` },
        closed,
        context.viewer,
      );
    return resolve(source, args, context, info);
  };
}
