import { ArrayMinSize, IsUUID, ValidateNested } from 'class-validator';
import { ArgsType, Field, ID, InputType, Int } from 'type-graphql';
import { AtMost, Characters, IdOf, Satisfies, says } from '../../graphql/inputChecks.js';
import type { Message } from '../../languages/message.js';
import { countedCharacters } from '../matching/wordPattern.js';
import { WordSeverity } from '../screening.enums.js';

@InputType({ description: 'What words are about, and what follows from them.' })
export class WordCategoryInput {
  @Field(() => String)
  @Characters(1, 50)
  name!: string;

  @Field(() => WordSeverity)
  severity!: WordSeverity;
}

function namesProblem(categories: WordCategoryInput[]): Message | null {
  const names = (categories ?? []).map(({ name }) => name.trim());
  return new Set(names).size === names.length
    ? null
    : { en: 'Give each category a name of its own.', zh: '词类名称不能重复。' };
}

@InputType({ description: 'A new word list.' })
export class CreateWordListInput {
  @Field(() => String, { description: 'That no other list has.' })
  @Characters(1, 100)
  name!: string;

  @Field(() => [String], {
    defaultValue: [],
    description: 'Names of the modules whose texts are screened by it; empty: all.',
  })
  @AtMost(50)
  modules!: string[];

  @Field(() => [WordCategoryInput], { description: '1 to 50.' })
  @AtMost(50)
  @ArrayMinSize(1, says({ en: 'Give at least one.', zh: '请至少给出一项。' }))
  @Satisfies(namesProblem)
  @ValidateNested({ each: true })
  categories!: WordCategoryInput[];
}

@ArgsType()
export class AddWordCategoryArgs {
  @Field(() => ID)
  listId!: string;

  @Field(() => WordCategoryInput)
  @ValidateNested()
  input!: WordCategoryInput;
}

@InputType({ description: 'A word to be added.' })
export class NewWordInput {
  @Field(() => String, { description: '2 to 40 letters, digits or characters; signs and spaces do not count.' })
  @Characters(2, 100)
  @Satisfies((text: string) => {
    const counted = typeof text === 'string' ? countedCharacters(text) : 2;
    return counted >= 2 && counted <= 40
      ? null
      : {
          en: 'Give 2 to 40 letters, digits or characters; signs and spaces do not count.',
          zh: '请填写 2 至 40 个文字、字母或数字，符号与空格不计。',
        };
  })
  text!: string;

  @Field(() => ID, { description: 'Of a category of the list.' })
  @IdOf({ en: 'category of the list', zh: '该词库词类' })
  categoryId!: string;

  @Field(() => Boolean, {
    defaultValue: false,
    description:
      'Find it also in characters or letters that sound like it (谐音). Short words sound like many others: such finds only warn.',
  })
  bySound!: boolean;
}

@InputType({ description: 'A new edition of a list.' })
export class ChangeWordsInput {
  @Field(() => [NewWordInput], { defaultValue: [], description: 'At most 2000 at once.' })
  @AtMost(2000)
  @ValidateNested({ each: true })
  add!: NewWordInput[];

  @Field(() => [ID], { defaultValue: [], description: 'Ids of words in force; at most 2000 at once.' })
  @AtMost(2000)
  @IsUUID('all', { each: true, ...says({ en: 'Give ids of words.', zh: '请给出词的 id。' }) })
  remove!: string[];

  @Field(() => String, { description: 'Why, for those who read a decision later.' })
  @Characters(1, 1000)
  reason!: string;
}

@ArgsType()
export class ChangeWordsArgs {
  @Field(() => ID)
  listId!: string;

  @Field(() => Int, { description: 'The version of the list that it is based on.' })
  version!: number;

  @Field(() => ChangeWordsInput)
  @ValidateNested()
  input!: ChangeWordsInput;
}

@ArgsType()
export class ScreenTextArgs {
  @Field(() => String, { description: 'Name of the module whose word lists are used.' })
  @Characters(1, 100)
  module!: string;

  @Field(() => String, { description: 'At most 100 000 characters.' })
  @Characters(0, 100_000)
  text!: string;
}
