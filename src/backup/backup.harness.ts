import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { Client, type QueryResultRow } from 'pg';
import { afterAll, inject } from 'vitest';
import type { TestDatabase } from '../../test/harness.js';
import { type Config, readConfig } from '../config.js';
import { installedModules } from '../installedModules.js';
import type { Module } from '../module.js';
import { BackupReader } from './backupReader.js';
import { BackupWriter } from './backupWriter.js';
import { contentPath, type Manifest, manifestPath, rowsPath } from './manifest.js';
import { restoreBackup } from './restoreBackup.js';
import { takeBackup } from './takeBackup.js';

export const product = '0.1.0';

/** A folder for the backups and data directories of one test file. */
export function scratch(): (...names: string[]) => string {
  const folder = mkdtempSync(join(tmpdir(), 'zhidu-backup-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return (...names) => join(folder, ...names);
}

/** A database in which there is nothing, not even a schema. */
export async function bareDatabase(): Promise<TestDatabase> {
  const database = `test_${randomBytes(6).toString('hex')}`;
  const owner = inject('owner');
  await query(owner, `create database ${database}`);
  return {
    owner: { ...owner, database },
    request: { ...inject('request'), database },
    drop: async () => void (await query(owner, `drop database ${database}`)),
  };
}

/** As the owner, past all permissions. */
export async function query<T extends QueryResultRow>(owner: TestDatabase['owner'], sql: string): Promise<T[]> {
  const client = new Client(owner);
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
}

export const configOf = ({ owner, request }: TestDatabase, dataDirectory: string): Config => ({
  ...readConfig({ DATA_DIR: dataDirectory }, dataDirectory),
  requestDatabase: request,
  ownerDatabase: owner,
});

export const backUp = (database: TestDatabase, dataDirectory: string, path: string) =>
  takeBackup({ owner: database.owner, dataDirectory, path, product });

export const restore = async (
  path: string,
  database: TestDatabase,
  dataDirectory: string,
  { modules = [], version = product }: { modules?: Module[]; version?: string } = {},
): Promise<Manifest> =>
  restoreBackup({
    config: configOf(database, dataDirectory),
    modules: [...(await installedModules({ modulePackages: [] })), ...modules],
    path,
    product: version,
  });

/** The sentence with which something fails; anything but a sentence for the operator fails the test. */
export async function sentence(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => new Error('It did not fail.'),
    (reason: Error) => reason,
  );
  if (error.name !== 'StartError') throw error;
  return error.message;
}

export interface Opened {
  manifest: Manifest;
  /** By path, without the manifest. */
  parts: Map<string, Buffer>;
}

export async function readParts(path: string): Promise<Opened> {
  const reader = await BackupReader.open(path);
  try {
    const parts = new Map<string, Buffer>();
    for (const name of reader.paths)
      if (name !== manifestPath) parts.set(name, await buffer(await reader.content(name)));
    return { manifest: reader.manifest, parts };
  } finally {
    await reader.close();
  }
}

/** Sums and counts in the manifest as the parts are now: what somebody would do who wants to be believed. */
export function sumUp({ manifest, parts }: Opened): void {
  const measured = (bytes: Buffer) => ({
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  });
  for (const table of manifest.tables) {
    const bytes = parts.get(rowsPath(table));
    if (bytes) Object.assign(table, measured(bytes), { rows: bytes.toString('latin1').split('\n').length - 2 });
  }
  for (const file of manifest.files ?? []) Object.assign(file, measured(parts.get(contentPath(file.id))!));
}

/** Another backup, properly written, that differs from this one as told. */
export async function altered(path: string, to: string, change: (opened: Opened) => void): Promise<string> {
  const opened = await readParts(path);
  change(opened);
  const writer = await BackupWriter.create(to);
  for (const [name, bytes] of opened.parts) await writer.add(name, Readable.from([bytes]));
  await writer.add(manifestPath, Readable.from([Buffer.from(JSON.stringify(opened.manifest))]));
  await writer.finish();
  await writer.keep();
  return to;
}
