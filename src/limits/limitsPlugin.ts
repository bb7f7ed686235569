import type { ApolloServerPlugin } from '@apollo/server';
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  type ValidationRule,
} from 'graphql';
import type { Context } from '../context.js';
import { type Cost, costOf } from './cost.js';
import { DocumentLimits, type Excess, excessOf, refusalOf } from './excess.js';
import type { Limits } from './limits.js';
import { nestingOf } from './sourceSize.js';

/** graphql-js gives a validation up at its hundred and first error. */
const errorsThatEndValidation = 101;

/**
 * Refuses what is beyond the limits of an operation, or only reports it. Put it before all other plugins, so that they see
 * the same errors as the client.
 */
export function limitsPlugin(limits: Limits): { plugin: ApolloServerPlugin<Context>; rule: ValidationRule } {
  const documents = new DocumentLimits(limits);
  const costs = new Costs();
  /** Validation itself must not descend into such a document. The plugin below then names the reason. */
  const rule: ValidationRule = (context) => ({
    Document(document) {
      if (documents.of(document).some(({ refused }) => refused))
        for (let i = 0; i < errorsThatEndValidation; i += 1) context.reportError(new GraphQLError('beyond a limit'));
    },
  });
  const plugin: ApolloServerPlugin<Context> = {
    async requestDidStart() {
      return {
        async didEncounterErrors({ errors, document, source }) {
          const isUnread = errors.some(({ extensions: { code } }) => unread.has(code));
          if (!isUnread || source === undefined) return;
          const excess = document ? documents.of(document) : documents.ofSource(source);
          const refusal = refusalOf(excess);
          // Neither the parser nor a validation rule can name a code of ours; this very array is formatted next.
          if (refusal) (errors as GraphQLError[]).splice(0, errors.length, refusal);
        },
        async didResolveOperation({ contextValue, document, operation, request, schema }) {
          const variables = request.variables ?? {};
          // The variables lie in an object of their own.
          const nesting = excessOf(limits, 'nesting', Math.max(0, nestingOf(variables) - 1));
          const tooDeep = refusalOf(nesting);
          if (tooDeep) throw tooDeep;
          const cost = operation ? costs.of(schema, document, operation, variables) : 0;
          const excess = [...documents.of(document), ...nesting, ...excessOf(limits, 'cost', cost)];
          const refusal = refusalOf(excess);
          if (refusal) throw refusal;
          for (const one of excess) report(contextValue, one);
        },
      };
    },
  };
  return { plugin, rule };
}

const unread: ReadonlySet<unknown> = new Set(['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED']);

/** For whoever finds out which limits fit, before they are enforced. */
export function report({ log, viewer }: Context, { measure, value, limit }: Omit<Excess, 'refused'>): void {
  log.warn(
    { measure, value, limit, person: viewer.personId, name: viewer.name },
    'beyond a limit, which is only reported',
  );
}

/** Remembers what an operation costs whatever its variables are. */
class Costs {
  private readonly known = new WeakMap<OperationDefinitionNode, { schema: GraphQLSchema } & Cost>();

  of(
    schema: GraphQLSchema,
    { definitions }: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Record<string, unknown>,
  ): number {
    const known = this.known.get(operation);
    if (known?.schema === schema && !known.depends) return known.cost;
    const fragments = definitions.filter(
      (definition): definition is FragmentDefinitionNode => definition.kind === Kind.FRAGMENT_DEFINITION,
    );
    const byName = new Map(fragments.map((fragment) => [fragment.name.value, fragment]));
    const measured = costOf(schema, operation, byName, variables);
    this.known.set(operation, { schema, ...measured });
    return measured.cost;
  }
}
