import { ArrayMinSize, IsUUID } from 'class-validator';
import { ArgsType, Field, ID, InputType, Int } from 'type-graphql';
import { AtMost, Characters, IdOf, Satisfies, says } from '../../../src/graphql/inputChecks.js';
import { PeriodType, UnitLevel } from '../forms/form.enums.js';
import { spanProblem } from '../indicators/indicators.inputs.js';

@InputType({ description: 'What is to be released to the public.' })
export class DraftReleaseInput {
  @Field(() => String)
  @Characters(1, 200)
  title!: string;

  @Field(() => ID, { description: 'The unit whose total stands at the top; all below it are part of the table.' })
  @IdOf({ en: 'unit', zh: '填报机构' })
  unitId!: string;

  @Field(() => String, { description: 'A time that is over: 202601, 2026Q1, 2026S1, 2026 or 2025Oct.' })
  @Satisfies(spanProblem)
  period!: string;

  @Field(() => UnitLevel, {
    nullable: true,
    description: 'The lowest level of units that readers see; all unless given.',
  })
  lowestLevel?: UnitLevel | null;

  @Field(() => PeriodType, {
    nullable: true,
    description: 'The shortest period that readers see; those of the forms unless given.',
  })
  shortestPeriod?: PeriodType | null;

  @Field(() => [ID], { description: '1 to 10 versions of indicators, whose counts and rates are shown.' })
  @ArrayMinSize(1, says({ en: 'Give at least one.', zh: '请至少给出一项。' }))
  @AtMost(10)
  @IsUUID('all', { each: true, ...says({ en: 'Give ids of indicators.', zh: '请给出指标口径的 id。' }) })
  indicatorIds!: string[];

  @Field(() => ID, { nullable: true, description: 'A release of this module that it puts right.' })
  @IdOf({ en: 'public release', zh: '公开发布' })
  correctsId?: string | null;
}

@ArgsType()
export class DraftArgs {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, { description: 'The version that the change is based on.' })
  version!: number;
}
