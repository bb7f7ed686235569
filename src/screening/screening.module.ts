import { or, role, signedIn } from '../access/rules.js';
import { defineModule } from '../module.js';
import { migrations } from './screening.migrations.js';
import { ScreeningResolver } from './screening.resolver.js';
import { ScreenedWord } from './wordLists/screenedWord.entity.js';
import { WordCategory } from './wordLists/wordCategory.entity.js';
import { WordList } from './wordLists/wordList.entity.js';
import { WordListEdition } from './wordLists/wordListEdition.entity.js';

const editor = role('WORD_LIST_EDITOR');
const reads = or(editor, role('AUDITOR'));

/** Word lists, and the screening of texts by them. Always on; which texts are screened is the modules' affair. */
export const screening = defineModule({
  name: 'screening',
  title: { en: 'Screening', zh: '内容筛查' },
  description: 'Word lists with editions, and what is found by them, and of personal data, in texts of other modules.',
  requires: ['access'],
  roles: { WORD_LIST_EDITOR: { en: 'Editor of word lists', zh: '敏感词库管理员' } },
  entities: [WordList, WordCategory, WordListEdition, ScreenedWord],
  reads: [
    WordList,
    { entity: WordCategory, list: 'wordCategories', one: 'wordCategory' },
    WordListEdition,
    ScreenedWord,
  ],
  resolvers: [ScreeningResolver],
  permissions: {
    calls: {
      Query: {
        wordList: signedIn,
        wordLists: signedIn,
        wordCategory: signedIn,
        wordCategories: signedIn,
        wordListEdition: signedIn,
        wordListEditions: signedIn,
        screenedWord: signedIn,
        screenedWords: signedIn,
        screenText: signedIn,
      },
      Mutation: { createWordList: editor, addWordCategory: editor, changeWords: editor },
    },
    records: {
      addWordCategory: { type: 'WordList', does: 'extend' },
      changeWords: { type: 'WordList', does: 'update' },
    },
    rows: {
      WordList: { read: reads, write: editor },
      WordCategory: { read: reads, insert: editor },
      WordListEdition: { read: reads, insert: editor },
      ScreenedWord: { read: reads, write: editor },
    },
  },
  migrations,
});
