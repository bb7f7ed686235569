import {
  type FieldNode,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getArgumentValues,
  type OperationDefinitionNode,
} from 'graphql';
import type { Context } from '../context.js';
import type { Statement } from '../database/database.js';
import { badInput } from '../errors.js';
import { type Column, entering } from './columns.js';
import { Late, lift } from './late.js';
import { leave } from './leaving.js';
import { limits } from './limits.js';
import { connectionJson, type ListArguments } from './lists.js';
import type { Model, Readable } from './model.js';
import { objectJson } from './objects.js';
import { type Given, numberOf, Plan, Plans } from './plans.js';
import { Reading } from './row.js';
import { selectedFields } from './selection.js';
import { type Shape, shapeOf } from './shape.js';
import { type Sql, sql, statementOf, value } from './sql.js';

export type Json = Record<string, unknown>;

const start = { depth: 1, path: '' };

const plans = new Plans();

/** What a plan is kept under: the operation in its schema, the part of it, and the shape of its variables. */
export const planKey = (
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  part: string,
  shape: Shape,
): string => `${numberOf(schema)} ${numberOf(operation)} ${part} ${shape.key}`;

/** The plan kept under the key that serves the request, or a new one. */
export function planFor<T>(key: string, given: Given, compile: () => { plan: Plan<T>; keep: boolean }): Plan<T> {
  const known = plans.find<T>(key, given);
  if (known) return known;
  const { plan, keep } = compile();
  if (keep) plans.keep(key, plan);
  return plan;
}

/** @throws BAD_USER_INPUT naming everything that is wrong with what was asked */
export function planOf<T>(reading: Reading, query: Sql, about: T): Plan<T> {
  if (reading.problems.length > 0) throw badInput(reading.problems);
  const statement = statementOf(query);
  if (statement.parameters.length > limits.values)
    throw badInput([
      {
        path: '',
        message: {
          en: `The filters and cursors below one field hold more than ${limits.values} values together.`,
          zh: `同一字段下的筛选条件和游标合计超过 ${limits.values} 个值。`,
        },
      },
    ]);
  return new Plan(statement, reading.guards, about);
}

