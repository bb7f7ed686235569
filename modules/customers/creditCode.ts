import type { Message } from '../../src/languages/message.js';
import { isSpreadsheetNumber } from './registerText.js';

/** GB 32100-2015: the letters I, O, S, V and Z are not used. */
const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
// Positions 3 to 8 are the region; the first position, the registering department, is never 0.
const shape = /^[1-9A-HJ-NPQRTUWXY][0-9A-HJ-NPQRTUWXY]\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/;

/** Half width, upper case, without spaces. */
export const normalCreditCode = (text: string): string => text.normalize('NFKC').replace(/\s/g, '').toUpperCase();

export const isCreditCode = (text: string): boolean => creditCodeProblem(text) === null;

/**
 * What is wrong with a unified social credit code (统一社会信用代码), null when nothing is. Upper case and half width are asked for:
 * see `normalCreditCode`. The organisation code at positions 9 to 17 is not checked against its own check digit (GB 11714), because
 * registered codes exist in which it does not hold.
 */
export function creditCodeProblem(text: string): Message | null {
  if (isSpreadsheetNumber(text))
    return {
      en: 'A spreadsheet has rounded the code. Format the column as text and write the 18 characters again.',
      zh: '代码已被电子表格舍入。请将该列设为文本格式，重新填写 18 位代码。',
    };
  if (/^\d{15}$/.test(text)) {
    return {
      en: 'This is a registration number of 15 digits. Write the unified social credit code of 18 characters, or leave the cell empty.',
      zh: '这是 15 位的注册号。请填写 18 位统一社会信用代码，或留空。',
    };
  }
  if (/^[0-9A-Z]{8}-?[0-9X]$/.test(text)) {
    return {
      en: 'This is an organisation code. Write the unified social credit code of 18 characters, or leave the cell empty.',
      zh: '这是组织机构代码。请填写 18 位统一社会信用代码，或留空。',
    };
  }
  if (text.length !== 18)
    return {
      en: `The code has ${text.length} characters instead of 18. Copy it again from the business licence.`,
      zh: `代码有 ${text.length} 位，应为 18 位。请按营业执照重新填写。`,
    };
  const letter = /[IOSVZ]/.exec(text)?.[0];
  if (letter)
    return {
      en: `The letter ${letter} is not used in credit codes. Look whether it is a digit: ${lookalikes[letter]?.en}.`,
      zh: `信用代码不使用字母 ${letter}。请核对是否为：${lookalikes[letter]?.zh}。`,
    };
  if (!shape.test(text))
    return {
      en: 'The code does not have the form of a credit code. Copy it again from the business licence.',
      zh: '不符合信用代码的格式。请按营业执照重新填写。',
    };
  if (checkCharacter(text) !== text[17])
    return {
      en: 'The check digit does not fit: a character is mistyped. Compare the code with the business licence.',
      zh: '校验码不符，有字符填错。请与营业执照核对。',
    };
  return null;
}

const same = (text: string): Message => ({ en: text, zh: text });

const lookalikes: Record<string, Message> = {
  I: same('1'),
  O: same('0'),
  S: same('5'),
  V: { en: 'U or Y', zh: 'U 或 Y' },
  Z: same('2'),
};

/** The 18 characters that begin with these 17. */
export function makeCreditCode(seed17: string): string {
  if (!shape.test(`${seed17}0`)) throw new RangeError(`Not the first 17 characters of a credit code: ${seed17}`);
  return seed17 + checkCharacter(seed17);
}

/** From the first 17 characters of the code. */
function checkCharacter(code: string): string {
  const sum = weights.reduce((total, weight, index) => total + weight * alphabet.indexOf(code[index]!), 0);
  return alphabet[(31 - (sum % 31)) % 31]!;
}
