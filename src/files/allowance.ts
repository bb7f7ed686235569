import type { EntityManager } from '@mikro-orm/postgresql';
import type { SignedInContext } from '../context.js';
import { rateLimited } from '../errors.js';
import type { Message } from '../languages/message.js';

const dayMs = 24 * 60 * 60 * 1000;
const mib = 1024 * 1024;

interface Sent {
  files: number;
  bytes: number;
  /** When the oldest of them was sent. */
  since: string | null;
}

const sent = `select count(*)::integer as files, coalesce(sum(size), 0) as bytes, min(created_at)::text as since
  from files.stored_file where owner_id =`;

/** Spares somebody who has used up the day the sending of another file. @throws RATE_LIMITED */
export async function beforeSending(context: SignedInContext): Promise<void> {
  const { viewer, database, now } = context;
  const [today] = await database.read<Sent & Record<string, unknown>>(context, {
    sql: `${sent} $1 and created_at > $2`,
    parameters: [viewer.personId, new Date(now.getTime() - dayMs).toISOString()],
  });
  check(context, today!, 1);
}

/** Counts a file to the day of its sender; of two at the same time the second sees the first. @throws RATE_LIMITED */
export async function withinAllowance(em: EntityManager, context: SignedInContext, bytes: number): Promise<void> {
  const { personId } = context.viewer;
  const since = new Date(context.now.getTime() - dayMs).toISOString();
  await em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`uploads of ${personId}`]);
  const [today] = await em.execute<Sent[]>(`${sent} ? and created_at > ?`, [personId, since]);
  check(context, today!, bytes);
}

function check(context: SignedInContext, { files, bytes, since }: Sent, more: number): void {
  const { uploadsPerDay, uploadMibPerDay, mode } = context.core.limits;
  const mayCome = since === null ? context.now.getTime() : Date.parse(since) + dayMs;
  const retryAfter = Math.max(1, Math.ceil((mayCome - context.now.getTime()) / 1000));
  const beyond = (measure: string, value: number, limit: number, message: Message) => {
    if (mode === 'enforce') throw rateLimited(message, retryAfter, limit);
    context.log.warn(
      { measure, value, limit, person: context.viewer.personId },
      'beyond a limit, which is only reported',
    );
  };
  if (files >= uploadsPerDay)
    beyond('uploadsPerDay', files + 1, uploadsPerDay, {
      en: `At most ${uploadsPerDay} files a day are allowed.`,
      zh: `每天最多发送 ${uploadsPerDay} 个文件。`,
    });
  const total = Math.ceil((bytes + more) / mib);
  if (total > uploadMibPerDay)
    beyond('uploadMibPerDay', total, uploadMibPerDay, {
      en: `At most ${uploadMibPerDay} MB of files a day are allowed; this would be ${total}.`,
      zh: `每天最多发送 ${uploadMibPerDay} MB 文件，这将达到 ${total} MB。`,
    });
}
