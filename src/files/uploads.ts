import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { access, mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Person } from '../access/person.entity.js';
import { askedBy } from '../audit/reads.js';
import type { Context, SignedInContext } from '../context.js';
import type { Database } from '../database/database.js';
import { uuid, type Writing } from '../database/writing.js';
import { notFound } from '../errors.js';
import { withinAllowance } from './allowance.js';
import { StoredFile } from './storedFile.entity.js';

const keptForMs = 24 * 60 * 60 * 1000;

/** Content that lies on disk. */
export interface Received {
  id: string;
  /** In bytes. */
  size: number;
  /** SHA-256, hexadecimal. */
  checksum: string;
}

/** Files that people send: content in the data directory, everything else in the database. */
export class Uploads {
  constructor(
    private readonly directory: string,
    private readonly database: Database,
    private readonly clock: () => Date,
  ) {}

  /** Streams content to disk; what breaks off leaves nothing behind. It is nobody's until it is kept. */
  async receive(content: Readable): Promise<Received> {
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
      await pipeline(content, measure, createWriteStream(this.pathOf(id), { mode: 0o600, flags: 'wx' }));
    } catch (error) {
      await rm(this.pathOf(id), { force: true });
      throw error;
    }
    return { id, size, checksum: hash.digest('hex') };
  }

  async drop(received: (Partial<Received> & Pick<Received, 'id'>) | undefined): Promise<void> {
    if (received) await rm(this.pathOf(received.id), { force: true });
  }

  /** Makes received content a file of the viewer's and answers its id. */
  async keep(context: SignedInContext, name: string, received: Received): Promise<string> {
    try {
      await this.database.write(context, async ({ em }) => {
        await withinAllowance(em, context, received.size);
        em.create(StoredFile, { ...received, name, owner: em.getReference(Person, context.viewer.personId) });
      });
    } catch (error) {
      await this.drop(received);
      throw error;
    }
    return received.id;
  }

  /** Where the content of a file lies that is the viewer's own; for any other id there is NOT_FOUND. */
  async open(context: Context, id: string): Promise<{ path: string; name: string }> {
    const rows = uuid.test(id)
      ? await this.database.read<{ id: string; name: string }>(context, {
          sql: 'select id, name from files.stored_file where id = $1 and spent_at is null',
          parameters: [id],
        })
      : [];
    // The database gives the id as it was made; the given one may be written in upper case.
    const path = rows[0] && this.pathOf(rows[0].id);
    if (!path || !(await exists(path))) throw notFound({ en: 'file', zh: '文件' });
    const read = { action: 'file read', type: 'StoredFile', id: rows[0]!.id, ...askedBy(context) };
    await context.core.audit.log.now(context, read);
    return { path, name: rows[0]!.name };
  }

  /** Where the content of a file lies for work of its owner's that goes on here; undefined where it lies elsewhere, or no more. */
  async lying(id: string): Promise<string | undefined> {
    const path = this.pathOf(id);
    return (await exists(path)) ? path : undefined;
  }

  /**
   * Inside the transaction that has made something else of an own file: nobody opens it again.
   *
   * @returns whether its content may be dropped after the commit; during a backup it stays until its day is over
   */
  async spend({ em }: Writing, id: string): Promise<boolean> {
    const [row] = await em.execute<{ spent: boolean }[]>('select files.spend(?::uuid) as spent', [id]);
    return row!.spent;
  }

  /** Removes what was sent more than a day ago, and what a killed server left behind half received; nothing during a backup. */
  async sweep(): Promise<void> {
    const before = this.clock().getTime() - keptForMs;
    const [answer] = await this.database.call<{ gone: boolean }>('select files.expire($1) as gone', [
      new Date(before).toISOString(),
    ]);
    if (!answer!.gone) return;
    await mkdir(this.directory, { recursive: true, mode: 0o700 });
    for (const name of await readdir(this.directory)) await removeOlder(join(this.directory, name), before);
  }

  private pathOf(id: string): string {
    return join(this.directory, id);
  }
}

async function removeOlder(path: string, before: number): Promise<void> {
  // An upload that breaks off at this moment takes its content away itself.
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
  if (found && found.mtimeMs < before) await rm(path, { force: true });
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
