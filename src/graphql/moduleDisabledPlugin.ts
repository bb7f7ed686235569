import type { ApolloServerPlugin, BaseContext } from '@apollo/server';
import type { GraphQLError, GraphQLSchema } from 'graphql';
import { errorCodes, moduleDisabled } from '../errors.js';
import { type DisabledUse, disabledUse, disabledVariable } from './activeSchema.js';

/** The full schema, and which of its modules are on. */
export interface ModuleState {
  full: GraphQLSchema;
  enabled: (module: string) => boolean;
}

/**
 * Answers a request that uses something of a module that is off with MODULE_DISABLED instead of "no such field".
 * What exists in no module stays GRAPHQL_VALIDATION_FAILED. Put it before plugins that log or count errors, so that
 * they see the same error as the client.
 *
 * @param stateOf what was on in the schema that a request is served with, which need not be the newest one
 */
export function moduleDisabledPlugin(stateOf: (schema: GraphQLSchema) => ModuleState): ApolloServerPlugin<BaseContext> {
  return {
    async requestDidStart() {
      return {
        async didEncounterErrors({ errors, document, schema }) {
          if (!document || !errors.some(({ extensions }) => extensions?.code === 'GRAPHQL_VALIDATION_FAILED')) return;
          const { full, enabled } = stateOf(schema);
          const use = disabledUse(full, enabled, document);
          // A validation rule cannot do this, since Apollo overwrites its code; this very array is formatted next.
          if (use) (errors as GraphQLError[]).splice(0, errors.length, refusal(use));
        },
        async didResolveOperation({ operation, document, request, schema }) {
          if (!operation) return;
          const { full, enabled } = stateOf(schema);
          // When a schema has no mutations at all, graphql-js finds every mutation valid.
          const unchecked = !schema.getRootType(operation.operation);
          const use = unchecked
            ? disabledUse(full, enabled, document)
            : disabledVariable(full, enabled, operation, request.variables ?? {});
          if (use) throw refusal(use);
        },
      };
    },
  };
}

/** Apollo takes the HTTP status from `extensions.http` and strips it before it answers. */
function refusal({ module, what }: DisabledUse): GraphQLError {
  const error = moduleDisabled(module, what);
  error.extensions.http = { status: errorCodes.MODULE_DISABLED };
  return error;
}
