import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { translate } from '../database/translate.js';
import { errorCodes, payloadTooLarge, unsupportedMediaType, ZhiduError } from '../errors.js';

export const errorBody = (code: string, message: string, extensions: object = {}) => ({
  errors: [{ message, extensions: { ...extensions, code } }],
});

/** The same shape of error as GraphQL's. */
export function answerError(log: Logger, error: FastifyError, request: FastifyRequest, reply: FastifyReply) {
  const known = translate(namedHttpError(error, request));
  if (known instanceof ZhiduError) {
    const { http: _, ...extensions } = known.extensions as Record<string, unknown>;
    if (extensions.retryAfter !== undefined) reply.header('retry-after', String(extensions.retryAfter));
    return reply.code(errorCodes[known.code]).send(errorBody(known.code, known.message, extensions));
  }
  if (error.statusCode && error.statusCode < 500)
    return reply.code(error.statusCode).send(errorBody('BAD_USER_INPUT', error.message));
  log.error({ err: error, requestId: request.id }, 'a request failed');
  return reply.code(500).send(
    errorBody('INTERNAL_SERVER_ERROR', 'Something failed inside the server. Give the administrator the requestId.', {
      requestId: request.id,
    }),
  );
}

function namedHttpError(error: FastifyError, request: FastifyRequest): Error {
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE')
    return payloadTooLarge(
      `A request may have at most ${request.routeOptions.bodyLimit / 1024} KiB. Send large data as a file to POST /files.`,
    );
  if (error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE')
    return unsupportedMediaType('Send GraphQL as application/json, and files as multipart/form-data to POST /files.');
  return error;
}
