import { ValidateNested } from 'class-validator';
import { ArgsType, Field, ID, InputType, Int } from 'type-graphql';
import { Label } from '../../access/labels.js';
import { AtMost, Characters, IdOf, Satisfies } from '../../graphql/inputChecks.js';
import { Between } from '../bounds.js';
import { Carrier, isDurable, Medium } from '../carriers.js';

@InputType({ description: 'A new cabinet.' })
export class AddCabinetInput {
  @Field(() => String, { description: 'What is written on it, and where it stands.' })
  @Characters(1, 100)
  name!: string;

  @Field(() => String, { description: 'Type of the records whose files it holds, for example Customer.' })
  @Characters(1, 100)
  subjectType!: string;

  @Field(() => Label, {
    defaultValue: Label.INTERNAL,
    description: 'The highest label that stands in it. From SECRET up you become its keeper.',
  })
  label!: Label;

  @Field(() => [String], { defaultValue: [] })
  @AtMost(50)
  compartments!: string[];

  @Field(() => Int)
  @Between(1, 99)
  shelves!: number;

  @Field(() => Int, { description: 'Places on each shelf.' })
  @Between(1, 999)
  positions!: number;
}

@ArgsType()
export class PlaceFileArgs {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, { description: 'The version that the change is based on.' })
  version!: number;

  @Field(() => ID, { nullable: true, description: 'Null takes it out of its place.' })
  @IdOf({ en: 'cabinet', zh: '档案柜' })
  cabinetId?: string | null;

  @Field(() => Int, { nullable: true, description: 'Counted from the top; without it the first one with room.' })
  @Between(1, 99)
  shelf?: number;

  @Field(() => Int, { nullable: true, description: 'Counted from the left; without it the first free one.' })
  @Between(1, 999)
  position?: number;
}

@InputType({ description: 'What a file is; what is left out stays.' })
export class DescribeFileInput {
  @Field(() => Carrier, { nullable: true })
  carrier?: Carrier;

  @Field(() => Medium, { nullable: true, description: 'What fades is refused, unless the file came in like that.' })
  @Satisfies((medium: Medium, { asFound }: DescribeFileInput) =>
    isDurable(medium) || asFound
      ? null
      : {
          en: 'What fades is not used for files. Write it again with ink, or, if the file came in like this, give asFound: true.',
          zh: '档案不得使用易褪色的书写材料。请用墨水重写；如收到时即如此，请给出 asFound: true。',
        },
  )
  medium?: Medium;

  @Field(() => Boolean, { defaultValue: false, description: 'The file came in like this; it is marked as fading.' })
  asFound!: boolean;

  @Field(() => Int, { nullable: true })
  @Between(1900, 2200)
  catalogueYear?: number;

  @Field(() => Int, { nullable: true })
  @Between(1, 9999)
  volume?: number;
}

@ArgsType()
export class DescribeFileArgs {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, { description: 'The version that the change is based on.' })
  version!: number;

  @Field(() => DescribeFileInput)
  @ValidateNested()
  input!: DescribeFileInput;
}
