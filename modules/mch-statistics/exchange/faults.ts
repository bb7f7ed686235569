import { BadInput, type ZhiduError } from '../../../src/errors.js';
import type { Message } from '../../../src/languages/message.js';
import type { FormCell } from '../entry/form.js';
import { readValue } from '../entry/values.js';
import type { PeriodType } from '../forms/form.enums.js';
import { periodNamed } from '../forms/period.js';
import { defaultCombination } from '../forms/uid.js';
import type { ExchangedValue, ValueProperty } from './dataValueSets.js';

/** Why a value is refused, with the property at fault and the code by which DHIS2 knows such a fault. */
export interface Fault {
  property: ValueProperty;
  /** None where DHIS2 has no such fault. */
  code?: string | undefined;
  reason: Message;
}

export const reasonNeeded: Fault = {
  property: 'value',
  reason: {
    en: 'Another value stands there. Import again with a reason to correct it.',
    zh: '该处已有不同数值，如需更正请填写 reason 后重新导入。',
  },
};

export const notAssigned: Fault = {
  property: 'orgUnit',
  code: 'E7612',
  reason: {
    en: 'No unit with this uid hands in the form. Register and assign it first.',
    zh: '没有该 uid 的机构填报此报表，请先登记并指派。',
  },
};

export const otherAttributes: Fault = {
  property: 'attributeOptionCombo',
  code: 'E7615',
  reason: {
    en: `Forms are not broken down by attributes here. Leave attributeOptionCombo out, or give ${defaultCombination.option}.`,
    zh: `此处报表不按属性分组，请去掉 attributeOptionCombo 或填写 ${defaultCombination.option}。`,
  },
};

export const deletion: Fault = {
  property: 'value',
  reason: {
    en: 'Values are not deleted here. Correct it with another value and a reason, or with -1 or -2.',
    zh: '此处数值不能删除，请以其他数值并说明原因更正，或填写 -1、-2。',
  },
};

export const givenBefore: Fault = {
  property: 'value',
  reason: {
    en: 'The value of this place is given twice: it stands further up in the file already. Take one of them out.',
    zh: '该处数值在文件前面已经给出，请删去其中一个。',
  },
};

export const unreadable = (reason: Message): Fault => ({ property: 'value', reason });

/** Which property of a value a form refused. */
export function faultIn(cells: readonly FormCell[], value: ExchangedValue, reason: Message): Fault {
  const lines = cells.filter(({ element }) => element === value.dataElement);
  if (lines.length === 0) return { property: 'dataElement', code: 'E7633', reason };
  const cell = lines.find(({ option }) => option === value.categoryOptionCombo);
  if (!cell) return { property: 'categoryOptionCombo', code: 'E7634', reason };
  if (value.value.trim() === '') return { property: 'value', code: 'E7618', reason };
  const isWrong = 'problem' in readValue(cell, value.value);
  return { property: 'value', reason, ...(isWrong ? { code: 'E7619' } : {}) };
}

/** Why a whole report is refused. */
export function faultOf(error: ZhiduError, period: string, periodType: PeriodType | undefined, today: string): Fault {
  const reason = error.text;
  if (error.code === 'INVALID_STATE') return { property: 'period', code: 'E7642', reason };
  if (!(error instanceof BadInput)) return { property: 'orgUnit', code: 'E7612', reason };
  const named = periodNamed(period);
  if (!named) return { property: 'period', code: 'E7611', reason };
  if (periodType && named.type !== periodType) return { property: 'period', code: 'E7632', reason };
  return { property: 'period', code: named.first > today ? 'E7641' : 'E7644', reason };
}
