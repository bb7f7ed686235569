import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { FindingType, MissingCode } from './entry.enums.js';

@ObjectType({ description: 'A cell of a form with what stands in it.' })
export class FormLine {
  @Field(() => String)
  section!: string;

  @Field(() => Int)
  place!: number;

  @Field(() => String, { description: 'Uid of the data element.' })
  element!: string;

  @Field(() => String)
  elementName!: string;

  @Field(() => String, { description: 'Uid of the option.' })
  option!: string;

  @Field(() => String)
  optionName!: string;

  @Field(() => Boolean)
  isRequired!: boolean;

  @Field(() => Int, { nullable: true, description: 'Of the present value; null where nothing was entered.' })
  revision!: number | null;

  @Field(() => String, { nullable: true })
  value!: string | null;

  @Field(() => MissingCode, { nullable: true })
  missing!: MissingCode | null;

  @Field(() => Float, { nullable: true })
  amount!: number | null;
}

@ObjectType({ description: 'Something odd about a form as it stands (审核发现).' })
export class FormFinding {
  @Field(() => String, { description: 'Give it back to submitReport with a reason.' })
  key!: string;

  @Field(() => FindingType)
  type!: FindingType;

  @Field(() => String)
  text!: string;

  @Field(() => Boolean, { description: 'The form is not handed in without a reason for it.' })
  needsReason!: boolean;
}

@ObjectType({ description: 'A form as it stands, with what is odd about it.' })
export class StatisticsForm {
  @Field(() => ID, { description: 'Of the report.' })
  id!: string;

  @Field(() => Int, { description: 'Of the report; give it back with an entry.' })
  version!: number;

  @Field(() => [FormLine])
  lines!: FormLine[];

  @Field(() => [FormFinding])
  findings!: FormFinding[];
}

@ObjectType({ description: 'What an approved document is worth.' })
export class DocumentVerification {
  @Field(() => Boolean, { description: 'It is in force, and its figures are those that were signed and sealed.' })
  isGenuine!: boolean;

  @Field(() => Date, { nullable: true, description: 'When it was signed and sealed.' })
  lockedAt!: Date | null;
}
