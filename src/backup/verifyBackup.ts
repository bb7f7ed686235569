import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { BackupReader, Unreadable } from './backupReader.js';
import { contentPath, type Manifest, type Measured, manifestPath, rowsPath } from './manifest.js';
import { Measure, TooLong } from './measure.js';

export interface BackupVerification {
  /** In bytes. */
  size: number;
  /** What it says to hold; undefined where it could not be read. */
  manifest: Manifest | undefined;
  /** SHA-256 of everything before its last bytes, which hold it; undefined where it could not be read. */
  sum: string | undefined;
  /** Sentences; none if it is whole. */
  findings: string[];
}

/** Reads a backup to its end and compares every sum and count. Needs no database. */
export async function verifyBackup(path: string): Promise<BackupVerification> {
  let reader: BackupReader;
  try {
    reader = await BackupReader.open(path);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return { size: 0, manifest: undefined, sum: undefined, findings: [printable(error.message)] };
  }
  try {
    const { manifest, size } = reader;
    return { size, manifest, sum: await reader.sum(), findings: (await findingsIn(reader)).map(printable) };
  } finally {
    await reader.close();
  }
}

/** Names come from the file and may hold what a terminal would obey. */
const printable = (text: string): string => text.replaceAll(/\p{C}/gu, '?');

interface Expected extends Measured {
  /** Rows, where the part holds rows. */
  rows?: number;
}

export function expectedParts({ tables, files }: Manifest): Map<string, Expected> {
  return new Map<string, Expected>([
    ...tables.map((table) => [rowsPath(table), table] as const),
    ...(files ?? []).map((file) => [contentPath(file.id), file] as const),
  ]);
}

/** Opened once for restoring and verifying alike. */
export async function findingsIn(reader: BackupReader): Promise<string[]> {
  const findings: string[] = [];
  const expected = expectedParts(reader.manifest);
  const { tables, files } = reader.manifest;
  if (expected.size < tables.length + (files?.length ?? 0)) findings.push(`Its ${manifestPath} names a part twice.`);
  const there = new Set(reader.paths);
  for (const path of there)
    if (path !== manifestPath && !expected.has(path)) findings.push(`The part ${path} does not belong to it.`);
  for (const [path, part] of expected) {
    const finding = there.has(path) ? await compare(reader, path, part) : `The part ${path} is missing.`;
    if (finding) findings.push(finding);
  }
  if (!(await reader.isSealed())) findings.push('Bytes were changed: the sum at its end is not that of the file.');
  return findings;
}

async function compare(
  reader: BackupReader,
  path: string,
  { bytes, sha256, rows }: Expected,
): Promise<string | undefined> {
  const measure = new Measure(bytes);
  try {
    const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
    await pipeline(await reader.content(path), measure, nowhere);
  } catch (error) {
    if (error instanceof TooLong) return `The part ${path} is longer than the ${bytes} bytes that were written.`;
    return `The part ${path} is damaged (${(error as Error).message}).`;
  }
  const found = measure.result();
  if (found.bytes !== bytes) return `The part ${path} has ${found.bytes} bytes; ${bytes} were written.`;
  if (found.sha256 !== sha256) return `The part ${path} is not what was written: its SHA-256 differs.`;
  // The first line names the columns.
  if (rows !== undefined && measure.lines - 1 !== rows)
    return `The part ${path} has ${measure.lines - 1} rows; ${rows} were written.`;
  return undefined;
}
