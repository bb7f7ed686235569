import { ArrayMinSize, Max, Min, ValidateNested } from 'class-validator';
import { ArgsType, Field, Float, ID, InputType, Int } from 'type-graphql';
import { dateProblem } from '../../../src/graphql/dates.js';
import { AtMost, Characters, IdOf, Satisfies, says } from '../../../src/graphql/inputChecks.js';
import type { Message } from '../../../src/languages/message.js';
import { TrainingLevel } from './training.enums.js';

const year = { en: 'Give a year from 2000 to 2199.', zh: '请填写 2000 至 2199 的年份。' };
const hours = { en: 'Give hours from 0.5 to 500.', zh: '请填写 0.5 至 500 的学时。' };
const atLeastOne = { en: 'Give at least one.', zh: '请至少给出一项。' };

@InputType({ description: 'A training that the plan foresees.' })
export class PlannedSessionInput {
  @Field(() => String)
  @Characters(1, 200)
  title!: string;

  @Field(() => String, { description: 'Who holds it.' })
  @Characters(1, 200)
  organiser!: string;

  @Field(() => TrainingLevel)
  level!: TrainingLevel;

  @Field(() => Float, { description: 'Hours that it lasts, from 0.5 to 500.' })
  @Min(0.5, says(hours))
  @Max(500, says(hours))
  hours!: number;

  @Field(() => String, { description: 'YYYY-MM-DD.' })
  @Satisfies(dateProblem)
  plannedOn!: string;
}

@InputType({ description: 'The training plan of a year (年度培训计划).' })
export class DraftTrainingPlanInput {
  @Field(() => Int)
  @Min(2000, says(year))
  @Max(2199, says(year))
  year!: number;

  @Field(() => String)
  @Characters(1, 200)
  title!: string;

  @Field(() => String, { description: 'What is to be reached.' })
  @Characters(1, 10_000)
  content!: string;

  @Field(() => [PlannedSessionInput], { description: '1 to 100, all in the year.' })
  @AtMost(100)
  @ArrayMinSize(1, says(atLeastOne))
  @Satisfies((sessions: PlannedSessionInput[], { year: of }: DraftTrainingPlanInput): Message | null =>
    (sessions ?? []).every(({ plannedOn }) => plannedOn.startsWith(`${of}-`))
      ? null
      : { en: `Plan every training for a day in ${of}.`, zh: `每次培训均须计划在 ${of} 年内。` },
  )
  @ValidateNested({ each: true })
  sessions!: PlannedSessionInput[];
}

@InputType({ description: 'That somebody took part.' })
export class AttendanceInput {
  @Field(() => ID)
  @IdOf({ en: 'person', zh: '人员' })
  personId!: string;

  @Field(() => Float, { description: 'From 0.5 up to the hours of the training.' })
  @Min(0.5, says(hours))
  @Max(500, says(hours))
  hours!: number;
}

/** Nobody twice. */
const onceProblem = (attendances: AttendanceInput[]): Message | null => {
  const ids = (attendances ?? []).map(({ personId }) => personId.toLowerCase());
  return new Set(ids).size === ids.length ? null : { en: 'Name each person once.', zh: '每人只列一次。' };
};

@InputType({ description: 'A training that took place.' })
export class HoldTrainingInput {
  @Field(() => String, { description: 'Its last day, YYYY-MM-DD; today or before.' })
  @Satisfies(dateProblem)
  heldOn!: string;

  @Field(() => [AttendanceInput], { description: '1 to 500.' })
  @AtMost(500)
  @ArrayMinSize(1, says(atLeastOne))
  @Satisfies(onceProblem)
  @ValidateNested({ each: true })
  attendances!: AttendanceInput[];
}

@InputType({ description: 'A training that took place and that no plan foresaw.' })
export class AddTrainingInput extends HoldTrainingInput {
  @Field(() => String)
  @Characters(1, 200)
  title!: string;

  @Field(() => String, { description: 'Who held it.' })
  @Characters(1, 200)
  organiser!: string;

  @Field(() => TrainingLevel)
  level!: TrainingLevel;

  @Field(() => Float, { description: 'Hours that it lasted, from 0.5 to 500.' })
  @Min(0.5, says(hours))
  @Max(500, says(hours))
  hours!: number;
}

@ArgsType()
class VersionArgs {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, { description: 'The version that the change is based on.' })
  version!: number;
}

@ArgsType()
export class HoldTrainingArgs extends VersionArgs {
  @Field(() => HoldTrainingInput)
  @ValidateNested()
  input!: HoldTrainingInput;
}

@ArgsType()
export class CancelTrainingArgs extends VersionArgs {
  @Field(() => String)
  @Characters(1, 500)
  reason!: string;
}

@ArgsType()
export class ConcludeTrainingPlanArgs extends VersionArgs {
  @Field(() => String, { description: 'How it was carried out.' })
  @Characters(1, 10_000)
  conclusion!: string;
}

@ArgsType()
export class CorrectTrainingHoursArgs extends VersionArgs {
  @Field(() => Float, { description: 'From 0.5 up to the hours of the training.' })
  @Min(0.5, says(hours))
  @Max(500, says(hours))
  hours!: number;

  @Field(() => String)
  @Characters(1, 500)
  reason!: string;
}

@ArgsType()
export class TrainingStandingsArgs {
  @Field(() => Int, { nullable: true, description: 'The present one unless given.' })
  @Min(2000, says(year))
  @Max(2199, says(year))
  year?: number | null;
}
