import { Field, ID, Int, ObjectType } from 'type-graphql';
import { PersonalDataKind } from './personalData.js';
import { ScreeningVerdict, WordForm, WordSeverity } from './screening.enums.js';

@ObjectType({ description: 'A word list, as it was when it was used.' })
export class UsedWordList {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  name!: string;

  @Field(() => Int)
  edition!: number;
}

@ObjectType({ description: 'A word of a list that was found in a text.' })
export class WordHit {
  @Field(() => String, { description: 'Which text, for example title.' })
  field!: string;

  @Field(() => Int, { description: 'Where it begins, in UTF-16 code units.' })
  start!: number;

  @Field(() => Int, { description: 'Where it ends.' })
  end!: number;

  @Field(() => String, { description: 'What stands there.' })
  text!: string;

  @Field(() => ID, { description: 'Of the word, which its editors can look up.' })
  wordId!: string;

  @Field(() => String, { description: 'Name of the list.' })
  list!: string;

  @Field(() => String)
  category!: string;

  @Field(() => WordSeverity)
  severity!: WordSeverity;

  @Field(() => WordForm)
  form!: WordForm;
}

@ObjectType({ description: 'A number or address of a person that was found in a text.' })
export class PersonalDataHit {
  @Field(() => String, { description: 'Which text, for example title.' })
  field!: string;

  @Field(() => PersonalDataKind)
  kind!: PersonalDataKind;

  @Field(() => Int, { description: 'Where it begins, in UTF-16 code units.' })
  start!: number;

  @Field(() => Int, { description: 'Where it ends.' })
  end!: number;

  @Field(() => String, { description: 'Its first and last two characters.' })
  masked!: string;
}

@ObjectType({ description: 'What screening found in texts, and by which editions of the word lists (内容筛查).' })
export class Screening {
  @Field(() => Date)
  screenedAt!: Date;

  @Field(() => ScreeningVerdict)
  verdict!: ScreeningVerdict;

  @Field(() => [UsedWordList])
  lists!: UsedWordList[];

  @Field(() => [WordHit], { description: 'At most 1000 of each text.' })
  words!: WordHit[];

  @Field(() => [PersonalDataHit], { description: 'At most 1000 of each text.' })
  personalData!: PersonalDataHit[];

  @Field(() => Boolean, { description: 'There is more than is listed.' })
  truncated!: boolean;
}
