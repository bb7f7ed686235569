import type { ApolloServerPlugin } from '@apollo/server';
import { unwrapResolverError } from '@apollo/server/errors';
import type { GraphQLFormattedError } from 'graphql';
import type { Context } from '../context.js';
import { translate } from '../database/translate.js';
import { type ErrorCode, errorCodes, internalError, ZhiduError } from '../errors.js';
import { graphqlMessage } from '../languages/graphqlMessages.js';
import { currentLocale } from '../languages/locale.js';
import { inLanguage, type Locale, type Message } from '../languages/message.js';

/** What Apollo says of requests in codes of its own. */
const requestProblems: Record<string, Message> = {
  PERSISTED_QUERY_NOT_SUPPORTED: {
    en: 'Queries are not stored here. Send the whole query each time.',
    zh: '此处不保存查询，请每次发送完整的查询。',
  },
  OPERATION_RESOLUTION_FAILURE: {
    en: 'The document has several operations, or none with the given name. Name one of its operations in operationName.',
    zh: '文档含有多个操作，或没有该名称的操作，请在 operationName 中指明其一。',
  },
};

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
  const request = requestProblems[String(code)];
  if (request) return { message: request[locale], extensions: { code: 'BAD_REQUEST' } };
  return { ...location, ...localized(internalError(), locale) };
}

/** Message and extensions of an error in one language, without what is meant for Apollo. */
export function localized(
  { text, extensions }: ZhiduError,
  locale: Locale,
): { message: string; extensions: Record<string, unknown> } {
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
        // Apollo answers 200 to a client that would store its queries.
        const { errors = [] } = response.body.singleResult;
        if (response.http.status === 200 && errors.some(({ extensions }) => extensions?.code === 'BAD_REQUEST'))
          response.http.status = errorCodes.BAD_REQUEST;
        for (const error of errors)
          if (error.extensions?.code === 'INTERNAL_SERVER_ERROR') Object.assign(error.extensions, { requestId });
      },
    };
  },
};
