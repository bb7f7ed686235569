import 'reflect-metadata';
import type { Opt, Rel } from '@mikro-orm/core';
import { Entity, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { ValidateNested } from 'class-validator';
import { Arg, Args, ArgsType, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Resolver } from 'type-graphql';
import { Department } from '../access/department.entity.js';
import { LabelledEntity } from '../access/entity.js';
import { Label } from '../access/labels.js';
import { granted, keeper, or, role, signedIn } from '../access/rules.js';
import { clauseText } from '../clauses/clause.js';
import type { SignedInContext } from '../context.js';
import { invalidState } from '../errors.js';
import { Characters } from '../graphql/inputChecks.js';
import { defineModule } from '../module.js';
import { defineApproval } from './approval.js';
import { ApprovalRequest } from './approvalRequest.entity.js';
import { giveGrant } from './outcomes.js';

/** A pretend module on which approvals are tested: reports that are issued, and read for a time. */
@Entity({ schema: 'paperwork' })
@ObjectType()
export class Report extends LabelledEntity {
  @Field(() => String)
  @Property({ type: 'text' })
  title!: string;

  @Field(() => Boolean)
  @Property({ type: 'boolean' })
  issued: Opt<boolean> = false;

  @Field(() => Department, { nullable: true })
  @ManyToOne(() => Department)
  department!: Rel<Department>;
}

@InputType()
export class IssueInput {
  @Field(() => String)
  @Characters(1, 200)
  reason!: string;

  @Field(() => Boolean, { defaultValue: false })
  outside!: boolean;
}

@InputType()
export class ReadInput {
  @Field(() => Date)
  until!: Date;
}

@ArgsType()
class ResubmitArgs {
  @Field(() => ID)
  id!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => IssueInput)
  @ValidateNested()
  input!: IssueInput;
}

/** What the outcome does in the test at hand. */
export const outcomes = { fails: false };

export const issueReport = defineApproval<IssueInput>({
  name: 'issueReport',
  version: 2,
  title: { en: 'Issue of a report', zh: '报表报发' },
  subject: Report,
  form: { reason: { en: 'Reason', zh: '理由' }, outside: { en: 'To outside parties', zh: '对外' } },
  mayApply: signedIn,
  steps: [
    {
      name: 'head',
      title: { en: 'Head of the unit', zh: '部门负责人' },
      clause: 'T01.A01',
      by: [{ role: 'UNIT_HEAD', in: 'record' }],
      act: 'review',
      dueWorkingDays: 3,
      escalateTo: 'GENERAL_MANAGER',
    },
    {
      name: 'check',
      title: { en: 'Double check', zh: '会签' },
      clause: 'T01.A02',
      by: [{ role: 'CHECKER' }, { role: 'SECOND_CHECKER' }],
      mode: 'all',
      act: 'review',
    },
    {
      name: 'secrecy',
      title: { en: 'Secrecy', zh: '保密审查' },
      clause: 'T01.A03',
      by: [{ role: 'CHECKER' }, { role: 'SECOND_CHECKER' }],
      mode: 'any',
      act: 'review',
      when: { anyOf: [{ labelFrom: Label.CONFIDENTIAL }, { form: { outside: true } }] },
    },
    {
      name: 'approval',
      title: { en: 'Approval', zh: '批准' },
      clause: 'T01.A04',
      by: [{ role: 'GENERAL_MANAGER' }],
      act: 'sign',
    },
  ],
  outcome: async ({ em }, request) => {
    if (outcomes.fails) throw invalidState({ en: 'The printer is broken.', zh: '打印机坏了。' });
    await em.execute('select paperwork.issue(?)', [request.id]);
  },
});

export const readReport = defineApproval<ReadInput>({
  name: 'readReport',
  version: 1,
  title: { en: 'Reading of a report', zh: '查阅报表' },
  subject: Report,
  form: { until: { en: 'Until', zh: '截止' } },
  mayApply: or(keeper, role('CHECKER')),
  steps: [
    {
      name: 'approval',
      title: { en: 'Approval', zh: '批准' },
      clause: 'T01.A04',
      by: [{ role: 'GENERAL_MANAGER' }],
      act: 'review',
    },
  ],
  outcome: (writing, request) =>
    giveGrant(writing, request, {
      action: 'read',
      from: writing.context.now,
      until: new Date(String(request.form.until)),
    }),
});

