import { type FileHandle, link, lstat, open, rename, rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { type Readable, Writable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { StartError } from '../database/startError.js';
import { syncDirectory } from '../database/syncDirectory.js';
import { Measure } from './measure.js';
import { Seal, sealComment } from './seal.js';

/** A zip file that grows under another name and takes its own once it is whole and on the disk. */
export class BackupWriter {
  private readonly zip = new ZipFile();
  private readonly failed: Promise<never>;
  private readonly written: Promise<void>;

  private constructor(
    private readonly file: FileHandle,
    readonly path: string,
    readonly partial: string,
    signal: AbortSignal | undefined,
  ) {
    const broken = new Promise<never>((_, reject) => {
      this.zip.once('error', reject);
      signal?.addEventListener('abort', () => reject(signal.reason));
    });
    this.written = pipeline(
      this.zip.outputStream,
      new Seal(),
      // Does not close the file, which is synced first.
      new Writable({ write: (chunk, _encoding, done) => writeAll(file, chunk).then(() => done(), done) }),
    );
    this.failed = Promise.race([broken, this.written.then(() => new Promise<never>(() => {}))]).catch((error) => {
      throw writeFailure(error, path);
    });
    this.failed.catch(() => {});
  }

  /** @throws StartError where the file cannot be written, or is there already */
  static async create(given: string, signal?: AbortSignal): Promise<BackupWriter> {
    signal?.throwIfAborted();
    const path = resolve(given);
    const partial = `${path}.part`;
    if (await exists(path))
      throw new StartError(`${path} is there already and is not overwritten. Choose another name.`);
    try {
      return new BackupWriter(await open(partial, 'wx', 0o600), path, partial, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST')
        throw new StartError(
          `${partial} is there already: another backup is writing it, or one was killed. If none is running, remove it.`,
        );
      throw writeFailure(error, path);
    }
  }

  /** One part after the other. Whoever gives the content is told of its end by the promise. */
  async add(path: string, content: Readable): Promise<Measure> {
    const measure = new Measure();
    this.zip.addReadStream(measure, path, { mode: 0o100600 });
    // What is compressed behind it reads it to its end.
    const passed = Promise.all([pipeline(content, measure), finished(measure)]);
    try {
      await Promise.race([passed, this.failed]);
    } catch (error) {
      content.destroy();
      // Content that has passed whole waits here for a zip file that reads no more.
      measure.destroy();
      await passed.catch(() => {});
      throw error;
    }
    return measure;
  }

  /** Everything is on the disk, still under the other name. */
  async finish(): Promise<void> {
    try {
      this.zip.end({ comment: sealComment } as never);
      await Promise.race([this.written, this.failed]);
      await this.file.sync();
    } catch (error) {
      throw writeFailure(error, this.path);
    } finally {
      await this.file.close();
    }
  }

  /** Gives the file its name. @throws StartError if somebody has made such a file meanwhile */
  async keep(): Promise<void> {
    try {
      // Unlike a renaming it never takes another file's place.
      await link(this.partial, this.path);
      await rm(this.partial);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EEXIST' || (await exists(this.path)))
        throw new StartError(`${this.path} was made by somebody else meanwhile. The backup was not kept.`);
      // A file system without links.
      await rename(this.partial, this.path);
    }
    await syncDirectory(dirname(this.path));
  }

  async discard(): Promise<void> {
    (this.zip.outputStream as Readable).destroy();
    await this.written.catch(() => {});
    await this.file.close().catch(() => {});
    await rm(this.partial, { force: true });
  }
}

async function writeAll(file: FileHandle, chunk: Buffer): Promise<void> {
  let done = 0;
  while (done < chunk.length) done += (await file.write(chunk, done)).bytesWritten;
}

const exists = (path: string): Promise<boolean> =>
  lstat(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return false;
      throw writeFailure(error, path);
    },
  );

function writeFailure(error: unknown, path: string): unknown {
  const { code, message, syscall } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG')
    return new StartError(
      `There is not enough room for the backup in ${dirname(path)}. Nothing was kept; free some space.`,
    );
  if (error instanceof StartError || !syscall) return error;
  return new StartError(`The backup ${path} cannot be written: ${message}.`);
}
