import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { ApprovalRequest } from '../../../src/approvals/approvalRequest.entity.js';
import type { Context, SignedInContext } from '../../../src/context.js';
import { Needs } from '../../../src/reading/decorators.js';
import { figuresOf } from './figures.js';
import { ReportCopy } from './reportCopy.entity.js';
import { ReportDefinition } from './reportDefinition.entity.js';
import { ReportDefinitionService } from './reportDefinitions.service.js';
import { ReportEdition } from './reportEdition.entity.js';
import { ReportIssueService } from './reportIssue.service.js';
import { ChangeReportItemsArgs, CompileReportInput, RecordReportCopiesInput, ReportArgs } from './reports.inputs.js';
import { ReportFigure, ReproducedReport, StatisticalReport } from './statisticalReport.entity.js';
import { StatisticalReportService } from './statisticalReports.service.js';

@ArgsType()
class VersionedArgs {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, { description: 'The version that it is based on.' })
  version!: number;
}

@Resolver(() => StatisticalReport)
export class ReportsResolver {
  @FieldResolver(() => [ReportFigure], { description: 'Its lines in the order of their keys; the total is the last.' })
  @Needs('counted', 'form')
  figures(@Root() { counted, form }: StatisticalReport, @Ctx() { locale }: Context) {
    return figuresOf(form, counted, locale);
  }

  @Query(() => ReproducedReport, {
    nullable: true,
    description:
      'Counts a report again from the history of the register as of its date, and names each figure that is not what it was (P01.A09).',
  })
  reproduceReport(@Arg('id', () => ID) id: string, @Ctx() context: SignedInContext) {
    return new StatisticalReportService(context).reproduce(id);
  }

  @Mutation(() => ReportDefinition, {
    nullable: true,
    description: 'Defines a statistical report of customer service itself (P01.A09).',
  })
  defineReport(@Args(() => ReportArgs) { input }: ReportArgs, @Ctx() context: SignedInContext) {
    return new ReportDefinitionService(context).define(input);
  }

  @Mutation(() => ApprovalRequest, {
    nullable: true,
    description:
      'Asks, for your department, for a report on a schedule (P01.A10). It is produced once the customer service manager has reviewed it and the general manager approved it.',
  })
  requestPeriodicReport(@Args(() => ReportArgs) { input }: ReportArgs, @Ctx() context: SignedInContext) {
    return new ReportDefinitionService(context).request(input);
  }

  @Mutation(() => ApprovalRequest, {
    nullable: true,
    description:
      'Asks the general manager to change at most three items of a report in force (P01.A11). Customer service files it then.',
  })
  changeReportItems(
    @Args(() => ChangeReportItemsArgs) { id, version, items, reason }: ChangeReportItemsArgs,
    @Ctx() context: SignedInContext,
  ) {
    return new ReportDefinitionService(context).change(id, version, items, reason);
  }

  @Mutation(() => ReportEdition, {
    nullable: true,
    description: 'Files an approved change, by id and version of the edition: it is in force from then on (P01.A11).',
  })
  fileReportChange(@Args(() => VersionedArgs) { id, version }: VersionedArgs, @Ctx() context: SignedInContext) {
    return new ReportDefinitionService(context).file(id, version);
  }

  @Mutation(() => ReportDefinition, {
    nullable: true,
    description: 'Ends a report: none is due any more. What was issued stays.',
  })
  endReport(@Args(() => VersionedArgs) { id, version }: VersionedArgs, @Ctx() context: SignedInContext) {
    return new ReportDefinitionService(context).end(id, version);
  }

  @Mutation(() => StatisticalReport, {
    nullable: true,
    description:
      'Counts the register as of the end of a period or a moment, and freezes the figures (P01.A09). At most 2000 lines.',
  })
  compileReport(@Arg('input', () => CompileReportInput) input: CompileReportInput, @Ctx() context: SignedInContext) {
    return new StatisticalReportService(context).compile(input);
  }

  @Mutation(() => ApprovalRequest, {
    nullable: true,
    description: 'Asks the supervisor and the manager to check a report (P01.A13). Whoever asks does not check.',
  })
  requestReportCheck(@Args(() => VersionedArgs) { id, version }: VersionedArgs, @Ctx() context: SignedInContext) {
    return new ReportIssueService(context).requestCheck(id, version);
  }

  @Mutation(() => StatisticalReport, {
    nullable: true,
    description:
      'Issues a checked report under a number (P01.A12): the department that asked for it sees it from then on. FORBIDDEN by P01.A13 until it is checked.',
  })
  issueReport(@Args(() => VersionedArgs) { id, version }: VersionedArgs, @Ctx() context: SignedInContext) {
    return new ReportIssueService(context).issue(id, version);
  }

  @Mutation(() => ReportCopy, {
    nullable: true,
    description: 'Enters copies that were printed, are kept, or were handed out and to whom (P01.A12).',
  })
  recordReportCopies(
    @Arg('input', () => RecordReportCopiesInput) input: RecordReportCopiesInput,
    @Ctx() context: SignedInContext,
  ) {
    return new ReportIssueService(context).record(input);
  }
}
