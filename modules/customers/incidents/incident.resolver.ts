import { Arg, Args, Ctx, Mutation, Resolver } from 'type-graphql';
import type { SignedInContext } from '../../../src/context.js';
import { AddLeakMeasureArgs, CloseLeakArgs, ContainLeakArgs, ReportLeakInput } from './incident.inputs.js';
import { IncidentService } from './incident.service.js';
import { LeakIncident } from './leakIncident.entity.js';
import { LeakMeasure } from './leakMeasure.entity.js';

@Resolver(() => LeakIncident)
export class IncidentResolver {
  @Mutation(() => LeakIncident, {
    nullable: true,
    description:
      'Reports a leak or a likely one, with what was done at once (P01.A27). The customer information supervisor and the customer service manager are told at once; nobody else sees it but you and the general manager.',
  })
  reportLeak(@Arg('input', () => ReportLeakInput) input: ReportLeakInput, @Ctx() context: SignedInContext) {
    return new IncidentService(context).report(input);
  }

  @Mutation(() => LeakMeasure, { nullable: true, description: 'Adds what else was done about a leak.' })
  addLeakMeasure(
    @Args(() => AddLeakMeasureArgs) { incidentId, input }: AddLeakMeasureArgs,
    @Ctx() context: SignedInContext,
  ) {
    return new IncidentService(context).addMeasure(incidentId, input.measure);
  }

  @Mutation(() => LeakIncident, {
    nullable: true,
    description: 'Says that nothing more becomes known, and how that was seen to.',
  })
  containLeak(
    @Args(() => ContainLeakArgs) { id, version, containment }: ContainLeakArgs,
    @Ctx() context: SignedInContext,
  ) {
    return new IncidentService(context).contain(id, version, containment);
  }

  @Mutation(() => LeakIncident, {
    nullable: true,
    description: 'Closes a contained incident with the finding; not by whoever reported it.',
  })
  closeLeak(
    @Args(() => CloseLeakArgs) { id, version, finding, conclusion }: CloseLeakArgs,
    @Ctx() context: SignedInContext,
  ) {
    return new IncidentService(context).close(id, version, finding, conclusion);
  }
}
