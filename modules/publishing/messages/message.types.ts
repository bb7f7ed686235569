import { Field, ID, ObjectType } from 'type-graphql';
import { MessageStatus } from './message.enums.js';

@ObjectType({ description: 'What the sender of a message keeps.' })
export class MessageReceipt {
  @Field(() => String)
  number!: string;

  @Field(() => String, { description: 'Shown this once; with the number it asks for the state (messageState).' })
  code!: string;

  @Field(() => [String], {
    description:
      'What looks like a number or address of a person, masked: a reviewer takes care of it before others read it.',
  })
  flagged!: string[];
}

@ObjectType({ description: 'How far a message is, for its sender.' })
export class MessageState {
  @Field(() => String)
  number!: string;

  @Field(() => MessageStatus)
  status!: MessageStatus;

  @Field(() => Date)
  leftAt!: Date;

  @Field(() => Date, { nullable: true })
  answeredAt!: Date | null;

  @Field(() => ID, { nullable: true, description: 'Under which citizenMessage answers with it, once it is published.' })
  messageId!: string | null;
}