@Resolver(() => Report)
class ReportResolver {
  @Mutation(() => ApprovalRequest, { nullable: true })
  requestIssue(
    @Arg('id', () => ID) id: string,
    @Arg('input', () => IssueInput) form: IssueInput,
    @Ctx() context: SignedInContext,
  ) {
    return context.database.write(context, async (writing) => {
      const record = await writing.find('requestIssue', Report, id);
      return context.core.approvals.request(writing, 'issueReport', { record, form });
    });
  }

  @Mutation(() => ApprovalRequest, { nullable: true })
  resubmitIssue(@Args(() => ResubmitArgs) { id, version, input }: ResubmitArgs, @Ctx() context: SignedInContext) {
    return context.database.write(context, (writing) =>
      context.core.approvals.resubmit(writing, 'resubmitIssue', { id, version, form: input }),
    );
  }

  @Mutation(() => ApprovalRequest, { nullable: true })
  requestRead(
    @Arg('id', () => ID) id: string,
    @Arg('readerId', () => ID) beneficiaryId: string,
    @Arg('input', () => ReadInput) form: ReadInput,
    @Ctx() context: SignedInContext,
  ) {
    return context.database.write(context, async (writing) => {
      const record = await writing.find('requestRead', Report, id);
      return context.core.approvals.request(writing, 'readReport', { record, form, beneficiaryId });
    });
  }

  @Mutation(() => Report, { nullable: true })
  raiseReport(
    @Arg('id', () => ID) id: string,
    @Arg('label', () => Label) label: Label,
    @Ctx() context: SignedInContext,
  ) {
    return context.database.write(context, async (writing) => {
      const report = await writing.find('raiseReport', Report, id);
      report.label = label;
      return report;
    });
  }

  @Mutation(() => Boolean)
  removeReport(@Arg('id', () => ID) id: string, @Ctx() context: SignedInContext) {
    return context.database.write(context, async (writing) => {
      await writing.remove(await writing.find('removeReport', Report, id));
      return true;
    });
  }
}

export const paperwork = defineModule({
  name: 'paperwork',
  title: { en: 'Paperwork', zh: '报表' },
  description: 'Reports that pass through signatures.',
  requires: ['access', 'approvals'],
  roles: {
    CHECKER: { en: 'Checker', zh: '审查员' },
    SECOND_CHECKER: { en: 'Second checker', zh: '复核员' },
    CLERK: { en: 'Clerk', zh: '文员' },
  },
  entities: [Report],
  reads: [Report],
  resolvers: [ReportResolver],
  approvals: [issueReport, readReport],
  permissions: {
    calls: {
      Query: { report: signedIn, reports: signedIn },
      Mutation: {
        requestIssue: signedIn,
        resubmitIssue: signedIn,
        requestRead: signedIn,
        raiseReport: role('CLERK'),
        removeReport: role('CLERK'),
      },
    },
    records: {
      requestIssue: { type: 'Report' },
      resubmitIssue: { type: 'ApprovalRequest', does: 'update' },
      requestRead: { type: 'Report' },
      raiseReport: { type: 'Report', does: 'update' },
      removeReport: { type: 'Report', does: 'delete' },
    },
    rows: {
      Report: {
        read: or(signedIn, granted('read')),
        write: role('CLERK'),
        delete: role('CLERK'),
      },
    },
  },
  clauses: [
    {
      id: 'T01',
      title: { en: 'Paperwork', zh: '报表' },
      owner: { en: 'Office', zh: '办公室' },
      clauses: ['T01.A01', 'T01.A02', 'T01.A03', 'T01.A04'].map((id) => clauseText(id, [id, id], [id, id])),
    },
  ],
  migrations: [
    {
      name: '0001-reports',
      up: `
create table paperwork.report (
  id uuid primary key,
  version integer not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  label access.label not null,
  compartments text[] not null default '{}',
  keeper_id uuid references access.person,
  title text collate "C" not null,
  issued boolean not null default false,
  department_id uuid not null references access.department
);
create function paperwork.issue(of_request uuid) returns void
  language sql security definer set search_path = pg_catalog as $$
  update paperwork.report set issued = true where id = approvals.approved_record(of_request, 'issueReport')
$$;
`,
    },
  ],
});
