import { Arg, Args, Ctx, Mutation, Resolver } from 'type-graphql';
import type { SignedInContext } from '../../../src/context.js';
import { Qualification } from './qualification.entity.js';
import { RecordQualificationInput, RevokeQualificationArgs } from './qualifications.inputs.js';
import { QualificationService } from './qualifications.service.js';

@Resolver(() => Qualification)
export class QualificationsResolver {
  @Mutation(() => Qualification, {
    nullable: true,
    description:
      'Enters a certificate of somebody else (P12.A05). Renewing it is due on its last day, with a warning 60 days ahead; shifts that were uncovered are covered by it.',
  })
  recordQualification(
    @Arg('input', () => RecordQualificationInput) input: RecordQualificationInput,
    @Ctx() context: SignedInContext,
  ) {
    return new QualificationService(context).record(input);
  }

  @Mutation(() => Qualification, {
    nullable: true,
    description: 'Revokes a certificate for good. Shifts that only it covered are uncovered, and the head is told.',
  })
  revokeQualification(
    @Args(() => RevokeQualificationArgs) args: RevokeQualificationArgs,
    @Ctx() context: SignedInContext,
  ) {
    return new QualificationService(context).revoke(args);
  }
}
