import { Args, Ctx, Mutation, Resolver } from 'type-graphql';
import type { SignedInContext } from '../../../src/context.js';
import { RecordRefusalArgs, WithdrawRefusalArgs } from './refusals.inputs.js';
import { RefusalService } from './refusals.service.js';
import { RefusedReport } from './refusedReport.entity.js';

@Resolver(() => RefusedReport)
export class RefusalResolver {
  @Mutation(() => RefusedReport, {
    nullable: true,
    description:
      'Records that a unit refuses to hand in a form for a period whose deadline is over (拒报). INVALID_STATE where it was handed in, CONFLICT where it is recorded already. What is handed in afterwards counts as late.',
  })
  recordRefusal(@Args(() => RecordRefusalArgs) args: RecordRefusalArgs, @Ctx() context: SignedInContext) {
    return new RefusalService(context).record(args);
  }

  @Mutation(() => RefusedReport, {
    nullable: true,
    description: 'Takes back a refusal that was recorded by mistake, with the reason. It stays readable.',
  })
  withdrawRefusal(@Args(() => WithdrawRefusalArgs) args: WithdrawRefusalArgs, @Ctx() context: SignedInContext) {
    return new RefusalService(context).withdraw(args);
  }
}
