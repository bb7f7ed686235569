import { Max, Min } from 'class-validator';
import { ArgsType, Field, ID, InputType, Int } from 'type-graphql';
import { dateProblem } from '../../../src/graphql/dates.js';
import { Characters, IdOf, Satisfies, says } from '../../../src/graphql/inputChecks.js';

const year = { en: 'Give a year from 2000 to 2199.', zh: '请填写 2000 至 2199 的年份。' };

@InputType({ description: 'Somebody who joins the information staff.' })
export class AddStaffMemberInput {
  @Field(() => ID)
  @IdOf({ en: 'person', zh: '人员' })
  personId!: string;

  @Field(() => String, { description: 'What the person does.' })
  @Characters(1, 200)
  post!: string;

  @Field(() => String, { description: 'First day, YYYY-MM-DD; today or before.' })
  @Satisfies(dateProblem)
  joinedOn!: string;
}

@ArgsType()
export class EndStaffMemberArgs {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, { description: 'The version that the change is based on.' })
  version!: number;

  @Field(() => String, { description: 'Last day, YYYY-MM-DD; today or before.' })
  @Satisfies(dateProblem)
  leftOn!: string;

  @Field(() => String)
  @Characters(1, 500)
  reason!: string;
}

@ArgsType()
export class TeamStabilityArgs {
  @Field(() => Int, { description: 'First year.' })
  @Min(2000, says(year))
  @Max(2199, says(year))
  from!: number;

  @Field(() => Int, { description: 'Last year; at most 30 years later.' })
  @Min(2000, says(year))
  @Max(2199, says(year))
  @Satisfies((to: number, { from }: TeamStabilityArgs) =>
    to < from || to > from + 30
      ? { en: 'Give a year from `from` on, at most 30 years later.', zh: 'to 不能早于 from，最多相隔 30 年。' }
      : null,
  )
  to!: number;
}
