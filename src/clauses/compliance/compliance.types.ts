import { Max, Min } from 'class-validator';
import { ArgsType, Field, ID, Int, ObjectType } from 'type-graphql';
import { ApprovalRequest } from '../../approvals/approvalRequest.entity.js';
import { Duty, DutyState } from '../../duties/duty.entity.js';
import { Characters, says } from '../../graphql/inputChecks.js';
import type { Scope } from './compliance.js';

const hundred = { en: 'Give a number from 1 to 100.', zh: '请给出 1 至 100。' };

@ArgsType()
export class ComplianceArgs {
  @Field(() => String, {
    description: 'In Asia/Shanghai: 2026, 2026-H1, 2026-Q1, 2026-01, or 2025-Oct for the year from October 2025.',
  })
  @Characters(1, 10)
  period!: string;

  @Field(() => ID, {
    nullable: true,
    description: 'Only the clauses of this policy, for example P01. MODULE_DISABLED while its module is off.',
  })
  @Characters(1, 100)
  policy?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Only duties and requests of this department and of those below it.',
  })
  @Characters(1, 100)
  departmentId?: string | null;

  @Field(() => Date, { nullable: true, description: 'As it stood at this moment; now unless given.' })
  asOf?: Date | null;
}

@ArgsType()
export class EvidenceArgs {
  @Field(() => Int, { defaultValue: 20, description: 'From 1 to 100.' })
  @Min(1, says(hundred))
  @Max(100, says(hundred))
  first!: number;

  @Field(() => String, { nullable: true, description: 'endCursor of the page before.' })
  @Characters(1, 200)
  after?: string | null;
}

@ArgsType()
export class DutyEvidenceArgs extends EvidenceArgs {
  @Field(() => DutyState, { nullable: true, description: 'Only those that were in this state then.' })
  state?: DutyState | null;
}

@ArgsType()
export class DutiesAsOfArgs extends EvidenceArgs {
  @Field(() => Date, { description: 'A moment until now.' })
  at!: Date;

  @Field(() => ID, { nullable: true, description: 'Only those of this clause.' })
  @Characters(1, 100)
  clause?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only those of this department and of those below it.' })
  @Characters(1, 100)
  departmentId?: string | null;
}

@ObjectType({ description: 'A duty as it stood at a moment.' })
export class DutyThenType {
  @Field(() => DutyState, { description: 'As it stood then.' })
  state!: DutyState;

  @Field(() => Date, { description: 'The deadline as it was then.' })
  dueAt!: Date;

  @Field(() => Duty, { nullable: true, description: 'As it is now.' })
  duty!: { id: string };
}

@ObjectType({ description: 'Duties as they stood at a moment, by deadline.' })
export class DutiesThen {
  @Field(() => [DutyThenType])
  nodes!: DutyThenType[];

  @Field(() => Boolean)
  hasNextPage!: boolean;

  @Field(() => String, { nullable: true, description: 'Give it as after to get the next page; null: nothing here.' })
  endCursor!: string | null;
}

@ObjectType({ description: 'A request as it stood at a moment.' })
export class RequestThenType {
  @Field(() => String, { description: 'OPEN, APPROVED, REJECTED, WITHDRAWN or VOID.' })
  state!: string;

  @Field(() => Date)
  madeAt!: Date;

  @Field(() => ApprovalRequest, { nullable: true, description: 'As it is now.' })
  request!: { id: string };
}

@ObjectType({ description: 'Requests as they stood at a moment, oldest first.' })
export class RequestsThen {
  @Field(() => [RequestThenType])
  nodes!: RequestThenType[];

  @Field(() => Boolean)
  hasNextPage!: boolean;

  @Field(() => String, { nullable: true, description: 'Give it as after to get the next page; null: nothing here.' })
  endCursor!: string | null;
}

@ObjectType({
  description:
    'How a clause was kept. Counted is what you may see: a duty or request that is hidden from you is in no number.',
})
export class ClauseCompliance {
  @Field(() => ID, { description: 'For example P01.A19.' })
  clause!: string;

  @Field(() => ID)
  policy!: string;

  @Field(() => String, { description: 'Of the clause, in the language of the request.' })
  title!: string;

  @Field(() => Int, {
    description: 'Duties whose deadline lies in the period. The sum of open, done, late, breached and waived.',
  })
  due!: number;

  @Field(() => Int, { description: 'Not done, and their time was not over.' })
  open!: number;

  @Field(() => Int, { description: 'Done in time.' })
  done!: number;

  @Field(() => Int, { description: 'Done after their time.' })
  late!: number;

  @Field(() => Int, { description: 'Not done though their time was over.' })
  breached!: number;

  @Field(() => Int, { description: 'Waived, with a reason.' })
  waived!: number;

  @Field(() => Int, {
    description:
      'Requests made in the period in which somebody was asked by this clause. The sum of requestsOpen, approved, rejected and withdrawn.',
  })
  requested!: number;

  @Field(() => Int, { description: 'Requests that were not decided.' })
  requestsOpen!: number;

  @Field(() => Int)
  approved!: number;

  @Field(() => Int)
  rejected!: number;

  @Field(() => Int, { description: 'Requests that were withdrawn, or whose record was removed.' })
  withdrawn!: number;

  /** What was counted, for the lists of evidence. */
  scope!: Scope;
}

@ObjectType({ description: 'How clauses were kept in a period, as it stood at a moment (执行情况).' })
export class Compliance {
  @Field(() => String)
  period!: string;

  @Field(() => Date, { description: 'The first moment of the period.' })
  from!: Date;

  @Field(() => Date, { description: 'The first moment that does not belong to it.' })
  until!: Date;

  @Field(() => Date, { description: 'The moment at which it stood so.' })
  asOf!: Date;

  @Field(() => [ClauseCompliance], { description: 'Each clause of the policies, also one without duties or requests.' })
  clauses!: ClauseCompliance[];
}
