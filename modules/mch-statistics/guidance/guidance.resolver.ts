import { Args, Ctx, Mutation, Resolver } from 'type-graphql';
import type { SignedInContext } from '../../../src/context.js';
import {
  AddGuidedDepartmentArgs,
  AnswerAdviceArgs,
  CancelVisitArgs,
  ConcludeVisitArgs,
  PlanVisitArgs,
  RecordVisitArgs,
  VersionedArgs,
} from './guidance.inputs.js';
import { GuidanceService } from './guidance.service.js';
import { GuidanceVisit } from './guidanceVisit.entity.js';
import { GuidedDepartment } from './guidedDepartment.entity.js';

@Resolver(() => GuidanceVisit)
export class GuidanceResolver {
  @Mutation(() => GuidedDepartment, {
    nullable: true,
    description: 'From now on the department gets guidance in each period, the present one included (P08.A04).',
  })
  addGuidedDepartment(
    @Args(() => AddGuidedDepartmentArgs) { departmentId }: AddGuidedDepartmentArgs,
    @Ctx() context: SignedInContext,
  ) {
    return new GuidanceService(context).add(departmentId);
  }

  @Mutation(() => GuidedDepartment, { nullable: true, description: 'It gets no guidance any more; a breach stays.' })
  endGuidedDepartment(@Args(() => VersionedArgs) args: VersionedArgs, @Ctx() context: SignedInContext) {
    return new GuidanceService(context).end(args);
  }

  @Mutation(() => GuidanceVisit, { nullable: true, description: 'Plans a visit (P08.A04).' })
  planGuidanceVisit(@Args(() => PlanVisitArgs) args: PlanVisitArgs, @Ctx() context: SignedInContext) {
    return new GuidanceService(context).plan(args);
  }

  @Mutation(() => GuidanceVisit, {
    nullable: true,
    description: 'A planned visit was made: it counts for its period, and the department answers the advice (P08.A04).',
  })
  recordGuidanceVisit(@Args(() => RecordVisitArgs) args: RecordVisitArgs, @Ctx() context: SignedInContext) {
    return new GuidanceService(context).record(args);
  }

  @Mutation(() => GuidanceVisit, { nullable: true, description: 'The department says what it did about the advice.' })
  answerGuidanceAdvice(@Args(() => AnswerAdviceArgs) args: AnswerAdviceArgs, @Ctx() context: SignedInContext) {
    return new GuidanceService(context).answer(args);
  }

  @Mutation(() => GuidanceVisit, { nullable: true, description: 'The section closes a visit that was answered.' })
  closeGuidanceVisit(@Args(() => ConcludeVisitArgs) args: ConcludeVisitArgs, @Ctx() context: SignedInContext) {
    return new GuidanceService(context).close(args);
  }

  @Mutation(() => GuidanceVisit, { nullable: true, description: 'Cancels a planned visit; what is due stays due.' })
  cancelGuidanceVisit(@Args(() => CancelVisitArgs) args: CancelVisitArgs, @Ctx() context: SignedInContext) {
    return new GuidanceService(context).cancel(args);
  }
}
