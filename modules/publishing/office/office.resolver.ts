import { Arg, Args, Ctx, Mutation, Resolver } from 'type-graphql';
import type { SignedInContext } from '../../../src/context.js';
import {
  DropTopicArgs,
  OfficerTrainingInput,
  PlanTopicInput,
  PortalInspectionInput,
  RemedyPortalFindingArgs,
} from './office.inputs.js';
import { OfficeService } from './office.service.js';
import { OfficerTraining } from './officerTraining.entity.js';
import { PlannedTopic } from './plannedTopic.entity.js';
import { PortalInspection } from './portalInspection.entity.js';

@Resolver()
export class OfficeResolver {
  @Mutation(() => PlannedTopic, {
    nullable: true,
    description: 'Plans what a unit submits by a day; draftItem names the topic that it is for (P03.A01).',
  })
  planTopic(@Arg('input', () => PlanTopicInput) input: PlanTopicInput, @Ctx() context: SignedInContext) {
    return new OfficeService(context).plan(input);
  }

  @Mutation(() => PlannedTopic, {
    nullable: true,
    description: 'Gives a planned topic up; it is due no longer (P03.A01).',
  })
  dropTopic(@Args(() => DropTopicArgs) args: DropTopicArgs, @Ctx() context: SignedInContext) {
    return new OfficeService(context).drop(args);
  }

  @Mutation(() => PortalInspection, {
    nullable: true,
    description:
      'Records an inspection of what a unit keeps on the portal, and by when it puts right what was found (P03.A01).',
  })
  recordPortalInspection(
    @Arg('input', () => PortalInspectionInput) input: PortalInspectionInput,
    @Ctx() context: SignedInContext,
  ) {
    return new OfficeService(context).inspect(input);
  }

  @Mutation(() => PortalInspection, {
    nullable: true,
    description: 'Says what the unit did about what an inspection found (P03.A01).',
  })
  remedyPortalFinding(
    @Args(() => RemedyPortalFindingArgs) args: RemedyPortalFindingArgs,
    @Ctx() context: SignedInContext,
  ) {
    return new OfficeService(context).remedy(args);
  }

  @Mutation(() => OfficerTraining, {
    nullable: true,
    description: 'Records a training of information officers and who took part (P03.A01).',
  })
  recordOfficerTraining(
    @Arg('input', () => OfficerTrainingInput) input: OfficerTrainingInput,
    @Ctx() context: SignedInContext,
  ) {
    return new OfficeService(context).train(input);
  }
}
