import { Arg, Args, Ctx, Field, Float, ID, Int, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import type { Context, SignedInContext } from '../../../src/context.js';
import { type StandingFigure, trainingStandingsFor } from './standing.js';
import { TrainingStanding } from './training.enums.js';
import {
  AddTrainingInput,
  CancelTrainingArgs,
  ConcludeTrainingPlanArgs,
  CorrectTrainingHoursArgs,
  DraftTrainingPlanInput,
  HoldTrainingArgs,
  TrainingStandingsArgs,
} from './training.inputs.js';
import { TrainingService } from './training.service.js';
import { TrainingAttendance } from './trainingAttendance.entity.js';
import { TrainingPlan } from './trainingPlan.entity.js';
import { TrainingSession } from './trainingSession.entity.js';

@ObjectType({ description: 'How much somebody of the staff was trained in a year (年度培训情况).' })
class StaffTraining implements StandingFigure {
  @Field(() => ID)
  memberId!: string;

  @Field(() => ID)
  personId!: string;

  @Field(() => String)
  name!: string;

  @Field(() => Float)
  hours!: number;

  @Field(() => Float, { description: '30, or less in the year of joining, as the clause is read.' })
  hoursNeeded!: number;

  @Field(() => Int, { description: 'Trainings of county level or above.' })
  countyTrainings!: number;

  @Field(() => Boolean)
  countyTrainingNeeded!: boolean;

  @Field(() => Boolean, { description: 'The year is done.' })
  complete!: boolean;

  @Field(() => TrainingStanding)
  standing!: TrainingStanding;
}

@Resolver(() => TrainingPlan)
export class TrainingResolver {
  @Query(() => [StaffTraining], {
    description: 'How much each of the staff was trained in a year, against what P12.A06 asks: of those whom you see.',
  })
  trainingStandings(
    @Args(() => TrainingStandingsArgs) { year }: TrainingStandingsArgs,
    @Ctx() context: Context,
  ): Promise<StaffTraining[]> {
    return trainingStandingsFor(context, year);
  }

  @Mutation(() => TrainingPlan, {
    nullable: true,
    description: 'Drafts the training plan of a year and asks the general manager to approve it (P12.A04).',
  })
  draftTrainingPlan(
    @Arg('input', () => DraftTrainingPlanInput) input: DraftTrainingPlanInput,
    @Ctx() context: SignedInContext,
  ) {
    return new TrainingService(context).draft(input);
  }

  @Mutation(() => TrainingPlan, {
    nullable: true,
    description: 'Says how a plan was carried out, when each training of it was held or cancelled (P12.A04).',
  })
  concludeTrainingPlan(
    @Args(() => ConcludeTrainingPlanArgs) args: ConcludeTrainingPlanArgs,
    @Ctx() context: SignedInContext,
  ) {
    return new TrainingService(context).conclude(args);
  }
}

@Resolver(() => TrainingSession)
export class TrainingSessionResolver {
  @Mutation(() => TrainingSession, {
    nullable: true,
    description:
      'Enters who took part in a planned training, and for how long. Whose year is complete has done the duty of it.',
  })
  holdTraining(@Args(() => HoldTrainingArgs) args: HoldTrainingArgs, @Ctx() context: SignedInContext) {
    return new TrainingService(context).hold(args);
  }

  @Mutation(() => TrainingSession, {
    nullable: true,
    description: 'Enters a training that no plan foresaw; the same day and title once for a person (CONFLICT).',
  })
  addTraining(@Arg('input', () => AddTrainingInput) input: AddTrainingInput, @Ctx() context: SignedInContext) {
    return new TrainingService(context).add(input);
  }

  @Mutation(() => TrainingSession, { nullable: true, description: 'A planned training does not take place.' })
  cancelTraining(@Args(() => CancelTrainingArgs) args: CancelTrainingArgs, @Ctx() context: SignedInContext) {
    return new TrainingService(context).cancel(args);
  }

  @Mutation(() => TrainingAttendance, {
    nullable: true,
    description: 'Corrects for how long somebody took part; the audit keeps the hours before.',
  })
  correctTrainingHours(
    @Args(() => CorrectTrainingHoursArgs) args: CorrectTrainingHoursArgs,
    @Ctx() context: SignedInContext,
  ) {
    return new TrainingService(context).correctHours(args);
  }
}
