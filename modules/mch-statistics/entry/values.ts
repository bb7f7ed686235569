import type { Message } from '../../../src/languages/message.js';
import { ValueType } from '../forms/form.enums.js';
import { MissingCode } from './entry.enums.js';
import type { CurrentValue, FormCell } from './form.js';

/** A value as it is kept: a text in one way of writing, or a missing code. */
export type Kept = Pick<CurrentValue, 'value' | 'missing'>;

/** How missing codes are written on forms and in exchange. */
export const writtenCodes: Record<MissingCode, string> = {
  [MissingCode.NOT_COLLECTED]: '-1',
  [MissingCode.NOT_CARRIED_OUT]: '-2',
};

const codeOf = (text: string): MissingCode | undefined =>
  Object.values(MissingCode).find((code) => writtenCodes[code] === text);

/** As it is written on a form. */
export const written = ({ value, missing }: Kept): string => (missing ? writtenCodes[missing] : (value ?? ''));

const shapes: Record<ValueType, RegExp> = {
  INTEGER: /^\d{1,12}(?:\.0*)?$/,
  NUMBER: /^\d{1,12}(?:\.\d{1,6})?$/,
  TEXT: /^[^\p{Cc}]{1,500}$/u,
};

const shapeTexts: Record<ValueType, Message> = {
  INTEGER: { en: 'a whole number of at most 12 digits, not below 0', zh: '不小于 0、最多 12 位的整数' },
  NUMBER: { en: 'a number not below 0 with at most 6 decimal places', zh: '不小于 0、最多 6 位小数的数值' },
  TEXT: { en: 'a text of 1 to 500 characters', zh: '1 至 500 个字符的文本' },
};

/** What a cell keeps of what somebody writes; -1 and -2 are missing codes. */
export function readValue(
  { valueType, minimum, maximum }: Pick<FormCell, 'valueType' | 'minimum' | 'maximum'>,
  given: string,
): Kept | { problem: Message } {
  const text = given.trim();
  const missing = codeOf(text);
  if (missing) return { value: null, missing };
  if (!shapes[valueType].test(text)) {
    const { en, zh } = shapeTexts[valueType];
    return {
      problem: {
        en: `give ${en}, or -1 (not collected) or -2 (not carried out).`,
        zh: `请填写${zh}，或 -1（未收集）、-2（未开展）。`,
      },
    };
  }
  if (valueType === ValueType.TEXT) return { value: text, missing: null };
  const number = Number(text);
  if (number < (minimum ?? 0) || (maximum !== null && number > maximum))
    return {
      problem: {
        en: `${text} is out of range: give ${minimum ?? 0}${maximum === null ? ' or more' : ` to ${maximum}`}.`,
        zh: `${text} 超出范围：请填写${maximum === null ? `不小于 ${minimum ?? 0} 的数` : ` ${minimum ?? 0} 至 ${maximum}`}。`,
      },
    };
  return { value: canonical(text), missing: null };
}

/** Without zeros that say nothing. */
function canonical(text: string): string {
  const [whole = '', places = ''] = text.split('.');
  const left = whole.replace(/^0+(?=\d)/, '');
  const right = places.replace(/0+$/, '');
  return right ? `${left}.${right}` : left;
}
