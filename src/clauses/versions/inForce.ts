import type { Context } from '../../context.js';
import type { Database } from '../../database/database.js';
import type { Message } from '../../languages/message.js';
import type { Module } from '../../module.js';
import type { Policy } from '../clause.js';
import { policiesOf } from '../clauses.js';
import type { WordedClause } from './policyVersion.entity.js';

/** A policy of a module that is on, as the version in force at a moment words it. */
export interface PolicyInForce extends Policy {
  versionId: string;
  number: number;
  effectiveAt: Date;
  clauses: readonly WordedClause[];
}

interface VersionRow {
  id: string;
  policy: string;
  number: number;
  effective_at: string;
  title: Message;
  purpose: Message | null;
  scope: Message | null;
  clauses: WordedClause[];
}

/** In the order of their ids. Before the first version was in force, that one counts. */
export async function policiesInForce(context: Context, at: Date = context.now): Promise<PolicyInForce[]> {
  const { switching } = context.core;
  const known = policiesOf(switching.modules, (name) => switching.isEnabled(name));
  const rows = await context.database.read<{ found: VersionRow }>(context, {
    sql: `select row_to_json(v) as found from unnest($1::text[]) p, lateral (
      select v.id, v.policy, v.number, v.effective_at, v.title, v.purpose, v.scope, v.clauses from clauses.policy_version v
      where v.policy = p and v.status = 'ISSUED' and (v.effective_at <= $2 or v.number = 1) order by v.number desc limit 1) v`,
    parameters: [known.map(({ id }) => id), at.toISOString()],
  });
  const found = new Map(rows.map((row) => [row.found.policy, row.found]));
  return known.flatMap((policy) => {
    const row = found.get(policy.id);
    return row ? [worded(policy, row)] : [];
  });
}

function worded(policy: Policy, row: VersionRow): PolicyInForce {
  const { purpose: _purpose, scope: _scope, ...rest } = policy;
  return {
    ...rest,
    versionId: row.id,
    number: row.number,
    effectiveAt: new Date(row.effective_at),
    title: row.title,
    ...(row.purpose ? { purpose: row.purpose } : {}),
    ...(row.scope ? { scope: row.scope } : {}),
    clauses: row.clauses,
  };
}

/** Tells the database what the modules say of version 1. */
export async function registerPolicies(database: Database, modules: readonly Module[], now: Date): Promise<void> {
  const given = policiesOf(modules, () => true).map(
    ({ id, title, purpose, scope, clauses, revision, effectiveFrom }) => ({
      id,
      title,
      purpose,
      scope,
      clauses: clauses.map((clause) => ({ ...clause, since: 1, repealed: false })),
      ownerRoles: revision?.draftedBy ?? [],
      effectiveFrom: effectiveFrom && `${effectiveFrom}T00:00:00+08:00`,
    }),
  );
  await database.call('select clauses.register($1::json, $2)', [JSON.stringify(given), now.toISOString()]);
}
