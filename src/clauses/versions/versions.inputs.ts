import { ArrayMaxSize, Max, Min, ValidateNested } from 'class-validator';
import { ArgsType, Field, ID, InputType, Int } from 'type-graphql';
import { dateProblem } from '../../graphql/dates.js';
import { Characters, Satisfies, says } from '../../graphql/inputChecks.js';

const number = { en: 'Give the number of a version, from 1.', zh: '请给出版本号，从 1 起。' };

@InputType({ description: 'A text of a policy.' })
export class PolicyTextInput {
  @Field(() => String, { description: 'In Chinese, which decides.' })
  @Characters(1, 4000)
  zh!: string;

  @Field(() => String, { nullable: true, description: 'In English; the Chinese is shown where it is missing.' })
  @Characters(1, 4000)
  en?: string | null;
}

@InputType({ description: 'What becomes of one clause in a new version.' })
export class ClauseChangeInput {
  @Field(() => String, { description: 'Of the policy, such as P01.A14; a new one takes the next number.' })
  @Characters(1, 100)
  clause!: string;

  @Field(() => PolicyTextInput, { nullable: true, description: 'As it was unless given.' })
  @ValidateNested()
  title?: PolicyTextInput | null;

  @Field(() => PolicyTextInput, { nullable: true, description: 'As it was unless given.' })
  @ValidateNested()
  summary?: PolicyTextInput | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description:
      'It is not in force any more, and nobody is asked to acknowledge it. What the platform enforces by it stays until its module changes.',
  })
  repeal!: boolean;
}

@InputType({ description: 'A new version of a policy. What is not given stays as it is.' })
export class PolicyVersionInput {
  @Field(() => PolicyTextInput, { nullable: true })
  @ValidateNested()
  title?: PolicyTextInput | null;

  @Field(() => PolicyTextInput, { nullable: true })
  @ValidateNested()
  purpose?: PolicyTextInput | null;

  @Field(() => PolicyTextInput, { nullable: true })
  @ValidateNested()
  scope?: PolicyTextInput | null;

  @Field(() => [ClauseChangeInput], { defaultValue: [], description: 'At most 100.' })
  @ValidateNested({ each: true })
  @ArrayMaxSize(100, says({ en: 'Give at most 100.', zh: '最多 100 项。' }))
  changes!: ClauseChangeInput[];

  @Field(() => String)
  @Characters(1, 2000)
  reason!: string;

  @Field(() => String, {
    nullable: true,
    description: 'YYYY-MM-DD, not before today; from the moment of issue unless given, and never before it.',
  })
  @Satisfies((date: string) => dateProblem(date))
  effectiveFrom?: string | null;
}

@ArgsType()
export class ProposePolicyVersionArgs {
  @Field(() => String, { description: 'For example P01.' })
  @Characters(1, 100)
  policy!: string;

  @Field(() => Int, { description: 'Number of the newest issued version, which the draft is made from.' })
  @Min(1, says(number))
  @Max(1_000_000, says(number))
  basedOn!: number;

  @Field(() => PolicyVersionInput)
  @ValidateNested()
  input!: PolicyVersionInput;
}

@ArgsType()
export class ResubmitPolicyVersionArgs {
  @Field(() => ID, { description: 'Of the returned request.' })
  @Characters(1, 100)
  id!: string;

  @Field(() => Int, { description: 'The version of the request that this is based on.' })
  version!: number;

  @Field(() => PolicyVersionInput)
  @ValidateNested()
  input!: PolicyVersionInput;
}

@ArgsType()
export class AcknowledgePolicyArgs {
  @Field(() => String, {
    description: 'A policy such as P01, or a clause that is acknowledged by itself, such as P01.A26.',
  })
  @Characters(1, 100)
  id!: string;

  @Field(() => Int, { description: 'Number of the version in force, which you have read.' })
  @Min(1, says(number))
  @Max(1_000_000, says(number))
  number!: number;
}
