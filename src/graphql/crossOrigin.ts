import type { FastifyReply, FastifyRequest } from 'fastify';

const allowedHeaders =
  'authorization, content-type, accept-language, apollo-require-preflight, x-apollo-operation-name';

/**
 * Lets pages of these origins read what this server answers. They send the token themselves; cookies play no part, so
 * credentials are never allowed.
 *
 * @returns true if the request was a preflight, which is then answered
 */
export function allowOrigins(origins: readonly string[], request: FastifyRequest, reply: FastifyReply): boolean {
  if (origins.length === 0) return false;
  reply.header('vary', 'accept-language, origin');
  const { origin, 'access-control-request-method': asked } = request.headers;
  const isAllowed = origin !== undefined && origins.includes(origin);
  if (isAllowed)
    reply.headers({
      'access-control-allow-origin': origin,
      'access-control-expose-headers': 'x-request-id, retry-after, content-disposition',
    });
  if (request.method !== 'OPTIONS' || asked === undefined) return false;
  if (isAllowed)
    reply.headers({
      'access-control-allow-methods': 'GET, POST',
      'access-control-allow-headers': allowedHeaders,
      'access-control-max-age': '600',
    });
  reply.code(204).send();
  return true;
}
