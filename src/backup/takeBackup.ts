import { Readable } from 'node:stream';
import type { PoolConfig } from 'pg';
import { StartError } from '../database/startError.js';
import { asOwner } from '../open.js';
import { BackupWriter } from './backupWriter.js';
import { formatName, formatVersion, type Manifest, manifestPath, rowsPath, type TablePart } from './manifest.js';
import { record, recordTaken } from './recorded.js';
import { lostDatabase } from './report.js';
import { Snapshot } from './snapshot.js';
import { addFiles } from './storedFiles.js';
import { type BackupVerification, verifyBackup } from './verifyBackup.js';

export interface BackupOptions {
  /** The role that owns the tables. */
  owner: PoolConfig;
  dataDirectory: string;
  /** Must not exist. */
  path: string;
  /** Version of this Zhidu. */
  product: string;
  /** Leaves the content of stored files out. */
  withoutFiles?: boolean;
  onProgress?: (message: string) => void;
  /** Ends it; what was written is removed. */
  signal?: AbortSignal | undefined;
}

/** Writes one moment of the whole database into one file, and reads it again before it gets its name. */
export async function takeBackup(options: BackupOptions): Promise<BackupVerification> {
  const { path, signal, onProgress = () => {} } = options;
  const writer = await BackupWriter.create(path, signal);
  try {
    const snapshot = await Snapshot.open(options.owner, signal);
    try {
      const manifest = await write(snapshot, writer, { ...options, onProgress });
      const bytes = Buffer.from(`${JSON.stringify(manifest, undefined, 1)}\n`);
      await writer.add(manifestPath, Readable.from([bytes]));
    } finally {
      await snapshot.close();
    }
    await writer.finish();
    onProgress('reading the backup again');
    const verification = await verifyBackup(writer.partial);
    if (verification.findings.length > 0)
      throw new StartError(['The backup was not written as it should be:', ...verification.findings].join('\n  '));
    signal?.throwIfAborted();
    await asOwner(options.owner, async (client) => {
      await record(client, 'backup', verification.manifest!);
      await recordTaken(client, verification.manifest!, verification.sum!);
    });
    await writer.keep();
    return verification;
  } catch (error) {
    await writer.discard();
    signal?.throwIfAborted();
    throw lostDatabase(error, 'backup');
  }
}

async function write(
  snapshot: Snapshot,
  writer: BackupWriter,
  options: BackupOptions & { onProgress(message: string): void },
): Promise<Manifest> {
  const tables: TablePart[] = [];
  for (const table of snapshot.tables) {
    if (table.schema !== tables.at(-1)?.schema) options.onProgress(`reading ${table.schema}`);
    const measure = await writer.add(rowsPath(table), snapshot.rows(table));
    tables.push({ ...table, rows: measure.lines - 1, ...measure.result() });
  }
  options.onProgress('reading files');
  return {
    format: formatName,
    formatVersion,
    product: options.product,
    moment: snapshot.moment.toISOString(),
    postgres: snapshot.postgres,
    demo: snapshot.demo,
    migrations: [...snapshot.migrations],
    tables,
    sequences: await snapshot.sequences(),
    files: options.withoutFiles ? null : await addFiles(snapshot.client, options.dataDirectory, writer),
  };
}
