import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { extname } from 'node:path';
import type { Label } from '../access/labels.js';
import { Person } from '../access/person.entity.js';
import type { Core, SignedInContext } from '../context.js';
import { metadataOf, qualifiedTable } from '../database/entityModel.js';
import { uuid, type Writing } from '../database/writing.js';
import { badInput, invalidState, moduleDisabled, notFound, payloadTooLarge, unsupportedMediaType } from '../errors.js';
import { joined } from '../languages/message.js';
import { Attachment } from './attachment.entity.js';
import type { AttachmentDefinition } from './attachmentDefinition.js';
import { mediaTypeOf } from './mediaType.js';
import { refuseInfected } from './scan.js';

const mostOfARecord = 100;

export interface DownloadLink {
  path: string;
  expiresAt: Date;
}

/** Files that records hold: attached from what was sent to POST /files, downloaded by a link for one person, removed. */
export class AttachmentService {
  constructor(private readonly context: SignedInContext) {}

  async attach({ type, recordId, file }: { type: string; recordId: string; file: string }): Promise<Attachment> {
    const { core, database, viewer, log } = this.context;
    const { definitions, settings, store } = core.attachments;
    const definition = definitions.get(type);
    if (!definition) throw holdsNone([...definitions.keys()]);
    refuseSwitchedOff(core, type);
    if (definition.attach.viewer(viewer) !== true)
      throw core.denials.refusal(
        { en: `You may not attach files to a ${type}.`, zh: `您无权为 ${type} 添加附件。` },
        definition.attach,
        viewer,
      );
    const { path, name } = await core.uploads.open(this.context, file);
    const { size } = await stat(path);
    if (size > settings.limitBytes) throw tooLarge(settings.limitBytes);
    const mediaType = await mediaTypeOf(path);
    refuseOtherFiles(definition, mediaType, name);
    await refuseInfected(settings.scanner, path).catch((error) => {
      log.warn({ err: error.cause ?? error, file }, 'a file was refused by the virus scan');
      throw error;
    });
    const id = randomUUID();
    // What a transaction that fails leaves behind is sealed, and swept away within a day.
    let isSpent = false;
    const done = await database.write(this.context, async (writing) => {
      const record = await visible(writing, definition, recordId);
      await refuseMore(writing, record.id);
      const key = await core.vault.keyFor(record.id);
      const kept = await store.keep(key, id, record.id, createReadStream(path));
      isSpent = await core.uploads.spend(writing, file);
      const attachment = writing.em.create(Attachment, {
        id,
        recordType: type,
        recordId: record.id,
        name,
        mediaType,
        ...kept,
        attachedBy: writing.em.getReference(Person, viewer.personId),
        label: record.label,
        compartments: record.compartments,
        keeper: record.keeper_id ? writing.em.getReference(Person, record.keeper_id) : null,
      });
      await definition.changed?.(writing, record.id);
      return attachment;
    });
    // As it was sent it is plain text.
    if (isSpent) await core.uploads.drop({ id: file.toLowerCase() });
    return done;
  }

  link(id: string): Promise<DownloadLink> {
    const { core, database, now, viewer } = this.context;
    return database.write(this.context, async (writing) => {
      const attachment = await writing.find('downloadLink', Attachment, id);
      refuseSwitchedOff(core, attachment.recordType);
      const token = randomBytes(32).toString('base64url');
      const expiresAt = new Date(now.getTime() + core.attachments.settings.linkSeconds * 1000);
      await writing.em.execute('select attachments.make_link(?, ?::uuid, ?::jsonb, ?::timestamptz)', [
        hashOf(token),
        attachment.id,
        viewer.groupRoles ? JSON.stringify(viewer.groupRoles) : null,
        expiresAt.toISOString(),
      ]);
      return { path: `/attachments/${token}`, expiresAt };
    });
  }

  async remove(id: string, version: number): Promise<boolean> {
    await this.context.database.write(this.context, async (writing) => {
      const attachment = await writing.find('removeAttachment', Attachment, id, version);
      refuseSwitchedOff(this.context.core, attachment.recordType);
      await writing.remove(attachment);
      await this.context.core.attachments.definitions
        .get(attachment.recordType)
        ?.changed?.(writing, attachment.recordId);
    });
    return true;
  }
}

export const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

/** @throws MODULE_DISABLED while the module whose records these are is off */
export function refuseSwitchedOff({ attachments, switching }: Core, type: string): void {
  const module = attachments.definitions.get(type)?.module;
  if (module && !switching.isEnabled(module)) throw moduleDisabled(module, type);
}

interface VisibleRecord {
  id: string;
  label: Label;
  compartments: string[];
  keeper_id: string | null;
  open: boolean;
}

/** The record behind row security: hidden and unknown ones are answered alike. */
async function visible(
  { em }: Writing,
  { entity, open }: AttachmentDefinition,
  recordId: string,
): Promise<VisibleRecord> {
  const meta = metadataOf(em.getMetadata(), entity);
  const [row] = uuid.test(recordId)
    ? await em.execute<VisibleRecord[]>(
        `select r."id", r.label, r.compartments, r.keeper_id, access."changes_attachments_attachment"(?, r."id") as open
         from ${qualifiedTable(meta)} r where r."id" = ?`,
        [meta.className, recordId],
      )
    : [];
  if (!row) throw notFound(meta.className);
  if (open && !row.open) throw invalidState(joined([open.closed, open.remedy]));
  return row;
}

/** @throws UNSUPPORTED_MEDIA_TYPE for a file whose type, or name beside its type, is not among those that such records hold */
function refuseOtherFiles({ accepts }: AttachmentDefinition, mediaType: string, name: string): void {
  if (accepts && !accepts.types[mediaType]?.includes(extname(name).toLowerCase()))
    throw unsupportedMediaType(accepts.refused);
}

async function refuseMore({ em }: Writing, recordId: string): Promise<void> {
  await em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`attachments of ${recordId}`]);
  if ((await em.count(Attachment, { recordId })) < mostOfARecord) return;
  throw invalidState({
    en: `A record holds at most ${mostOfARecord} files. Remove one that is not needed (removeAttachment).`,
    zh: `一条记录最多 ${mostOfARecord} 个附件，请先删除不需要的（removeAttachment）。`,
  });
}

const holdsNone = (known: readonly string[]) =>
  badInput([
    {
      path: 'input.type',
      message: {
        en: `Files are held by: ${known.join(', ')}.`,
        zh: `可以添加附件的记录类型："${known.join('"、"')}"。`,
      },
    },
  ]);

const tooLarge = (limitBytes: number) =>
  payloadTooLarge({
    en: `A file of a record may have at most ${limitBytes / 1024 / 1024} MB.`,
    zh: `附件最大 ${limitBytes / 1024 / 1024} MB。`,
  });
