import type { Message } from '../../src/languages/message.js';
import { compact } from './registerText.js';

export type CustomerKind = 'GENERAL' | 'SPECIAL';
export type Label = 'PUBLIC' | 'INTERNAL' | 'CONFIDENTIAL' | 'SECRET' | 'TOP_SECRET';
export type Profession =
  | 'LAWYER'
  | 'FINANCIAL_ADVISER'
  | 'ADVERTISING'
  | 'PUBLIC_RELATIONS'
  | 'BANK'
  | 'INSURER'
  | 'FINANCING';

const kinds: Record<CustomerKind, string[]> = {
  GENERAL: ['一般', '一般客户', '普通', '普通客户'],
  SPECIAL: ['特殊', '特殊客户'],
};

const professions: Record<Profession, string[]> = {
  LAWYER: ['律师', '律师事务所', '法律', '法律服务'],
  FINANCIAL_ADVISER: ['财务顾问', '财务'],
  ADVERTISING: ['广告', '广告公司'],
  PUBLIC_RELATIONS: ['公关', '公共关系', '公关公司'],
  BANK: ['银行'],
  INSURER: ['保险', '保险公司'],
  FINANCING: ['融资协助', '融资', '协助融资'],
};

const labels: Record<Label, string[]> = {
  PUBLIC: ['公开'],
  INTERNAL: ['内部'],
  CONFIDENTIAL: ['秘密'],
  SECRET: ['机密'],
  TOP_SECRET: ['绝密'],
};

export const readKind = reader(kinds);
export const readProfession = reader(professions);
/** 密级, also with the star behind it that papers carry: 机密★. */
export const readLabel = reader(labels);

/** Takes the code or a Chinese name; otherwise says what could have been written. */
function reader<Choice extends string>(choices: Record<Choice, string[]>) {
  const entries = Object.entries<string[]>(choices) as [Choice, string[]][];
  const byName = new Map(
    entries.flatMap(([choice, names]) => [choice, ...names].map((name) => [keyOf(name), choice] as const)),
  );
  const listed = (separator: string) => entries.map(([choice, names]) => `${names[0]} (${choice})`).join(separator);
  return (text: string): Choice | { problem: Message } =>
    byName.get(keyOf(text)) ?? {
      problem: {
        en: `This is not one of the choices. Write one of: ${listed(', ')}.`,
        zh: `不在可选范围内。请填写其中之一：${listed('、')}。`,
      },
    };
}

function keyOf(text: string): string {
  return compact(text)
    .toUpperCase()
    .replace(/[\s_\-★]/g, '');
}
