import { pipeline } from 'node:stream/promises';
import type { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { Founding } from '../access/founding.js';
import { quote } from '../database/entityModel.js';
import { StartError } from '../database/startError.js';
import type { BackupReader } from './backupReader.js';
import { ledger, plainFormats, schemasOf, sequencesOf, tablesOf } from './catalog.js';
import { type Manifest, rowsPath, type TablePart } from './manifest.js';
import { Measure } from './measure.js';
import { guardsOf } from './tableGuards.js';

/**
 * Puts the rows of a backup into empty tables of the same migrations, in one transaction. The names in statements are
 * those of the database; those of the backup are only compared with them.
 *
 * @throws StartError where the two do not agree, or the rows do not keep what the tables demand
 */
export async function loadRows(
  client: Client,
  reader: BackupReader,
  onProgress: (message: string) => void,
): Promise<void> {
  const { manifest } = reader;
  const schemas = schemasOf(manifest.migrations);
  await client.query(plainFormats);
  await client.query('begin');
  try {
    const tables = await matching(client, manifest, schemas);
    const guards = await guardsOf(client, schemas);
    for (const statement of guards.down) await client.query(statement);
    // What migrations put in is in the backup as well.
    await client.query(`truncate ${tables.map(({ name }) => name).join(', ')}`);
    let schema: string | undefined;
    for (const table of tables) {
      if (table.part.schema !== schema) onProgress(`writing ${table.part.schema}`);
      schema = table.part.schema;
      await load(client, reader, table);
    }
    onProgress('checking what the tables demand');
    for (const statement of guards.up) await client.query(statement).catch(refuseInconsistent);
    await setSequences(client, manifest, schemas);
    if (manifest.demo !== 'none') await new Founding(client, new Date()).markDemo(manifest.demo);
    const names = (migrations: Manifest['migrations']) => migrations.map((one) => Object.values(one).join(' ')).sort();
    if (JSON.stringify(names(await ledger(client))) !== JSON.stringify(names(manifest.migrations)))
      throw new StartError('The backup contradicts itself: its rows name other migrations than its manifest.');
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw error;
  }
}

interface MatchingTable {
  part: TablePart;
  /** As the database has it. */
  name: string;
}

async function matching(client: Client, manifest: Manifest, schemas: string[]): Promise<MatchingTable[]> {
  const parts = new Map(manifest.tables.map((part) => [rowsPath(part), part]));
  const tables = await tablesOf(client, schemas);
  const matched = tables.map(({ schema, table, columns }) => {
    const part = parts.get(rowsPath({ schema, table }));
    parts.delete(rowsPath({ schema, table }));
    if (!part) throw new StartError(`The backup lacks the table ${schema}.${table}, which its migrations make.`);
    if (JSON.stringify([...part.columns].sort()) !== JSON.stringify([...columns].sort()))
      throw new StartError(`The backup has other columns of ${schema}.${table} than its migrations make.`);
    return { part, name: `${quote(schema)}.${quote(table)}` };
  });
  const [stray] = parts.values();
  if (stray)
    throw new StartError(`The backup has rows of ${stray.schema}.${stray.table}, which none of its migrations makes.`);
  return matched;
}

async function load(client: Client, reader: BackupReader, { part, name }: MatchingTable): Promise<void> {
  const columns = part.columns.map(quote).join(', ');
  const copy = client.query(copyFrom(`copy ${name} (${columns}) from stdin with (format text, header match)`));
  const measure = new Measure(part.bytes);
  await pipeline(await reader.content(rowsPath(part)), measure, copy).catch(
    (error: { code?: string; message: string }) => {
      // Codes of PostgreSQL for data that a table cannot take.
      if (!/^2[23]/.test(error.code ?? '')) throw error;
      throw new StartError(`The backup has rows that ${part.schema}.${part.table} cannot hold: ${error.message}.`);
    },
  );
  if (copy.rowCount !== part.rows)
    throw new StartError(
      `The backup contradicts itself: ${rowsPath(part)} ends after ${copy.rowCount} of ${part.rows} rows.`,
    );
  if (measure.result().sha256 !== part.sha256)
    throw new StartError(`The backup changed while it was being read: ${rowsPath(part)} is not what it was.`);
}

async function setSequences(client: Client, manifest: Manifest, schemas: string[]): Promise<void> {
  const values = new Map(manifest.sequences.map((sequence) => [`${sequence.schema}.${sequence.name}`, sequence]));
  for (const { schema, name } of await sequencesOf(client, schemas)) {
    const found = values.get(`${schema}.${name}`);
    if (!found) throw new StartError(`The backup lacks the sequence ${schema}.${name}, which its migrations make.`);
    values.delete(`${schema}.${name}`);
    await client
      .query('select setval($1::regclass, $2::bigint, $3)', [
        `${quote(schema)}.${quote(name)}`,
        found.value,
        found.isCalled,
      ])
      .catch(refuseInconsistent);
  }
  const [stray] = values.keys();
  if (stray) throw new StartError(`The backup has the sequence ${stray}, which none of its migrations makes.`);
}

function refuseInconsistent(error: { code?: string; message: string }): never {
  if (!/^2[23]/.test(error.code ?? '')) throw error;
  throw new StartError(`The backup is not consistent: ${error.message}.`);
}
