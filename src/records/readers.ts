import type { Writing } from '../database/writing.js';
import { badInput } from '../errors.js';
import type { ArchiveFile } from './archiveFile.entity.js';

/** What the database knows of somebody who is to have a file. */
export interface ReaderOfFile {
  allowed: boolean;
  unit: string | null;
}

/**
 * Whether a person may have a file at all: active, cleared for it, and from SECRET up its keeper or with a grant. Asked of
 * the database, because nobody but that person sees all of it.
 *
 * @throws BAD_USER_INPUT at the path for somebody who may not, whatever the reason
 */
export async function readerOf(
  { em, context }: Writing,
  file: ArchiveFile,
  personId: string,
  path: string,
): Promise<ReaderOfFile> {
  const [found] = await em.execute<{ reader: ReaderOfFile | null }[]>(
    'select records.reader_of(?::uuid, ?::uuid, ?::timestamptz) as reader',
    [file.id, personId, context.now.toISOString()],
  );
  if (found?.reader?.allowed) return found.reader;
  throw badInput([
    {
      path,
      message: {
        en: 'This person may not have this file: it takes clearance for its label, and from SECRET up being its keeper or holding a grant.',
        zh: '此人不能接触该档案：涉密权限须与密级相符，机密及以上还须为保管人或持有授权。',
      },
    },
  ]);
}
