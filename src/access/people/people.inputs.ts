import { Length, Matches, ValidateNested } from 'class-validator';
import { ArgsType, Field, ID, InputType, Int } from 'type-graphql';
import { AtMost, Characters, says } from '../../graphql/inputChecks.js';
import { Label } from '../labels.js';

const signInName = /^[\p{L}\p{N}][\p{L}\p{N}._@-]{1,99}$/u;
const signInNameRule = says({
  en: 'Give 2 to 100 letters, digits, or . _ @ -, beginning with a letter or digit.',
  zh: '请填写 2 至 100 个字母、数字或 . _ @ -，以字母或数字开头。',
});
const compartmentRule = {
  each: true,
  ...says({ en: 'Each has 1 to 100 characters.', zh: '每项为 1 至 100 个字符。' }),
};

@InputType({ description: 'Somebody new. Roles are given with assignRole.' })
export class CreatePersonInput {
  @Field(() => String, { description: 'For signing in; 2 to 100 letters, digits, or . _ @ -.' })
  @Matches(signInName, signInNameRule)
  name!: string;

  @Field(() => String, { description: '1 to 100 characters.' })
  @Characters(1, 100)
  displayName!: string;

  @Field(() => Label, { defaultValue: Label.PUBLIC })
  clearance!: Label;

  @Field(() => [String], { defaultValue: [], description: 'At most 50, of 1 to 100 characters each.' })
  @AtMost(50)
  @Length(1, 100, compartmentRule)
  compartments!: string[];

  @Field(() => String, {
    nullable: true,
    description: 'Who the person is for the outside identity provider; then no password is made.',
  })
  @Characters(1, 255)
  externalSubject?: string | null;
}

@InputType({ description: 'What changes; what is left out stays.' })
export class UpdatePersonInput {
  @Field(() => String, { nullable: true })
  @Matches(signInName, signInNameRule)
  name?: string;

  @Field(() => String, { nullable: true })
  @Characters(1, 100)
  displayName?: string;

  @Field(() => String, { nullable: true, description: 'Null takes the tie to the outside identity provider away.' })
  @Characters(1, 255)
  externalSubject?: string | null;
}

@ArgsType()
export class PersonVersionArgs {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, { description: 'The version that the change is based on.' })
  version!: number;
}

@ArgsType()
export class DeactivatePersonArgs extends PersonVersionArgs {
  @Field(() => String, {
    nullable: true,
    description: 'Why somebody has to be shut out at once, though nothing was handed over yet; kept in the audit.',
  })
  @Characters(1, 1000)
  urgentReason?: string | null;
}

@ArgsType()
export class UpdatePersonArgs extends PersonVersionArgs {
  @Field(() => UpdatePersonInput)
  @ValidateNested()
  input!: UpdatePersonInput;
}

@ArgsType()
export class SetClearanceArgs {
  @Field(() => ID)
  personId!: string;

  @Field(() => Int, { description: "The person's version that the change is based on." })
  version!: number;

  @Field(() => Label)
  clearance!: Label;

  @Field(() => [String], { description: 'All of them, at most 50; they replace those that the person has.' })
  @AtMost(50)
  @Length(1, 100, compartmentRule)
  compartments!: string[];
}
