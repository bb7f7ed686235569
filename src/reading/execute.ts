import type { GraphQLResolveInfo } from 'graphql';
import { type ReadRequest as Request, recordReads } from '../audit/reads.js';
import type { Context } from '../context.js';
import { badInput } from '../errors.js';
import { type Column, entering } from './columns.js';
import { limits } from './limits.js';
import { connectionJson, type ListArguments } from './lists.js';
import type { Model, Readable } from './model.js';
import { objectJson } from './objects.js';
import { Reading } from './row.js';
import { type Sql, sql, statementOf, value } from './sql.js';

export type Json = Record<string, unknown>;

const start = { depth: 1, path: '' };

/** A list at the root, in the shape of the response. */
export async function readList(
  model: Model,
  entity: Readable,
  args: ListArguments,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<Json> {
  const reading = new Reading(model, context.viewer, info);
  const request = { entity, args, fields: info.fieldNodes, place: start };
  const query = sql`select ${connectionJson(reading, request, objectJson)} json`;
  const [row] = await run<{ json: Json }>(context, reading, query, { entity, args, info });
  return row!.json;
}

/** The rows with these ids that the viewer may see, by id. What is no id at all is not among them. */
export async function readRows(
  model: Model,
  entity: Readable,
  ids: readonly string[],
  context: Context,
  info: GraphQLResolveInfo,
): Promise<Map<string, Json>> {
  const key = entity.columns.get('id')!;
  const possible = ids.map((id) => entering(key, id)).filter((id) => isPossible(key, id));
  if (possible.length === 0) return new Map();
  const reading = new Reading(model, context.viewer, info);
  const row = reading.row(entity);
  const json = objectJson(row, info.fieldNodes, start);
  const wanted = sql`${row.id} = any (${value(possible, `${key.type}[]`)})`;
  const query = sql`select ${row.id}::text id, ${json} json from ${row.source} where ${wanted}`;
  const rows = await run<{ id: string; json: Json }>(context, reading, query, { entity, args: { ids }, info });
  return new Map(rows.map((found) => [found.id, found.json]));
}

const wholeNumber = /^\d{1,18}$/;
const isPossible = ({ kind }: Column, id: unknown): boolean =>
  kind === 'bigint' ? wholeNumber.test(String(id)) : id !== undefined;

/** Runs the statement and sees to it that classified rows do not leave unrecorded. */
async function run<T extends object>(context: Context, reading: Reading, query: Sql, request: Request): Promise<T[]> {
  const { problems, watch } = reading;
  if (problems.length > 0) throw badInput(problems);
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
  const rows = await context.database.read<T>(context, statement);
  if (watch.isOn) await recordReads(context, request, watch.collect(rows));
  return rows;
}
