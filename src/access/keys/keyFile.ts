import { randomBytes } from 'node:crypto';
import { link, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { StartError } from '../../database/startError.js';
import { type KeyRing, kidOf, type TokenKey } from './keyRing.js';

interface StoredKey {
  secret: string;
  createdAt: string;
  /** From here on it verifies nothing; absent for the key that signs. */
  verifiesUntil?: string;
}

export const keyFilePath = (dataDirectory: string): string => join(dataDirectory, 'token.keys');

/** How often a token with an unknown key may make an instance look at the file. */
const looksEveryMs = 1000;

/** Keys in a file of the data directory, made at the first start. A rotation is picked up by running instances. */
export class KeyFile implements KeyRing {
  private keys: (TokenKey & Pick<StoredKey, 'verifiesUntil'>)[] = [];
  private readAs = '';
  private lookedAt = 0;

  constructor(
    private readonly path: string,
    private readonly clock: () => Date = () => new Date(),
  ) {}

  async signing(): Promise<TokenKey> {
    await this.look();
    const key = this.keys.find(({ verifiesUntil }) => !verifiesUntil);
    if (!key) throw new StartError(`${this.path} holds no key that signs. Run: npm run keys -- rotate`);
    return key;
  }

  async verifying(kid: string): Promise<TokenKey | undefined> {
    const find = () => this.keys.find((key) => key.kid === kid && this.stillVerifies(key));
    const known = find();
    if (known || performance.now() - this.lookedAt < looksEveryMs) return known;
    await this.look();
    return find();
  }

  /** Makes the file with its first key. Of two first starts one writes, both read the same. */
  async create(): Promise<void> {
    const draft = `${this.path}.${randomBytes(6).toString('hex')}`;
    await writeSynced(draft, [this.newKey()]);
    await link(draft, this.path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
    await rm(draft);
    await this.look();
  }

  /**
   * A new key signs from now on; those before verify until the tokens that they signed have expired.
   *
   * @param lifetimeMinutes of an access token
   */
  async rotate(lifetimeMinutes: number): Promise<{ kid: string; oldVerifyUntil: Date }> {
    const oldVerifyUntil = new Date(this.clock().getTime() + lifetimeMinutes * 60_000);
    const key = this.newKey();
    await this.rewrite((keys) => [
      key,
      ...keys.map((old) => ({ ...old, verifiesUntil: old.verifiesUntil ?? oldVerifyUntil.toISOString() })),
    ]);
    return { kid: kidOf(key.secret), oldVerifyUntil };
  }

  async prune(): Promise<void> {
    await this.look();
    if (!this.keys.every((key) => this.stillVerifies(key))) await this.rewrite((keys) => keys);
  }

  private newKey = (): StoredKey => ({
    secret: randomBytes(48).toString('base64'),
    createdAt: this.clock().toISOString(),
  });

  private stillVerifies = ({ verifiesUntil }: Pick<StoredKey, 'verifiesUntil'>): boolean =>
    !verifiesUntil || new Date(verifiesUntil) > this.clock();

  /** One at a time: the draft has a fixed name, and only one can make it. */
  private async rewrite(change: (keys: StoredKey[]) => StoredKey[]): Promise<void> {
    const draft = `${this.path}.next`;
    const file = await open(draft, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
      throw new StartError(`Keys are being rotated at this moment. If that is not so, remove ${draft} and try again.`);
    });
    await file.close();
    try {
      await writeSynced(draft, change(await this.read()).filter(this.stillVerifies));
      await rename(draft, this.path);
    } catch (error) {
      await rm(draft, { force: true });
      throw error;
    }
    await this.look();
  }

  private async look(): Promise<void> {
    this.lookedAt = performance.now();
    const { mtimeMs, ino, size } = await stat(this.path);
    const state = `${mtimeMs} ${ino} ${size}`;
    if (state === this.readAs) return;
    const stored = await this.read();
    this.keys = stored.map(({ secret, verifiesUntil }) => ({
      kid: kidOf(secret),
      secret: new TextEncoder().encode(secret),
      verifiesUntil,
    }));
    this.readAs = state;
  }

  private async read(): Promise<StoredKey[]> {
    const text = await readFile(this.path, 'utf8');
    try {
      const keys: unknown = JSON.parse(text);
      if (areKeys(keys)) return keys;
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
    }
    throw new StartError(`${this.path} holds no keys. Remove it and start again; everybody then signs in anew.`);
  }
}

const areKeys = (keys: unknown): keys is StoredKey[] =>
  Array.isArray(keys) &&
  keys.length > 0 &&
  keys.every((key) => typeof key?.secret === 'string' && key.secret.length >= 32);

async function writeSynced(path: string, keys: StoredKey[]): Promise<void> {
  const file = await open(path, 'w', 0o600);
  try {
    await file.writeFile(`${JSON.stringify(keys, undefined, 1)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
}
