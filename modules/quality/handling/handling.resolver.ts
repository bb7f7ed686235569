import { Args, Ctx, Mutation, Resolver } from 'type-graphql';
import type { SignedInContext } from '../../../src/context.js';
import { FeedbackForm } from '../feedbackForm.entity.js';
import { CloseFeedbackArgs, FillHandlingArgs, HandlingArgs, VerifyHandlingArgs } from './handling.inputs.js';
import { HandlingService } from './handling.service.js';
import { HandlingRecord } from './handlingRecord.entity.js';

@Resolver(() => HandlingRecord)
export class HandlingResolver {
  @Mutation(() => HandlingRecord, {
    nullable: true,
    description:
      'Fills in the record of handling, by the head or the quality officer of the responsible department (P06.A04), as often as they like until it is reported back.',
  })
  fillHandling(@Args(() => FillHandlingArgs) args: FillHandlingArgs, @Ctx() context: SignedInContext) {
    return new HandlingService(context).fill(args);
  }

  @Mutation(() => HandlingRecord, {
    nullable: true,
    description:
      'Reports the handling back to quality inspection (P06.A04). INVALID_STATE names all that the severity asks for and that is missing.',
  })
  submitHandling(@Args(() => HandlingArgs) { id, version }: HandlingArgs, @Ctx() context: SignedInContext) {
    return new HandlingService(context).submit(id, version);
  }

  @Mutation(() => HandlingRecord, {
    nullable: true,
    description:
      'Quality inspection verifies the effect (P06.A04), never somebody who handled the case. Without effect the case goes back to the department, which finds a new record with what it wrote before.',
  })
  verifyHandling(@Args(() => VerifyHandlingArgs) args: VerifyHandlingArgs, @Ctx() context: SignedInContext) {
    return new HandlingService(context).verify(args);
  }

  @Mutation(() => FeedbackForm, {
    nullable: true,
    description:
      'Closes a case whose effect is verified and files it in the archive (P06.A04), never by somebody who handled it. INVALID_STATE names all that its severity asks for and that is missing.',
  })
  closeFeedback(@Args(() => CloseFeedbackArgs) args: CloseFeedbackArgs, @Ctx() context: SignedInContext) {
    return new HandlingService(context).close(args);
  }
}
