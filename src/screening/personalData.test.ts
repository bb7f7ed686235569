import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { personalDataIn } from './personalData.js';

const foundIn = (text: string) =>
  personalDataIn(text).found.map(({ kind, start, end, masked }) => `${kind} ${text.slice(start, end)} ${masked}`);

describe('personal data in a text', () => {
  it.each([
    ['identity number', '身份证11010519491231002X。', ['RESIDENT_ID 11010519491231002X 11**************2X']],
    [
      'in full width',
      '１１０１０５１９４９１２３１００２Ｘ',
      ['RESIDENT_ID １１０１０５１９４９１２３１００２Ｘ 11**************2X'],
    ],
    ['in groups', '110105 19491231 002X', ['RESIDENT_ID 110105 19491231 002X 11**************2X']],
    [
      'digit by digit',
      '1 1 0 1 0 5 1 9 4 9 1 2 3 1 0 0 2 X',
      ['RESIDENT_ID 1 1 0 1 0 5 1 9 4 9 1 2 3 1 0 0 2 X 11**************2X'],
    ],
    ['mobile number', '电话13800138000', ['MOBILE 13800138000 13*******00']],
    ['with hyphens', '138-0013-8000', ['MOBILE 138-0013-8000 13*******00']],
    ['abroad', '+86 138 0013 8000', ['MOBILE 86 138 0013 8000 86*********00']],
    ['in Chinese numerals', '一三八零零一三八零零零', ['MOBILE 一三八零零一三八零零零 13*******00']],
    [
      'two beside each other',
      '13800138000 13900139000',
      ['MOBILE 13800138000 13*******00', 'MOBILE 13900139000 13*******00'],
    ],
    ['between tags', '138<b>0013</b>8000', ['MOBILE 138<b>0013</b>8000 13*******00']],
    ['in entities', '&#49;3800138000', ['MOBILE &#49;3800138000 13*******00']],
    ['e-mail in codes', 'li%40mail.cn', ['EMAIL li%40mail.cn li******cn']],
    ['landline', '0775-4563210', ['LANDLINE 0775-4563210 07*******10']],
    ['landline in brackets', '（010）62345678', ['LANDLINE 010）62345678 01*******78']],
    ['bank card', '卡号6222 0212 3456 7894', ['BANK_CARD 6222 0212 3456 7894 62************94']],
    ['e-mail', '写信给li.lei@mail.example.cn。', ['EMAIL li.lei@mail.example.cn li******************cn']],
    ['e-mail in full width', 'ｌｉ＠ｍａｉｌ．ｃｎ', ['EMAIL ｌｉ＠ｍａｉｌ．ｃｎ li******cn']],
  ])('%s', (_what, text, found) => expect(foundIn(text)).toEqual(found));

  it.each([
    ['a wrong check digit', '110105194912310021'],
    ['a day that does not exist', '11010519490231002X'],
    ['a place that does not exist', '99010519491231002X'],
    ['a bank card whose digits do not sum up', '6222021234567891'],
    ['an order number', 'DD13800138000'],
    ['a longer number', '2138001380001'],
    ['a date', '2026-11-23'],
    ['a year in words', '二〇二六年十一月二十三日'],
    ['a service number', '12345 与 400-810-0001'],
    ['a price', '138,001,380.00元'],
    ['no address', 'a@b 和 @某人'],
  ])('not %s', (_what, text) => expect(foundIn(text)).toEqual([]));

  it('is found wherever it stands, at its place in the text', () => {
    const around = fc.string({ unit: fc.constantFrom(...'关于😀的,。 通知\n'), maxLength: 20 });
    fc.assert(
      fc.property(
        around,
        fc.constantFrom('13800138000', '11010519491231002X', 'li@mail.cn'),
        around,
        (before, value, after) => {
          const { found } = personalDataIn(`${before}：${value}；${after}`);
          expect(found).toMatchObject([{ start: before.length + 1, end: before.length + 1 + value.length }]);
        },
      ),
    );
  });
});
