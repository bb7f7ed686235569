import type { ClientBase } from 'pg';
import type { Config } from '../config.js';
import { StartError } from '../database/startError.js';
import { asOwner, openDatabase } from '../open.js';
import type { Output } from '../output.js';
import type { MasterKey } from './masterKey.js';
import { type MasterKeyFile } from './masterKeyFile.js';
import { masterKeyFileOf } from './masterKeySettings.js';
import { seal, unseal } from './sealing.js';
import { aboutKey } from './vault.js';

const rotationLock = 7_126_302;

interface Row {
  file_id: string;
  wrapped: string;
  master: string;
}

/** `keys rotate-master`. The embedded database must not be in use by a running platform. */
export async function rotateMasterCommand(config: Config, output: Output): Promise<void> {
  const { masterKeys, dataDirectory } = config;
  const file = masterKeyFileOf(masterKeys, dataDirectory);
  if (file && !(await file.exists()))
    throw new StartError(`There is no master key at ${file.path} yet. The first start makes it.`);
  const database = await openDatabase(config, output.progress);
  try {
    if (!database.owner)
      throw new StartError('Set DATABASE_OWNER_URL: only the role that owns the tables changes keys.');
    const done = await asOwner(database.owner, (client) => rotateMaster(client, file ?? masterKeys.given));
    output.say(
      `${done.count} keys of files are wrapped by the master key ${done.fingerprint} now. ${
        file
          ? `${file.path} holds it alone. Keep a copy of it apart from backups.`
          : 'Take the others out of MASTER_KEY and restart all instances.'
      }`,
    );
  } finally {
    await database.stop();
  }
}

/**
 * Wraps the keys of all files by the first master key, in steps that are each a transaction of their own: what is killed
 * halfway goes on when it is called again. From a file the old keys go when nothing needs them any more, and not before.
 */
export async function rotateMaster(
  client: ClientBase,
  source: MasterKeyFile | readonly MasterKey[],
  atOnce = 500,
): Promise<{ fingerprint: string; count: number }> {
  const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_lock($1) as mine', [rotationLock]);
  if (!rows[0]!.mine) throw new StartError('The master key is being rotated at this moment.');
  const keys = 'all' in source ? await keysOfFile(source) : source;
  const [first] = keys as [MasterKey];
  await client.query(
    'insert into secrets.master (fingerprint) values ($1) on conflict (is_only) do update set fingerprint = excluded.fingerprint',
    [first.fingerprint],
  );
  let count = 0;
  for (let done = -1; done !== 0; count += done) done = await rewrapSome(client, keys, atOnce);
  if ('all' in source) await source.forgetOld();
  return { fingerprint: first.fingerprint, count };
}

/** With the new key first; where a rotation was killed it is there already. */
async function keysOfFile(file: MasterKeyFile): Promise<readonly MasterKey[]> {
  if ((await file.all()).length === 1) await file.add();
  return file.all();
}

async function rewrapSome(client: ClientBase, keys: readonly MasterKey[], atOnce: number): Promise<number> {
  const [first] = keys as [MasterKey];
  await client.query('begin');
  try {
    const { rows } = await client.query<Row>(
      'select file_id, wrapped, master from secrets.data_key where master <> $1 order by file_id limit $2 for update',
      [first.fingerprint, atOnce],
    );
    for (const { file_id: fileId, wrapped, master } of rows) {
      const old = keys.find(({ fingerprint }) => fingerprint === master);
      if (!old)
        throw new StartError(
          `The key of a file is wrapped by the master key ${master}, which is not given. Nothing that was not rotated yet was changed.`,
        );
      const plain = unseal(old.bytes, wrapped, aboutKey(fileId));
      await client.query('update secrets.data_key set wrapped = $2, master = $3 where file_id = $1', [
        fileId,
        seal(first.bytes, plain, aboutKey(fileId)),
        first.fingerprint,
      ]);
    }
    await client.query('commit');
    return rows.length;
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}
