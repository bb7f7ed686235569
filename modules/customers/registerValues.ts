import type { Message } from '../../src/languages/message.js';
import { readCurrency } from './capital.js';
import { creditCodeProblem, normalCreditCode } from './creditCode.js';
import { readKind, readLabel, readProfession } from './registerChoices.js';
import type { RegisterField } from './registerColumns.js';
import { readDate } from './registerDate.js';
import type { CustomerFields } from './registerLine.js';
import { compact, isLongerThan, isSpreadsheetNumber, oneLine, prose } from './registerText.js';

export type Reading<Value> = Value | { problem: Message };

const maxName = 200;
const maxBusinessScope = 10_000;
const maxText = 300;

/** How the cell of each column is read; cells that say "not known" never come here. The capital needs its neighbours too. */
export const valueReaders: {
  [Field in Exclude<RegisterField, 'capitalAmount'>]: (
    text: string,
    today: string,
  ) => Reading<NonNullable<CustomerFields[Field]>>;
} = {
  name: readName,
  creditCode: readCreditCode,
  legalRepresentative: readText,
  address: readText,
  postalCode: readPostalCode,
  telephone: readTelephone,
  fax: readTelephone,
  webAddress: readWebAddress,
  businessScope: (text) => bounded(prose(text), maxBusinessScope),
  capitalCurrency: readCurrency,
  foundedOn: readDate,
  enterpriseType: readText,
  province: readText,
  city: readText,
  keywords: readText,
  kind: readKind,
  profession: readProfession,
  label: readLabel,
};

function bounded(text: string, limit: number): Reading<string> {
  return isLongerThan(text, limit)
    ? {
        problem: {
          en: `The text is longer than ${limit} characters. Shorten it.`,
          zh: `文字超过 ${limit} 个字符，请缩短。`,
        },
      }
    : text;
}

function readText(text: string): Reading<string> {
  return bounded(oneLine(text), maxText);
}

function readName(text: string): Reading<string> {
  const name = oneLine(text);
  return /\p{L}/u.test(name)
    ? bounded(name, maxName)
    : {
        problem: {
          en: 'This is no name. Look whether the columns are shifted.',
          zh: '这不是名称。请检查各列是否错位。',
        },
      };
}

function readCreditCode(text: string): Reading<string> {
  const code = normalCreditCode(text);
  const problem = creditCodeProblem(code);
  return problem ? { problem } : code;
}

function readPostalCode(text: string): Reading<string> {
  const code = compact(text).replaceAll(' ', '');
  if (/^\d{6}$/.test(code)) return code;
  if (/^\d{5}$/.test(code))
    return {
      problem: {
        en: 'A postal code has 6 digits. A spreadsheet may have dropped the zero in front: write it again.',
        zh: '邮政编码为 6 位数字。电子表格可能去掉了开头的零，请重新填写。',
      },
    };
  return {
    problem: {
      en: 'A postal code has 6 digits. Write them, or leave the cell empty.',
      zh: '邮政编码为 6 位数字。请填写，或留空。',
    },
  };
}

const dashes = /[‐‑‒–—―−]/g;
const telephoneForm = /^\+?[\d\s().-]+((转|分机|ext\.?|x|#)\s*\d{1,6})?$/i;

function readTelephone(text: string): Reading<string> {
  const written = compact(text).replace(dashes, '-');
  if (isSpreadsheetNumber(written)) {
    return {
      problem: {
        en: 'A spreadsheet has rounded the number. Format the column as text and write it again.',
        zh: '数字已被电子表格舍入。请将该列设为文本格式，重新填写。',
      },
    };
  }
  const isPlausible = (number: string) => {
    const digits = number.replace(/\D/g, '').length;
    return telephoneForm.test(number) && digits >= 5 && digits <= 20;
  };
  const numbers = written.split(/[;,、/]/).map((number) => number.trim());
  if (!numbers.every(isPlausible)) {
    return {
      problem: {
        en: 'This is no telephone number. Write it as 0755-86013388 or +86 755 86013388, several of them with ; between.',
        zh: '这不是电话号码。请写成 0755-86013388 或 +86 755 86013388，多个号码以 ; 分隔。',
      },
    };
  }
  return bounded(written, maxText);
}

const hostForm = /^(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+\p{L}[\p{L}\p{N}-]{1,62}$/u;

/** Stored with its scheme; http where the file gives none. */
function readWebAddress(text: string): Reading<string> {
  const written = compact(text);
  const address = /^[a-z][a-z0-9+.-]*:(?!\d)/i.test(written) ? written : `http://${written}`;
  const host = /^https?:\/\/([^/?#:]+)(:\d{1,5})?([/?#]\S*)?$/i.exec(address)?.[1];
  if (!host || host.length > 253 || !hostForm.test(host) || !URL.canParse(address)) {
    return {
      problem: {
        en: 'This is no web address. Write it as https://www.example.com, or leave the cell empty.',
        zh: '这不是网址。请写成 https://www.example.com，或留空。',
      },
    };
  }
  return bounded(address, maxText);
}
