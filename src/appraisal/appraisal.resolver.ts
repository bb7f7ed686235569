import {
  Arg,
  Args,
  Ctx,
  Field,
  FieldResolver,
  ID,
  Int,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import { Department } from '../access/department.entity.js';
import { Person } from '../access/person.entity.js';
import { ApprovalRequest } from '../approvals/approvalRequest.entity.js';
import type { Context, SignedInContext } from '../context.js';
import { askingAs } from '../database/asking.js';
import { batched } from '../reading/batched.js';
import { Needs } from '../reading/decorators.js';
import {
  AppraisalRankingArgs,
  CorrectAppraisalArgs,
  ProposeAppraisalInput,
  WithdrawAppraisalArgs,
} from './appraisal.inputs.js';
import { AppraisalEntry } from './appraisalEntry.entity.js';
import { AppraisalMeasure, AppraisalSubject } from './appraisalEnums.js';
import { AppraisalForms } from './appraisalForms.js';
import { ranking } from './ranking.js';

@ObjectType('AppraisalKind', { description: 'A kind of merit or demerit (考核项目).' })
class AppraisalKindType {
  @Field(() => ID, { description: 'For example publishing.lateItem.' })
  name!: string;

  @Field(() => String, { description: 'In the language of the request.' })
  title!: string;

  @Field(() => String)
  module!: string;

  @Field(() => String)
  clause!: string;

  @Field(() => AppraisalMeasure)
  measure!: AppraisalMeasure;

  @Field(() => Boolean, { description: 'Counted by the module; it cannot be proposed.' })
  byItself!: boolean;

  @Field(() => Int, { description: 'Fewest points; fixed where it equals mostPoints.' })
  leastPoints!: number;

  @Field(() => Int)
  mostPoints!: number;

  @Field(() => Int, { description: 'In whole CNY.' })
  leastAmount!: number;

  @Field(() => Int, { description: 'In whole CNY; 0 where the kind has no amount.' })
  mostAmount!: number;

  @Field(() => String, { nullable: true, description: 'Type of the record that it is about, if it is about one.' })
  about!: string | null;
}

@ObjectType({ description: 'A person or department in the ranking of a quarter.' })
class AppraisalRank {
  @Field(() => Int, { description: 'From 1; equal points share a rank.' })
  rank!: number;

  @Field(() => Department, { nullable: true })
  department!: { id: string } | null;

  @Field(() => Person, { nullable: true })
  person!: { id: string } | null;

  @Field(() => Int, { description: 'Merits and demerits together.' })
  points!: number;

  @Field(() => Int)
  merits!: number;

  @Field(() => Int, { description: 'Below 0.' })
  demerits!: number;

  @Field(() => Int, { description: 'How many.' })
  criticisms!: number;

  @Field(() => Int, { description: 'In whole CNY.' })
  rewards!: number;

  @Field(() => Int, { description: 'In whole CNY.' })
  penalties!: number;
}

@Resolver(() => AppraisalEntry)
export class AppraisalResolver {
  @Query(() => [AppraisalKindType], { description: 'Of the modules that are on, with the points that hold now.' })
  async appraisalKinds(@Ctx() context: Context): Promise<AppraisalKindType[]> {
    const { appraisal, switching } = context.core;
    const kinds = [...appraisal.kinds.values()].filter(({ module }) => switching.isEnabled(module));
    const ask = askingAs(context);
    return Promise.all(
      kinds.map(async (kind) => {
        const { points, amount } = await appraisal.bounds(ask, kind);
        const { name, title, module, clause, measure, about, byItself = false } = kind;
        const figures = {
          leastPoints: points.from,
          mostPoints: points.to,
          leastAmount: amount.from,
          mostAmount: amount.to,
        };
        return {
          name,
          title: title[context.locale],
          module,
          clause,
          measure,
          byItself,
          about: about?.name ?? null,
          ...figures,
        };
      }),
    );
  }

  @Query(() => [AppraisalRank], {
    description:
      'Departments or people by their points of a quarter, of the entries in force that you see. A person counts for their department too.',
  })
  async appraisalRanking(@Args(() => AppraisalRankingArgs) args: AppraisalRankingArgs, @Ctx() context: Context) {
    const lines = await ranking(context, args);
    const isPerson = args.by === AppraisalSubject.PERSON;
    return lines.map(
      ({ id, ...line }): AppraisalRank => ({
        ...line,
        department: isPerson ? null : { id },
        person: isPerson ? { id } : null,
      }),
    );
  }

  @FieldResolver(() => String, { description: 'Of its kind, in the language of the request.' })
  @Needs('kind')
  title(@Root() { kind }: AppraisalEntry, @Ctx() { core, locale }: Context): string {
    return core.appraisal.kinds.get(kind)?.title[locale] ?? kind;
  }

  @FieldResolver(() => [ApprovalRequest], {
    description: 'The request that decides on it, where you take part in that.',
  })
  @Needs('id')
  requests(@Root() { id }: AppraisalEntry, @Ctx() context: Context): Promise<{ id: string }[]> {
    return batched<string, { id: string }[]>(context, AppraisalResolver, async (ids) => {
      const rows = await context.database.read<{ id: string; record_id: string }>(context, {
        sql: `select r.id, r.record_id from approvals.request r
          where r.record_type = 'AppraisalEntry' and r.record_id = any ($1::uuid[]) order by r.created_at, r.id`,
        parameters: [ids],
      });
      return ids.map((one) => rows.filter(({ record_id: record }) => record === one));
    }).load(id);
  }

  @Mutation(() => AppraisalEntry, {
    nullable: true,
    description:
      'Proposes a merit or demerit of somebody else. It counts when those who decide for its module have approved it, never the person whose it is.',
  })
  proposeAppraisal(
    @Arg('input', () => ProposeAppraisalInput) input: ProposeAppraisalInput,
    @Ctx() context: SignedInContext,
  ) {
    return new AppraisalForms(context).propose(input);
  }

  @Mutation(() => AppraisalEntry, {
    nullable: true,
    description:
      'Proposes what is right in the place of an entry in force, which stays and counts until that is approved.',
  })
  correctAppraisal(@Args(() => CorrectAppraisalArgs) args: CorrectAppraisalArgs, @Ctx() context: SignedInContext) {
    return new AppraisalForms(context).correct(args);
  }

  @Mutation(() => AppraisalEntry, {
    nullable: true,
    description: 'Proposes to take an entry back, which counts until that is approved. The entry stays, as corrected.',
  })
  withdrawAppraisal(@Args(() => WithdrawAppraisalArgs) args: WithdrawAppraisalArgs, @Ctx() context: SignedInContext) {
    return new AppraisalForms(context).withdraw(args);
  }
}
