import { Args, Ctx, Mutation, Resolver } from 'type-graphql';
import { ApprovalRequest } from '../../../src/approvals/approvalRequest.entity.js';
import type { SignedInContext } from '../../../src/context.js';
import { CustomerDisclosure } from './customerDisclosure.entity.js';
import { RecordDisclosureArgs, RequestDisclosureArgs } from './disclosure.inputs.js';
import { DisclosureService } from './disclosure.service.js';

@Resolver()
export class DisclosureResolver {
  @Mutation(() => ApprovalRequest, {
    nullable: true,
    description:
      'Asks to give information about a customer that you see to an outside party (P01.A24). Customer information supervisor and customer service manager both approve; then recordDisclosure.',
  })
  requestDisclosure(
    @Args(() => RequestDisclosureArgs) { customerId, input }: RequestDisclosureArgs,
    @Ctx() context: SignedInContext,
  ) {
    return new DisclosureService(context).request(customerId, input);
  }

  @Mutation(() => CustomerDisclosure, {
    nullable: true,
    description:
      'Enters in the register that approved information was handed over. INVALID_STATE before both approved.',
  })
  recordDisclosure(
    @Args(() => RecordDisclosureArgs) { customerId, requestId, input }: RecordDisclosureArgs,
    @Ctx() context: SignedInContext,
  ) {
    return new DisclosureService(context).record(customerId, requestId, input);
  }
}
