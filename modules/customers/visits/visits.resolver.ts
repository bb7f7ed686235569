import { Args, Ctx, Mutation, Resolver } from 'type-graphql';
import type { SignedInContext } from '../../../src/context.js';
import { PlannedVisit } from './plannedVisit.entity.js';
import { PlanVisitArgs, RecordVisitArgs } from './visits.inputs.js';
import { VisitsService } from './visits.service.js';

@Resolver(() => PlannedVisit)
export class VisitsResolver {
  @Mutation(() => PlannedVisit, {
    nullable: true,
    description:
      'Plans a visit to a customer (P04.A06), which is from then on a duty of whoever makes it. INVALID_STATE if that person may not see the file.',
  })
  planVisit(@Args(() => PlanVisitArgs) args: PlanVisitArgs, @Ctx() context: SignedInContext) {
    return new VisitsService(context).plan(args);
  }

  @Mutation(() => PlannedVisit, {
    nullable: true,
    description:
      'Records a planned visit: what came of it and what the customer thinks of our products become entries of the file (P04.A06). For whoever made it and customer service.',
  })
  recordVisit(@Args(() => RecordVisitArgs) args: RecordVisitArgs, @Ctx() context: SignedInContext) {
    return new VisitsService(context).record(args);
  }
}
