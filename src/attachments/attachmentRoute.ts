import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { GroupRole } from '../access/viewer.js';
import type { Context } from '../context.js';
import { invalidState, linkIsVoid } from '../errors.js';
import { hashOf, refuseSwitchedOff } from './attachments.service.js';

const call = 'GET /attachments/:token';

interface Used {
  attachment: string;
  person: string;
  groupRoles: GroupRole[] | null;
}

interface Row extends Record<string, unknown> {
  id: string;
  record_type: string;
  record_id: string;
  name: string;
  media_type: string;
  size: number;
  checksum: string;
  label: string;
  compartments: string[];
}

/**
 * `GET /attachments/<token>`: an attachment by a link of downloadLink. It is used up by the first request, and read with the
 * rights that its person has now.
 */
export function attachmentRoute(
  server: FastifyInstance,
  contextOf: (request: FastifyRequest, reply: FastifyReply) => Promise<Context>,
): void {
  server.get<{ Params: { token: string } }>('/attachments/:token', async (request, reply) => {
    const asking = await contextOf(request, reply);
    const { core, database, now } = asking;
    const [row] = await database.call<{ used: Used | null }>('select attachments.use_link($1, $2, $3) as used', [
      hashOf(request.params.token),
      now.toISOString(),
      asking.viewer.personId ?? null,
    ]);
    if (!row?.used) throw linkIsVoid();
    const context = await core.contextFor(row.used.person, request.id, row.used.groupRoles ?? undefined);
    const [found] = await context.database.read<Row>(context, {
      sql: `select id, record_type, record_id, name, media_type, size, checksum, label, compartments
        from attachments.attachment where id = $1`,
      parameters: [row.used.attachment],
    });
    const key = found && (await core.vault.keyOf(found.record_id));
    if (!found || !key) throw linkIsVoid();
    refuseSwitchedOff(core, found.record_type);
    const { id, label, compartments } = found;
    const record = { recordType: found.record_type, record: found.record_id };
    await core.audit.log.now(context, {
      action: 'export',
      call,
      type: 'Attachment',
      id,
      label,
      compartments,
      after: record,
    });
    const content = await core.attachments.store.read(key, id, found.record_id, found.checksum);
    if (!content) {
      context.log.error({ attachment: id }, 'the content of an attachment is not what was attached');
      throw isDamaged();
    }
    return reply
      .type(found.media_type)
      .header('content-length', found.size)
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(found.name)}`)
      .send(content);
  });
}

export const isDamaged = () =>
  invalidState({
    en: 'The content of this file is damaged or lost in the data directory, and is not given out. Tell the administrator, who has backups.',
    zh: '该附件的内容在数据目录中已损坏或丢失，不予提供。请告知系统管理员，由其从备份恢复。',
  });
