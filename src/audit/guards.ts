import type { Pool } from 'pg';
import { FindingKind, type Findings } from './findings.js';

const triggers = [
  ['entry', 'append_only'],
  ['entry', 'retired_only'],
  ['segment', 'append_only'],
  ['retirement', 'append_only'],
] as const;

/** Asks whether what keeps the tables append-only stands as it was set up, and that the request role cannot write to them. */
export async function verifyGuards(pool: Pool, findings: Findings): Promise<void> {
  const { rows: live } = await pool.query<{ table: string; name: string }>(
    `select c.relname as table, t.tgname as name from pg_trigger t join pg_class c on c.oid = t.tgrelid
     where c.relnamespace = 'audit'::regnamespace and t.tgenabled = 'A' and t.tgfoid = 'audit.refuse_change()'::regprocedure`,
  );
  for (const [table, name] of triggers)
    if (!live.some((trigger) => trigger.table === table && trigger.name === name))
      findings.add(FindingKind.GUARD_REMOVED, {
        en: `The trigger ${name} of audit.${table} is disabled or gone.`,
        zh: `audit.${table} 的触发器 ${name} 已停用或不存在。`,
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
