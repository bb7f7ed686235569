import { ValidateNested } from 'class-validator';
import { ArgsType, Field, ID, InputType, Int } from 'type-graphql';
import { Characters } from '../../../src/graphql/inputChecks.js';

const text = { nullable: true } as const;

@InputType({ description: 'What of the record of handling is filled in now; what is left out stays as it is.' })
export class HandlingInput {
  @Field(() => String, { ...text, description: 'Who works on it (D1); asked for from CRITICAL.' })
  @Characters(0, 1000)
  team?: string | null;

  @Field(() => String, { ...text, description: 'Containment (D3); asked for from MAJOR.' })
  @Characters(0, 5000)
  containment?: string | null;

  @Field(() => String, { ...text, description: 'Root cause (D4); asked for from MAJOR.' })
  @Characters(0, 5000)
  rootCause?: string | null;

  @Field(() => String, { ...text, description: 'Corrective action (D5, D6); asked for from MAJOR.' })
  @Characters(0, 5000)
  correctiveAction?: string | null;

  @Field(() => String, { ...text, description: 'Preventive action (D7); asked for from MAJOR.' })
  @Characters(0, 5000)
  preventiveAction?: string | null;

  @Field(() => String, { ...text, description: 'What was learned, and thanks (D8).' })
  @Characters(0, 5000)
  recognition?: string | null;

  @Field(() => String, { ...text, description: 'How it was handled; always asked for.' })
  @Characters(0, 5000)
  result?: string | null;
}

@ArgsType()
export class HandlingArgs {
  @Field(() => ID, { description: 'Of the record of handling.' })
  id!: string;

  @Field(() => Int, { description: 'The version of the record that it is based on.' })
  version!: number;
}

@ArgsType()
export class FillHandlingArgs extends HandlingArgs {
  @Field(() => HandlingInput)
  @ValidateNested()
  input!: HandlingInput;
}

@ArgsType()
export class VerifyHandlingArgs extends HandlingArgs {
  @Field(() => Boolean, { description: 'False gives it back to the department.' })
  effective!: boolean;

  @Field(() => String, { description: 'How the effect was verified, and what came of it.' })
  @Characters(1, 5000)
  verification!: string;
}

@ArgsType()
export class CloseFeedbackArgs {
  @Field(() => ID, { description: 'Of the form.' })
  id!: string;

  @Field(() => Int, { description: 'The version of the form that it is based on.' })
  version!: number;

  @Field(() => String, { description: 'What goes on file (结案意见).' })
  @Characters(1, 5000)
  conclusion!: string;
}
