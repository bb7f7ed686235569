import { Client, type Pool, type PoolConfig } from 'pg';
import { StartError } from '../database/startError.js';
import { FindingKind, type Findings } from './findings.js';

const triggers = [
  ['entry', 'append_only'],
  ['entry', 'retired_only'],
  ['segment', 'append_only'],
  ['retirement', 'append_only'],
] as const;

/** Asks whether what keeps the tables append-only stands as it was set up, and that the request role cannot write to them. */
export async function verifyGuards(pool: Pool, findings: Findings): Promise<void> {
  for (const [table, name] of await restingTriggers(pool))
    findings.add(FindingKind.GUARD_REMOVED, {
      en: `The trigger ${name} of audit.${table} is disabled, gone, or not enabled always.`,
      zh: `audit.${table} 的触发器 ${name} 已停用、不存在或未始终启用。`,
    });
  const { rows: rights } = await pool.query<{ table: string }>(
    `select c.relname as table from pg_class c
     where c.relnamespace = 'audit'::regnamespace and c.relkind in ('r', 'p')
       and has_table_privilege(c.oid, 'insert, update, delete, truncate') and not pg_has_role(c.relowner, 'usage')`,
  );
  for (const { table } of rights)
    findings.add(FindingKind.GUARD_REMOVED, {
      en: `The role of the requests was given the right to write to audit.${table}.`,
      zh: `处理请求的角色被授予了写入 audit.${table} 的权限。`,
    });
}

async function restingTriggers(pool: Pick<Pool, 'query'>) {
  const { rows: live } = await pool.query<{ table: string; name: string }>(
    `select c.relname as table, t.tgname as name from pg_trigger t join pg_class c on c.oid = t.tgrelid
     where c.relnamespace = 'audit'::regnamespace and t.tgenabled = 'A' and t.tgfoid = 'audit.refuse_change()'::regprocedure`,
  );
  return triggers.filter(([table, name]) => !live.some((trigger) => trigger.table === table && trigger.name === name));
}

/** Enables again what keeps the audit append-only, and records that it had been disabled: what happened meanwhile verifyAudit tells. */
export async function restoreGuards(database: PoolConfig): Promise<void> {
  const owner = new Client(database);
  await owner.connect();
  try {
    for (const [table, trigger] of await restingTriggers(owner)) await enable(owner, table, trigger);
  } finally {
    await owner.end();
  }
}

async function enable(owner: Client, table: string, trigger: string): Promise<void> {
  const { rows } = await owner.query('select from pg_trigger where tgrelid = $1::regclass and tgname = $2', [
    `audit.${table}`,
    trigger,
  ]);
  if (rows.length === 0) return;
  await owner.query(`alter table audit.${table} enable always trigger ${trigger}`);
  const entry = { action: 'audit guard restored', request: 'start', after: { table: `audit.${table}`, trigger } };
  await owner.query('select audit.append($1::json)', [JSON.stringify([entry])]);
}

/** Refuses to serve where the audit could be altered by ordinary statements. */
export async function refuseUnguarded(pool: Pool): Promise<void> {
  const resting = await restingTriggers(pool);
  if (resting.length === 0) return;
  const names = resting.map(([table, name]) => `${name} of audit.${table}`).join(', ');
  throw new StartError(
    `The audit is not guarded: triggers are disabled or gone (${names}). Run npm run migrate, which enables and records them, then npm run audit -- verify.`,
  );
}
