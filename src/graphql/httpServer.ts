import { randomUUID } from 'node:crypto';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import fastifyMultipart from '@fastify/multipart';
import fastifyStatic from '@fastify/static';
import { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest, fastify } from 'fastify';
import type { Context } from '../context.js';
import { translate } from '../database/translate.js';
import { errorCodes, internalError, payloadTooLarge, unsupportedMediaType, ZhiduError } from '../errors.js';
import { fileRoutes } from '../files/fileRoutes.js';
import { importRoutes } from '../importing/importRoutes.js';
import { inLocale, preferredLocale } from '../languages/locale.js';
import type { Platform } from '../platform.js';
import { localized } from './errorGate.js';

export interface HttpOptions {
  uploadLimitBytes: number;
  /** Where the built page lies. */
  pageDirectory: string;
}

const bodyLimitBytes = 1024 * 1024;

const contentSecurityPolicy = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "worker-src 'self' blob:",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "frame-ancestors 'none'",
].join('; ');

/** GraphQL, files, health and the page, on one port. */
export function createHttpServer(
  platform: Platform,
  { uploadLimitBytes, pageDirectory }: HttpOptions,
): FastifyInstance {
  const server = fastify({
    loggerInstance: undefined,
    bodyLimit: bodyLimitBytes,
    genReqId: () => randomUUID(),
    // A request that hangs must not keep the server from stopping.
    forceCloseConnections: 'idle',
  });
  server.addHook('onRequest', async (request, reply) => {
    reply.headers({
      'x-request-id': request.id,
      'content-language': localeOf(request),
      vary: 'Accept-Language',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'content-security-policy': contentSecurityPolicy,
    });
  });
  // Not before the body is read: events of the connection would not carry the language further.
  server.addHook('preHandler', (request, _reply, done) => inLocale(localeOf(request), done));
  const context = (request: FastifyRequest): Promise<Context> =>
    platform.context(request.headers.authorization, request.id, request.ip);
  server.setErrorHandler((error: FastifyError, request, reply) => answerError(platform, error, request, reply));
  server.setNotFoundHandler((request, reply) => {
    const place = `${request.method} ${request.url.split('?')[0]}`;
    const text = {
      en: `There is nothing at ${place}. GraphQL is at /graphql.`,
      zh: `${place} 处没有内容，GraphQL 在 /graphql。`,
    };
    return reply.code(404).send(errorBody(new ZhiduError('NOT_FOUND', text), request));
  });
  server.register(fastifyMultipart, { limits: { fileSize: uploadLimitBytes, files: 1, fields: 10, parts: 11 } });
  server.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    handler: fastifyApolloHandler(platform.apollo, { context }),
  });
  server.get('/health/live', async () => ({ status: 'live' }));
  server.get('/health/ready', async (_request, reply) => {
    const ready = await platform.isReady();
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'database away' });
  });
  fileRoutes(server, context, uploadLimitBytes);
  importRoutes(server, context);
  server.register(fastifyStatic, { root: pageDirectory, index: 'index.html' });
  return server;
}

/** The same shape of error as GraphQL's. */
const errorBody = (error: ZhiduError, request: FastifyRequest) => ({ errors: [localized(error, localeOf(request))] });

const localeOf = (request: FastifyRequest) => preferredLocale(request.headers['accept-language']);

function answerError(platform: Platform, error: FastifyError, request: FastifyRequest, reply: FastifyReply) {
  const known = translate(namedHttpError(error));
  if (known instanceof ZhiduError) return reply.code(errorCodes[known.code]).send(errorBody(known, request));
  if (error.statusCode && error.statusCode < 500) {
    const text = { en: error.message, zh: '请求无法读取，请核对其格式。' };
    return reply.code(error.statusCode).send(errorBody(new ZhiduError('BAD_USER_INPUT', text), request));
  }
  platform.core.log.error({ err: error, requestId: request.id }, 'a request failed');
  return reply.code(500).send(errorBody(internalError(request.id), request));
}

function namedHttpError(error: FastifyError): Error {
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE')
    return payloadTooLarge({
      en: `A request may have at most ${bodyLimitBytes / 1024} KiB. Send large data as a file to POST /files.`,
      zh: `请求最大 ${bodyLimitBytes / 1024} KiB，大量数据请以文件发送到 POST /files。`,
    });
  if (error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE')
    return unsupportedMediaType({
      en: 'Send GraphQL as application/json, and files as multipart/form-data to POST /files.',
      zh: 'GraphQL 请以 application/json 发送；文件请以 multipart/form-data 发送到 POST /files。',
    });
  return error;
}
