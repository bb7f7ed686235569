import { randomUUID } from 'node:crypto';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import fastifyMultipart from '@fastify/multipart';
import fastifyStatic from '@fastify/static';
import { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest, fastify } from 'fastify';
import type { Context } from '../context.js';
import { translate } from '../database/translate.js';
import { errorCodes, payloadTooLarge, unsupportedMediaType, ZhiduError } from '../errors.js';
import { fileRoutes } from '../files/fileRoutes.js';
import { importRoutes } from '../importing/importRoutes.js';
import type { Platform } from '../platform.js';

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
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'content-security-policy': contentSecurityPolicy,
    });
  });
  const context = (request: FastifyRequest): Promise<Context> =>
    platform.context(request.headers.authorization, request.id, request.ip);
  server.setErrorHandler((error: FastifyError, request, reply) => answerError(platform, error, request, reply));
  server.setNotFoundHandler((request, reply) =>
    reply
      .code(404)
      .send(
        errorBody(
          'NOT_FOUND',
          `There is nothing at ${request.method} ${request.url.split('?')[0]}. GraphQL is at /graphql.`,
        ),
      ),
  );
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

const errorBody = (code: string, message: string, extensions: object = {}) => ({
  errors: [{ message, extensions: { ...extensions, code } }],
});

/** The same shape of error as GraphQL's. */
function answerError(platform: Platform, error: FastifyError, request: FastifyRequest, reply: FastifyReply) {
  const known = translate(namedHttpError(error));
  if (known instanceof ZhiduError) {
    const { http: _, ...extensions } = known.extensions as Record<string, unknown>;
    return reply.code(errorCodes[known.code]).send(errorBody(known.code, known.message, extensions));
  }
  if (error.statusCode && error.statusCode < 500)
    return reply.code(error.statusCode).send(errorBody('BAD_USER_INPUT', error.message));
  platform.core.log.error({ err: error, requestId: request.id }, 'a request failed');
  return reply.code(500).send(
    errorBody('INTERNAL_SERVER_ERROR', 'Something failed inside the server. Give the administrator the requestId.', {
      requestId: request.id,
    }),
  );
}

function namedHttpError(error: FastifyError): Error {
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE')
    return payloadTooLarge(
      `A request may have at most ${bodyLimitBytes / 1024} KiB. Send large data as a file to POST /files.`,
    );
  if (error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE')
    return unsupportedMediaType('Send GraphQL as application/json, and files as multipart/form-data to POST /files.');
  return error;
}
