import { randomUUID } from 'node:crypto';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import fastifyMultipart from '@fastify/multipart';
import fastifyStatic from '@fastify/static';
import { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest, fastify } from 'fastify';
import { attachmentRoute } from '../attachments/attachmentRoute.js';
import { serviceUnavailable, ZhiduError } from '../errors.js';
import { fileRoutes } from '../files/fileRoutes.js';
import { importRoutes } from '../importing/importRoutes.js';
import { inLocale } from '../languages/locale.js';
import type { Platform } from '../platform.js';
import { printRoutes } from '../printing/printRoutes.js';
import { conditionalGets } from '../publicSide/publicCache.js';
import { publicRoutes } from '../publicSide/publicRoutes.js';
import { certificateRoute } from '../records/certificateRoute.js';
import { answerError, errorBody, localeOf } from './answerError.js';
import { allowOrigins } from './crossOrigin.js';
import { checkHost } from './hostNames.js';
import { identifying } from './identified.js';
import { responseHeaders } from './responseHeaders.js';

export interface HttpOptions {
  uploadLimitBytes: number;
  /** Where the built page lies. */
  pageDirectory: string;
  /** Names that requests may be sent to, in lower case; any without them. */
  allowedHosts?: readonly string[];
  /** Origins whose pages may read answers, such as `https://intranet.example`. */
  corsOrigins?: readonly string[];
  /** Addresses and networks whose X-Forwarded-For is believed. */
  trustedProxies?: readonly string[];
  /** How long browsers keep to HTTPS; 0 says nothing about it. */
  hstsSeconds?: number;
  /** How long a client may take, in milliseconds, for its headers, for a GraphQL body, and for a whole request. */
  patience?: { headers: number; body: number; request: number };
}

const standardPatience = { headers: 10_000, body: 30_000, request: 600_000 };

/** GraphQL, files, health and the page, on one port. */
export function createHttpServer(platform: Platform, options: HttpOptions): FastifyInstance {
  const { uploadLimitBytes, pageDirectory, patience = standardPatience } = options;
  const { log } = platform.core;
  const headers = responseHeaders(options.hstsSeconds ?? 0);
  const server = fastify({
    bodyLimit: platform.limits.bodyKib * 1024,
    genReqId: () => randomUUID(),
    trustProxy: options.trustedProxies?.length ? [...options.trustedProxies] : false,
    // A request that hangs must not keep the server from stopping.
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    requestTimeout: patience.request,
    http: { headersTimeout: patience.headers, connectionsCheckingInterval: Math.min(patience.headers, 5000) },
    // Raised before there are hooks, for example by an address that cannot be decoded.
    frameworkErrors: (error, request, reply) =>
      answerError(log, error, request, reply.headers({ ...headers, 'x-request-id': request.id })),
  });
  server.addHook('onRequest', async (request, reply) => {
    reply.headers({ ...headers, 'x-request-id': request.id, 'content-language': localeOf(request) });
    reply.header('vary', 'accept-language');
    if (options.allowedHosts) checkHost(options.allowedHosts, request.headers.host);
    if (allowOrigins(options.corsOrigins ?? [], request, reply)) return reply;
    if (isHealth(request)) return;
    if (platform.isStopping) {
      reply.header('connection', 'close');
      throw serviceUnavailable({
        en: 'The server is stopping. Try again in a moment.',
        zh: '服务器正在停止，请稍后再试。',
      });
    }
    platform.requests.admitAddress({ requestId: request.id, address: request.ip });
  });
  // Not before the body is read: events of the connection would not carry the language further.
  server.addHook('preHandler', (request, _reply, done) => inLocale(localeOf(request), done));
  server.setErrorHandler((error: FastifyError, request, reply) => answerError(log, error, request, reply));
  server.setNotFoundHandler((request, reply) => {
    const place = `${request.method} ${request.url.split('?')[0]}`;
    const text = {
      en: `There is nothing at ${place}. GraphQL is at /graphql.`,
      zh: `${place} 处没有内容，GraphQL 在 /graphql。`,
    };
    return reply.code(404).send(errorBody(new ZhiduError('NOT_FOUND', text), request));
  });
  server.register(fastifyMultipart, { limits: { fileSize: uploadLimitBytes, files: 1, fields: 10, parts: 11 } });
  const context = identifying(platform);
  server.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    preParsing: async (request, _reply, payload) => {
      const tooSlow = setTimeout(() => request.raw.destroy(), patience.body).unref();
      payload.once('close', () => clearTimeout(tooSlow));
      return payload;
    },
    // Here and not in Apollo, so that a refusal looks the same as on the other routes.
    preHandler: async (request, reply) => void (await context(request, reply)),
    handler: fastifyApolloHandler(platform.apollo, { context }),
  });
  conditionalGets(server);
  healthRoutes(server, platform);
  publicRoutes(server, platform);
  fileRoutes(server, context, uploadLimitBytes);
  importRoutes(server, context);
  certificateRoute(server, context);
  attachmentRoute(server, context);
  printRoutes(server, context, platform.modules, (module) => platform.schemas.isEnabled(module));
  server.register(fastifyStatic, { root: pageDirectory, index: 'index.html' });
  return server;
}

const isHealth = ({ url }: FastifyRequest): boolean => url.startsWith('/health/');

function healthRoutes(server: FastifyInstance, platform: Platform): void {
  server.get('/health/live', async () => ({ status: 'live' }));
  server.get('/health/ready', async (_request, reply: FastifyReply) => {
    const missing = await platform.missing();
    const isReady = missing.length === 0;
    return reply.code(isReady ? 200 : 503).send(isReady ? { status: 'ready' } : { status: 'not ready', missing });
  });
}
