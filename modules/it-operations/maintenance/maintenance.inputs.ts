import { ArrayMinSize, Matches, Max, Min, ValidateNested } from 'class-validator';
import { ArgsType, Field, ID, InputType, Int } from 'type-graphql';
import { dateProblem } from '../../../src/graphql/dates.js';
import { AtMost, Characters, Satisfies, says } from '../../../src/graphql/inputChecks.js';
import type { Message } from '../../../src/languages/message.js';
import { MaintenanceInterval } from './maintenance.enums.js';

const grace = { en: 'Give a whole number from 0 to 30.', zh: '请填写 0 至 30 的整数。' };
const atLeastOne = { en: 'Give at least one.', zh: '请至少给出一项。' };

/** At most so many points, each a text that says something. */
const checklistProblem = (items: string[]): Message | null =>
  (items ?? []).every((item) => item.trim().length > 0 && item.length <= 200)
    ? null
    : { en: 'Give 1 to 200 characters for each point.', zh: '每个检查项请填写 1 至 200 个字符。' };

@InputType({ description: 'How often an asset is inspected (维护计划).' })
export class PlanMaintenanceInput {
  @Field(() => String)
  @Characters(1, 200)
  title!: string;

  @Field(() => MaintenanceInterval)
  interval!: MaintenanceInterval;

  @Field(() => Int, {
    defaultValue: 0,
    description: 'An inspection is due so many days after the end of its period; from 0 to 30.',
  })
  @Min(0, says(grace))
  @Max(30, says(grace))
  graceDays!: number;

  @Field(() => [String], { description: 'What is looked at: 1 to 50 points.' })
  @AtMost(50)
  @ArrayMinSize(1, says(atLeastOne))
  @Satisfies(checklistProblem)
  checklist!: string[];
}

@ArgsType()
export class PlanMaintenanceArgs {
  @Field(() => ID)
  assetId!: string;

  @Field(() => PlanMaintenanceInput)
  @ValidateNested()
  input!: PlanMaintenanceInput;
}

@ArgsType()
export class EndMaintenanceArgs {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, { description: 'The version that the change is based on.' })
  version!: number;

  @Field(() => String)
  @Characters(1, 500)
  reason!: string;
}

@InputType({ description: 'What was found at one point of the checklist.' })
export class MaintenanceCheckInput {
  @Field(() => Boolean)
  @Satisfies((passed: boolean, { remark }: MaintenanceCheckInput) =>
    passed || remark?.trim()
      ? null
      : { en: 'Say in remark what did not pass.', zh: '未通过的检查项请在 remark 中说明。' },
  )
  passed!: boolean;

  @Field(() => String, { nullable: true, description: 'Needed where it did not pass.' })
  @Characters(0, 1000)
  remark?: string | null;
}

@InputType({ description: 'An inspection by the plan (维护记录).' })
export class RecordMaintenanceInput {
  @Field(() => String, {
    nullable: true,
    description:
      'The period that it is for, for example 2026-Q1; the present one unless given. One that is over is late; none before the plan began.',
  })
  @Matches(
    /^\d{4}(-H[12]|-Q[1-4]|-(0[1-9]|1[0-2]))?$/,
    says({
      en: 'Give a period such as 2026, 2026-H1, 2026-Q1 or 2026-01.',
      zh: '请填写期间，例如 2026、2026-H1、2026-Q1 或 2026-01。',
    }),
  )
  period?: string | null;

  @Field(() => String, { nullable: true, description: 'YYYY-MM-DD; today unless given, never to come.' })
  @Satisfies(dateProblem)
  doneOn?: string | null;

  @Field(() => [MaintenanceCheckInput], { description: 'One for each point of the checklist, in its order.' })
  @AtMost(50)
  @ValidateNested({ each: true })
  checks!: MaintenanceCheckInput[];

  @Field(() => String, { nullable: true, description: 'What was maintained besides.' })
  @Characters(0, 5000)
  notes?: string | null;
}

@ArgsType()
export class RecordMaintenanceArgs {
  @Field(() => ID)
  planId!: string;

  @Field(() => RecordMaintenanceInput)
  @ValidateNested()
  input!: RecordMaintenanceInput;
}
