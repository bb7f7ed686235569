import { Args, Ctx, Mutation, Resolver } from 'type-graphql';
import { ApprovalRequest } from '../../src/approvals/approvalRequest.entity.js';
import type { SignedInContext } from '../../src/context.js';
import { RequestCustomerReadingArgs, ResubmitCustomerReadingArgs } from './reading.inputs.js';
import { ReadingService } from './reading.service.js';

@Resolver(() => ApprovalRequest)
export class ReadingResolver {
  @Mutation(() => ApprovalRequest, {
    nullable: true,
    description:
      'Asks for permission to read a customer file that you see, for yourself or for somebody else (P01.A18). Once approved, the reader may read it from then until then.',
  })
  requestCustomerReading(
    @Args(() => RequestCustomerReadingArgs) { customerId, input }: RequestCustomerReadingArgs,
    @Ctx() context: SignedInContext,
  ) {
    return new ReadingService(context).request(customerId, input);
  }

  @Mutation(() => ApprovalRequest, {
    nullable: true,
    description: 'Brings a returned request with another form again; everything is asked anew.',
  })
  resubmitCustomerReading(
    @Args(() => ResubmitCustomerReadingArgs) { id, version, input }: ResubmitCustomerReadingArgs,
    @Ctx() context: SignedInContext,
  ) {
    return new ReadingService(context).resubmit(id, version, input);
  }
}
