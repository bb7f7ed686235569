import { Arg, Args, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { Context, SignedInContext } from '../context.js';
import { badInput } from '../errors.js';
import { Screening } from './screening.types.js';
import { WordCategory } from './wordLists/wordCategory.entity.js';
import { WordList } from './wordLists/wordList.entity.js';
import { WordListEdition } from './wordLists/wordListEdition.entity.js';
import {
  AddWordCategoryArgs,
  ChangeWordsArgs,
  CreateWordListInput,
  ScreenTextArgs,
} from './wordLists/wordLists.inputs.js';
import { WordLists } from './wordLists/wordLists.service.js';

@Resolver()
export class ScreeningResolver {
  @Query(() => Screening, {
    nullable: true,
    description: 'What screening would find in a text, to try it before it is handed in. Nothing is kept.',
  })
  screenText(@Args(() => ScreenTextArgs) { module, text }: ScreenTextArgs, @Ctx() { core, now }: Context) {
    if (!core.screenings.isFor(module)) throw badInput([noModule]);
    return core.screenings.screen(module, [{ field: 'text', text }], now);
  }

  @Mutation(() => WordList, { nullable: true, description: 'Makes an empty word list with its categories.' })
  createWordList(@Arg('input', () => CreateWordListInput) input: CreateWordListInput, @Ctx() context: SignedInContext) {
    return new WordLists(context).create(input);
  }

  @Mutation(() => WordCategory, { nullable: true, description: 'Adds a category to a word list; at most 50.' })
  addWordCategory(
    @Args(() => AddWordCategoryArgs) { listId, input }: AddWordCategoryArgs,
    @Ctx() context: SignedInContext,
  ) {
    return new WordLists(context).addCategory(listId, input);
  }

  @Mutation(() => WordListEdition, {
    nullable: true,
    description:
      'Adds and removes words, which makes a new edition. All problems at once, the first hundred of them. What was screened before keeps the edition that it was screened by.',
  })
  changeWords(@Args(() => ChangeWordsArgs) args: ChangeWordsArgs, @Ctx() context: SignedInContext) {
    return new WordLists(context).change(args);
  }
}

const noModule = {
  path: 'module',
  message: {
    en: 'There is no such module, or it is off. Give a name that modules { name } shows.',
    zh: '没有此模块，或已停用。请给出 modules { name } 中的名称。',
  },
};
