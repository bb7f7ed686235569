import { ZhiduError } from '../errors.js';

/** Names under which a browser reaches this machine and nobody else's page does. */
export const loopbackNames = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Refuses a request that was sent to another name. Otherwise a page of somebody else could point its own name at this
 * machine and be taken for ours (DNS rebinding).
 *
 * @throws BAD_REQUEST
 */
export function checkHost(allowed: readonly string[], host: string | undefined): void {
  const name = /^(\[[^\]]*\]|[^:]*)(:\d+)?$/.exec(host ?? '')?.[1]?.toLowerCase();
  if (name !== undefined && allowed.includes(name)) return;
  throw new ZhiduError('BAD_REQUEST', {
    en: `This server does not answer to the name "${(host ?? '').slice(0, 100)}". Use ${allowed.join(' or ')}, or add the name to ALLOWED_HOSTS.`,
    zh: `本服务器不以名称 "${(host ?? '').slice(0, 100)}" 应答。请使用 ${allowed.join('、')}，或将该名称加入 ALLOWED_HOSTS。`,
  });
}
