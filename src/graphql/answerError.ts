import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { translate } from '../database/translate.js';
import { errorCodes, internalError, payloadTooLarge, unsupportedMediaType, ZhiduError } from '../errors.js';
import { preferredLocale } from '../languages/locale.js';
import { localized } from './errorGate.js';

export const localeOf = (request: FastifyRequest) => preferredLocale(request.headers['accept-language']);

export const errorBody = (error: ZhiduError, request: FastifyRequest) => ({
  errors: [localized(error, localeOf(request))],
});

/** The same shape of error as GraphQL's. */
export function answerError(log: Logger, error: FastifyError, request: FastifyRequest, reply: FastifyReply) {
  const known = translate(namedHttpError(error, request));
  if (known instanceof ZhiduError) {
    const { retryAfter } = known.extensions;
    if (retryAfter !== undefined) reply.header('retry-after', String(retryAfter));
    return reply.code(errorCodes[known.code]).send(errorBody(known, request));
  }
  if (error.statusCode && error.statusCode < 500) {
    const text = { en: error.message, zh: '请求无法读取，请核对其格式。' };
    return reply.code(error.statusCode).send(errorBody(new ZhiduError('BAD_USER_INPUT', text), request));
  }
  log.error({ err: error, requestId: request.id }, 'a request failed');
  return reply.code(500).send(errorBody(internalError(request.id), request));
}

function namedHttpError(error: FastifyError, request: FastifyRequest): Error {
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
    const limit = request.routeOptions.bodyLimit / 1024;
    return payloadTooLarge({
      en: `A request may have at most ${limit} KiB. Send large data as a file to POST /files.`,
      zh: `请求最大 ${limit} KiB，大量数据请以文件发送到 POST /files。`,
    });
  }
  if (error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE')
    return unsupportedMediaType({
      en: 'Send GraphQL as application/json, and files as multipart/form-data to POST /files.',
      zh: 'GraphQL 请以 application/json 发送；文件请以 multipart/form-data 发送到 POST /files。',
    });
  return error;
}
