import { randomUUID } from 'node:crypto';
import { newcomer } from '../src/access/access.harness.js';
import type { Bad } from './badInputs.js';
import type { Attempt } from './explaining.js';
import type { TestPlatform } from './harness.js';

type Asked = readonly [document: string, variables?: Record<string, unknown>];

const some = (document: string) => async (): Promise<Asked> => [document, { id: randomUUID() }];
const create = 'mutation($input: CreateWordListInput!) { createWordList(input: $input) { id } }';
const category =
  'mutation($id: ID!, $name: String!) { addWordCategory(listId: $id, input: { name: $name, severity: WARN }) { id } }';
const change =
  'mutation($id: ID!, $version: Int!, $input: ChangeWordsInput!) { changeWords(listId: $id, version: $version, input: $input) { id } }';

/** The root fields about word lists; of mutations, on what never existed. */
export const screeningCalls: Record<string, () => Promise<Asked>> = {
  wordList: some('query($id: ID!) { wordList(id: $id) { id } }'),
  wordLists: async () => ['{ wordLists { totalCount } }'],
  wordCategory: some('query($id: ID!) { wordCategory(id: $id) { id } }'),
  wordCategories: async () => ['{ wordCategories { totalCount } }'],
  wordListEdition: some('query($id: ID!) { wordListEdition(id: $id) { id } }'),
  wordListEditions: async () => ['{ wordListEditions { totalCount } }'],
  screenedWord: some('query($id: ID!) { screenedWord(id: $id) { id } }'),
  screenedWords: async () => ['{ screenedWords { totalCount } }'],
  screenText: async () => ['{ screenText(module: "screening", text: "x") { verdict } }'],
  createWordList: async () => [create, { input: { name: 'x', categories: [{ name: 'x', severity: 'WARN' }] } }],
  addWordCategory: async () => [category, { id: randomUUID(), name: 'x' }],
  changeWords: async () => [change, { id: randomUUID(), version: 1, input: { remove: [randomUUID()], reason: 'x' } }],
};

/** Who may call them: in this demo nobody edits word lists. */
export const screeningRows = `
wordList             --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
wordLists            --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
wordCategory         --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
wordCategories       --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
wordListEdition      --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
wordListEditions     --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
screenedWord         --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
screenedWords        --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
screenText           --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
createWordList       --  no  no  no  no  no  no  no  no  no  no  no  no
addWordCategory      --  no  no  no  no  no  no  no  no  no  no  no  no
changeWords          --  no  no  no  no  no  no  no  no  no  no  no  no`;

/** Somebody who edits word lists. */
export const wordListEditor = async (platform: TestPlatform): Promise<string> =>
  (await newcomer(platform, ['WORD_LIST_EDITOR'])).name;

/** What they refuse. */
export const badInputsOfScreening = (editor: string): Bad[] => [
  ['createWordList', editor, create, { input: { name: '  ', modules: ['nothing'], categories: [] } }],
  [
    'createWordList',
    editor,
    create,
    { input: { name: 'x', modules: ['nothing'], categories: [{ name: 'x', severity: 'WARN' }] } },
  ],
  ['addWordCategory', editor, category, { id: randomUUID(), name: 'x' }],
  ['addWordCategory', editor, category, { id: randomUUID(), name: ' ' }],
  ['changeWords', editor, change, { id: randomUUID(), version: 1, input: { reason: 'x' } }],
  [
    'changeWords',
    editor,
    change,
    { id: randomUUID(), version: 1, input: { reason: ' ', remove: ['x'], add: [{ text: '**', categoryId: 'x' }] } },
  ],
  ['changeWords', 'reader', change, { id: randomUUID(), version: 1, input: { reason: 'x' } }],
  ['query', 'reader', '{ screenText(module: "nothing", text: "x") { verdict } }'],
];

/** How each action on a word list is really tried. */
export function screeningAttempts(opened: () => TestPlatform): Record<string, Attempt> {
  const list = async (): Promise<string> => {
    const id = randomUUID();
    await opened().owner(
      `insert into screening.word_list (id, created_at, updated_at, name, modules, edition, size) values ($1, now(), now(), gen_random_uuid()::text, '{}', 0, 0)`,
      [id],
    );
    return id;
  };
  return {
    'WordList addWordCategory': {
      type: 'WordList',
      document: 'mutation($id: ID!) { addWordCategory(listId: $id, input: { name: "x", severity: WARN }) { id } }',
      record: list,
    },
    'WordList changeWords': {
      type: 'WordList',
      document: `mutation($id: ID!) { changeWords(listId: $id, version: 1, input: { reason: "x", remove: [] }) { id } }`,
      record: list,
      dependsOnState: true,
    },
  };
}
