import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Database } from '../database/database.js';
import { syncDirectory } from '../database/syncDirectory.js';

const algorithm = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;
const orphanMs = 24 * 60 * 60 * 1000;

export interface Kept {
  /** In bytes, of the content. */
  size: number;
  checksum: string;
  sealedChecksum: string;
}

/** What a sealed file belongs to: it opens as nothing else's. */
const about = (id: string, recordId: string): Buffer => Buffer.from(`zhidu attachment ${id} of ${recordId}`);

/** Files of records in the data directory: nonce, content under AES-256-GCM with the record's key, tag. No plain text is ever there. */
export class AttachmentStore {
  private lookedForOrphans = 0;

  constructor(
    private readonly directory: string,
    private readonly database: Database,
    private readonly clock: () => Date,
  ) {}

  /** Seals a content. It is whole and on the disk when this is done, or not there. */
  async keep(key: Buffer, id: string, recordId: string, content: Readable): Promise<Kept> {
    await mkdir(this.directory, { recursive: true, mode: 0o700 });
    const [plain, sealed] = [createHash('sha256'), createHash('sha256')];
    let size = 0;
    async function* seal() {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv(algorithm, key, nonce).setAAD(about(id, recordId));
      yield nonce;
      for await (const chunk of content as AsyncIterable<Buffer>) {
        size += chunk.length;
        plain.update(chunk);
        yield cipher.update(chunk);
      }
      yield cipher.final();
      yield cipher.getAuthTag();
    }
    async function* measured() {
      for await (const chunk of seal()) {
        sealed.update(chunk);
        yield chunk;
      }
    }
    const draft = `${this.pathOf(id)}.part`;
    try {
      await pipeline(Readable.from(measured()), createWriteStream(draft, { mode: 0o600, flags: 'wx', flush: true }));
      await rename(draft, this.pathOf(id));
    } catch (error) {
      await rm(draft, { force: true });
      throw error;
    }
    await syncDirectory(this.directory);
    return { size, checksum: plain.digest('hex'), sealedChecksum: sealed.digest('hex') };
  }

  /** The content, read once to its end before: undefined where it is not what was attached. */
  async read(key: Buffer, id: string, recordId: string, checksum: string): Promise<Readable | undefined> {
    const hash = createHash('sha256');
    const measure = new Writable({
      write(chunk: Buffer, _encoding, done) {
        hash.update(chunk);
        done();
      },
    });
    try {
      await pipeline(await this.opened(key, id, recordId), measure);
    } catch (error) {
      if (isDamage(error)) return undefined;
      throw error;
    }
    return hash.digest('hex') === checksum ? this.opened(key, id, recordId) : undefined;
  }

  async drop(id: string): Promise<void> {
    await rm(this.pathOf(id), { force: true });
  }

  /** Removes what no record holds any more; nothing while a backup is being made. */
  async sweep(): Promise<void> {
    const rows = await this.database.call<{ id: string }>('select attachments.discarded_now() as id');
    for (const { id } of rows) await this.drop(id);
    if (rows.length > 0) await this.database.call('select attachments.forget($1::uuid[])', [rows.map(({ id }) => id)]);
    const now = this.clock().getTime();
    if (Math.abs(now - this.lookedForOrphans) < orphanMs / 24) return;
    this.lookedForOrphans = now;
    await this.dropOrphans();
  }

  /** What a server that was killed left between writing a file and its row. */
  private async dropOrphans(): Promise<void> {
    await mkdir(this.directory, { recursive: true, mode: 0o700 });
    const names = await readdir(this.directory);
    const ids = names.map((name) => name.replace(/\.part$/, '')).filter((name) => /^[0-9a-f-]{36}$/.test(name));
    const known = await this.database.call<{ id: string }>('select attachments.known_of($1::uuid[]) as id', [ids]);
    const kept = new Set(known.map(({ id }) => id));
    const before = Date.now() - orphanMs;
    for (const name of names)
      if (!kept.has(name) && (await stat(join(this.directory, name))).mtimeMs < before)
        await rm(join(this.directory, name), { force: true });
  }

  private async opened(key: Buffer, id: string, recordId: string): Promise<Readable> {
    const path = this.pathOf(id);
    const file = await open(path, 'r');
    try {
      const { size } = await file.stat();
      if (size < nonceBytes + tagBytes) throw new Damaged();
      const nonce = (await file.read(Buffer.alloc(nonceBytes), 0, nonceBytes, 0)).buffer;
      const tag = (await file.read(Buffer.alloc(tagBytes), 0, tagBytes, size - tagBytes)).buffer;
      const decipher = createDecipheriv(algorithm, key, nonce, { authTagLength: tagBytes })
        .setAAD(about(id, recordId))
        .setAuthTag(tag);
      const last = size - tagBytes - 1;
      if (last < nonceBytes) return Readable.from([]);
      const source = createReadStream(path, { start: nonceBytes, end: last });
      source.once('error', (error) => decipher.destroy(error));
      return source.pipe(decipher);
    } finally {
      await file.close();
    }
  }

  private pathOf(id: string): string {
    return join(this.directory, id);
  }
}

class Damaged extends Error {}

const isDamage = (error: unknown): boolean =>
  error instanceof Damaged ||
  (error as NodeJS.ErrnoException).code === 'ENOENT' ||
  /unable to authenticate/i.test((error as Error).message);
