import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WordMatcher } from './wordMatcher.js';
import type { ListedWord, Severity } from './wordPattern.js';

const word = (text: string, bySound = false, severity: Severity = 'FORBID'): ListedWord => ({
  id: text,
  text,
  list: '网站',
  category: severity,
  severity,
  bySound,
});

const listed = [
  word('赌博'),
  word('法轮功', true),
  word('毒品', true),
  word('西安', true),
  word('代开发票'),
  word('加微信'),
  word('口交'),
  word('妈的'),
  word('哈哈'),
  word('sb'),
  word('casino'),
  word('god'),
  word('10086'),
  word('操你'),
  word('曹操你好', false, 'ALLOW'),
  word('妈妈的', false, 'ALLOW'),
  word('大妈的', false, 'ALLOW'),
  word('反赌博', false, 'ALLOW'),
];
const matcher = new WordMatcher(listed);

const foundIn = (text: string) =>
  matcher.find(text).words.map(({ word, start, end, how }) => `${word.text} ${how} ${text.slice(start, end)}`);

describe('tricks that do not hide a word', () => {
  it.each([
    ['as it is', '他们赌博。', ['赌博 EXACT 赌博']],
    ['full width', '去ｃａｓｉｎｏ玩', ['casino DISGUISED ｃａｓｉｎｏ']],
    ['capital letters', '去CaSiNo玩', ['casino EXACT CaSiNo']],
    ['marks on letters', '去cásìnö玩', ['casino DISGUISED cásìnö']],
    ['letters of another alphabet that look the same', '去саsіnо玩', ['casino DISGUISED саsіnо']],
    ['letters as emoji', '去🅲🅰🆂🅸🅽🅾玩', ['casino DISGUISED 🅲🅰🆂🅸🅽🅾']],
    ['traditional characters', '代開發票', ['代开发票 DISGUISED 代開發票']],
    ['one traditional character', '賭博', ['赌博 DISGUISED 賭博']],
    ['a radical for a character', '⼝交', ['口交 DISGUISED ⼝交']],
    ['spaces', '赌 博', ['赌博 DISGUISED 赌 博']],
    ['signs', '赌*~_博', ['赌博 DISGUISED 赌*~_博']],
    ['characters without width', '赌\u200b\u200d\ufeff博', ['赌博 DISGUISED 赌\u200b\u200d\ufeff博']],
    ['a filler that counts as a letter', '赌\u3164博', ['赌博 DISGUISED 赌\u3164博']],
    ['marks laid over', '赌\u0336博\u0336', ['赌博 DISGUISED 赌\u0336博']],
    ['an emoji', '赌😀👨‍👩‍👧博', ['赌博 DISGUISED 赌😀👨‍👩‍👧博']],
    ['a long vowel mark', '赌ー博', ['赌博 DISGUISED 赌ー博']],
    ['control characters', '赌\u0007\u00ad博', ['赌博 DISGUISED 赌\u0007\u00ad博']],
    ['repeated characters', '代代开开开发发票票', ['代开发票 DISGUISED 代开开开发发票']],
    ['repeated letters', 'caaasinooo', ['casino DISGUISED caaasinooo']],
    ['a new line', '赌\n博', ['赌博 ACROSS 赌\n博']],
    ['a comma', '加，微信', ['加微信 ACROSS 加，微信']],
    ['characters of the same sound', '练法伦工', ['法轮功 SOUND 法伦工']],
    ['its sound in letters', '练 falungong', ['法轮功 SOUND falungong']],
    ['letters with tones', '练 fǎ lún gōng', ['法轮功 SOUND fǎ lún gōng']],
    ['letters apart', 'f.a.l.u.n.g.o.n.g', ['法轮功 SOUND f.a.l.u.n.g.o.n.g']],
    ['a character and letters', '法lun功', ['法轮功 SOUND 法lun功']],
    ['several at once', '練 Ｆǎ*輪-ɢong 法倫功', ['法轮功 SOUND 法倫功']],
    ['numbers in circles', '拨①⓪⓪⑧⑥', ['10086 DISGUISED ①⓪⓪⑧⑥']],
    ['a word of one character, repeated more often', '哈哈哈哈', ['哈哈 EXACT 哈哈哈哈']],
    ['a tag', '赌<b>博</b>', ['赌博 DISGUISED 赌<b>博']],
    [
      'a tag with attributes',
      '赌<span style="color: red" a=b>博',
      ['赌博 DISGUISED 赌<span style="color: red" a=b>博'],
    ],
    ['a tag round each character', '<i>赌</i><i>博</i>', ['赌博 DISGUISED 赌</i><i>博']],
    ['a comment', '赌<!-- 一 > 二 -->博', ['赌博 DISGUISED 赌<!-- 一 > 二 -->博']],
    ['a paragraph', '赌</p><p>博', ['赌博 ACROSS 赌</p><p>博']],
    ['a word in what a tag says', '<img alt="赌博">', ['赌博 EXACT 赌博']],
    ['a tag that is none', '1<a赌>博', ['赌博 DISGUISED 赌>博']],
    ['decimal entities', '&#36172;&#21338;', ['赌博 DISGUISED &#36172;&#21338;']],
    ['hexadecimal entities', '&#x8d4C;博', ['赌博 DISGUISED &#x8d4C;博']],
    ['entities without their end', '&#36172博', ['赌博 DISGUISED &#36172博']],
    ['named entities of what shows nothing', '赌&zwnj;&nbsp;&shy博', ['赌博 DISGUISED 赌&zwnj;&nbsp;&shy博']],
    ['named entities of letters', 'c&aacute;sin&omicron;', ['casino DISGUISED c&aacute;sin&omicron;']],
    ['entities of entities', '&amp;#36172;博', ['赌博 DISGUISED &amp;#36172;博']],
    ['percent codes', '%E8%B5%8C%e5%8d%9a', ['赌博 DISGUISED %E8%B5%8C%e5%8d%9a']],
    ['one percent code', '赌%E5%8D%9A网', ['赌博 DISGUISED 赌%E5%8D%9A']],
    ['percent codes of letters', '%63asin%6F', ['casino DISGUISED %63asin%6F']],
    ['percent codes in GB 18030', '%B6%C4%B2%A9', ['赌博 DISGUISED %B6%C4%B2%A9']],
    ['percent codes of percent codes', '%25E8%25B5%258C博', ['赌博 DISGUISED %25E8%25B5%258C博']],
    ['escapes of a script', '\\u8d4c\\u{535a}', ['赌博 DISGUISED \\u8d4c\\u{535a}']],
    ['a coded word by sound', '练 fa<b>lun</b>&#103;ong', ['法轮功 SOUND fa<b>lun</b>&#103;ong']],
    ['a comment that never ends', '赌<!-- 博', ['赌博 ACROSS 赌<!-- 博']],
    ['a word between allowed ones', '反赌博和赌博', ['赌博 EXACT 赌博']],
  ])('%s', (_trick, text, found) => expect(foundIn(text)).toEqual(found));
});

