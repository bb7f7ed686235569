import { ArgsType, Field, ID, InputType, Int } from 'type-graphql';
import { Characters, IdOf } from '../../../src/graphql/inputChecks.js';

@InputType({ description: 'What somebody of the public leaves in the message box (留言).' })
export class LeaveMessageInput {
  @Field(() => String)
  @Characters(2, 100)
  subject!: string;

  @Field(() => String)
  @Characters(5, 2000)
  text!: string;

  @Field(() => String, { description: 'Your name; for the office alone, never published.' })
  @Characters(1, 50)
  name!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Telephone or address under which you are reached; for the office alone, never published.',
  })
  @Characters(0, 100)
  contact?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Made up by the client for this one message, at random, 16 to 100 characters: the same message with it again, as by a double click, is answered with the receipt of the first one.',
  })
  @Characters(16, 100)
  clientKey?: string | null;
}

@ArgsType()
export class MessageStateArgs {
  @Field(() => String, { description: 'Of the receipt.' })
  @Characters(1, 50)
  number!: string;

  @Field(() => String, { description: 'Of the receipt.' })
  @Characters(1, 100)
  code!: string;
}

@ArgsType()
export class MessageArgs {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, { description: 'The version of the record that it is based on.' })
  version!: number;
}

@ArgsType()
export class AssignMessageArgs extends MessageArgs {
  @Field(() => ID)
  @IdOf({ en: 'department', zh: '部门' })
  unitId!: string;
}

@ArgsType()
export class AnswerMessageArgs extends MessageArgs {
  @Field(() => String, { description: 'As the public is to read it.' })
  @Characters(1, 5000)
  answer!: string;
}

@ArgsType()
export class PublishMessageArgs extends MessageArgs {
  @Field(() => String, { nullable: true, description: 'Published in place of the subject; as it was left without it.' })
  @Characters(2, 100)
  subject?: string | null;

  @Field(() => String, { nullable: true, description: 'Published in place of the text, for example without numbers.' })
  @Characters(5, 2000)
  text?: string | null;

  @Field(() => String, { nullable: true, description: 'Why what screening flags may be public.' })
  @Characters(1, 1000)
  reason?: string | null;
}

@ArgsType()
export class SpamArgs extends MessageArgs {
  @Field(() => String, { description: 'Why it is spam, or is none; kept in the office.' })
  @Characters(1, 1000)
  reason!: string;
}

@ArgsType()
export class WithdrawMessageArgs extends MessageArgs {
  @Field(() => String)
  @Characters(1, 1000)
  reason!: string;
}
