import type { Database } from '../database/database.js';
import { StartError } from '../database/startError.js';
import type { MasterKeys } from './masterKey.js';
import { MasterKeyFile, masterKeyPath } from './masterKeyFile.js';

/** Made at the first start, and never in place of one that was lost. */
export async function keptMasterKey(dataDirectory: string, database: Database): Promise<MasterKeys> {
  const file = new MasterKeyFile(masterKeyPath(dataDirectory));
  const [row] = await database.call<{ master: string | null }>('select secrets.current_master() as master');
  if (await file.exists()) return file;
  if (row?.master)
    throw new StartError(
      `${file.path} is missing, and content in this database is sealed under it. Restore it from where you keep it, or give the key as MASTER_KEY.`,
    );
  await file.create();
  return file;
}
