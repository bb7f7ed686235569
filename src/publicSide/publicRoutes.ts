import type { FastifyInstance } from 'fastify';
import type { Platform } from '../platform.js';
import { cachedByAll } from './publicCache.js';

/** GET of what modules show to everybody. While a module is off its paths are paths that do not exist. */
export function publicRoutes(server: FastifyInstance, platform: Platform): void {
  for (const { name, publicRoutes: routes = [] } of platform.modules)
    for (const { path, answer } of routes)
      server.get(path, async (request, reply) => {
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
        const found = platform.schemas.isEnabled(name) ? await answer(context) : undefined;
        if (!found) return reply.callNotFound();
        return reply.type(found.type).header('cache-control', cachedByAll).send(found.body);
      });
}
