import { ValidateNested } from 'class-validator';
import { ArgsType, Field, ID, InputType } from 'type-graphql';
import { Characters, IdOf } from '../../../src/graphql/inputChecks.js';

@InputType({ description: 'A request that somebody may work on a SECRET case (机密质量信息查办授权).' })
export class CaseAccessInput {
  @Field(() => ID, { description: 'The inspector, or the head or quality officer of the responsible department.' })
  @IdOf({ en: 'person', zh: '人员' })
  personId!: string;

  @Field(() => String, { description: 'Why this person; at most 2000 characters.' })
  @Characters(1, 2000)
  reason!: string;

  @Field(() => Date, { description: 'Not permitted from this moment on; at most 90 days from now.' })
  until!: Date;
}

@ArgsType()
export class RequestCaseAccessArgs {
  @Field(() => ID)
  formId!: string;

  @Field(() => CaseAccessInput)
  @ValidateNested()
  input!: CaseAccessInput;
}
