import type { Opt, Rel } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType } from 'type-graphql';
import { BaseEntity } from '../../../src/access/baseEntity.js';
import { Person } from '../../../src/access/person.entity.js';
import { IndicatorPeriod, IntervalMethod } from './indicators.enums.js';

/** Never changed: another definition is another version of the indicator. */
@Entity({ schema: 'mch_statistics' })
@ObjectType({
  description:
    'One version of an indicator (指标口径). Sources differ by denominator under one name; each such definition is a version of its own, and figures of two versions are not compared.',
})
export class Indicator extends BaseEntity {
  @Field(() => String, { description: 'The same for all versions, for example maternal-mortality-ratio.' })
  @Property({ type: 'text' })
  code!: string;

  @Field(() => String, {
    description: 'Which version it is, by what stands beneath the line, for example live births.',
  })
  @Property({ type: 'text' })
  variant!: string;

  @Field(() => String)
  @Property({ type: 'text' })
  title!: string;

  @Field(() => String, { nullable: true, description: 'Title in English.' })
  @Property({ type: 'text', nullable: true })
  titleEn: string | null = null;

  @Field(() => [String], { description: 'Codes of the terms that are added up above the line (分子).' })
  @Property({ type: 'text[]' })
  numerator!: string[];

  @Field(() => [String], { description: 'Codes of the terms that are added up beneath the line (分母).' })
  @Property({ type: 'text[]' })
  denominator!: string[];

  @Field(() => Int, { description: '100 for per cent, 1000 for per mille, 100 000.' })
  @Property({ type: 'integer' })
  multiplier!: number;

  @Field(() => IntervalMethod, { description: 'How the confidence interval is found.' })
  @Enum({ items: () => IntervalMethod, columnType: 'text' })
  interval!: IntervalMethod;

  @Field(() => IndicatorPeriod, { description: 'Over what time its source means it.' })
  @Enum({ items: () => IndicatorPeriod, columnType: 'text' })
  meantFor: Opt<IndicatorPeriod> = IndicatorPeriod.ANY;

  @Field(() => String, { description: 'Who defines it so.' })
  @Property({ type: 'text' })
  source!: string;

  @Field(() => Boolean, {
    description: 'Whether its source was read for it; if not, it is as the field commonly has it and is to be checked.',
  })
  @Property({ type: 'boolean' })
  isVerified: Opt<boolean> = false;

  @Field(() => String, {
    nullable: true,
    description: 'First day for which it holds, YYYY-MM-DD; null for any time.',
  })
  @Property({ type: 'date', nullable: true })
  validFrom: string | null = null;

  @Field(() => Person, { nullable: true, description: 'Who defined it here; null for what comes with the platform.' })
  @ManyToOne(() => Person, { nullable: true })
  definedBy: Rel<Person> | null = null;
}
