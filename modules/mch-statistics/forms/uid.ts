import { randomInt } from 'node:crypto';
import type { Message } from '../../../src/languages/message.js';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const all = `${letters}0123456789`;

/** As DHIS2 writes ids: a letter and ten letters or digits. */
export const uidPattern = /^[A-Za-z][A-Za-z0-9]{10}$/;

export const newUid = (): string =>
  letters[randomInt(letters.length)]! + Array.from({ length: 10 }, () => all[randomInt(all.length)]!).join('');

/** What is wrong with a uid that somebody gives; nothing given is made. */
export const uidProblem = (uid: string | null | undefined): Message | null =>
  uid == null || uidPattern.test(uid)
    ? null
    : {
        en: 'Give a uid as DHIS2 has them: a letter and ten letters or digits; leave it out to have one made.',
        zh: '请填写 DHIS2 格式的 uid：一个字母加十位字母或数字；省略则自动生成。',
      };

/** The category of what has none, as each DHIS2 has it. */
export const defaultCombination = { uid: 'bjDvmb4bfuf', option: 'HllvX50cXC0' } as const;
