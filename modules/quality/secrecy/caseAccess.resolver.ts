import { Args, Ctx, Mutation, Resolver } from 'type-graphql';
import { ApprovalRequest } from '../../../src/approvals/approvalRequest.entity.js';
import type { SignedInContext } from '../../../src/context.js';
import { RequestCaseAccessArgs } from './caseAccess.inputs.js';
import { CaseAccessService } from './caseAccess.service.js';

@Resolver(() => ApprovalRequest)
export class CaseAccessResolver {
  @Mutation(() => ApprovalRequest, {
    nullable: true,
    description:
      'Asks the general manager to let somebody work on a SECRET case that you see (P06.A03). Once signed, that person reads the form with all that hangs on it, and writes what their posts allow, until then; nothing else of the customer.',
  })
  requestCaseAccess(
    @Args(() => RequestCaseAccessArgs) { formId, input }: RequestCaseAccessArgs,
    @Ctx() context: SignedInContext,
  ) {
    return new CaseAccessService(context).request(formId, input);
  }
}
