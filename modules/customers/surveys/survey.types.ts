import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { SurveyAspect, SurveyDimension, SurveyQuestionKind } from './survey.enums.js';
import { SurveyInvitation } from './surveyInvitation.entity.js';

@ObjectType({ description: 'A question as customers see it.' })
export class AskedQuestionType {
  @Field(() => ID)
  id!: string;

  @Field(() => SurveyAspect)
  aspect!: SurveyAspect;

  @Field(() => SurveyQuestionKind)
  kind!: SurveyQuestionKind;

  @Field(() => String)
  text!: string;
}

@ObjectType({ description: 'What a customer is asked.' })
export class SurveyQuestionnaire {
  @Field(() => String)
  title!: string;

  @Field(() => Date)
  repliesUntil!: Date;

  @Field(() => [AskedQuestionType])
  questions!: AskedQuestionType[];
}

@ObjectType({ description: 'A link for one customer and one reply. It is told once and kept nowhere.' })
export class SurveyLink {
  @Field(() => SurveyInvitation, { nullable: true })
  invitation!: { id: string };

  @Field(() => String, {
    description: 'Goes into the link that the customer is sent; for surveyQuestionnaire and replyToSurvey.',
  })
  token!: string;
}

@ObjectType({ description: 'What one question came to, in all or in one group.' })
export class SurveyFigure {
  @Field(() => SurveyDimension, { nullable: true, description: 'Null: all replies together.' })
  dimension!: SurveyDimension | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Name of the department or kind of customer; null for all replies, and with isRest for the groups that are too small.',
  })
  group!: string | null;

  @Field(() => Boolean, { description: 'Groups that are too small to stay anonymous, together.' })
  isRest!: boolean;

  @Field(() => AskedQuestionType)
  question!: AskedQuestionType;

  @Field(() => Int, { description: 'Answers.' })
  n!: number;

  @Field(() => Float, { nullable: true, description: 'Of a SCALE question, from 1 to 5.' })
  mean!: number | null;

  @Field(() => [Int], { description: 'How often 1, 2, 3, 4 and 5; empty for a TEXT question.' })
  distribution!: number[];

  @Field(() => [String], { description: 'Of a TEXT question, in the order of their letters.' })
  texts!: string[];
}
