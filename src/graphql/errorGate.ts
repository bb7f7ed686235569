import type { ApolloServerPlugin } from '@apollo/server';
import { unwrapResolverError } from '@apollo/server/errors';
import type { GraphQLFormattedError } from 'graphql';
import type { Context } from '../context.js';
import { translate } from '../database/translate.js';
import { type ErrorCode, errorCodes, internalError, ZhiduError } from '../errors.js';
import { graphqlMessage } from '../languages/graphqlMessages.js';
import { currentLocale } from '../languages/locale.js';
import { inLanguage, type Locale } from '../languages/message.js';

/** A known error as it is, in the language of the request; all else becomes INTERNAL_SERVER_ERROR and tells nothing. */
export function formatError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const locale = currentLocale();
  const location = {
    ...(formatted.path ? { path: formatted.path } : {}),
    ...(formatted.locations ? { locations: formatted.locations } : {}),
  };
  const known = translate(unwrapResolverError(error));
  if (known instanceof ZhiduError) return { ...location, ...localized(known, locale) };
  const { code, stacktrace: _, ...extensions } = formatted.extensions ?? {};
  // Apollo's code for variables that do not fit their types is the same to a client.
  if (typeof code === 'string' && code !== 'INTERNAL_SERVER_ERROR' && code in errorCodes) {
    const message = locale === 'zh' ? graphqlMessage(formatted.message, code as ErrorCode) : formatted.message;
    return { ...formatted, message, extensions: { code, ...extensions } };
  }
  return { ...location, ...localized(internalError(), locale) };
}

/** Message and extensions of an error in one language, without what is meant for Apollo. */
export function localized(
  { text, extensions }: ZhiduError,
  locale: Locale,
): Pick<GraphQLFormattedError, 'message'> & {
  extensions: Record<string, unknown>;
} {
  const { http: _http, stacktrace: _trace, ...shown } = extensions;
  return { message: text[locale], extensions: inLanguage(shown, locale) as Record<string, unknown> };
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
        for (const error of response.body.singleResult.errors ?? [])
          if (error.extensions?.['code'] === 'INTERNAL_SERVER_ERROR') Object.assign(error.extensions, { requestId });
      },
    };
  },
};
