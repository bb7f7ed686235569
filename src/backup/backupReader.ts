import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { type Entry, fromFdPromise, type ZipFile } from 'yauzl';
import { StartError } from '../database/startError.js';
import { type Manifest, manifestPath, readManifest } from './manifest.js';
import { sealLength } from './seal.js';

const mostParts = 1_000_000;
const mostManifestBytes = 256 * 1024 * 1024;

/** What is wrong with the file as a whole, so that nothing more can be said about it. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
}

/** An open backup. What it says of itself is believed only as far as it was compared. */
export class BackupReader {
  private constructor(
    private readonly file: FileHandle,
    readonly size: number,
    private readonly zip: ZipFile,
    private readonly parts: ReadonlyMap<string, Entry>,
    readonly manifest: Manifest,
  ) {}

  /**
   * @throws StartError if there is no such file
   * @throws Unreadable if it is cut off, no backup, or of a format that is unknown here
   */
  static async open(path: string): Promise<BackupReader> {
    const file = await open(path, constants.O_RDONLY).catch((error: Error) => {
      throw new StartError(`The backup ${path} cannot be read: ${error.message}.`);
    });
    try {
      const { size } = await file.stat();
      const zip = await fromFdPromise(file.fd, { autoClose: false, lazyEntries: true }).catch((error: Error) => {
        throw new Unreadable(`Its end is missing, so it was cut off, or it is no backup (${error.message}).`);
      });
      const parts = await directory(zip);
      return new BackupReader(file, size, zip, parts, await manifestOf(zip, parts));
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  get paths(): IterableIterator<string> {
    return this.parts.keys();
  }

  /** Content of a part that `paths` names. */
  async content(path: string): Promise<Readable> {
    return this.zip.openReadStreamPromise(this.parts.get(path)!);
  }

  /** What the file says at its end to be the sum of everything before it. */
  async sum(): Promise<string> {
    const sum = Buffer.alloc(sealLength);
    await this.file.read(sum, 0, sealLength, Math.max(0, this.size - sealLength));
    return sum.toString('latin1');
  }

  /** Whether the sum at the end of the file is that of everything before it. */
  async isSealed(): Promise<boolean> {
    const end = this.size - sealLength;
    if (end <= 0) return false;
    const hash = createHash('sha256');
    const content = this.file.createReadStream({
      start: 0,
      end: end - 1,
      autoClose: false,
      highWaterMark: 1024 * 1024,
    });
    for await (const chunk of content) hash.update(chunk);
    return (await this.sum()) === hash.digest('hex');
  }

  async close(): Promise<void> {
    await this.file.close();
  }
}

async function directory(zip: ZipFile): Promise<Map<string, Entry>> {
  if (zip.entryCount > mostParts)
    throw new Unreadable(`It claims to have ${zip.entryCount} parts, which no backup has.`);
  const parts = new Map<string, Entry>();
  try {
    for await (const entry of zip.eachEntry()) {
      if (parts.has(entry.fileName)) throw new Unreadable(`The part ${entry.fileName} is there twice.`);
      parts.set(entry.fileName, entry);
    }
  } catch (error) {
    if (error instanceof Unreadable) throw error;
    throw new Unreadable(`Its list of parts is damaged (${(error as Error).message}).`);
  }
  return parts;
}

async function manifestOf(zip: ZipFile, parts: ReadonlyMap<string, Entry>): Promise<Manifest> {
  const entry = parts.get(manifestPath);
  if (!entry) throw new Unreadable(`It has no ${manifestPath}, so it is no backup.`);
  if (entry.uncompressedSize > mostManifestBytes)
    throw new Unreadable(`Its ${manifestPath} claims ${entry.uncompressedSize} bytes, which no backup needs.`);
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk);
  } catch (error) {
    throw new Unreadable(`Its ${manifestPath} is damaged (${(error as Error).message}).`);
  }
  const manifest = readManifest(Buffer.concat(chunks));
  if (typeof manifest === 'string') throw new Unreadable(`Its ${manifestPath} cannot be used: ${manifest}.`);
  return manifest;
}
