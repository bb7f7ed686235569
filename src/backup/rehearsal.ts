import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../config.js';
import type { Module } from '../module.js';
import type { Manifest } from './manifest.js';
import { readBack } from './readBack.js';
import { restoreBackup } from './restoreBackup.js';
import { verificationCode } from './verificationCode.js';

export interface Rehearsal {
  manifest: Manifest;
  /** Of the rows that were read from the restored database. */
  code: string;
}

/**
 * Restores a backup into a scratch database of its own, which is removed again, and compares every row with what was
 * backed up. Touches no other database.
 *
 * @throws StartError where the backup is not whole, does not fit, or comes out otherwise
 */
export async function rehearseBackup(
  path: string,
  {
    modules,
    product,
    onProgress,
  }: { modules: readonly Module[]; product: string; onProgress?: (text: string) => void },
): Promise<Rehearsal> {
  const scratch = await mkdtemp(join(tmpdir(), 'zhidu-rehearsal-'));
  try {
    const config = readConfig({ DATA_DIR: join(scratch, 'data') }, scratch);
    let code = '';
    const manifest = await restoreBackup({
      config,
      modules,
      path,
      product,
      ...(onProgress ? { onProgress } : {}),
      onLoaded: async (client, { moment, ...held }) => {
        onProgress?.('comparing what was restored');
        code = verificationCode({ moment, tables: await readBack(client, { moment, ...held }) });
      },
    });
    return { manifest, code };
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}