describe('words that are none', () => {
  it.each([
    ['the end of one word and the beginning of the next', '在路口交通信号'],
    ['the same with a comma', '在路口，交通中断'],
    ['a person of history', '曹操你好吗'],
    ['a mother', '妈妈的手术很成功'],
    ['an aunt', '隔壁大妈的菜园'],
    ['a longer allowed word', '反赌博宣传'],
    ['letters inside a word', 'husband'],
    ['a doubled letter', 'good'],
    ['other numbers', '100086 和 1008611'],
    ['another order', '博赌'],
    ['a character between', '赌一博'],
    ['sounds that belong to longer letters', 'dupinyin'],
    ['one syllable where the word has two', '先进'],
    ['a word by sound where the list does not ask for it', '堵波'],
    ['a single one of a doubled word', '哈'],
    ['a character between tags', '赌<b>一</b>博'],
    ['an allowed word with a tag', '反<b>赌博</b>'],
    ['a longer word with a tag', 'hu<i>s</i>band'],
    ['two words with a tag', '在路<b>口</b>交通信号'],
    ['an address', 'https://www.example.cn/a%20b?c=1&d=2#e'],
    ['a comparison', '若 a < b 且 c > d，则增长 5%、20%～30%'],
    ['codes of nothing', '&#0;&#99999999;&none;%zz%E8\\u{ffffff}&&;<><'],
  ])('%s', (_case, text) => expect(foundIn(text)).toEqual([]));
});

