import { Client, type PoolConfig } from 'pg';
import { StartError } from './startError.js';

const leastVersion = 15;
const patienceMs = 10_000;

interface Facts {
  role: string;
  database: string;
  /** As PostgreSQL counts: 150004. */
  version: number;
  encoding: string;
  /** Tells servers apart. */
  started: string;
  privileged: boolean;
}

/**
 * Looks at a PostgreSQL that is not ours before anything is changed in it.
 *
 * @throws StartError naming what is wrong with the server, the roles or the way there
 */
export async function inspectOwnServer(
  request: PoolConfig,
  owner?: PoolConfig,
): Promise<{ host: string; port: number; database: string }> {
  const { facts, host, port } = await ask('DATABASE_URL', request);
  const { role, database } = facts;
  if (Math.floor(facts.version / 10_000) < leastVersion)
    throw new StartError(
      `The server of DATABASE_URL is PostgreSQL ${Math.floor(facts.version / 10_000)}; Zhidu needs ${leastVersion} or newer.`,
    );
  if (facts.encoding !== 'UTF8')
    throw new StartError(`The database ${database} is encoded in ${facts.encoding}. Create it with encoding 'UTF8'.`);
  if (facts.privileged)
    throw new StartError(
      `The role ${role} of DATABASE_URL is a superuser or bypasses row-level security, and all rows would be open to everybody. Use a plain role for the requests.`,
    );
  if (owner) {
    const { facts: owning } = await ask('DATABASE_OWNER_URL', owner);
    if (owning.started !== facts.started || owning.database !== database)
      throw new StartError('DATABASE_URL and DATABASE_OWNER_URL name two different databases; they must be one.');
    if (owning.role === role)
      throw new StartError(
        `DATABASE_URL and DATABASE_OWNER_URL use the same role ${role}. Requests need a plain role that owns nothing.`,
      );
  }
  return { host, port, database };
}

async function ask(setting: string, config: PoolConfig): Promise<{ facts: Facts; host: string; port: number }> {
  const client = new Client({ ...config, connectionTimeoutMillis: patienceMs });
  // What happens to the connection also rejects the call that is under way.
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<Facts>(
      `select rolname as role, current_database() as database, current_setting('server_version_num')::int as version,
         current_setting('server_encoding') as encoding, extract(epoch from pg_postmaster_start_time())::text as started,
         rolsuper or rolbypassrls as privileged
       from pg_roles where rolname = current_user`,
    );
    return { facts: rows[0]!, host: client.host, port: client.port };
  } catch (error) {
    const { host, port, database, user } = client;
    throw new StartError(
      `The database ${database} of ${setting} cannot be reached as ${user} on ${host}:${port}: ${awayReason(error) ?? (error as Error).message}.`,
    );
  } finally {
    await client.end().catch(() => {});
  }
}

const away =
  /^(ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EPIPE|08...|28...|3D000|53300|57P0[1-3])$/;

/** Why a server did not answer, if that is what the error says. Where several addresses were tried it has no message. */
export function awayReason(error: unknown): string | undefined {
  const { code = '', message } = error as { code?: string; message: string };
  return away.test(code) ? message || code : undefined;
}
