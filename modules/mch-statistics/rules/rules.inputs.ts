import { ArrayMinSize, IsUUID, Matches, ValidateNested } from 'class-validator';
import { ArgsType, Field, ID, InputType, Int } from 'type-graphql';
import { dateProblem } from '../../../src/graphql/dates.js';
import { AtMost, Characters, IdOf, Satisfies, says } from '../../../src/graphql/inputChecks.js';

@InputType({ description: 'What a version of a rule says, from when, and who has to know it.' })
export class RuleTextInput {
  @Field(() => String)
  @Characters(1, 50_000)
  text!: string;

  @Field(() => String, {
    description: 'First day in force, YYYY-MM-DD; today or later, and after that of the version before.',
  })
  @Satisfies(dateProblem)
  effectiveOn!: string;

  @Field(() => [ID], { description: '1 to 200 departments that acknowledge it.' })
  @AtMost(200)
  @ArrayMinSize(1, says({ en: 'Give at least one.', zh: '请至少给出一项。' }))
  @IsUUID('all', { each: true, ...says({ en: 'Give the ids of departments.', zh: '请给出部门的 id。' }) })
  recipientIds!: string[];
}

@InputType({ description: 'A new rule.' })
export class DraftRuleInput extends RuleTextInput {
  @Field(() => String, { description: '1 to 40 letters, digits, full stops and hyphens. Unique, never changed.' })
  @Matches(
    /^[A-Za-z0-9][A-Za-z0-9.-]{0,39}$/,
    says({
      en: 'Give 1 to 40 letters, digits, full stops or hyphens.',
      zh: '请填写 1 至 40 个字母、数字、点或连字符。',
    }),
  )
  code!: string;

  @Field(() => String)
  @Characters(1, 200)
  title!: string;
}

@ArgsType()
export class DraftRevisionArgs {
  @Field(() => ID)
  ruleId!: string;

  @Field(() => RuleTextInput)
  @ValidateNested()
  input!: RuleTextInput;
}

@ArgsType()
export class RuleVersionArgs {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, { description: 'The version that the change is based on.' })
  version!: number;
}

@ArgsType()
export class UpdateDraftArgs extends RuleVersionArgs {
  @Field(() => RuleTextInput)
  @ValidateNested()
  input!: RuleTextInput;
}

@ArgsType()
export class RepealRuleArgs extends RuleVersionArgs {
  @Field(() => String, { description: 'First day on which it is in force no more, YYYY-MM-DD; today or later.' })
  @Satisfies(dateProblem)
  endedOn!: string;

  @Field(() => String)
  @Characters(1, 500)
  reason!: string;
}

@InputType({ description: 'What a check in a department found.' })
export class RuleCheckInput {
  @Field(() => ID, { description: 'One of those that have to know the rule.' })
  @IdOf({ en: 'department', zh: '部门' })
  departmentId!: string;

  @Field(() => String, { description: 'YYYY-MM-DD; today or before.' })
  @Satisfies(dateProblem)
  checkedOn!: string;

  @Field(() => String)
  @Characters(1, 5000)
  findings!: string;

  @Field(() => Boolean, { description: 'The department has to correct something.' })
  needsCorrection!: boolean;
}

@ArgsType()
export class RecordRuleCheckArgs {
  @Field(() => ID)
  ruleVersionId!: string;

  @Field(() => RuleCheckInput)
  @ValidateNested()
  input!: RuleCheckInput;
}

@ArgsType()
export class CorrectFindingArgs extends RuleVersionArgs {
  @Field(() => String)
  @Characters(1, 5000)
  correction!: string;
}

@ArgsType()
export class InForceArgs {
  @Field(() => String, { nullable: true, description: 'YYYY-MM-DD; today unless given.' })
  @Satisfies(dateProblem)
  on?: string | null;
}
