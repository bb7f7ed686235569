import { IsUUID, ValidateNested } from 'class-validator';
import { ArgsType, Field, ID, InputType, Int } from 'type-graphql';
import { AtMost, Characters, IdOf, says } from '../graphql/inputChecks.js';
import { HandoverReason } from './handover.entity.js';

@InputType({ description: 'Somebody moves or leaves.' })
export class BeginHandoverInput {
  @Field(() => ID)
  @IdOf({ en: 'person', zh: '人员' })
  personId!: string;

  @Field(() => ID, { description: 'The department that receives what is handed over, whose head signs.' })
  @IdOf({ en: 'department', zh: '部门' })
  departmentId!: string;

  @Field(() => HandoverReason)
  reason!: HandoverReason;
}

@InputType({ description: 'What passes to a successor.' })
export class PassOnInput {
  @Field(() => String, { description: 'The kind of thing, as handoverList names it.' })
  @Characters(1, 100)
  line!: string;

  @Field(() => [ID], { nullable: true, description: 'Which of them; all of the kind that you see, unless given.' })
  @AtMost(1000)
  @IsUUID('all', {
    each: true,
    ...says({ en: 'Give ids as handoverList names them.', zh: '请给出 handoverList 所列的 id。' }),
  })
  recordIds?: string[] | null;

  @Field(() => ID)
  @IdOf({ en: 'person', zh: '人员' })
  successorId!: string;
}

@ArgsType()
export class PassOnArgs {
  @Field(() => ID)
  id!: string;

  @Field(() => PassOnInput)
  @ValidateNested()
  input!: PassOnInput;
}

@ArgsType()
export class HandoverVersionArgs {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, { description: 'The version that it is based on.' })
  version!: number;
}

@ArgsType()
export class RequestTakeoverArgs {
  @Field(() => ID)
  handoverId!: string;

  @Field(() => String, { description: 'Why it passes to you; say nothing of what may be there.' })
  @Characters(1, 1000)
  reason!: string;
}

@ArgsType()
export class SignHandoverArgs extends HandoverVersionArgs {
  @Field(() => String, { description: 'Your password again: it is a signature.' })
  @Characters(1, 200)
  password!: string;
}
