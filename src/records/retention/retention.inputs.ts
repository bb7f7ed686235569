import { Field, ID, InputType } from 'type-graphql';
import { Characters, IdOf } from '../../graphql/inputChecks.js';
import { ReviewDecision } from './dispositionReview.entity.js';

@InputType({ description: 'What is decided about a file whose retention has ended.' })
export class ReviewFileInput {
  @Field(() => ReviewDecision)
  decision!: ReviewDecision;

  @Field(() => String, { nullable: true, description: 'RETAIN: code of the class in which it is kept from now on.' })
  @Characters(1, 100)
  retentionClass?: string | null;

  @Field(() => String)
  @Characters(1, 1000)
  reason!: string;
}

@InputType({ description: 'A file that is to be destroyed.' })
export class DestructionInput {
  @Field(() => ID)
  fileId!: string;

  @Field(() => String)
  @Characters(1, 1000)
  reason!: string;

  @Field(() => ID, { description: 'Two different people, and neither is you.' })
  @IdOf({ en: 'person', zh: '人员' })
  firstWitnessId!: string;

  @Field(() => ID)
  @IdOf({ en: 'person', zh: '人员' })
  secondWitnessId!: string;
}
