import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { creditCodeProblem, isCreditCode, makeCreditCode, normalCreditCode } from './creditCode.js';

const alphabet = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'];
const sign = fc.constantFrom(...alphabet);
const digit = fc.constantFrom(...'0123456789');
const seed17 = fc
  .tuple(fc.constantFrom('91', '92', '93', '12', 'N1', 'Y1'), ...Array(6).fill(digit), ...Array(9).fill(sign))
  .map((signs) => signs.join(''));

describe('P02.A04 the unified social credit code', () => {
  // In public use, so that the weights are checked against codes that we did not make.
  it.each(['91350100M000100Y43', '9144030071526726XG', '91440300708461136T', '91110000802100433B'])(
    '%s is right',
    (code) => {
      expect(creditCodeProblem(code)).toBeNull();
      expect(makeCreditCode(code.slice(0, 17))).toBe(code);
    },
  );

  it.each([
    ['440301103456789', 'registration number'],
    ['708461136', 'organisation code'],
    ['70846113-6', 'organisation code'],
    ['9144030070846113', '16 characters'],
    ['91440300708461136T9', '19 characters'],
    ['9144O300708461136T', 'The letter O is not used'],
    ['914403007084611З6T', 'form'],
    ['91440300708461163T', 'check digit'],
    ['91440300708461136X', 'check digit'],
    ['9.144030070846114E+17', 'rounded'],
    ['000000000000000000', 'form'],
    ['91A40300708461136T', 'form'],
    ['', '0 characters'],
  ])('%j is refused with a reason of its own: %s', (code, reason) => {
    expect(creditCodeProblem(code)?.en).toContain(reason);
  });

  it.each([' 91440300708461136t ', '９１４４０３００７０８４６１１３６Ｔ', '91440300 708461136 T'])(
    '%j is brought into form',
    (text) => {
      expect(normalCreditCode(text)).toBe('91440300708461136T');
    },
  );

  it('no single mistyped character passes', () => {
    fc.assert(
      fc.property(seed17, fc.nat(17), sign, (seed, place, other) => {
        const code = makeCreditCode(seed);
        expect(isCreditCode(code)).toBe(true);
        const mistyped = code.slice(0, place) + other + code.slice(place + 1);
        expect(isCreditCode(mistyped)).toBe(mistyped === code);
      }),
      { numRuns: 2000 },
    );
  });

  it('of the codes of any form, those made and no others pass', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 20 }), (text) => {
        expect(isCreditCode(text)).toBe(false);
      }),
    );
  });

  it('no code is made from anything but its first 17 characters', () => {
    expect(() => makeCreditCode('9144030070846113')).toThrow(RangeError);
    expect(() => makeCreditCode('9144030070846113O')).toThrow(RangeError);
  });
});
