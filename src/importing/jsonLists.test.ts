import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withContent } from '../../test/tableFile.js';
import { type JsonPart, jsonLists } from './jsonLists.js';

const partsOf = (content: string | Uint8Array): Promise<JsonPart[]> =>
  withContent(content, async (path) => {
    const parts: JsonPart[] = [];
    for await (const some of jsonLists(path)) parts.push(...some);
    return parts;
  });

/** Without the beginnings of lists. */
const itemsOf = async (content: string | Uint8Array) =>
  (await partsOf(content)).flatMap((part) => {
    if ('item' in part) return [part.item];
    return Array.isArray(part.value) ? [] : [{ [part.name]: part.value }];
  });

describe('jsonLists: what is read', () => {
  it.each([
    ['nothing', '{}', []],
    ['empty lists', ' { "a" : [ ] , "b":[]}\n', []],
    ['members before and behind', '{"p":"x","a":[1,2],"q":{"r":[3]}}', [{ p: 'x' }, 1, 2, { q: { r: [3] } }]],
    ['brackets in strings', '{"a":[{"v":"}]\\"{["},{"v":"\\\\"}]}', [{ v: '}]"{[' }, { v: '\\' }]],
    [
      'items of any kind',
      '{"a":[null,-1.5e3,true,"ß",[1,[2]],{"b":{}}]}',
      [null, -1500, true, 'ß', [1, [2]], { b: {} }],
    ],
    ['a byte order mark', '\ufeff{"a":[1]}', [1]],
  ])('%s', async (_what, content, items) => {
    expect(await itemsOf(content)).toEqual(items);
  });

  it('items longer than the parts of the file, as JSON.parse reads them', async () => {
    const list = Array.from({ length: 20_000 }, (_, i) => ({ dataElement: `e${i}`, value: '甲"\\}'.repeat(i % 9) }));
    expect(await itemsOf(JSON.stringify({ list }, null, 1))).toEqual(list);
  });

  it('any value, however it is written', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.jsonValue(), { maxLength: 8 }), fc.nat(3), async (list, indent) => {
        expect(await itemsOf(JSON.stringify({ list }, null, indent))).toEqual(JSON.parse(JSON.stringify(list)));
      }),
      { numRuns: 100 },
    );
  });
});

describe('jsonLists: files that are broken', () => {
  it.each([
    ['another kind of JSON', '[1]', 'is no JSON'],
    ['cut in an item', '{"a":[{"b":1},{"b":', 'after item 1 of a, ends too soon'],
    ['cut behind the list', '{"a":[1,2]', 'ends too soon'],
    ['empty', ' ', 'ends too soon'],
    ['a comma too many', '{"a":[1,]}', 'after item 1 of a, is no JSON'],
    ['a comma too few', '{"a":[{} {}]}', 'after item 1 of a, is no JSON'],
    ['a word', '{"a":[1,ja]}', 'after item 1 of a, is no JSON'],
    ['the wrong bracket', '{"a":[{"b":1]]}', 'is no JSON'],
    ['something behind it', '{"a":[]}{', 'is no JSON'],
    ['another encoding', Buffer.from('7b2261223a5b312c22c3e322', 'hex'), 'is not written in UTF-8'],
    ['an item without end', `{"a":["${'x'.repeat(70_000)}`, 'longer than 64 KiB'],
  ])('%s', async (_what, content, words) => {
    await expect(partsOf(content)).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      message: expect.stringContaining(words),
    });
  });
});
