import { Args, Ctx, Mutation, Resolver } from 'type-graphql';
import type { SignedInContext } from '../../../src/context.js';
import { FileViolation } from './fileViolation.entity.js';
import { DecideViolationArgs, ReportViolationArgs } from './violations.inputs.js';
import { ViolationsService } from './violations.service.js';

@Resolver(() => FileViolation)
export class ViolationsResolver {
  @Mutation(() => FileViolation, {
    nullable: true,
    description:
      'Reports that somebody read a customer file or passed it on without authorisation (P04.A05). The general manager has to decide about it within ten working days; about a general manager the sales director. Whoever is accused sees neither record nor duty.',
  })
  reportViolation(@Args(() => ReportViolationArgs) args: ReportViolationArgs, @Ctx() context: SignedInContext) {
    return new ViolationsService(context).report(args);
  }

  @Mutation(() => FileViolation, {
    nullable: true,
    description:
      'The general manager decides about a violation, once and never about their own; about a general manager the sales director (P04.A05).',
  })
  decideViolation(@Args(() => DecideViolationArgs) args: DecideViolationArgs, @Ctx() context: SignedInContext) {
    return new ViolationsService(context).decide(args);
  }
}
