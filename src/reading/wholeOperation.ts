import {
  type DocumentNode,
  type ExecutionResult,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getArgumentValues,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
} from 'graphql';
import type { Rule } from '../access/rules.js';
import type { Context } from '../context.js';
import { argumentsOf, listSql, planFor, planKey, planOf, rowSql } from './execute.js';
import { isWritable } from './filters.js';
import { Late } from './late.js';
import { leave } from './leaving.js';
import type { Model, Readable } from './model.js';
import { Plan } from './plans.js';
import { Reading } from './row.js';
import { type Selected, selectedFields } from './selection.js';
import { shapeOf } from './shape.js';
import { join, type Sql, sql } from './sql.js';
import { dataOfTexts } from './textAnswer.js';
import { type Watch, watchKey } from './watching.js';

/** What a generated root field reads; stands in its `extensions.read`. */
export interface RootRead {
  model: Model;
  entity: Readable;
  isList: boolean;
}

export interface Operation {
  schema: GraphQLSchema;
  document: DocumentNode;
  operation: OperationDefinitionNode | undefined;
  variables: Record<string, unknown> | undefined;
  context: Context;
}

/** Why an operation could not be answered: generated root fields that find this as their source throw it. */
export class Failed {
  constructor(readonly error: unknown) {}
}

/** One key of the response: a column of the statement, or a text that is known. */
type Part = { key: string; text: string } | { key: string; root: Root };

interface Root {
  entity: Readable;
  call: GraphQLField<unknown, unknown>;
  node: FieldNode;
  watch: Watch;
}

interface Whole {
  parts: readonly Part[];
  mayHoldNaN: boolean;
}

/**
 * Answers a query whose fields are all compiled reads with one statement, whose texts go to the client unparsed.
 * Undefined, or what failed, where the operation has to go through GraphQL's execution: it needs resolvers, or something
 * in it is closed, refused or wrong, and the error has to be told at its place.
 *
 * @param ruleOf the call rule of a root field of Query; undefined where there is none to ask
 */
export async function readWhole(
  { schema, document, operation, variables, context }: Operation,
  ruleOf: (field: string) => Rule | undefined,
): Promise<ExecutionResult | Failed | undefined> {
  if (operation?.operation !== 'query') return undefined;
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variables ?? {}, { maxErrors: 1 });
  if (!coerced) return undefined;
  const shape = shapeOf(schema, operation, coerced);
  if (!isStorable(shape.values)) return undefined;
  const given = { viewer: context.viewer, values: shape.values };
  const key = planKey(schema, operation, '', shape);
  let plan: Plan<Whole | undefined>;
  try {
    plan = planFor(key, given, () =>
      compiled(
        { schema, operation, fragments: fragmentsOf(document), variableValues: shape.variables },
        context,
        ruleOf,
      ),
    );
  } catch {
    // The same comes to light again on the other way, which says at which field it is.
    return undefined;
  }
  if (!plan.about) return undefined;
  try {
    const [row] = await context.database.readText(context, plan.bind(given));
    return await answerOf(plan.about, row!, context, { operation, coerced });
  } catch (error) {
    return new Failed(error);
  }
}

/** Whether PostgreSQL can hold all texts in it. The call guard refuses the others. */
const isStorable = (content: unknown): boolean =>
  typeof content === 'string'
    ? isWritable(content)
    : typeof content !== 'object' ||
      content === null ||
      content instanceof Late ||
      Object.values(content).every(isStorable);

interface AskedOperation {
  schema: GraphQLSchema;
  operation: OperationDefinitionNode;
  fragments: Record<string, FragmentDefinitionNode>;
  variableValues: Record<string, unknown>;
}

function compiled(
  asked: AskedOperation,
  { viewer }: Context,
  ruleOf: (field: string) => Rule | undefined,
): { plan: Plan<Whole | undefined>; keep: boolean } {
  const query = asked.schema.getQueryType()!;
  const selected = selectedFields(asked, query, [asked.operation]);
  const roots = selected.map((one) => rootOf(query, one));
  const model = roots.find((root) => root !== undefined)?.model;
  const other = roots.some((root, i) => root === undefined && selected[i]!.name !== '__typename');
  const none = (reading?: Reading) => new Plan({ sql: '', parameters: [] }, reading?.guards ?? [], undefined);
  if (!model || other) return { plan: none(), keep: true };
  const reading = new Reading(model, viewer, asked, true);
  const rules = selected.map(({ name }) => ruleOf(name)).filter((rule) => rule !== undefined);
  if (rules.some((rule) => reading.verdict(rule) !== true)) return { plan: none(reading), keep: true };
  if (!selected.every((one, i) => !roots[i] || isStorable(argumentsOf(reading, query, one.nodes[0]!))))
    return { plan: none(reading), keep: true };
  const columns: Sql[] = [];
  const parts = selected.map(({ key, name, nodes }, i): Part => {
    const root = roots[i];
    if (!root) return { key, text: JSON.stringify(query.name) };
    const watch = reading.watchAnew();
    const json = root.isList ? listSql(reading, root.entity, query, nodes) : rowSql(reading, root.entity, query, nodes);
    columns.push(sql`${json}::text`);
    return { key, root: { entity: root.entity, call: query.getFields()[name]!, node: nodes[0]!, watch } };
  });
  if (reading.isUnfinished && reading.problems.length === 0) return { plan: none(reading), keep: true };
  return { plan: planOf(reading, sql`select ${join(columns)}`, { parts, mayHoldNaN: reading.mayHoldNaN }), keep: true };
}

const rootOf = (query: GraphQLObjectType, { name }: Selected): RootRead | undefined =>
  query.getFields()[name]?.extensions.read as RootRead | undefined;

/** JSON has no such numbers: PostgreSQL writes them as texts, which GraphQL's Float refuses. */
const noNumber = /"(?:NaN|-?Infinity)"/;

async function answerOf(
  { parts, mayHoldNaN }: Whole,
  row: readonly (string | null)[],
  context: Context,
  asked: { operation: OperationDefinitionNode; coerced: Record<string, unknown> },
): Promise<ExecutionResult | undefined> {
  if (mayHoldNaN && row.some((text) => text !== null && noNumber.test(text))) return undefined;
  const columns = row.values();
  const fields: [key: string, json: string][] = [];
  for (const part of parts) {
    if ('text' in part) fields.push([part.key, part.text]);
    else fields.push([part.key, await recorded(part.root, columns.next().value ?? 'null', context, asked)]);
  }
  return { data: dataOfTexts(fields) };
}

/** The text of a root field without the marks of its classified rows, which are recorded now. */
async function recorded(
  { entity, call, node, watch }: Root,
  text: string,
  context: Context,
  { operation, coerced }: { operation: OperationDefinitionNode; coerced: Record<string, unknown> },
): Promise<string> {
  if (!watch.marks) return text;
  const isMarked = text.includes(watchKey);
  const answer = isMarked ? { text: JSON.parse(text) } : {};
  const request = { entity, call: call.name, args: getArgumentValues(call, node, coerced), operation };
  await leave(context, request, watch.collect(answer));
  return isMarked ? JSON.stringify(answer.text) : text;
}

const fragments = new WeakMap<DocumentNode, Record<string, FragmentDefinitionNode>>();

function fragmentsOf(document: DocumentNode): Record<string, FragmentDefinitionNode> {
  const known = fragments.get(document);
  if (known) return known;
  const found = Object.fromEntries(
    document.definitions
      .filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION)
      .map((definition) => [definition.name.value, definition]),
  );
  fragments.set(document, found);
  return found;
}
