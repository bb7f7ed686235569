import { ArgsType, Field, ID, InputType, Int } from 'type-graphql';
import { Label } from '../../src/access/labels.js';
import { dateProblem } from '../../src/graphql/dates.js';
import { Characters, Satisfies } from '../../src/graphql/inputChecks.js';

@InputType({ description: 'What goes into the register. Whoever registers it becomes its keeper.' })
export class RegisterCaseFileInput {
  @Field(() => String, { description: 'What it is about: 1 to 200 characters.' })
  @Characters(1, 200)
  title!: string;

  @Field(() => String, { description: 'By when it is to be closed, YYYY-MM-DD.' })
  @Satisfies(dateProblem)
  dueOn!: string;

  @Field(() => Label, { defaultValue: Label.INTERNAL, description: 'Not above your own clearance.' })
  label!: Label;
}

@ArgsType()
export class CloseCaseFileArgs {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, { description: 'The version that the decision is based on.' })
  version!: number;
}
