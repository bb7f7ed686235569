import { randomUUID } from 'node:crypto';
import { Person } from '../access/person.entity.js';
import type { Context, SignedInContext } from '../context.js';
import { notFound } from '../errors.js';
import { ArchiveFile } from '../records/archiveFile.entity.js';
import { RecordContent } from './recordContent.entity.js';
import { seal, unseal } from './sealing.js';

export interface ContentText {
  title: string;
  text: string;
}

type Column = 'title' | 'text';

/** What the sealed text belongs to: it opens in no other row and no other column. */
const about = (id: string, fileId: string, column: Column): string => `zhidu content ${id} of ${fileId}: ${column}`;

/** Writing and reading what is in a file. Plain text stays in this process. */
export class Contents {
  constructor(private readonly context: SignedInContext) {}

  write(fileId: string, content: ContentText): Promise<RecordContent> {
    const { database, core, viewer } = this.context;
    return database.write(this.context, async (writing) => {
      const file = await writing.find('writeContent', ArchiveFile, fileId);
      file.stillThere();
      const id = randomUUID();
      const sealed = sealedContent(await core.vault.keyFor(file.id), id, file.id, content);
      const { subjectType, label, compartments, keeper } = file;
      const writtenBy = writing.em.getReference(Person, viewer.personId);
      return writing.em.create(RecordContent, {
        id,
        file,
        subjectType,
        label,
        compartments,
        keeper,
        writtenBy,
        ...sealed,
      });
    });
  }

  revise(id: string, version: number, content: ContentText): Promise<RecordContent> {
    const { database, core } = this.context;
    return database.write(this.context, async (writing) => {
      const found = await writing.find('reviseContent', RecordContent, id, version);
      const fileId = found.file.id;
      return Object.assign(found, sealedContent(await core.vault.keyFor(fileId), found.id, fileId, content));
    });
  }
}

function sealedContent(key: Buffer, id: string, fileId: string, { title, text }: ContentText) {
  const sealed = (column: Column, content: string) => seal(key, Buffer.from(content), about(id, fileId, column));
  return {
    sealedTitle: sealed('title', title.trim()),
    sealedText: sealed('text', text),
    bytes: Buffer.byteLength(text),
  };
}

/** Opens one column of a row that the viewer sees. That it is read is on disk before it leaves. */
export async function openContent(
  context: Context,
  { id, file: { id: file }, label, compartments }: Pick<RecordContent, 'id' | 'file' | 'label' | 'compartments'>,
  sealed: string,
  column: Column,
): Promise<string> {
  const { vault, audit } = context.core;
  const key = await vault.keyOf(file);
  if (!key) throw notFound('RecordContent');
  const content = unseal(key, sealed, about(id, file, column)).toString();
  await audit.log.now(context, {
    action: 'content read',
    type: 'RecordContent',
    id,
    label,
    compartments,
    after: { file, field: column },
  });
  return content;
}
