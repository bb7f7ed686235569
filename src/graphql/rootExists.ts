import { GraphQLError, type ValidationRule } from 'graphql';

/** graphql-js finds an operation valid whose root type the schema does not have, and then fails while it runs. */
export const rootExists: ValidationRule = (context) => ({
  OperationDefinition(node) {
    if (!context.getSchema().getRootType(node.operation))
      context.reportError(new GraphQLError(`There is no ${node.operation} here.`, { nodes: node }));
  },
});
