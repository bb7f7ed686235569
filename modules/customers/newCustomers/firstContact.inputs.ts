import { Field, InputType } from 'type-graphql';
import { Label } from '../../../src/access/labels.js';
import { dateProblem } from '../../../src/graphql/dates.js';
import { Characters, Satisfies } from '../../../src/graphql/inputChecks.js';

@InputType({ description: 'A first contact with somebody who has no customer file yet.' })
export class ReportFirstContactInput {
  @Field(() => String)
  @Characters(1, 200)
  companyName!: string;

  @Field(() => String, { description: 'Day of the contact, YYYY-MM-DD; today or before.' })
  @Satisfies(dateProblem)
  contactedOn!: string;

  @Field(() => String, { nullable: true })
  @Characters(0, 2000)
  note?: string | null;

  @Field(() => Label, { defaultValue: Label.INTERNAL, description: 'At most what you are cleared for.' })
  label!: Label;
}
