import { Args, Ctx, Mutation, Resolver } from 'type-graphql';
import { ApprovalRequest } from '../../../src/approvals/approvalRequest.entity.js';
import type { SignedInContext } from '../../../src/context.js';
import { RequestReportAccessArgs } from './reportAccess.inputs.js';
import { ReportAccessService } from './reportAccess.service.js';

@Resolver(() => ApprovalRequest)
export class ReportAccessResolver {
  @Mutation(() => ApprovalRequest, {
    nullable: true,
    description:
      'Asks the director to let somebody read a SECRET report that you see (P11.A08). Once signed, that person reads the report with its figures until then, and writes nothing.',
  })
  requestReportAccess(
    @Args(() => RequestReportAccessArgs) { reportId, input }: RequestReportAccessArgs,
    @Ctx() context: SignedInContext,
  ) {
    return new ReportAccessService(context).request(reportId, input);
  }
}
