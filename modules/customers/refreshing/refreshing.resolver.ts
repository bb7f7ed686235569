import { Args, Ctx, Mutation, Resolver } from 'type-graphql';
import { ApprovalRequest } from '../../../src/approvals/approvalRequest.entity.js';
import type { SignedInContext } from '../../../src/context.js';
import { Customer } from '../customer.entity.js';
import { ConfirmationService } from './confirmation.service.js';
import { ConfirmFilesRefreshedArgs, RequestFileConfirmationArgs, ReviewCustomerFileArgs } from './refreshing.inputs.js';
import { RefreshingService } from './refreshing.service.js';

@Resolver(() => Customer)
export class RefreshingResolver {
  @Mutation(() => Customer, {
    nullable: true,
    description:
      'Says that a file was gone through and is right (P02.A04); change what is not with updateCustomer before. CONFLICT if it was changed since that version.',
  })
  reviewCustomerFile(
    @Args(() => ReviewCustomerFileArgs) { id, version }: ReviewCustomerFileArgs,
    @Ctx() context: SignedInContext,
  ) {
    return new RefreshingService(context).review(id, version);
  }

  @Mutation(() => String, {
    nullable: true,
    description:
      'Says that no file is stale, which is due at the end of each year (P02.A04), and answers the year. INVALID_STATE while files that you see are stale.',
  })
  confirmFilesRefreshed(
    @Args(() => ConfirmFilesRefreshedArgs) { year }: ConfirmFilesRefreshedArgs,
    @Ctx() context: SignedInContext,
  ) {
    return new RefreshingService(context).confirm(year ?? null);
  }

  @Mutation(() => ApprovalRequest, {
    nullable: true,
    description:
      'Asks the sales director to confirm a customer file (P04.A04). INVALID_STATE if it is confirmed already, CONFLICT while a request is open.',
  })
  requestFileConfirmation(
    @Args(() => RequestFileConfirmationArgs) { customerId }: RequestFileConfirmationArgs,
    @Ctx() context: SignedInContext,
  ) {
    return new ConfirmationService(context).request(customerId);
  }
}
