import { createWriteStream } from 'node:fs';
import { type FileHandle, mkdir, open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { ClientBase } from 'pg';
import { StartError } from '../database/startError.js';
import { syncDirectory } from '../database/syncDirectory.js';
import type { BackupReader } from './backupReader.js';
import type { BackupWriter } from './backupWriter.js';
import { contentPath, type Manifest } from './manifest.js';
import { Measure } from './measure.js';

interface StoredFileRow {
  id: string;
  name: string;
  checksum: string;
  folder?: 'attachments';
}

/** Of a database before the column nothing was spent. */
async function uploads(client: ClientBase): Promise<StoredFileRow[]> {
  const { rows } = await client.query<StoredFileRow>(
    `select id, name, checksum from files.stored_file f where to_jsonb(f)->>'spent_at' is null order by id`,
  );
  return rows;
}

/** Sealed as they lie there: a backup needs no key and shows nothing of them. */
async function attachments(client: ClientBase): Promise<StoredFileRow[]> {
  const { rows: known } = await client.query(`select to_regclass('attachments.attachment') is not null as known`);
  if (!known[0].known) return [];
  const { rows } = await client.query<StoredFileRow>(
    'select id, name, sealed_checksum as checksum from attachments.attachment order by id',
  );
  return rows.map((row) => ({ ...row, folder: 'attachments' }));
}

/** The content of every file that a row of the snapshot names, compared with the checksum of its row. */
export async function addFiles(
  client: ClientBase,
  dataDirectory: string,
  writer: BackupWriter,
): Promise<NonNullable<Manifest['files']>> {
  const rows = [...(await uploads(client)), ...(await attachments(client))];
  const files: NonNullable<Manifest['files']> = [];
  for (const row of rows) {
    const path = join(dataDirectory, row.folder ?? 'files', row.id);
    const file = await opened(path, row);
    const content = (await writer.add(contentPath(row.id), file.createReadStream())).result();
    if (content.sha256 !== row.checksum)
      throw new StartError(
        `The content of the file ${path} is not what was received: its SHA-256 differs. ${withoutThem}`,
      );
    files.push({ id: row.id, ...(row.folder ? { folder: row.folder } : {}), ...content });
  }
  return files;
}

const withoutThem =
  'Run the backup where the uploads lie (DATA_DIR). Nothing was kept; with --without-files it leaves the content of all files out.';

async function opened(path: string, { id }: StoredFileRow): Promise<FileHandle> {
  try {
    return await open(path, 'r');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const what = code === 'ENOENT' ? `is not at ${path}` : `cannot be read: ${message}`;
    throw new StartError(`The content of the stored file ${id} ${what}. ${withoutThem}`);
  }
}

/** Puts the content of files where uploads lie, each whole or not at all. */
export async function restoreFiles(reader: BackupReader, dataDirectory: string): Promise<void> {
  const directories = ['files', 'attachments'].map((folder) => join(dataDirectory, folder));
  for (const directory of directories) await mkdir(directory, { recursive: true, mode: 0o700 });
  for (const { id, folder = 'files', bytes, sha256 } of reader.manifest.files ?? []) {
    const path = join(dataDirectory, folder, id);
    const draft = `${path}.restoring`;
    const measure = new Measure(bytes);
    const content = await reader.content(contentPath(id));
    await pipeline(content, measure, createWriteStream(draft, { mode: 0o600, flush: true }));
    if (measure.result().sha256 !== sha256)
      throw new StartError(`The backup changed while it was being read: ${contentPath(id)} is not what it was.`);
    await rename(draft, path);
  }
  for (const directory of directories) await syncDirectory(directory);
}
