import type { ApolloServerPlugin } from '@apollo/server';
import { unwrapResolverError } from '@apollo/server/errors';
import type { GraphQLFormattedError } from 'graphql';
import type { Context } from '../context.js';
import { translate } from '../database/translate.js';
import { errorCodes, ZhiduError } from '../errors.js';

/** What Apollo says of requests in codes of its own. */
const requestProblems: Record<string, string> = {
  PERSISTED_QUERY_NOT_SUPPORTED: 'Queries are not stored here. Send the whole query each time.',
  OPERATION_RESOLUTION_FAILURE:
    'The document has several operations, or none with the given name. Name one of its operations in operationName.',
};

/** A known error as it is; all else becomes INTERNAL_SERVER_ERROR and tells nothing. */
export function formatError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const { code, stacktrace: _, ...extensions } = formatted.extensions ?? {};
  // Apollo's code for variables that do not fit their types is the same to a client.
  if (typeof code === 'string' && code !== 'INTERNAL_SERVER_ERROR' && code in errorCodes)
    return { ...formatted, extensions: { code, ...extensions } };
  const request = requestProblems[String(code)];
  if (request) return { message: request, extensions: { code: 'BAD_REQUEST' } };
  const known = translate(unwrapResolverError(error));
  const location = {
    ...(formatted.path ? { path: formatted.path } : {}),
    ...(formatted.locations ? { locations: formatted.locations } : {}),
  };
  if (known instanceof ZhiduError) return { message: known.message, ...location, extensions: { ...known.extensions } };
  return {
    message: 'Something failed inside the server. Give the administrator the requestId.',
    ...location,
    extensions: { code: 'INTERNAL_SERVER_ERROR' },
  };
}

/** Logs what was masked, and puts the request id where the client can read it. */
export const errorGate: ApolloServerPlugin<Context> = {
  async requestDidStart() {
    return {
      async didEncounterErrors({ errors, contextValue: { log }, operationName }) {
        for (const error of errors)
          if (
            formatError({ message: error.message, extensions: error.extensions }, error).extensions?.['code'] ===
            'INTERNAL_SERVER_ERROR'
          )
            log.error({ err: unwrapResolverError(error), operationName, path: error.path }, 'a request failed');
      },
      async willSendResponse({ response, contextValue: { requestId } }) {
        if (response.body.kind !== 'single') return;
        // Apollo answers 200 to a client that would store its queries.
        const { errors = [] } = response.body.singleResult;
        if (response.http.status === 200 && errors.some(({ extensions }) => extensions?.code === 'BAD_REQUEST'))
          response.http.status = errorCodes.BAD_REQUEST;
        for (const error of errors)
          if (error.extensions?.code === 'INTERNAL_SERVER_ERROR') Object.assign(error.extensions, requestId);
      },
    };
  },
};