/** A list at the root, in the shape of the response. */
export async function readList(
  model: Model,
  entity: Readable,
  args: object,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<Json> {
  const root = { entity, args };
  const { statement, take } = compiled<{ json: Json }>(
    root,
    model,
    context,
    info,
    [],
    (reading) => sql`select ${listSql(reading, entity, info.parentType, info.fieldNodes)} json`,
  );
  const [row] = await take(await context.database.read(context, statement));
  return row!.json;
}

/** The connection of a root field. */
export function listSql(
  reading: Reading,
  entity: Readable,
  parent: GraphQLObjectType,
  fields: readonly FieldNode[],
): Sql {
  const args: ListArguments = argumentsOf(reading, parent, fields[0]!);
  return connectionJson(reading, { entity, args, fields, place: start }, objectJson);
}

export const argumentsOf = (reading: Reading, parent: GraphQLObjectType, field: FieldNode): Record<string, unknown> =>
  getArgumentValues(parent.getFields()[field.name.value]!, field, reading.asked.variableValues);

/** The rows with these ids that the viewer may see, by id. What is no id at all is not among them. */
export async function readRows(
  model: Model,
  entity: Readable,
  ids: readonly string[],
  context: Context,
  info: GraphQLResolveInfo,
  args: object = { ids },
): Promise<Map<string, Json>> {
  const key = entity.columns.get('id')!;
  const possible = ids.filter((id) => isPossible(key, id));
  if (possible.length === 0) return new Map();
  const { statement, take } = rowsOf(model, entity, possible, context, info, args);
  const rows = await take(await context.database.read(context, statement));
  return new Map(rows.map((found) => [found.id, found.json]));
}

/** The statement that reads the rows with these ids. */
export const rowsOf = (
  model: Model,
  entity: Readable,
  ids: readonly string[],
  context: Context,
  info: GraphQLResolveInfo,
  args: object = { ids },
): Compiled<{ id: string; json: Json }> =>
  compiled({ entity, args }, model, context, info, [ids], (reading, [wanted]) => {
    const row = reading.row(entity);
    const json = objectJson(row, info.fieldNodes, start);
    const key = entity.columns.get('id')!;
    return sql`select ${row.id}::text id, ${json} json from ${row.source} where ${row.id} = any (${value(wanted, `${key.type}[]`)})`;
  });

const wholeNumber = /^\d{1,18}$/;
const isPossible = (key: Column, id: unknown): boolean =>
  key.kind === 'bigint' ? wholeNumber.test(String(id)) : entering(key, id) !== undefined;

/** The row with the id that a root field's argument gives, as JSON, or null. */
export function rowSql(
  reading: Reading,
  entity: Readable,
  parent: GraphQLObjectType,
  fields: readonly FieldNode[],
): Sql {
  const { id } = argumentsOf(reading, parent, fields[0]!);
  const key = entity.columns.get('id')!;
  if (!reading.decide(id, (one) => isPossible(key, one))) return sql`null::json`;
  const row = reading.row(entity);
  const json = objectJson(row, fields, start);
  const wanted = value(
    lift(id, (one) => entering(key, one)),
    key.type,
  );
  return sql`(select ${json} from ${row.source} where ${row.id} = ${wanted})`;
}

/** A compiled read with its values. */
export interface Compiled<T> {
  statement: Statement;
  /** Takes what the statement answered; classified rows do not leave unrecorded. */
  take(rows: readonly object[]): Promise<T[]>;
}

/** Compiles one field, or finds its plan. `more` are values beside the variables. */
function compiled<T extends object>(
  root: { entity: Readable; args: object },
  model: Model,
  context: Context,
  info: GraphQLResolveInfo,
  more: readonly unknown[],
  write: (reading: Reading, more: readonly Late[]) => Sql,
): Compiled<T> {
  const shape = knownShape(info);
  const given = { viewer: context.viewer, values: [...shape.values, ...more] };
  const key = planKey(info.schema, info.operation, levelOf(info), shape);
  const plan = planFor(key, given, () => {
    const reading = new Reading(model, context.viewer, { ...info, variableValues: shape.variables });
    const late = more.map((_, i) => Late.at(given.values, shape.values.length + i));
    return { plan: planOf(reading, write(reading, late), reading.watch), keep: true };
  });
  return {
    statement: plan.bind(given),
    take: async (rows) => {
      const request = { ...root, call: rootField(info), operation: info.operation };
      if (plan.about.marks) await leave(context, request, plan.about.collect(rows));
      return rows as T[];
    },
  };
}

const shapes = new WeakMap<object, Shape>();

/** graphql makes the variables anew for each execution, and hands the same to every field of it. */
function knownShape({ schema, operation, variableValues }: GraphQLResolveInfo): Shape {
  const known = shapes.get(variableValues);
  if (known) return known;
  const shape = shapeOf(schema, operation, variableValues);
  shapes.set(variableValues, shape);
  return shape;
}

/** Where a field stands in the response, without the places in lists. */
function levelOf({ parentType, path }: GraphQLResolveInfo): string {
  const keys: (string | number)[] = [];
  for (let at: typeof path | undefined = path; at; at = at.prev) if (typeof at.key === 'string') keys.unshift(at.key);
  return `${parentType.name} ${keys.join('.')}`;
}

/** The name of the root field under which the reading stands, whatever its alias. */
function rootField(info: GraphQLResolveInfo): string {
  let { path } = info;
  while (path.prev) path = path.prev;
  const root = info.schema.getRootType(info.operation.operation)!;
  return selectedFields(info, root, [info.operation]).find(({ key }) => key === path.key)!.name;
}
