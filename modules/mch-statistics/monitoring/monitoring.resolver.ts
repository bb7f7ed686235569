import { Arg, Args, Ctx, Int, Mutation, Query, Resolver } from 'type-graphql';
import type { Context, SignedInContext } from '../../../src/context.js';
import { dashboard } from './dashboard.js';
import { IndicatorAlert } from './indicatorAlert.entity.js';
import { IndicatorReading } from './indicatorReading.entity.js';
import { ManagementIndicator } from './managementIndicator.entity.js';
import {
  AnswerAlertArgs,
  CorrectReadingArgs,
  DashboardArgs,
  DefineManagementIndicatorInput,
  DrawReadingsArgs,
  RecordReadingsArgs,
  UpdateManagementIndicatorArgs,
} from './monitoring.inputs.js';
import { MonitoringService } from './monitoring.service.js';
import { DashboardRow } from './monitoring.types.js';

@Resolver(() => ManagementIndicator)
export class MonitoringResolver {
  @Query(() => [DashboardRow], {
    description:
      'How indicators stand by department, alarms first (P08.A03): latest value, trend, state, open alerts. Of the readings that you may see.',
  })
  indicatorDashboard(@Args(() => DashboardArgs) args: DashboardArgs, @Ctx() context: Context) {
    return dashboard(context, args);
  }

  @Mutation(() => ManagementIndicator, {
    nullable: true,
    description: 'Sets up an indicator with thresholds and owner.',
  })
  defineManagementIndicator(
    @Arg('input', () => DefineManagementIndicatorInput) input: DefineManagementIndicatorInput,
    @Ctx() context: SignedInContext,
  ) {
    return new MonitoringService(context).define(input);
  }

  @Mutation(() => ManagementIndicator, { nullable: true, description: 'Changes thresholds or owner, or retires it.' })
  updateManagementIndicator(
    @Args(() => UpdateManagementIndicatorArgs) args: UpdateManagementIndicatorArgs,
    @Ctx() context: SignedInContext,
  ) {
    return new MonitoringService(context).update(args);
  }

  @Mutation(() => Int, {
    description:
      'Enters readings of a month, all or none (P08.A03). Each that crosses a threshold alerts the owner of its indicator. Answers how many alerts there are.',
  })
  async recordIndicatorReadings(
    @Args(() => RecordReadingsArgs) { month, readings }: RecordReadingsArgs,
    @Ctx() context: SignedInContext,
  ) {
    return (await new MonitoringService(context).record(month, readings)).length;
  }

  @Mutation(() => Int, {
    description:
      'Takes readings of a month from approved monthly reports, summed up by department, for the indicators that name a data element; what is entered stays. Answers how many alerts there are.',
  })
  async drawIndicatorReadings(
    @Args(() => DrawReadingsArgs) { month }: DrawReadingsArgs,
    @Ctx() context: SignedInContext,
  ) {
    return (await new MonitoringService(context).draw(month)).length;
  }

  @Mutation(() => IndicatorReading, {
    nullable: true,
    description: 'Corrects a reading with the reason; the value before stays beside it, earlier ones in the audit.',
  })
  correctIndicatorReading(@Args(() => CorrectReadingArgs) args: CorrectReadingArgs, @Ctx() context: SignedInContext) {
    return new MonitoringService(context).correct(args);
  }

  @Mutation(() => IndicatorAlert, {
    nullable: true,
    description: 'Answers an alert with cause and measure, once (P08.A03).',
  })
  answerIndicatorAlert(@Args(() => AnswerAlertArgs) args: AnswerAlertArgs, @Ctx() context: SignedInContext) {
    return new MonitoringService(context).answer(args);
  }
}
