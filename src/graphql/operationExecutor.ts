import { execute } from 'graphql';
import type { Rule } from '../access/rules.js';
import type { Context } from '../context.js';
import { Failed, readWhole } from '../reading/wholeOperation.js';
import type { GatewayExecutor } from './schemaSwitch.js';

/** Runs an operation as one statement where that is all it needs, and through GraphQL's execution where not. */
export const operationExecutor =
  (rules: ReadonlyMap<string, Rule>): GatewayExecutor =>
  async ({ schema, document, operation, context, request }) => {
    const contextValue = context as Context;
    const { variables, operationName } = request;
    const whole = await readWhole({ schema, document, operation, variables, context: contextValue }, (field) =>
      rules.get(`Query.${field}`),
    );
    if (whole && !(whole instanceof Failed)) return whole;
    return execute({ schema, document, rootValue: whole, contextValue, variableValues: variables, operationName });
  };
