import {
  type DocumentNode,
  type ExecutionResult,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
} from 'graphql';
import type { Rule } from '../access/rules.js';
import type { Context } from '../context.js';
import { listSql, planFor, planKey, planOf, rowSql } from './execute.js';
import type { Model, Readable } from './model.js';
import { Plan } from './plans.js';
import { Reading } from './row.js';
import { type Selected, selectedFields } from './selection.js';
import { shapeOf } from './shape.js';
import { join, sql } from './sql.js';
import { dataOfTexts } from './textAnswer.js';

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
interface Part {
  key: string;
  text: string | undefined;
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
    return answerOf(plan.about, row!);
  } catch (error) {
    return new Failed(error);
  }
}

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
  const columns = selected.flatMap(({ nodes }, i) => {
    const root = roots[i];
    if (!root) return [];
    const json = root.isList ? listSql(reading, root.entity, query, nodes) : rowSql(reading, root.entity, query, nodes);
    return [sql`${json}::text`];
  });
  if (reading.isUnfinished && reading.problems.length === 0) return { plan: none(reading), keep: true };
  const parts = selected.map(({ key }, i) => ({ key, text: roots[i] ? undefined : JSON.stringify(query.name) }));
  return { plan: planOf(reading, sql`select ${join(columns)}`, { parts, mayHoldNaN: reading.mayHoldNaN }), keep: true };
}

const rootOf = (query: GraphQLObjectType, { name }: Selected): RootRead | undefined =>
  query.getFields()[name]?.extensions.read as RootRead | undefined;

/** JSON has no such numbers: PostgreSQL writes them as texts, which GraphQL's Float refuses. */
const noNumber = /"(?:NaN|-?Infinity)"/;

function answerOf({ parts, mayHoldNaN }: Whole, row: readonly (string | null)[]): ExecutionResult | undefined {
  if (mayHoldNaN && row.some((text) => text !== null && noNumber.test(text))) return undefined;
  let column = 0;
  const fields = parts.map(({ key, text }) => {
    if (text !== undefined) return [key, text] as const;
    column += 1;
    return [key, row[column - 1] ?? 'null'] as const;
  });
  return { data: dataOfTexts(fields) };
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
