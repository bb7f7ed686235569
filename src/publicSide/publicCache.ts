import { createHash } from 'node:crypto';
import type { ApolloServerPlugin } from '@apollo/server';
import type { FastifyInstance } from 'fastify';
import { anyone } from '../access/rules.js';
import type { Context } from '../context.js';
import { rootCalls } from '../limits/rootCalls.js';

/** Anybody's cache may keep it and asks each time whether it is still so: what is withdrawn is gone at once. */
export const cachedByAll = 'public, no-cache';

/** Queries by GET of somebody who has not signed in, of nothing but what everybody may ask; never with an error. */
export const publicCachePlugin: ApolloServerPlugin<Context> = {
  async requestDidStart({ request }) {
    return {
      async willSendResponse({ contextValue: { viewer, core }, document, operation, schema, response }) {
        if (request.http?.method !== 'GET' || viewer.personId !== undefined) return;
        if (operation?.operation !== 'query' || !document) return;
        if (response.body.kind !== 'single' || response.body.singleResult.errors) return;
        const fields = schema.getQueryType()?.getFields() ?? {};
        const isForAll = rootCalls(document, operation).every(
          (name) =>
            core.calls.get(`Query.${name}`)?.name === anyone.name && fields[name]?.extensions.triesLink !== true,
        );
        if (isForAll) response.http.headers.set('cache-control', cachedByAll);
      },
    };
  },
};

/** Gives what may be cached its ETag, and answers 304 to whoever has it already (RFC 9110, 13.1.2). */
export function conditionalGets(server: FastifyInstance): void {
  server.addHook('onSend', async (request, reply, payload) => {
    if (reply.statusCode !== 200 || reply.getHeader('cache-control') !== cachedByAll) return payload;
    if (typeof payload !== 'string') return payload;
    const etag = `"${createHash('sha256').update(payload).digest('base64url')}"`;
    reply.header('etag', etag).header('vary', 'accept-language, authorization');
    if (!isKnown(request.headers['if-none-match'], etag)) return payload;
    reply.code(304).removeHeader('content-type').removeHeader('content-length');
    return null;
  });
}

/** Whether If-None-Match names an ETag. */
export const isKnown = (header: string | undefined, etag: string): boolean =>
  header !== undefined &&
  header.split(',').some((one) => one.trim() === '*' || one.trim().replace(/^W\//, '') === etag);
