import { IsUUID, ValidateNested } from 'class-validator';
import { ArgsType, Field, ID, InputType, Int } from 'type-graphql';
import { Label } from '../../../src/access/labels.js';
import { AtMost, Characters, says } from '../../../src/graphql/inputChecks.js';
import { LeakChannel, LeakFinding } from './incident.enums.js';

@InputType({ description: 'The report of a leak or a likely one (泄密报告).' })
export class ReportLeakInput {
  @Field(() => [ID], {
    nullable: true,
    description: 'Whose information it is, at most 50 of the files that you see. Describe others in words.',
  })
  @AtMost(50)
  @IsUUID('all', { each: true, ...says({ en: 'Give ids of customers.', zh: '请给出客户的 id。' }) })
  customerIds?: string[] | null;

  @Field(() => LeakChannel)
  channel!: LeakChannel;

  @Field(() => Boolean, { description: 'False: it is likely and not certain.' })
  certain!: boolean;

  @Field(() => String, { description: 'What became known to whom, and how.' })
  @Characters(1, 5000)
  description!: string;

  @Field(() => String, { description: 'What was done at once (补救措施).' })
  @Characters(1, 5000)
  remedialAction!: string;

  @Field(() => Date, { nullable: true, description: 'When it was found; now unless given, never in the future.' })
  foundAt?: Date | null;

  @Field(() => Label, {
    nullable: true,
    description:
      'At least that of each file, at most your clearance. Unless given that of the files, and INTERNAL if you are cleared for it.',
  })
  label?: Label | null;
}

@InputType()
export class LeakMeasureInput {
  @Field(() => String, { description: 'What was done.' })
  @Characters(1, 5000)
  measure!: string;
}

@ArgsType()
export class AddLeakMeasureArgs {
  @Field(() => ID)
  incidentId!: string;

  @Field(() => LeakMeasureInput)
  @ValidateNested()
  input!: LeakMeasureInput;
}

@ArgsType()
export class ContainLeakArgs {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, { description: 'The version that it is based on.' })
  version!: number;

  @Field(() => String, { description: 'How it was seen to that nothing more becomes known.' })
  @Characters(1, 5000)
  containment!: string;
}

@ArgsType()
export class CloseLeakArgs {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, { description: 'The version that it is based on.' })
  version!: number;

  @Field(() => LeakFinding)
  finding!: LeakFinding;

  @Field(() => String, { description: 'Cause, damage and consequences.' })
  @Characters(1, 5000)
  conclusion!: string;
}
