import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Client } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { quote } from '../database/entityModel.js';
import { StartError } from '../database/startError.js';
import type { Manifest, TablePart } from './manifest.js';
import { Measure } from './measure.js';

/**
 * Reads the rows of a database that a backup was just loaded into, and compares them with what was backed up. Answers what
 * was read.
 *
 * @throws StartError naming each table that came out otherwise
 */
export async function readBack(client: Client, { tables }: Manifest): Promise<TablePart[]> {
  const found: TablePart[] = [];
  for (const table of tables) {
    const measure = new Measure();
    const columns = table.columns.map(quote).join(', ');
    const from = `${quote(table.schema)}.${quote(table.table)}`;
    const rows = client.query(
      copyTo(`copy (select ${columns} from ${from}) to stdout with (format text, header true)`),
    );
    await pipeline(rows, measure, new Writable({ write: (_chunk, _encoding, done) => done() }));
    found.push({ ...table, ...measure.result(), rows: measure.lines - 1 });
  }
  const other = found.filter(({ sha256 }, i) => sha256 !== tables[i]!.sha256);
  if (other.length > 0)
    throw new StartError(
      `What was restored is not what was backed up: ${other.map(({ schema, table }) => `${schema}.${table}`).join(', ')}.`,
    );
  return found;
}
