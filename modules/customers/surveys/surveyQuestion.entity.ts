import type { Rel } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType } from 'type-graphql';
import { LabelledEntity } from '../../../src/access/entity.js';
import { InheritsLabel } from '../../../src/access/inheritsLabel.js';
import { Listed } from '../../../src/reading/decorators.js';
import { Survey } from './survey.entity.js';
import { SurveyAspect, SurveyQuestionKind } from './survey.enums.js';

@Entity({ schema: 'customers' })
@ObjectType({ description: 'A question of a survey (调查问题).' })
export class SurveyQuestion extends LabelledEntity {
  @Field(() => Survey, { nullable: true })
  @ManyToOne(() => Survey)
  @Listed('questions', 'Its questionnaire (调查表).')
  @InheritsLabel()
  survey!: Rel<Survey>;

  @Field(() => Int, { description: 'From 1.' })
  @Property({ type: 'integer' })
  position!: number;

  @Field(() => SurveyAspect)
  @Enum({ items: () => SurveyAspect, columnType: 'text' })
  aspect!: SurveyAspect;

  @Field(() => SurveyQuestionKind)
  @Enum({ items: () => SurveyQuestionKind, columnType: 'text' })
  kind!: SurveyQuestionKind;

  @Field(() => String)
  @Property({ type: 'text' })
  text!: string;
}
