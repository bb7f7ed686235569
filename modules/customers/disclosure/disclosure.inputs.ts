import { ValidateNested } from 'class-validator';
import { ArgsType, Field, ID, InputType } from 'type-graphql';
import { Characters, IdOf } from '../../../src/graphql/inputChecks.js';

@InputType({ description: 'A request to give information about a customer to an outside party (对外提供申请).' })
export class DisclosureInput {
  @Field(() => String, { description: 'Outside unit that gets it (外单位).' })
  @Characters(1, 200)
  recipient!: string;

  @Field(() => String, { description: 'What is given, for example address and contacts.' })
  @Characters(1, 1000)
  content!: string;

  @Field(() => String)
  @Characters(1, 500)
  purpose!: string;

  @Field(() => String)
  @Characters(1, 1000)
  reason!: string;
}

@InputType({ description: 'How approved information was handed over.' })
export class HandoverInput {
  @Field(() => String, { description: 'Who of the outside unit took it.' })
  @Characters(1, 100)
  takenBy!: string;

  @Field(() => String, { description: 'How, with the safety measures, for example in person, sealed.' })
  @Characters(1, 500)
  means!: string;
}

@ArgsType()
export class RequestDisclosureArgs {
  @Field(() => ID)
  customerId!: string;

  @Field(() => DisclosureInput)
  @ValidateNested()
  input!: DisclosureInput;
}

@ArgsType()
export class RecordDisclosureArgs {
  @Field(() => ID)
  customerId!: string;

  @Field(() => ID, { description: 'The approved request. It can be used once, within 30 days.' })
  @IdOf({ en: 'request', zh: '申请' })
  requestId!: string;

  @Field(() => HandoverInput)
  @ValidateNested()
  input!: HandoverInput;
}