const noiseSigns = [
  ...' \u3000*-_.~|/\\#@&+=^%$()[]{}<>"\'·•★☆♥→\u200b\u200c\u200d\u2060\ufeff\u00ad\u3164\u0336\ufe0f',
  '😀',
  '👍🏽',
  '\u{e0061}',
];
const signs = fc.array(fc.constantFrom(...noiseSigns), { maxLength: 4 }).map((list) => list.join(''));
const forms: Record<string, string[]> = {
  开: ['開'],
  发: ['發', '髮'],
  轮: ['輪'],
  赌: ['賭'],
  c: ['C', 'ｃ', 'Ｃ'],
  a: ['Ａ', 'á', 'а'],
  o: ['О', 'ö', 'ο'],
};
const planted = fc
  .constantFrom(...listed.filter(({ severity }) => severity === 'FORBID').map(({ text }) => text))
  .chain((text) =>
    fc
      .tuple(...[...text].map((sign) => fc.tuple(fc.constantFrom(sign, ...(forms[sign] ?? [])), signs)))
      .map((parts) => ({
        text,
        disguised: parts.map(([sign, after], i) => (i < parts.length - 1 ? sign + after : sign)).join(''),
      })),
  );
const codes: ((sign: string) => string)[] = [
  (sign) => sign,
  (sign) => `<b>${sign}</b>`,
  (sign) => `<!--${sign}-->${sign}`,
  (sign) => `&#${sign.codePointAt(0)};`,
  (sign) => `&#x${sign.codePointAt(0)!.toString(16)};`,
  (sign) => [...Buffer.from(sign)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''),
  (sign) => `\\u{${sign.codePointAt(0)!.toString(16)}}`,
];
const coded = (text: string) =>
  fc
    .tuple(...[...text].map((sign) => fc.constantFrom(...codes).map((code) => code(sign))))
    .map((parts) => parts.join(''));
const context = fc.string({ unit: fc.constantFrom(...'今天我们在开会讨论x9 ，。\n😀𠮷é妈博票的'), maxLength: 30 });

describe('whatever the text', () => {
  it('signs between the characters of a word and other forms of them never hide it', () => {
    fc.assert(
      fc.property(context, planted, context, (before, { text, disguised }, after) => {
        const whole = `${before}。${disguised}。${after}`;
        const at = before.length + 1;
        const hit = matcher.find(whole).words.find((one) => one.word.text === text && one.start >= at);
        expect(hit && [hit.start, hit.end]).toEqual([at, at + disguised.length]);
      }),
      { numRuns: 1000 },
    );
  });

  it('codes and tags never hide a word', () => {
    fc.assert(
      fc.property(
        context,
        planted.chain(({ text }) => fc.tuple(fc.constant(text), coded(text))),
        context,
        (before, [text, disguised], after) => {
          const found = matcher.find(`${before}。${disguised}。${after}`).words.map(({ word }) => word.text);
          expect(found).toContain(text);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('offsets lie in the text and on whole characters, and what lies there folds to the word or sounds like it', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            context,
            planted.map(({ disguised }) => disguised),
            planted.chain(({ disguised }) => coded(disguised)),
            fc.string({ unit: 'binary', maxLength: 5 }),
          ),
          { maxLength: 12 },
        ),
        (parts) => {
          const text = parts.join('');
          for (const { start, end, word } of matcher.find(text).words) {
            expect(start).toBeLessThan(end);
            expect(end).toBeLessThanOrEqual(text.length);
            const again = matcher.find(text.slice(start, end)).words.map((hit) => hit.word.text);
            expect(again).toContain(word.text);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('finds what a plain search finds, in any list of plain words', () => {
    const plain = fc
      .string({ unit: fc.constantFrom(...'甲乙丙丁'), minLength: 3, maxLength: 5 })
      .filter((text) => !/(.)\1/.test(text));
    fc.assert(
      fc.property(
        fc.uniqueArray(plain, { maxLength: 12 }),
        fc.string({ unit: fc.constantFrom(...'甲乙丙丁'), maxLength: 200 }),
        (words, text) => {
          const found = new WordMatcher(words.map((one) => word(one))).find(text).words;
          for (const one of words)
            for (let at = text.indexOf(one); at >= 0; at = text.indexOf(one, at + 1))
              expect(found).toContainEqual(expect.objectContaining({ start: at, end: at + one.length }));
        },
      ),
    );
  });

  it('lists a thousand and says that there are more', () => {
    const { words, truncated } = matcher.find('代开发票。'.repeat(1500));
    expect([words.length, truncated]).toEqual([1000, true]);
  });
});
