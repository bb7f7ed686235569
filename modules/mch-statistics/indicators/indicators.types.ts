import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { Label } from '../../../src/access/labels.js';
import { IntervalMethod } from './indicators.enums.js';

@ObjectType({
  description: 'An indicator for a unit and all below it over a time, with what it was reckoned from (指标值).',
})
export class IndicatorValue {
  @Field(() => ID)
  indicatorId!: string;

  @Field(() => String, { description: 'Code and version of the indicator.' })
  indicator!: string;

  @Field(() => ID)
  unitId!: string;

  @Field(() => String, { description: 'Name of the unit.' })
  unit!: string;

  @Field(() => String)
  period!: string;

  @Field(() => Float, { description: 'What was counted above the line; missing codes (-1, -2) are in no sum.' })
  numerator!: number;

  @Field(() => Float, { description: 'What was counted beneath the line.' })
  denominator!: number;

  @Field(() => Int, { description: '100 for per cent, 1000 for per mille.' })
  multiplier!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'numerator / denominator x multiplier; null where nothing is beneath the line.',
  })
  value!: number | null;

  @Field(() => Float, { nullable: true, description: 'Lower limit with 95 % confidence.' })
  low!: number | null;

  @Field(() => Float, { nullable: true, description: 'Upper limit with 95 % confidence.' })
  high!: number | null;

  @Field(() => IntervalMethod, { description: 'How the limits are found, with its source.' })
  method!: IntervalMethod;

  @Field(() => Int, { description: 'Reports that should be in (应报), of those that you may see.' })
  expected!: number;

  @Field(() => Int, { description: 'Reports that are in and count: the approved ones, unless others were asked for.' })
  received!: number;

  @Field(() => Int, { description: 'Of these not approved.' })
  unapproved!: number;

  @Field(() => Int, { description: 'Units in a period with every count; they alone are in the sums.' })
  counted!: number;

  @Field(() => Int, { description: 'Left out: a count was not collected (-1).' })
  notCollected!: number;

  @Field(() => Int, { description: 'Left out: the work was not carried out (-2).' })
  notCarriedOut!: number;

  @Field(() => Int, { description: 'Left out: a count was not filled in.' })
  notFilledIn!: number;

  @Field(() => Boolean, { description: 'Whether figures without approval are in it.' })
  isProvisional!: boolean;

  @Field(() => Label, { nullable: true, description: 'The highest label of the reports; null where there are none.' })
  label!: Label | null;

  @Field(() => [String], { description: 'What to mind before using it, in words.' })
  notes!: string[];
}

@ObjectType({ description: 'A figure in a row of figures of one version of an indicator.' })
export class ComparedValue {
  @Field(() => IndicatorValue)
  figure!: IndicatorValue;

  @Field(() => Float, {
    nullable: true,
    description: 'By how much it differs from the one before; null for the first.',
  })
  change!: number | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the limits of the two overlap: then it may be chance.',
  })
  limitsOverlap!: boolean | null;
}
