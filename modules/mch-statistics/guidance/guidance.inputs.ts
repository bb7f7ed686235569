import { ValidateNested } from 'class-validator';
import { ArgsType, Field, ID, InputType, Int } from 'type-graphql';
import { dateProblem } from '../../../src/graphql/dates.js';
import { Characters, IdOf, Satisfies } from '../../../src/graphql/inputChecks.js';

@ArgsType()
export class AddGuidedDepartmentArgs {
  @Field(() => ID)
  @IdOf({ en: 'department', zh: '部门' })
  departmentId!: string;
}

@ArgsType()
export class VersionedArgs {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, { description: 'The version that the change is based on.' })
  version!: number;
}

@InputType({ description: 'A visit that is planned.' })
export class PlanGuidanceInput {
  @Field(() => String)
  @Characters(1, 200)
  topic!: string;

  @Field(() => String, { description: 'YYYY-MM-DD; today or later.' })
  @Satisfies(dateProblem)
  plannedOn!: string;

  @Field(() => ID, { nullable: true, description: 'Who makes it; yourself unless given.' })
  @IdOf({ en: 'person', zh: '人员' })
  visitorId?: string | null;
}

@ArgsType()
export class PlanVisitArgs {
  @Field(() => ID)
  guidedId!: string;

  @Field(() => PlanGuidanceInput)
  @ValidateNested()
  input!: PlanGuidanceInput;
}

@InputType({ description: 'A visit that was made.' })
export class RecordGuidanceInput {
  @Field(() => String, { description: 'YYYY-MM-DD; today or before.' })
  @Satisfies(dateProblem)
  visitedOn!: string;

  @Field(() => String)
  @Characters(1, 5000)
  findings!: string;

  @Field(() => String)
  @Characters(1, 5000)
  advice!: string;
}

@ArgsType()
export class RecordVisitArgs extends VersionedArgs {
  @Field(() => RecordGuidanceInput)
  @ValidateNested()
  input!: RecordGuidanceInput;
}

@ArgsType()
export class AnswerAdviceArgs extends VersionedArgs {
  @Field(() => String)
  @Characters(1, 5000)
  response!: string;
}

@ArgsType()
export class ConcludeVisitArgs extends VersionedArgs {
  @Field(() => String)
  @Characters(1, 2000)
  conclusion!: string;
}

@ArgsType()
export class CancelVisitArgs extends VersionedArgs {
  @Field(() => String)
  @Characters(1, 500)
  reason!: string;
}
