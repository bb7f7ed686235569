import { ArgsType, Field, ID, Int } from 'type-graphql';
import { dateProblem } from '../../../src/graphql/dates.js';
import { Characters, IdOf, Satisfies } from '../../../src/graphql/inputChecks.js';

@ArgsType()
export class AssignLiaisonArgs {
  @Field(() => ID)
  customerId!: string;

  @Field(() => ID, { description: 'Somebody who works here and is cleared for the file.' })
  @IdOf({ en: 'person', zh: '人员' })
  personId!: string;
}

@ArgsType()
class LiaisonVersionArgs {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, { description: 'The version that the change is based on.' })
  version!: number;
}

@ArgsType()
export class EndLiaisonArgs extends LiaisonVersionArgs {
  @Field(() => String)
  @Characters(1, 500)
  reason!: string;
}

@ArgsType()
export class ReplaceLiaisonArgs extends LiaisonVersionArgs {
  @Field(() => ID, { description: 'Somebody who works here and is cleared for the file.' })
  @IdOf({ en: 'person', zh: '人员' })
  successorId!: string;

  @Field(() => String, { description: 'When the customer was told, YYYY-MM-DD; today or before.' })
  @Satisfies(dateProblem)
  customerToldOn!: string;
}
