import { Client, type Pool, type PoolConfig } from 'pg';
import { StartError } from '../database/startError.js';
import type { KnownEvidence, TableGuard } from './evidence.js';
import { FindingKind, type Findings } from './findings.js';

const own: readonly TableGuard[] = [
  { table: 'audit.entry', trigger: 'append_only', procedure: 'audit.refuse_change()' },
  { table: 'audit.entry', trigger: 'retired_only', procedure: 'audit.refuse_change()' },
  { table: 'audit.segment', trigger: 'append_only', procedure: 'audit.refuse_change()' },
  { table: 'audit.retirement', trigger: 'append_only', procedure: 'audit.refuse_change()' },
];

/** Asks whether what keeps the tables append-only stands as it was set up, and that the request role cannot write to them. */
export async function verifyGuards(pool: Pool, evidence: readonly KnownEvidence[], findings: Findings): Promise<void> {
  for (const { table, trigger } of await restingTriggers(pool, evidence))
    findings.add(FindingKind.GUARD_REMOVED, {
      en: `The trigger ${trigger} of ${table} is disabled, gone, or not enabled always.`,
      zh: `${table} 的触发器 ${trigger} 已停用、不存在或未始终启用。`,
    });
  const { rows: rights } = await pool.query<{ table: string }>(
    `select format('%s.%s', n.nspname, c.relname) as table from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and not pg_has_role(c.relowner, 'usage')
       and (n.nspname = 'audit' and has_table_privilege(c.oid, 'insert, update, delete, truncate')
         or format('%s.%s', n.nspname, c.relname) = any ($1) and has_table_privilege(c.oid, 'update, delete, truncate'))`,
    [evidence.flatMap(({ tables }) => tables)],
  );
  for (const { table } of rights)
    findings.add(FindingKind.GUARD_REMOVED, {
      en: `The role of the requests was given the right to write to ${table}.`,
      zh: `处理请求的角色被授予了写入 ${table} 的权限。`,
    });
}

async function restingTriggers(pool: Pick<Pool, 'query'>, evidence: readonly KnownEvidence[]): Promise<TableGuard[]> {
  const guards = [...own, ...evidence.flatMap((one) => one.guards)];
  const { rows: live } = await pool.query<TableGuard>(
    `select format('%s.%s', n.nspname, c.relname) as table, t.tgname as trigger,
       format('%s.%s()', f.nspname, p.proname) as procedure
     from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
       join pg_proc p on p.oid = t.tgfoid join pg_namespace f on f.oid = p.pronamespace
     where t.tgenabled = 'A' and format('%s.%s', n.nspname, c.relname) = any ($1)`,
    [guards.map(({ table }) => table)],
  );
  return guards.filter(
    ({ table, trigger, procedure }) =>
      !live.some((one) => one.table === table && one.trigger === trigger && one.procedure === procedure),
  );
}

/** Enables again what keeps the audit append-only, and records that it had been disabled: what happened meanwhile verifyAudit tells. */
export async function restoreGuards(database: PoolConfig, evidence: readonly KnownEvidence[]): Promise<void> {
  const owner = new Client(database);
  await owner.connect();
  try {
    for (const guard of await restingTriggers(owner, evidence)) await enable(owner, guard);
  } finally {
    await owner.end();
  }
}

async function enable(owner: Client, { table, trigger }: TableGuard): Promise<void> {
  const { rows } = await owner.query('select from pg_trigger where tgrelid = $1::regclass and tgname = $2', [
    table,
    trigger,
  ]);
  if (rows.length === 0) return;
  await owner.query(`alter table ${table} enable always trigger ${trigger}`);
  const entry = { action: 'audit guard restored', request: 'start', after: { table, trigger } };
  await owner.query('select audit.append($1::json)', [JSON.stringify([entry])]);
}

/** Refuses to serve where the audit could be altered by ordinary statements. */
export async function refuseUnguarded(pool: Pool, evidence: readonly KnownEvidence[]): Promise<void> {
  const resting = await restingTriggers(pool, evidence);
  if (resting.length === 0) return;
  const names = resting.map(({ table, trigger }) => `${trigger} of ${table}`).join(', ');
  throw new StartError(
    `The audit is not guarded: triggers are disabled or gone (${names}). Run npm run migrate, which enables and records them, then npm run audit -- verify.`,
  );
}
