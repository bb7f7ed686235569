import { badInput, type Problem } from '../errors.js';
import type { Amendable, Approval } from './approval.js';
import type { ApprovalRequest } from './approvalRequest.entity.js';

/** A field of a form and what it is to hold now, as text. */
export interface FormChange {
  field: string;
  value: string;
}

/** The form with the changes; undefined where there are none. @throws BAD_USER_INPUT naming all that does not fit */
export function amended(
  { amend = {} }: Approval,
  { form }: ApprovalRequest,
  changes: readonly FormChange[],
): Record<string, unknown> | undefined {
  if (changes.length === 0) return undefined;
  const problems: Problem[] = [];
  const wanted: Record<string, unknown> = { ...form };
  for (const [i, { field, value }] of changes.entries()) {
    const kind = Object.hasOwn(amend, field) ? amend[field] : undefined;
    if (!kind) problems.push(notAmendable(`changes.${i}.field`, Object.keys(amend)));
    else if (changes.findIndex((other) => other.field === field) < i) problems.push(twice(`changes.${i}.field`));
    else if (!fits(kind, value.trim())) problems.push(outOfBounds(`changes.${i}.value`, kind));
    else wanted[field] = 'whole' in kind ? Number(value) : value.trim();
  }
  if (problems.length > 0) throw badInput(problems);
  return wanted;
}

function fits(kind: Amendable, value: string): boolean {
  if ('whole' in kind) return /^-?\d{1,9}$/.test(value) && within(Number(value), kind.whole);
  return within([...value].length, kind.text);
}

const within = (size: number, [from, to]: readonly [number, number]) => size >= from && size <= to;

const notAmendable = (path: string, fields: readonly string[]): Problem => ({
  path,
  message:
    fields.length > 0
      ? { en: `Give one of: ${fields.join(', ')}.`, zh: `请给出其中之一：${fields.join('、')}。` }
      : {
          en: 'The form of this request is changed with the mutation of its module, or not at all: leave changes out, or withdraw it and make a new one.',
          zh: '此类申请的内容由其模块的操作修改或不可修改：请省略 changes，或撤回后重新申请。',
        },
});

const twice = (path: string): Problem => ({
  path,
  message: { en: 'Name each field once.', zh: '每个字段只能填写一次。' },
});

const outOfBounds = (path: string, kind: Amendable): Problem => {
  const [from, to] = 'whole' in kind ? kind.whole : kind.text;
  return {
    path,
    message:
      'whole' in kind
        ? { en: `Give a whole number from ${from} to ${to}.`, zh: `请填写 ${from} 至 ${to} 的整数。` }
        : { en: `Give ${from} to ${to} characters.`, zh: `请填写 ${from} 至 ${to} 个字符。` },
  };
};
