import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Person } from '../access/person.entity.js';
import type { Context, SignedInContext } from '../context.js';
import type { Database } from '../database/database.js';
import { uuid } from '../database/writing.js';
import { notFound } from '../errors.js';
import { StoredFile } from './storedFile.entity.js';

const keptForMs = 24 * 60 * 60 * 1000;

/** Files that people send: content in the data directory, everything else in the database. */
export class Uploads {
  constructor(
    private readonly directory: string,
    private readonly database: Database,
    private readonly clock: () => Date,
  ) {}

  /** Streams a file to disk and then records it; what breaks off leaves nothing behind. */
  async store(context: SignedInContext, name: string, content: Readable): Promise<string> {
    await mkdir(this.directory, { recursive: true, mode: 0o700 });
    const id = randomUUID();
    const hash = createHash('sha256');
    let size = 0;
    const measure = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        hash.update(chunk);
        size += chunk.length;
        done(null, chunk);
      },
    });
    try {
      await pipeline(content, measure, createWriteStream(this.pathOf(id), { mode: 0o600 }));
      await this.database.write(context, async ({ em }) => {
        const owner = em.getReference(Person, context.viewer.personId);
        em.create(StoredFile, { id, name: name.slice(0, 200), size, checksum: hash.digest('hex'), owner });
      });
    } catch (error) {
      await rm(this.pathOf(id), { force: true });
      throw error;
    }
    return id;
  }

  /** Where the content of a file lies that is the viewer's own; for any other id there is NOT_FOUND. */
  async open(context: Context, id: string): Promise<{ path: string; name: string }> {
    const rows = uuid.test(id)
      ? await this.database.read<{ name: string }>(context, {
          sql: 'select name from files.stored_file where id = $1',
          parameters: [id],
        })
      : [];
    if (!rows[0]) throw notFound({ en: 'file', zh: '文件' });
    return { path: this.pathOf(id), name: rows[0].name };
  }

  /** Removes what was sent more than a day ago. */
  async sweep(): Promise<void> {
    const before = new Date(this.clock().getTime() - keptForMs).toISOString();
    const gone = await this.database.call<{ id: string }>('select files.take_expired($1) as id', [before]);
    for (const { id } of gone) await rm(this.pathOf(id), { force: true });
  }

  private pathOf(id: string): string {
    return join(this.directory, id);
  }
}
