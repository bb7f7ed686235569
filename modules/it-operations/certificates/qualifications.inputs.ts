import { ArgsType, Field, ID, InputType, Int } from 'type-graphql';
import { dateProblem } from '../../../src/graphql/dates.js';
import { Characters, IdOf, Satisfies } from '../../../src/graphql/inputChecks.js';
import type { Message } from '../../../src/languages/message.js';

const expiryProblem = (expiresOn: string, { issuedOn }: RecordQualificationInput): Message | null =>
  dateProblem(expiresOn) ??
  (expiresOn < issuedOn ? { en: 'Give a day from issuedOn on.', zh: '到期日不能早于颁发日。' } : null);

@InputType({ description: 'A certificate of qualification (任职资格证书).' })
export class RecordQualificationInput {
  @Field(() => ID, { description: 'Whose it is: somebody else.' })
  @IdOf({ en: 'person', zh: '人员' })
  personId!: string;

  @Field(() => String, { description: 'Number on the certificate; CONFLICT if the issuer gave it before.' })
  @Characters(1, 100)
  number!: string;

  @Field(() => String)
  @Characters(1, 200)
  title!: string;

  @Field(() => String)
  @Characters(1, 200)
  issuer!: string;

  @Field(() => Boolean, { description: 'The information authority of the province recognises it.' })
  recognisedByProvince!: boolean;

  @Field(() => String, { description: 'YYYY-MM-DD.' })
  @Satisfies(dateProblem)
  issuedOn!: string;

  @Field(() => String, { nullable: true, description: 'Last day, YYYY-MM-DD; left out: without an end.' })
  @Satisfies(expiryProblem)
  expiresOn?: string | null;
}

@ArgsType()
export class RevokeQualificationArgs {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, { description: 'The version that the change is based on.' })
  version!: number;

  @Field(() => String)
  @Characters(1, 500)
  reason!: string;
}
