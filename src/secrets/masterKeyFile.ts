import { randomBytes } from 'node:crypto';
import { link, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { StartError } from '../database/startError.js';
import { type MasterKey, type MasterKeys, newMasterKey, readMasterKey } from './masterKey.js';

export const masterKeyPath = (dataDirectory: string): string => join(dataDirectory, 'master.key');

/** Master keys in a file, one a line in base64: the first wraps, the others only unwrap until a rotation has ended. */
export class MasterKeyFile implements MasterKeys {
  constructor(readonly path: string) {}

  /** Read anew each time: keys of files are opened seldom enough, and a rotation is seen at once. */
  async all(): Promise<readonly MasterKey[]> {
    return (await this.lines()).map((line) => readMasterKey(line)!);
  }

  async exists(): Promise<boolean> {
    return readFile(this.path).then(
      () => true,
      (error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return false;
        throw error;
      },
    );
  }

  /** Makes the file with its first key, for its owner alone. Of two first starts one writes, both read the same. */
  async create(): Promise<void> {
    const draft = await this.draft([newMasterKey()]);
    await link(draft, this.path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
    await rm(draft);
  }

  /** A new key stands before the others. */
  async add(): Promise<void> {
    await this.write([newMasterKey(), ...(await this.lines())]);
  }

  /** Forgets all but the first. */
  async forgetOld(): Promise<void> {
    await this.write((await this.lines()).slice(0, 1));
  }

  private async lines(): Promise<string[]> {
    const text = await readFile(this.path, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
      throw new StartError(
        `There is no master key at ${this.path}. Restore it from where you keep it; for a new organisation make one: openssl rand -base64 32 > ${this.path}`,
      );
    });
    const lines = text.split('\n').filter((line) => line.trim() !== '');
    if (lines.length === 0 || lines.some((line) => !readMasterKey(line)))
      throw new StartError(
        `${this.path} does not hold master keys, one a line with 32 bytes in base64. Restore it from where you keep it; without it the content of files cannot be read.`,
      );
    return lines;
  }

  private async write(lines: string[]): Promise<void> {
    await rename(await this.draft(lines), this.path);
  }

  private async draft(lines: string[]): Promise<string> {
    const draft = `${this.path}.${randomBytes(6).toString('hex')}`;
    const file = await open(draft, 'wx', 0o600);
    try {
      await file.writeFile(`${lines.join('\n')}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    return draft;
  }
}
