import type { Message } from '../../../src/languages/message.js';
import { type Expression, evaluate, figuresIn, readExpression } from '../forms/expression.js';
import { MissingStrategy, RuleOperator } from '../forms/form.enums.js';
import { notApprovedBelow, type ReportBelow } from './below.js';
import { FindingType } from './entry.enums.js';
import { type CurrentValue, type FormCell, keyOf, nameOf } from './form.js';
import { outlierAmong, yearOnYear } from './outliers.js';

/** A rule of a form as it is kept. */
export interface Rule {
  uid: string;
  name: string;
  left: string;
  operator: RuleOperator;
  right: string;
  missingLeft: MissingStrategy;
  missingRight: MissingStrategy;
}

/** What is odd about a form. */
export interface Finding {
  type: FindingType;
  /** The same each time that it is found. */
  key: string;
  text: Message;
  /** The form is handed in only with a reason for it. */
  needsReason: boolean;
}

export interface Checked {
  cells: readonly FormCell[];
  values: ReadonlyMap<string, CurrentValue>;
  rules: readonly Rule[];
  /** Figures of earlier periods by cell, the latest first. */
  earlier: ReadonlyMap<string, readonly number[]>;
  /** Figures of a year before by cell. */
  yearBefore: ReadonlyMap<string, number>;
  /** Reports of the units below, on which it rests. */
  below: readonly ReportBelow[];
}

/** Everything that is odd about a form, P11.A01 and P11.A02. */
export const findingsOf = (checked: Checked): Finding[] => [
  ...missingItems(checked),
  ...checked.rules.flatMap((rule) => contradiction(checked, rule)),
  ...unusual(checked),
  ...notApprovedBelow(checked.below),
];

const missingItems = ({ cells, values }: Checked): Finding[] =>
  cells
    .filter((cell) => cell.isRequired && !values.has(keyOf(cell)))
    .map((cell) => ({
      type: FindingType.MISSING,
      key: `MISSING:${keyOf(cell)}`,
      text: {
        en: `${nameOf(cell)} is not filled in. Enter a value, or -1 (not collected) or -2 (not carried out).`,
        zh: `${nameOf(cell)} 未填写。请填写数值，或 -1（未收集）、-2（未开展）。`,
      },
      needsReason: true,
    }));

interface Side {
  value: number | undefined;
  isAnyMissing: boolean;
  isAllMissing: boolean;
}

/** A figure that is not filled in, or has a missing code, is missing; of a whole line each of its categories. */
function sideOf({ cells, values }: Checked, expression: Expression): Side {
  const amountsOf = (element: string, option: string | undefined) =>
    cells
      .filter((cell) => cell.element === element && (!option || cell.option === option))
      .map((cell) => values.get(keyOf(cell))?.amount ?? undefined);
  const figures = figuresIn(expression).flatMap(({ element, option }) => amountsOf(element, option));
  const isMissing = (amount: number | undefined) => amount === undefined;
  return {
    value: evaluate(expression, (element, option) =>
      amountsOf(element, option).reduce<number>((sum, amount) => sum + (amount ?? 0), 0),
    ),
    isAnyMissing: figures.some(isMissing),
    isAllMissing: figures.length > 0 && figures.every(isMissing),
  };
}

const isSkipped = ({ isAnyMissing, isAllMissing }: Side, strategy: MissingStrategy): boolean =>
  strategy === MissingStrategy.SKIP_IF_ANY_MISSING
    ? isAnyMissing
    : strategy === MissingStrategy.SKIP_IF_ALL_MISSING && isAllMissing;

/** Sums of decimals do not come out exactly. */
const close = (left: number, right: number): boolean => Math.abs(left - right) < 1e-6;

const holds: Record<RuleOperator, (left: number, right: number) => boolean> = {
  EQUAL: close,
  NOT_EQUAL: (left, right) => !close(left, right),
  AT_MOST: (left, right) => left <= right || close(left, right),
  LESS: (left, right) => left < right && !close(left, right),
  AT_LEAST: (left, right) => left >= right || close(left, right),
  GREATER: (left, right) => left > right && !close(left, right),
  COMPULSORY_PAIR: () => true,
  EXCLUSIVE_PAIR: () => true,
};

const signs: Partial<Record<RuleOperator, string>> = {
  EQUAL: '=',
  NOT_EQUAL: '≠',
  AT_MOST: '≤',
  LESS: '<',
  AT_LEAST: '≥',
  GREATER: '>',
};

function contradiction(checked: Checked, rule: Rule): Finding[] {
  const [left, right] = [rule.left, rule.right].map((text) => sideOf(checked, readExpression(text)!)) as [Side, Side];
  const told = (text: Message): Finding[] => [
    { type: FindingType.CONTRADICTION, key: `RULE:${rule.uid}`, text, needsReason: true },
  ];
  const { operator, name } = rule;
  if (operator === RuleOperator.COMPULSORY_PAIR)
    return left.isAllMissing === right.isAllMissing
      ? []
      : told({
          en: `${name}: fill in both sides, or neither. The ${left.isAllMissing ? 'first' : 'second'} is missing.`,
          zh: `${name}：两项须同时填报或同时不填，缺少${left.isAllMissing ? '前' : '后'}一项。`,
        });
  if (operator === RuleOperator.EXCLUSIVE_PAIR)
    return left.isAllMissing || right.isAllMissing
      ? []
      : told({ en: `${name}: fill in one of the sides at most.`, zh: `${name}：两项不得同时填报。` });
  if (isSkipped(left, rule.missingLeft) || isSkipped(right, rule.missingRight)) return [];
  if (left.value === undefined || right.value === undefined || holds[operator](left.value, right.value)) return [];
  return told({
    en: `${name}: ${left.value} ${signs[operator]} ${right.value} does not hold.`,
    zh: `${name}：${left.value} ${signs[operator]} ${right.value} 不成立。`,
  });
}

/** What may be right all the same, and is shown. */
function unusual({ cells, values, earlier, yearBefore }: Checked): Finding[] {
  return cells.flatMap((cell) => {
    const key = keyOf(cell);
    const amount = values.get(key)?.amount;
    if (amount === null || amount === undefined) return [];
    const outlier = outlierAmong(earlier.get(key) ?? [], amount);
    const before = yearBefore.get(key);
    const change = before === undefined ? undefined : yearOnYear(before, amount);
    return [
      ...(outlier
        ? [
            {
              type: FindingType.OUTLIER,
              key: `OUTLIER:${key}`,
              text: {
                en: `${nameOf(cell)} is ${amount}; earlier periods lie around ${outlier.median}.${outlier.isWeak ? weak.en : ''}`,
                zh: `${nameOf(cell)} 为 ${amount}，以往各期约为 ${outlier.median}。${outlier.isWeak ? weak.zh : ''}`,
              },
              needsReason: false,
            },
          ]
        : []),
      ...(change
        ? [
            {
              type: FindingType.YEAR_ON_YEAR,
              key: `YEAR_ON_YEAR:${key}`,
              text: {
                en: `${nameOf(cell)} is ${amount}, and was ${before} a year before.${change.isWeak ? weak.en : ''}`,
                zh: `${nameOf(cell)} 为 ${amount}，上年同期为 ${before}。${change.isWeak ? weak.zh : ''}`,
              },
              needsReason: false,
            },
          ]
        : []),
    ];
  });
}

const weak = {
  en: ' The counts are small: it may well be chance.',
  zh: '数值较小，可能属于偶然波动。',
};
