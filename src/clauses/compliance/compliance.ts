import { dayAt } from '../../calendar/dates.js';
import type { Context } from '../../context.js';
import { uuid } from '../../database/writing.js';
import type { DutyState } from '../../duties/duty.entity.js';
import { badInput, moduleDisabled, type Problem } from '../../errors.js';
import type { Clause } from '../clause.js';
import { policiesOf } from '../clauses.js';
import { policiesInForce } from '../versions/inForce.js';
import { dutiesNow, dutiesThen } from './dutiesThen.js';
import { type Span, spanOf } from './period.js';

export interface ComplianceArguments {
  period: string;
  policy?: string | null | undefined;
  departmentId?: string | null | undefined;
  asOf?: Date | null | undefined;
}

/** What is counted: duties whose deadline lies in the span, requests that were made in it, as they stood at a moment. */
export interface Scope {
  span: Span;
  at: Date;
  /** At a moment before this one: states are told from times. */
  isPast: boolean;
  /** With those below it. */
  departments: readonly string[] | undefined;
}

/** Numbers of one clause. */
export interface ClauseCounts {
  duties: Record<DutyState, number>;
  requests: Record<RequestState, number>;
}

export type RequestState = 'OPEN' | 'APPROVED' | 'REJECTED' | 'WITHDRAWN' | 'VOID';

/**
 * Refuses all that is wrong at once.
 *
 * @throws MODULE_DISABLED for a policy of a module that is off, where nothing else is wrong
 */
export async function scopeOf(context: Context, given: ComplianceArguments): Promise<Scope & { policies: string[] }> {
  const span = spanOf(given.period);
  const at = given.asOf ?? context.now;
  const known = policiesOf(context.core.switching.modules, (name) => context.core.switching.isEnabled(name));
  const off = given.policy ? moduleThatIsOff(context, given.policy) : undefined;
  const policies = known.map(({ id }) => id).filter((id) => !given.policy || id === given.policy);
  const departments = given.departmentId ? await departmentsBelow(context, given.departmentId) : undefined;
  const problems: Problem[] = [
    ...(span ? [] : [noPeriod(dayAt(context.now))]),
    ...(at > context.now ? [inTheFuture('asOf')] : []),
    ...(policies.length > 0 || off ? [] : [noPolicy(known.map(({ id }) => id))]),
    ...(departments?.length === 0 ? [noDepartment] : []),
  ];
  if (problems.length > 0) throw badInput(problems);
  if (off) throw moduleDisabled(off, given.policy!);
  return { span: span!, at, isPast: at < context.now, departments, policies };
}

const moduleThatIsOff = ({ core: { switching } }: Context, policy: string): string | undefined => {
  const having = switching.modules.filter(({ clauses }) => clauses?.some(({ id }) => id === policy));
  return having.some(({ name }) => switching.isEnabled(name)) ? undefined : having[0]?.name;
};

/** The clauses of policies as they were worded then, in the order of their ids. */
export async function clausesOfPolicies(
  context: Context,
  policies: readonly string[],
  at: Date,
): Promise<(Clause & { policy: string })[]> {
  const worded = (await policiesInForce(context, at)).filter(({ id }) => policies.includes(id));
  return worded.flatMap(({ id, clauses }) => clauses.map((clause) => ({ ...clause, policy: id })));
}

/** Numbers by clause of what the viewer sees. */
export async function countsByClause(context: Context, scope: Scope): Promise<ReadonlyMap<string, ClauseCounts>> {
  const [duties, requests] = await Promise.all([dutyCounts(context, scope), requestCounts(context, scope)]);
  const counts = new Map<string, ClauseCounts>();
  const of = (clause: string) => {
    const known = counts.get(clause) ?? noCounts();
    counts.set(clause, known);
    return known;
  };
  for (const { clause, state, n } of duties) of(clause).duties[state] += n;
  for (const { clause, state, n } of requests) of(clause).requests[state] += n;
  return counts;
}

export const noCounts = (): ClauseCounts => ({
  duties: { DUE: 0, DONE: 0, LATE: 0, BREACHED: 0, WAIVED: 0 },
  requests: { OPEN: 0, APPROVED: 0, REJECTED: 0, WITHDRAWN: 0, VOID: 0 },
});

/** Of the duties: their deadline in the span $2 to $3, their department among $4 if that is given. */
export const dutiesOfScope = ({ isPast, departments }: Scope): string =>
  (isPast ? dutiesThen : dutiesNow)(
    (dueAt) =>
      `${dueAt} >= $2 and ${dueAt} < $3${departments ? ' and d.department_id = any ($4::uuid[])' : ' and $4::uuid[] is null'}`,
  );

export const scopeParameters = ({ at, span, departments }: Scope): unknown[] => [
  at.toISOString(),
  span.from.toISOString(),
  span.until.toISOString(),
  departments ?? null,
];

const dutyCounts = (context: Context, scope: Scope) =>
  context.database.read<{ clause: string; state: DutyState; n: number }>(context, {
    sql: `select clause, state, count(*)::integer as n from ${dutiesOfScope(scope)} d group by clause, state`,
    parameters: scopeParameters(scope),
  });

/** Of the requests: made in the span, by $1; each counts for every clause by which somebody was asked. */
export const requestsOfScope = ({ departments }: Scope): string =>
  `(select r.id, r.clauses, r.created_at, case when r.ended_at <= $1 then r.status else 'OPEN' end as state
    from approvals.request r
    where r.created_at >= $2 and r.created_at < $3 and r.created_at <= $1 and ${departments ? 'r.department_id = any ($4::uuid[])' : '$4::uuid[] is null'})`;

const requestCounts = (context: Context, scope: Scope) =>
  context.database.read<{ clause: string; state: RequestState; n: number }>(context, {
    sql: `select clause, state, count(*)::integer as n from ${requestsOfScope(scope)} r, unnest(r.clauses) as clause group by clause, state`,
    parameters: scopeParameters(scope),
  });

/** None where the viewer sees no such department. */
export async function departmentsBelow(context: Context, id: string): Promise<string[]> {
  if (!uuid.test(id)) return [];
  const rows = await context.database.read<{ id: string }>(context, {
    sql: `with recursive below as (
      select d.id from access.department d where d.id = $1
      union select d.id from access.department d join below on d.parent_id = below.id
    ) select id from below`,
    parameters: [id],
  });
  return rows.map((row) => row.id);
}

const noPeriod = (today: string): Problem => ({
  path: 'period',
  message: {
    en: `Give a year, half year, quarter or month such as ${today.slice(0, 4)}, ${today.slice(0, 4)}-H1, ${today.slice(0, 4)}-Q1 or ${today.slice(0, 7)}.`,
    zh: `请给出年、半年、季度或月份，例如 ${today.slice(0, 4)}、${today.slice(0, 4)}-H1、${today.slice(0, 4)}-Q1 或 ${today.slice(0, 7)}。`,
  },
});

export const inTheFuture = (path: string): Problem => ({
  path,
  message: { en: 'Give a moment that is not in the future.', zh: '请给出不晚于现在的时间。' },
});

const noPolicy = (known: readonly string[]): Problem => ({
  path: 'policy',
  message: { en: `Give one of: ${known.join(', ')}.`, zh: `请给出其中之一：${known.join('、')}。` },
});

export const noDepartment: Problem = {
  path: 'departmentId',
  message: {
    en: 'Give the id of a department, as departments lists them.',
    zh: '请给出 departments 所列部门的 id。',
  },
};
