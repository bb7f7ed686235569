import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../../context.js';
import type { DutyState } from '../../duties/duty.entity.js';
import type { Locale } from '../../languages/message.js';
import type { Clause } from '../clause.js';
import {
  type ClauseCounts,
  clausesOfPolicies,
  countsByClause,
  dutiesOfScope,
  noCounts,
  requestsOfScope,
  type Scope,
  scopeOf,
  scopeParameters,
} from './compliance.js';
import {
  ClauseCompliance,
  Compliance,
  ComplianceArgs,
  DutiesAsOfArgs,
  DutiesThen,
  DutyEvidenceArgs,
  EvidenceArgs,
  RequestsThen,
} from './compliance.types.js';
import { type EvidencePage, type FoundEvidence, pageOfEvidence } from './evidence.js';
import { openDutiesAsOf } from './openDuties.js';

@Resolver(() => ClauseCompliance)
export class ComplianceResolver {
  @Query(() => Compliance, {
    description:
      'How clauses were kept in a period, as it stood at any moment until now: what was due, done, late, breached and waived, and the requests that were decided, with the evidence. Duties count by their deadline, requests by when they were made. Counted is what you may see; auditors and the general manager see all that they are cleared for.',
  })
  async compliance(@Args(() => ComplianceArgs) args: ComplianceArgs, @Ctx() context: Context): Promise<Compliance> {
    const { policies, ...scope } = await scopeOf(context, args);
    const counts = await countsByClause(context, scope);
    const { from, until } = scope.span;
    const worded = await clausesOfPolicies(context, policies, scope.at);
    const clauses = worded.map((clause) => counted(clause, counts.get(clause.id) ?? noCounts(), scope, context.locale));
    return { period: args.period, from, until, asOf: scope.at, clauses };
  }

  @Query(() => DutiesThen, {
    description: 'What was open at a moment until now, due or breached by then, of all that you may see; by deadline.',
  })
  async dutiesAsOf(@Args(() => DutiesAsOfArgs) args: DutiesAsOfArgs, @Ctx() context: Context): Promise<DutiesThen> {
    return dutiesThen(await openDutiesAsOf(context, args));
  }

  @FieldResolver(() => DutiesThen, { description: 'The duties that were counted.' })
  async duties(
    @Root() { clause, scope }: ClauseCompliance,
    @Args(() => DutyEvidenceArgs) { state, ...paging }: DutyEvidenceArgs,
    @Ctx() context: Context,
  ): Promise<DutiesThen> {
    const from = dutiesOfScope(scope);
    const parameters = [...scopeParameters(scope), clause, state ?? null];
    const where = ['clause = $5', '($6::text is null or state = $6)'];
    return dutiesThen(await pageOfEvidence(context, { from, time: 'due_at', where, parameters }, paging));
  }

  @FieldResolver(() => RequestsThen, { description: 'The requests that were counted.' })
  async requests(
    @Root() { clause, scope }: ClauseCompliance,
    @Args(() => EvidenceArgs) paging: EvidenceArgs,
    @Ctx() context: Context,
  ): Promise<RequestsThen> {
    const from = requestsOfScope(scope);
    const parameters = [...scopeParameters(scope), clause];
    const where = ['clauses @> array[$5::text]'];
    const { rows, ...page } = await pageOfEvidence(context, { from, time: 'created_at', where, parameters }, paging);
    return { ...page, nodes: rows.map(({ id, moment: madeAt, state }) => ({ state, madeAt, request: { id } })) };
  }
}

const dutiesThen = ({ rows, ...page }: EvidencePage<FoundEvidence>): DutiesThen => ({
  ...page,
  nodes: rows.map(({ id, moment: dueAt, state }) => ({ state: state as DutyState, dueAt, duty: { id } })),
});

const counted = (
  { id, policy, title }: Clause & { policy: string },
  { duties, requests }: ClauseCounts,
  scope: Scope,
  locale: Locale,
): ClauseCompliance => ({
  clause: id,
  policy,
  title: title[locale],
  due: duties.DUE + duties.DONE + duties.LATE + duties.BREACHED + duties.WAIVED,
  open: duties.DUE,
  done: duties.DONE,
  late: duties.LATE,
  breached: duties.BREACHED,
  waived: duties.WAIVED,
  requested: requests.OPEN + requests.APPROVED + requests.REJECTED + requests.WITHDRAWN + requests.VOID,
  requestsOpen: requests.OPEN,
  approved: requests.APPROVED,
  rejected: requests.REJECTED,
  withdrawn: requests.WITHDRAWN + requests.VOID,
  scope,
});
