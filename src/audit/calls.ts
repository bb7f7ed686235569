import type { ApolloServerPlugin } from '@apollo/server';
import {
  type DocumentNode,
  defaultFieldResolver,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLError,
  type GraphQLSchema,
  getArgumentValues,
  getNamedType,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
} from 'graphql';
import type { Context } from '../context.js';
import { selectedFields } from '../reading/selection.js';
import { asked } from './asked.js';
import type { AuditRecord } from './auditLog.js';
import { maskingNames } from './masking.js';
import { askedBy } from './reads.js';

/** A mutation that is being carried out. */
export interface Call {
  /** Under which the document asks for it. */
  key: string;
  name: string;
  /** Without secrets. */
  arguments: unknown;
}

/** The entry for a mutation that changes no record. */
export const callRecord = (context: Context, { name, arguments: given }: Call): AuditRecord => ({
  action: 'call',
  call: name,
  ...askedBy(context),
  after: { arguments: given },
});

/** Every mutation names itself, so that what it writes is recorded under its name, and is recorded also where it writes nothing. */
export function recordCalls(schema: GraphQLSchema): GraphQLSchema {
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    const resolve = field.resolve ?? defaultFieldResolver;
    field.resolve = async (source, args, context: Context, info) => {
      const call: Call = {
        key: String(info.path.key),
        name: field.name,
        arguments: asked(args, maskingNames(context)),
      };
      context.call = call;
      const result = await resolve(source, args, context, info);
      // A refusal of graphql-shield is returned and not thrown.
      if (!context.recorded.has(call.key) && !(result instanceof Error))
        await context.core.audit.log.now(context, callRecord(context, call));
      return result;
    };
  }
  return schema;
}

/** A request is full of the same refusal where a list has a closed field; of different ones this many are recorded. */
const mostRefusals = 20;

/** Records what was refused: calls, rows, fields, and what a mutation did not find. */
export const recordRefusals: ApolloServerPlugin<Context> = {
  async requestDidStart() {
    return {
      async didEncounterErrors({ errors, contextValue, document, operation, schema, request }) {
        if (!document || !operation) return;
        const asking = { schema, document, operation, variables: request.variables ?? {} };
        const refused = errors.filter((error) => isRefusal(error, operation, contextValue));
        const distinct = new Map(refused.map((error) => [placeOf(error), error]));
        const records = [...distinct.values()]
          .slice(0, mostRefusals)
          .map((error) => refusalOf(error, asking, contextValue));
        if (records.length > 0) await contextValue.core.audit.log.soon(contextValue, ...records);
      },
    };
  },
};

interface Asking {
  schema: GraphQLSchema;
  document: DocumentNode;
  operation: OperationDefinitionNode;
  variables: Record<string, unknown>;
}

function isRefusal(error: GraphQLError, { operation }: OperationDefinitionNode, { recorded }: Context): boolean {
  const { code } = error.extensions;
  // Such as signing in, which says more of its refusal itself.
  if (error.path?.length === 1 && recorded.has(String(error.path[0]))) return false;
  return code === 'FORBIDDEN' || code === 'UNAUTHENTICATED' || (code === 'NOT_FOUND' && operation === 'mutation');
}

/** The path without its places in lists. */
const placeOf = ({ path = [] }: GraphQLError): string => path.filter((key) => typeof key === 'string').join('.');

function refusalOf(error: GraphQLError, asking: Asking, context: Context): AuditRecord {
  const { code, clause } = error.extensions as { code: string; clause?: string };
  const root = rootOf(error, asking);
  const id = (root?.arguments as { id?: unknown } | undefined)?.id;
  return {
    action: 'refused',
    call: root?.name,
    type: root?.type,
    id: typeof id === 'string' ? String(asked(id)) : undefined,
    clause,
    ...askedBy(context),
    after: {
      code,
      path: placeOf(error),
      operation: asking.operation.name?.value,
      arguments: asked(root?.arguments, maskingNames(context)),
    },
  };
}

/** The root field of an error with its arguments. */
function rootOf({ path }: GraphQLError, { schema, document, operation, variables }: Asking) {
  const type = schema.getRootType(operation.operation);
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
  if (!type || !path || !coerced) return undefined;
  const fragments = Object.fromEntries(
    document.definitions
      .filter((definition): definition is FragmentDefinitionNode => definition.kind === Kind.FRAGMENT_DEFINITION)
      .map((definition) => [definition.name.value, definition]),
  );
  const whole = { selectionSet: operation.selectionSet } as FieldNode;
  const selected = selectedFields({ schema, fragments, variableValues: coerced }, type, [whole]).find(
    ({ key }) => key === path[0],
  );
  const field = selected && type.getFields()[selected.name];
  if (!field) return undefined;
  const given = getArgumentValues(field, selected.nodes[0]!, coerced);
  return { name: field.name, type: getNamedType(field.type).name, arguments: given };
}
