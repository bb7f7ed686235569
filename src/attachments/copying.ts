import { randomUUID } from 'node:crypto';
import type { LabelledEntity } from '../access/entity.js';
import { Person } from '../access/person.entity.js';
import type { SignedInContext } from '../context.js';
import type { Writing } from '../database/writing.js';
import { invalidState } from '../errors.js';
import { Attachment } from './attachment.entity.js';

/**
 * Gives a new record the files of another one, each sealed under the new record's key.
 *
 * @throws INVALID_STATE where the content of one is not what was attached
 */
export async function copyAttachments(
  { em, context }: Writing,
  type: string,
  from: { id: string },
  to: LabelledEntity,
): Promise<void> {
  const { core, viewer } = context as SignedInContext;
  const { store } = core.attachments;
  const files = await em.find(Attachment, { recordType: type, recordId: from.id }, { orderBy: { createdAt: 'asc' } });
  if (files.length === 0) return;
  await em.flush();
  const key = await core.vault.keyOf(from.id);
  const newKey = await core.vault.keyFor(to.id);
  for (const { id, name, mediaType, checksum } of files) {
    const content = key && (await store.read(key, id, from.id, checksum));
    if (!content) throw isDamaged(name);
    const copy = randomUUID();
    const kept = await store.keep(newKey, copy, to.id, content);
    em.create(Attachment, {
      id: copy,
      recordType: type,
      recordId: to.id,
      name,
      mediaType,
      ...kept,
      attachedBy: em.getReference(Person, viewer.personId),
      label: to.label,
      compartments: to.compartments,
      keeper: to.keeper,
    });
  }
}

const isDamaged = (name: string) =>
  invalidState({
    en: `The content of the file ${name} is damaged or lost in the data directory. Tell the administrator, who has backups.`,
    zh: `附件“${name}”的内容在数据目录中已损坏或丢失。请告知系统管理员，由其从备份恢复。`,
  });
