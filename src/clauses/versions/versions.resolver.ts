import { Args, Ctx, Field, FieldResolver, ID, Int, Mutation, ObjectType, Resolver, Root } from 'type-graphql';
import { ApprovalRequest } from '../../approvals/approvalRequest.entity.js';
import type { Context, SignedInContext } from '../../context.js';
import { Needs } from '../../reading/decorators.js';
import { Acknowledging } from './acknowledging.js';
import { PolicyAcknowledgement } from './policyAcknowledgement.entity.js';
import { PolicyVersion } from './policyVersion.entity.js';
import { Proposing } from './proposing.js';
import { AcknowledgePolicyArgs, ProposePolicyVersionArgs, ResubmitPolicyVersionArgs } from './versions.inputs.js';

@ObjectType({ description: 'A clause as a version of its policy words it, in the language of the request.' })
export class ClauseWording {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  title!: string;

  @Field(() => String)
  summary!: string;

  @Field(() => Int, { description: 'Number of the version since which it is worded so, or repealed.' })
  since!: number;

  @Field(() => Boolean)
  repealed!: boolean;
}

@Resolver(() => PolicyVersion)
export class PolicyVersionResolver {
  @Mutation(() => ApprovalRequest, {
    nullable: true,
    description:
      'Drafts a new version of a policy for whoever issues it: a request that comes to its inbox. For the roles that the policy names. CONFLICT if another version was issued meanwhile.',
  })
  proposePolicyVersion(
    @Args(() => ProposePolicyVersionArgs) args: ProposePolicyVersionArgs,
    @Ctx() context: SignedInContext,
  ) {
    return new Proposing(context).propose(args);
  }

  @Mutation(() => ApprovalRequest, {
    nullable: true,
    description: 'Brings a returned draft again in another wording, made from the newest issued version.',
  })
  resubmitPolicyVersion(
    @Args(() => ResubmitPolicyVersionArgs) args: ResubmitPolicyVersionArgs,
    @Ctx() context: SignedInContext,
  ) {
    return new Proposing(context).resubmit(args);
  }

  @Mutation(() => PolicyAcknowledgement, {
    nullable: true,
    description:
      'Confirms that I know the version in force of a policy, or of a clause that asks for it by itself (确认知悉). CONFLICT names the version in force, if it is another one.',
  })
  acknowledgePolicy(@Args(() => AcknowledgePolicyArgs) args: AcknowledgePolicyArgs, @Ctx() context: SignedInContext) {
    return new Acknowledging(context).acknowledge(args);
  }

  @Needs('title')
  @FieldResolver(() => String, { description: 'In the language of the request.' })
  title(@Root() { title }: PolicyVersion, @Ctx() { locale }: Context): string {
    return title[locale];
  }

  @Needs('purpose')
  @FieldResolver(() => String, { nullable: true, description: 'In the language of the request.' })
  purpose(@Root() { purpose }: PolicyVersion, @Ctx() { locale }: Context): string | null {
    return purpose?.[locale] ?? null;
  }

  @Needs('scope')
  @FieldResolver(() => String, { nullable: true, description: 'In the language of the request.' })
  scope(@Root() { scope }: PolicyVersion, @Ctx() { locale }: Context): string | null {
    return scope?.[locale] ?? null;
  }

  @Needs('clauses')
  @FieldResolver(() => [ClauseWording], { description: 'All of them, also those that are repealed.' })
  clauses(@Root() { clauses }: PolicyVersion, @Ctx() { locale }: Context): ClauseWording[] {
    return clauses.map(({ title, summary, ...clause }) => ({
      ...clause,
      title: title[locale],
      summary: summary[locale],
    }));
  }
}
