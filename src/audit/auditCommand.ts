import { readFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { parseArgs } from 'node:util';
import type { Pool } from 'pg';
import { compose } from '../composition.js';
import type { Config } from '../config.js';
import { coreModules } from '../coreModules.js';
import { commandPool } from '../database/commandPool.js';
import { initOrm } from '../database/orm.js';
import { StartError } from '../database/startError.js';
import { installedModules } from '../installedModules.js';
import { asOwner, openDatabase } from '../open.js';
import type { Output } from '../output.js';
import { type Checkpoint, takeCheckpoint } from './checkpoint.js';
import { evidenceOf, type KnownEvidence } from './evidence.js';
import { retireAudit } from './retire.js';
import { dayOf } from './retirements.js';
import { type Verification, verifyAudit } from './verify.js';

const help = `Say what to do with the audit:

  npm run audit -- verify [--checkpoint FILE]       compare it with its seals; exit code 1 with what was found
  npm run audit -- checkpoint                       print where the chain stands, to be kept elsewhere
  npm run audit -- retire --before YYYY-MM-DD --reason TEXT
                                                    remove entries that are older; their seals stay`;

interface Opened {
  pool: Pool;
  config: Config;
  owner: Parameters<typeof asOwner>[0] | undefined;
}

/** `audit verify`, `audit checkpoint`, `audit retire`. The embedded database must not be in use by a running platform. */
export async function auditCommand(config: Config, [what, ...rest]: string[], output: Output): Promise<void> {
  const command = commands[what ?? ''];
  if (!command) throw new StartError(help);
  const { values } = given(rest);
  const checkpoint = values.checkpoint ? await readCheckpoint(values.checkpoint) : undefined;
  const database = await openDatabase(config, output.progress);
  const pool = commandPool(database.request, 'zhidu audit', 2);
  try {
    const { rows } = await pool.query(`select to_regclass('audit.segment') is not null as migrated`);
    if (!rows[0].migrated) throw new StartError('This database has no audit yet. Bring it up to date: npm run migrate');
    await command({ pool, config, owner: database.owner }, { ...values, checkpoint }, output);
  } finally {
    await pool.end();
    await database.stop();
  }
}

function given(rest: string[]) {
  try {
    const text = { type: 'string' } as const;
    return parseArgs({ args: rest, options: { checkpoint: text, before: text, reason: text } });
  } catch (error) {
    throw new StartError(`${(error as Error).message}\n\n${help}`);
  }
}

interface Given {
  checkpoint: Checkpoint | undefined;
  before?: string;
  reason?: string;
}

const commands: Record<string, (opened: Opened, given: Given, output: Output) => Promise<void>> = {
  async verify({ pool, config }, { checkpoint }, output) {
    const verification = await verifyAudit(pool, config.audit.key, checkpoint, await evidenceIn(pool, config));
    const { ok, entries, segments, unsealed, retired, findings } = verification;
    const size = `${entries} entries in ${segments} segments`;
    if (!ok) throw new StartError([`The audit is not what was sealed (${size}):`, ...findings.map(lineOf)].join('\n'));
    output.say(
      [
        `The audit is whole: ${size}${config.audit.key ? `, signed by the key ${config.audit.key.fingerprint}` : ''}.`,
        ...(unsealed > 0 ? [`${unsealed} entries wait to be sealed.`] : []),
        ...(retired > 0 ? [`${retired} entries were retired; their seals are there.`] : []),
      ].join('\n'),
    );
  },

  async checkpoint({ pool }, _given, output) {
    const checkpoint = await takeCheckpoint(pool);
    if (!checkpoint) throw new StartError('Nothing is sealed yet.');
    output.say(JSON.stringify(checkpoint));
  },

  async retire({ pool, config, owner }, { before, reason }, output) {
    if (!before || !reason) throw new StartError(help);
    if (!owner) throw new StartError('Set DATABASE_OWNER_URL: only the role that owns the tables removes entries.');
    const { key, keepYears } = config.audit;
    if (key && !key.signs)
      throw new StartError('AUDIT_KEY is a public key; retiring has to be signed by the private one.');
    const { ok } = await verifyAudit(pool, key, undefined, await evidenceIn(pool, config));
    if (!ok)
      throw new StartError('The audit is not what was sealed; see: npm run audit -- verify. Nothing was removed.');
    const order = { before: dayOf(before), by: userInfo().username, reason, keepYears, now: new Date(), key };
    const stub = await asOwner(owner, (client) => retireAudit(client, order));
    output.say(
      stub
        ? `${stub.count} entries of the segments ${stub.firstSegment} to ${stub.lastSegment} were removed; their seals stay.`
        : `No segment is older than ${before} as a whole. Nothing was removed.`,
    );
  },
};

/** Of the installed modules, as far as this database is brought up to them. */
async function evidenceIn(pool: Pool, config: Config): Promise<KnownEvidence[]> {
  const modules = compose([...coreModules, ...(await installedModules(config))]);
  const orm = await initOrm(modules, { database: config.requestDatabase?.database ?? 'zhidu' });
  try {
    const known = evidenceOf(modules, orm.getMetadata());
    const { rows } = await pool.query<{ table: string }>(
      'select name as table from unnest($1::text[]) name where to_regclass(name) is not null',
      [known.flatMap(({ tables }) => tables)],
    );
    const there = new Set(rows.map(({ table }) => table));
    return known.filter(({ tables }) => tables.some((table) => there.has(table)));
  } finally {
    await orm.close();
  }
}

const lineOf = ({ kind, message }: Verification['findings'][number]): string => `  ${kind}  ${message.en}`;

async function readCheckpoint(path: string): Promise<Checkpoint> {
  const refuse = (reason: string): never => {
    throw new StartError(`${path} holds no checkpoint as npm run audit -- checkpoint prints it: ${reason}.`);
  };
  const text = await readFile(path, 'utf8').catch((error: Error) => refuse(error.message));
  const found = await Promise.resolve(text)
    .then((json) => JSON.parse(json) as Partial<Checkpoint> | null)
    .catch(() => refuse('it is no JSON'));
  if (!Number.isSafeInteger(found?.number) || !Number.isSafeInteger(found?.count) || typeof found?.hash !== 'string')
    refuse('number, hash or count is missing');
  return found as Checkpoint;
}
