import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestPlatform } from '../../test/harness.js';
import { wordListEditor } from '../../test/screeningCalls.js';

let platform: TestPlatform;
let editorName: string;
let listId: string;
let categories: Record<string, string>;
const editor = () => platform.as(editorName);
beforeAll(async () => {
  platform = await TestPlatform.open();
  editorName = await wordListEditor(platform);
  const created = await editor().run(
    `mutation { createWordList(input: { name: "网站", modules: ["customers"], categories: [
      { name: "违禁", severity: FORBID }, { name: "广告", severity: WARN }, { name: "白名单", severity: ALLOW }
    ] }) { id edition size categories { nodes { id name } } } }`,
  );
  const list = created.data.createWordList;
  expect(list).toMatchObject({ edition: 0, size: 0 });
  listId = list.id;
  categories = Object.fromEntries(list.categories.nodes.map(({ id, name }: Record<string, string>) => [name, id]));
});
afterAll(() => platform.close());

const versionNow = async () =>
  (await editor().run('query($id: ID!) { wordList(id: $id) { version } }', { id: listId })).data.wordList.version;

const changeAs = async (who: string, input: object, version?: number) =>
  platform
    .as(who)
    .run(
      'mutation($id: ID!, $version: Int!, $input: ChangeWordsInput!) { changeWords(listId: $id, version: $version, input: $input) { id number added removed list { edition size } } }',
      { id: listId, version: version ?? (await versionNow()), input },
    );

const add = (text: string, category: string, bySound = false) => ({ text, categoryId: categories[category], bySound });

const screened = async (text: string, module = 'customers') =>
  (
    await platform.as('reader').run(
      `query($text: String!, $module: String!) { screenText(module: $module, text: $text) {
        verdict truncated lists { name edition } words { text start end category severity form } personalData { kind masked start end } } }`,
      { text, module },
    )
  ).data.screenText;

describe('word lists', () => {
  it('each change is an edition, and what is screened from then on goes by it, on every instance', async () => {
    expect((await screened('这里有赌博')).verdict).toBe('CLEAN');
    const first = await changeAs(editorName, {
      add: [add('赌博', '违禁'), add('加微信', '广告', true), add('反赌博', '白名单')],
      reason: '上线',
    });
    expect(first.data.changeWords).toMatchObject({ number: 1, added: 3, removed: 0, list: { edition: 1, size: 3 } });
    const other = await TestPlatform.open({ database: platform.database, directory: platform.directory });
    const found = await screened('这里有賭*博');
    expect(found).toEqual({
      verdict: 'FORBIDDEN',
      truncated: false,
      lists: expect.arrayContaining([{ name: '网站', edition: 1 }]),
      words: [{ text: '賭*博', start: 3, end: 6, category: '违禁', severity: 'FORBID', form: 'DISGUISED' }],
      personalData: [],
    });
    const words = await editor().run(
      '{ screenedWords(filter: { text: { eq: "赌博" } }) { nodes { id addedIn removedIn } } }',
    );
    const [{ id }] = words.data.screenedWords.nodes;
    expect((await changeAs(editorName, { remove: [id], reason: '误报' })).outcome).toBe('ok');
    expect((await screened('这里有赌博')).lists).toContainEqual({ name: '网站', edition: 2 });
    const there = await other.as('reader').run('{ screenText(module: "customers", text: "赌博") { verdict } }');
    expect(there.data.screenText.verdict).toBe('CLEAN');
    await other.close();
    const kept = await editor().run(
      'query($id: ID!) { screenedWord(id: $id) { addedIn removedIn } wordListEditions(filter: { list: { name: { eq: "网站" } } }, orderBy: [{ number: ASC }]) { nodes { number added removed reason madeBy { name } } } }',
      { id },
    );
    expect(kept.data).toEqual({
      screenedWord: { addedIn: 1, removedIn: 2 },
      wordListEditions: {
        nodes: [
          { number: 1, added: 3, removed: 0, reason: '上线', madeBy: { name: editorName } },
          { number: 2, added: 0, removed: 1, reason: '误报', madeBy: { name: editorName } },
        ],
      },
    });
  });

  it('a warning word, a word by sound and personal data warn; a landline is only shown; a list of another module has no say', async () => {
    expect(await screened('请加微信')).toMatchObject({
      verdict: 'WARNING',
      words: [{ severity: 'WARN', form: 'EXACT' }],
    });
    expect(await screened('请加威信')).toMatchObject({ verdict: 'WARNING', words: [{ form: 'SOUND' }] });
    expect(await screened('电话13800138000')).toMatchObject({
      verdict: 'WARNING',
      personalData: [{ kind: 'MOBILE', masked: '13*******00', start: 2, end: 13 }],
    });
    expect(await screened('电话0775-4563210')).toMatchObject({
      verdict: 'CLEAN',
      personalData: [{ kind: 'LANDLINE' }],
    });
    expect(await screened('请加微信', 'quality')).toMatchObject({ verdict: 'CLEAN', lists: [] });
  });

  it('all problems of a change are said at once', async () => {
    const { errors, outcome } = await changeAs(editorName, {
      add: [add('加 微 信', '广告'), { text: '新词', categoryId: listId }, add('反賭博', '白名单')],
      remove: [listId],
      reason: '试',
    });
    expect(outcome).toBe('BAD_USER_INPUT');
    expect((errors[0]!.extensions!.problems as { path: string }[]).map(({ path }) => path)).toEqual([
      'input.add.0.text',
      'input.add.1.categoryId',
      'input.add.2.text',
      'input.remove.0',
    ]);
    const checks = await changeAs(editorName, { add: [add('*-', '广告'), add('长'.repeat(41), '广告')], reason: ' ' });
    expect((checks.errors[0]!.extensions!.problems as { path: string }[]).map(({ path }) => path).sort()).toEqual([
      'input.add.0.text',
      'input.add.1.text',
      'input.reason',
    ]);
    expect((await changeAs(editorName, { reason: '空' })).outcome).toBe('BAD_USER_INPUT');
  });

  it('of two changes that are based on the same version the second is a conflict', async () => {
    const version = await versionNow();
    expect((await changeAs(editorName, { add: [add('头一个', '广告')], reason: '一' }, version)).outcome).toBe('ok');
    expect((await changeAs(editorName, { add: [add('第二个', '广告')], reason: '二' }, version)).outcome).toBe(
      'CONFLICT',
    );
  });

  it.each([
    ['anyone', 'UNAUTHENTICATED'],
    ['reader', 'FORBIDDEN'],
    ['administrator', 'FORBIDDEN'],
    ['auditor', 'FORBIDDEN'],
  ])('%s may not edit them: %s', async (who, outcome) => {
    expect((await changeAs(who, { add: [add('别人', '广告')], reason: '试' }, 1)).outcome).toBe(outcome);
    const lists = await platform.as(who).run('{ wordLists { totalCount } screenedWords { totalCount } }');
    if (who === 'reader')
      expect(lists.data).toEqual({ wordLists: { totalCount: 0 }, screenedWords: { totalCount: 0 } });
  });

  it('a word is never changed or brought back, not even by the server', async () => {
    const change = "update screening.screened_word set text = '别的' where removed_in is null";
    await expect(platform.owner(change)).rejects.toThrow('added and removed, never changed');
    const back = 'update screening.screened_word set removed_in = null where removed_in is not null';
    await expect(platform.owner(back)).rejects.toThrow('added and removed, never changed');
  });
});
