import { ArrayMaxSize, Length, Matches, ValidateNested } from 'class-validator';
import { ArgsType, Field, ID, InputType, Int } from 'type-graphql';
import { Label } from '../labels.js';

const signInName = /^[\p{L}\p{N}][\p{L}\p{N}._@-]{1,99}$/u;
const signInNameRule = { message: 'Give 2 to 100 letters, digits, or . _ @ -, beginning with a letter or digit.' };
const displayNameRule = { message: 'Give 1 to 100 characters.' };
const subjectRule = { message: 'Give 1 to 255 characters.' };
const compartmentRule = { each: true, message: 'Each has 1 to 100 characters.' };
const atMostFifty = { message: 'Give at most 50.' };

@InputType({ description: 'Somebody new. Roles are given with assignRole.' })
export class CreatePersonInput {
  @Field(() => String, { description: 'For signing in; 2 to 100 letters, digits, or . _ @ -.' })
  @Matches(signInName, signInNameRule)
  name!: string;

  @Field(() => String, { description: '1 to 100 characters.' })
  @Length(1, 100, displayNameRule)
  displayName!: string;

  @Field(() => Label, { defaultValue: Label.PUBLIC })
  clearance!: Label;

  @Field(() => [String], { defaultValue: [], description: 'At most 50, of 1 to 100 characters each.' })
  @ArrayMaxSize(50, atMostFifty)
  @Length(1, 100, compartmentRule)
  compartments!: string[];

  @Field(() => String, {
    nullable: true,
    description: 'Who the person is for the outside identity provider; then no password is made.',
  })
  @Length(1, 255, subjectRule)
  externalSubject?: string | null;
}

@InputType({ description: 'What changes; what is left out stays.' })
export class UpdatePersonInput {
  @Field(() => String, { nullable: true })
  @Matches(signInName, signInNameRule)
  name?: string;

  @Field(() => String, { nullable: true })
  @Length(1, 100, displayNameRule)
  displayName?: string;

  @Field(() => String, { nullable: true, description: 'Null takes the tie to the outside identity provider away.' })
  @Length(1, 255, subjectRule)
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
  @ArrayMaxSize(50, atMostFifty)
  @Length(1, 100, compartmentRule)
  compartments!: string[];
}
