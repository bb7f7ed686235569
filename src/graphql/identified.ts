import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../context.js';
import type { Platform } from '../platform.js';

/**
 * Finds out who asks, once for each request, and counts the request among theirs until it ends. Work in the database stops
 * when the client has gone away.
 *
 * @throws UNAUTHENTICATED, RATE_LIMITED, SERVICE_UNAVAILABLE
 */
export function identifying(platform: Platform): (request: FastifyRequest, reply: FastifyReply) => Promise<Context> {
  const known = new WeakMap<FastifyRequest, Promise<Context>>();
  return (request, reply) => {
    const context = known.get(request) ?? identify(platform, request, reply);
    known.set(request, context);
    return context;
  };
}

async function identify(platform: Platform, request: FastifyRequest, { raw }: FastifyReply): Promise<Context> {
  const gone = new AbortController();
  let leave: (() => void) | undefined;
  raw.once('close', () => {
    leave?.();
    if (!raw.writableFinished) gone.abort();
  });
  const context = await platform.context(request.headers.authorization, request.id, request.ip, gone.signal);
  const { viewer } = context;
  const asker = { requestId: request.id, address: request.ip, personId: viewer.personId ?? viewer.machine?.id };
  leave = platform.requests.enter(asker);
  // It may have gone while its rights were looked up; then nothing else tells of its end.
  if (raw.destroyed) leave();
  return context;
}
