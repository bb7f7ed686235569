import { isDamaged } from '../../../src/attachments/attachmentRoute.js';
import { uuid } from '../../../src/database/writing.js';
import type { PublicRoute } from '../../../src/publicSide/publicRoute.js';

interface Row extends Record<string, unknown> {
  id: string;
  record_id: string;
  name: string;
  media_type: string;
  size: number;
  checksum: string;
}

/** A file of what is on the portal now. Row security decides; that it is live is said again, as for the feed. */
export const files: PublicRoute = {
  path: '/publishing/files/:id',
  answer: async (context, id) => {
    if (!uuid.test(id)) return undefined;
    const { core, database, log } = context;
    const [row] = await database.read<Row>(context, {
      sql: `select a.id, a.record_id, a.name, a.media_type, a.size, a.checksum
        from attachments.attachment a
        join publishing.item_version v on v.id = a.record_id and v.status = 'LIVE'
        join publishing.portal_item i on i.id = v.item_id and i.status = 'PUBLISHED'
        where a.id = $1 and a.record_type = 'ItemVersion'`,
      parameters: [id],
    });
    const key = row && (await core.vault.keyOf(row.record_id));
    if (!row || !key) return undefined;
    const open = async () => {
      const content = await core.attachments.store.read(key, row.id, row.record_id, row.checksum);
      if (content) return content;
      log.error({ attachment: row.id }, 'the content of an attachment is not what was attached');
      throw isDamaged();
    };
    return { type: row.media_type, body: { name: row.name, size: row.size, checksum: row.checksum, open } };
  },
};
