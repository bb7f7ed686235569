import { Arg, Args, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { dayAt } from '../../../src/calendar/dates.js';
import type { Context, SignedInContext } from '../../../src/context.js';
import {
  CorrectFindingArgs,
  DraftRevisionArgs,
  DraftRuleInput,
  InForceArgs,
  RecordRuleCheckArgs,
  RepealRuleArgs,
  RuleVersionArgs,
  UpdateDraftArgs,
} from './rules.inputs.js';
import { RuleService, rulesInForce } from './rules.service.js';
import { RuleAcknowledgement, RuleCheck } from './ruleUse.entity.js';
import { RuleUseService } from './ruleUse.service.js';
import { InformationRuleVersion } from './ruleVersion.entity.js';

@Resolver(() => InformationRuleVersion)
export class RuleResolver {
  @Query(() => [InformationRuleVersion], {
    description: 'The rules in force on a day, by code (P08.A02); at most 1000.',
  })
  informationRulesInForce(@Args(() => InForceArgs) { on }: InForceArgs, @Ctx() context: Context) {
    return rulesInForce(context, on ?? dayAt(context.now));
  }

  @Mutation(() => InformationRuleVersion, { nullable: true, description: 'Drafts a rule (P08.A02).' })
  draftInformationRule(@Arg('input', () => DraftRuleInput) input: DraftRuleInput, @Ctx() context: SignedInContext) {
    return new RuleService(context).draft(input);
  }

  @Mutation(() => InformationRuleVersion, {
    nullable: true,
    description: 'Drafts the next version of a rule; one at a time (CONFLICT).',
  })
  draftRuleRevision(@Args(() => DraftRevisionArgs) args: DraftRevisionArgs, @Ctx() context: SignedInContext) {
    return new RuleService(context).revise(args);
  }

  @Mutation(() => InformationRuleVersion, { nullable: true, description: 'Changes a draft.' })
  updateRuleDraft(@Args(() => UpdateDraftArgs) args: UpdateDraftArgs, @Ctx() context: SignedInContext) {
    return new RuleService(context).update(args);
  }

  @Mutation(() => InformationRuleVersion, {
    nullable: true,
    description:
      'Submits a draft: reviewed in the section by somebody who wrote nothing of it, then signed by the director, it is issued and published, and each department has to acknowledge it (P08.A02).',
  })
  submitInformationRule(@Args(() => RuleVersionArgs) args: RuleVersionArgs, @Ctx() context: SignedInContext) {
    return new RuleService(context).submit(args);
  }

  @Mutation(() => InformationRuleVersion, { nullable: true, description: 'Repeals a rule from a day on.' })
  repealInformationRule(@Args(() => RepealRuleArgs) args: RepealRuleArgs, @Ctx() context: SignedInContext) {
    return new RuleService(context).repeal(args);
  }

  @Mutation(() => RuleAcknowledgement, { nullable: true, description: 'The department knows the rule (P08.A02).' })
  acknowledgeInformationRule(@Args(() => RuleVersionArgs) args: RuleVersionArgs, @Ctx() context: SignedInContext) {
    return new RuleUseService(context).acknowledge(args);
  }

  @Mutation(() => RuleCheck, {
    nullable: true,
    description:
      'Records a check in a department (P08.A02). The check of a period is done when each department was looked at; what needs correction is due in 10 working days.',
  })
  recordRuleCheck(@Args(() => RecordRuleCheckArgs) args: RecordRuleCheckArgs, @Ctx() context: SignedInContext) {
    return new RuleUseService(context).check(args);
  }

  @Mutation(() => RuleCheck, { nullable: true, description: 'The department says what it corrected.' })
  correctRuleFinding(@Args(() => CorrectFindingArgs) args: CorrectFindingArgs, @Ctx() context: SignedInContext) {
    return new RuleUseService(context).correct(args);
  }
}
