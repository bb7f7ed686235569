import type { FastifyInstance } from 'fastify';
import type { Platform } from '../platform.js';
import { cachedByAll, isKnown } from './publicCache.js';

/** GET of what modules show to everybody. While a module is off its paths are paths that do not exist. */
export function publicRoutes(server: FastifyInstance, platform: Platform): void {
  for (const { name, publicRoutes: routes = [] } of platform.modules)
    for (const { path, answer } of routes)
      server.get<{ Params: { id?: string } }>(path, async (request, reply) => {
        const gone = new AbortController();
        // Not who sends it: the answer is that to a stranger, also for somebody who is signed in.
        const context = await platform.context(undefined, request.id, request.ip, gone.signal);
        const leave = platform.requests.enter({ requestId: request.id, address: request.ip });
        reply.raw.once('close', () => {
          leave();
          if (!reply.raw.writableFinished) gone.abort();
        });
        // It may have gone meanwhile; then nothing else tells of its end.
        if (reply.raw.destroyed) leave();
        const found = platform.schemas.isEnabled(name) ? await answer(context, request.params.id ?? '') : undefined;
        if (!found) return reply.callNotFound();
        reply.header('cache-control', cachedByAll);
        if (typeof found.body === 'string') return reply.type(found.type).send(found.body);
        const { name: called, size, checksum, open } = found.body;
        const etag = `"${checksum}"`;
        reply.header('etag', etag);
        if (isKnown(request.headers['if-none-match'], etag)) return reply.code(304).send();
        const content = await open();
        return reply
          .type(found.type)
          .header('content-length', size)
          .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(called)}`)
          .header('x-content-type-options', 'nosniff')
          .send(content);
      });
}
