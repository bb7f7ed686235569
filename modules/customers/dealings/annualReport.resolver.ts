import { Args, Ctx, Mutation, Resolver } from 'type-graphql';
import type { SignedInContext } from '../../../src/context.js';
import { AnnualReport } from './annualReport.entity.js';
import { CollectAnnualReportArgs, UpdateAnnualReportArgs } from './annualReport.inputs.js';
import { AnnualReportService } from './annualReport.service.js';

@Resolver(() => AnnualReport)
export class AnnualReportResolver {
  @Mutation(() => AnnualReport, {
    nullable: true,
    description: "Puts a customer's report of a year into the file (P02.A04). CONFLICT if it is there already.",
  })
  collectAnnualReport(
    @Args(() => CollectAnnualReportArgs) args: CollectAnnualReportArgs,
    @Ctx() context: SignedInContext,
  ) {
    return new AnnualReportService(context).collect(args);
  }

  @Mutation(() => AnnualReport, {
    nullable: true,
    description: 'Corrects what a collected report says; what it said before stays in the audit.',
  })
  updateAnnualReport(
    @Args(() => UpdateAnnualReportArgs) { id, version, input }: UpdateAnnualReportArgs,
    @Ctx() context: SignedInContext,
  ) {
    return new AnnualReportService(context).update(id, version, input);
  }
}
