import { randomBytes } from 'node:crypto';
import type { Database } from '../database/database.js';
import { StartError } from '../database/startError.js';
import type { MasterKey, MasterKeys } from './masterKey.js';
import { seal, unseal } from './sealing.js';

/** The key of a record as the database keeps it. */
export interface WrappedKey {
  wrapped: string;
  /** Fingerprint of the master key that wrapped it. */
  master: string;
}

export const aboutKey = (fileId: string): string => `zhidu key of ${fileId}`;

/** Keys of files: one for each, wrapped by a master key. Whoever destroys the key of a file has destroyed what it sealed. */
export class Vault {
  constructor(
    private readonly database: Database,
    private readonly keys: MasterKeys,
  ) {}

  /** Refuses to serve where a key that is in use is not among those given. */
  async start(): Promise<void> {
    const { database, keys } = this;
    const [{ masters }] = (await database.call<{ masters: string[] }>('select secrets.masters() as masters')) as [
      { masters: string[] },
    ];
    const known = (await keys.all()).map(({ fingerprint }) => fingerprint);
    const missing = masters.filter((fingerprint) => !known.includes(fingerprint));
    if (missing.length > 0)
      throw new StartError(
        `Content in this database is sealed under the master key ${missing.join(', ')}, and given are ${known.join(', ')}. Give that key too (MASTER_KEY or MASTER_KEY_FILE); without it nobody reads the content again.`,
      );
  }

  /** The key of a file that has one; undefined after its destruction. */
  async keyOf(fileId: string): Promise<Buffer | undefined> {
    const [row] = await this.database.call<{ key: WrappedKey | null }>('select secrets.data_key_of($1) as key', [
      fileId,
    ]);
    return row?.key ? this.unwrap(fileId, row.key) : undefined;
  }

  /** The key of a file, made if there is none, in a transaction of its own: it is of no use without what it seals. */
  async keyFor(fileId: string): Promise<Buffer> {
    const known = await this.keyOf(fileId);
    if (known) return known;
    const key = randomBytes(32);
    for (;;) {
      const [current] = await this.database.call<{ master: string | null }>(
        'select secrets.current_master() as master',
      );
      const master = current?.master ?? (await this.keys.all())[0]!.fingerprint;
      const wrapped = seal((await this.unwrapping()).master(master), key, aboutKey(fileId));
      const [row] = await this.database.call<{ key: WrappedKey | null }>(
        'select secrets.put_data_key($1, $2, $3) as key',
        [fileId, wrapped, master],
      );
      // Null where a rotation has begun meanwhile: then the new master key wraps it.
      if (row?.key) return this.unwrap(fileId, row.key);
    }
  }

  /** The master keys of this moment, for many keys at once. */
  async unwrapping(): Promise<Unwrapping> {
    return new Unwrapping(await this.keys.all());
  }

  private async unwrap(fileId: string, key: WrappedKey): Promise<Buffer> {
    return (await this.unwrapping()).key(fileId, key);
  }
}

/** Opens the keys of records, each once. */
export class Unwrapping {
  private readonly opened = new Map<string, Buffer>();

  constructor(private readonly masters: readonly MasterKey[]) {}

  key(recordId: string, { wrapped, master }: WrappedKey): Buffer {
    const known = this.opened.get(recordId) ?? unseal(this.master(master), wrapped, aboutKey(recordId));
    this.opened.set(recordId, known);
    return known;
  }

  master(fingerprint: string): Buffer {
    const found = this.masters.find((key) => key.fingerprint === fingerprint);
    if (!found) throw new Error(`The master key ${fingerprint} is not given to this instance.`);
    return found.bytes;
  }
}
