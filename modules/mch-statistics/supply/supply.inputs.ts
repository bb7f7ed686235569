import { ArrayMinSize, Matches, Max, Min, ValidateNested } from 'class-validator';
import { ArgsType, Field, ID, InputType, Int } from 'type-graphql';
import { dateProblem } from '../../../src/graphql/dates.js';
import { AtMost, Characters, IdOf, Satisfies, says } from '../../../src/graphql/inputChecks.js';
import { month, monthFormat } from '../monitoring/monitoring.inputs.js';

const department = { en: 'department', zh: '部门' };

@InputType({ description: 'Figures that a department asks for.' })
export class RequestFiguresInput {
  @Field(() => ID, { description: 'A department that you head.' })
  @IdOf(department)
  departmentId!: string;

  @Field(() => String)
  @Characters(1, 2000)
  wanted!: string;

  @Field(() => String, { description: 'YYYY-MM-DD; today or later.' })
  @Satisfies(dateProblem)
  neededOn!: string;
}

@InputType({ description: 'Figures that a department gets every month.' })
export class SubscribeFiguresInput {
  @Field(() => ID)
  @IdOf(department)
  departmentId!: string;

  @Field(() => String)
  @Characters(1, 200)
  title!: string;

  @Field(() => Int, { description: 'Supplied so many days after the end of the month at the latest: 0 to 60.' })
  @Min(0, says({ en: 'Give 0 to 60.', zh: '请填写 0 至 60。' }))
  @Max(60, says({ en: 'Give 0 to 60.', zh: '请填写 0 至 60。' }))
  days!: number;
}

@InputType({
  description: 'A figure that was entered, or one of an approved report: value, or element, unit and period.',
})
export class FigureInput {
  @Field(() => String)
  @Characters(1, 200)
  name!: string;

  @Field(() => String, { nullable: true })
  @Characters(1, 200)
  @Satisfies<string, FigureInput>((value, { element, unit, period }) =>
    value && !element && !unit && !period
      ? null
      : { en: 'Give either value, or element, unit and period.', zh: '请填写 value，或填写 element、unit、period。' },
  )
  value?: string | null;

  @Field(() => String, { nullable: true, description: 'Uid of the data element.' })
  @Satisfies<string, FigureInput>((_element, { element, unit, period }) =>
    element && unit && period
      ? null
      : { en: 'Give element, unit and period together.', zh: 'element、unit、period 须同时填写。' },
  )
  element?: string | null;

  @Field(() => String, { nullable: true, description: 'Uid of the unit that reported it.' })
  @Characters(1, 50)
  unit?: string | null;

  @Field(() => String, { nullable: true, description: 'As in DHIS2: 202601, 2026Q1, 2026, 2025Oct.' })
  @Characters(1, 10)
  period?: string | null;
}

const atLeastOne = says({ en: 'Give at least one.', zh: '请至少给出一项。' });

@InputType({ description: 'What a department gets.' })
export class SupplyInput {
  @Field(() => [FigureInput], { description: '1 to 200.' })
  @AtMost(200)
  @ArrayMinSize(1, atLeastOne)
  @ValidateNested({ each: true })
  figures!: FigureInput[];

  @Field(() => String, { nullable: true })
  @Characters(0, 2000)
  remarks?: string | null;
}

@ArgsType()
export class SupplyFiguresArgs {
  @Field(() => ID)
  requestId!: string;

  @Field(() => SupplyInput)
  @ValidateNested()
  input!: SupplyInput;
}

@ArgsType()
export class SupplySubscriptionArgs {
  @Field(() => ID)
  subscriptionId!: string;

  @Field(() => String, { description: 'YYYY-MM; from the one in which it began to the present one.' })
  @Matches(month, monthFormat)
  month!: string;

  @Field(() => SupplyInput)
  @ValidateNested()
  input!: SupplyInput;
}

@ArgsType()
export class SupplyChangeArgs {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, { description: 'The version that the change is based on.' })
  version!: number;
}

@ArgsType()
export class SupplyRatesArgs {
  @Field(() => String, { description: 'First day on which figures were due, YYYY-MM-DD.' })
  @Satisfies(dateProblem)
  from!: string;

  @Field(() => String, { description: 'Last day; at most ten years after the first.' })
  @Satisfies(dateProblem)
  to!: string;
}
