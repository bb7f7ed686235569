import { Label } from '../../../src/access/labels.js';
import { zhOf } from '../../../src/languages/enumTitles.js';
import type { Message } from '../../../src/languages/message.js';
import type { Rebinding } from './bindings.js';
import type { Indicator } from './indicator.entity.js';
import { IndicatorPeriod, IntervalMethod } from './indicators.enums.js';
import type { Span } from './span.js';
import type { Sums } from './sums.js';

/** Below it a count says little: a case more or less is a jump. */
const fewCases = 8;

/** What to mind about a figure. */
export function notesOn(
  { interval, meantFor, isVerified }: Pick<Indicator, 'interval' | 'meantFor' | 'isVerified'>,
  { name, last }: Span,
  sums: Sums,
  { changes, today, clearance }: { changes: readonly Rebinding[]; today: string; clearance: Label },
): Message[] {
  const { expected, received, unapproved, counted, numerator, denominator, notCollected, notCarriedOut, notFilledIn } =
    sums;
  const leftOut = notCollected + notCarriedOut + notFilledIn;
  const given: (Message | false)[] = [
    unapproved > 0 && {
      en: `Provisional: ${unapproved} of ${received} reports are not approved.`,
      zh: `暂定值：${received} 份报表中有 ${unapproved} 份尚未审定。`,
    },
    received < expected && {
      en: `Incomplete: ${received} of ${expected} reports are in.`,
      zh: `不完整：应报 ${expected} 份，计入 ${received} 份。`,
    },
    last >= today && {
      en: `${name} is not over: only the forms of periods that are over are counted.`,
      zh: `${name} 尚未结束，仅计入已结束报告期的报表。`,
    },
    ...changes.map(({ term, validFrom, boundOn, reason }) => ({
      en: `From ${validFrom} on ${term} is counted by other lines, as was laid down on ${boundOn}: ${reason}. Figures given before that day were counted otherwise.`,
      zh: `自 ${validFrom} 起，${term} 改取其他项目（${boundOn} 设定：${reason}）。此前给出的数值按原项目计算。`,
    })),
    leftOut > 0 && {
      en: `Left out for want of a count: ${notCollected} not collected, ${notCarriedOut} not carried out, ${notFilledIn} not filled in.`,
      zh: `因缺数未计入：未收集 ${notCollected}，未开展 ${notCarriedOut}，未填 ${notFilledIn}。`,
    },
    counted > 0 &&
      numerator < fewCases && {
        en: `Fewer than ${fewCases} cases: differences may be chance. Go by the limits, or by several years together.`,
        zh: `病例数少于 ${fewCases}：差异可能出于偶然，请参看置信区间或合并多年数据。`,
      },
    interval === IntervalMethod.WILSON &&
      numerator > denominator && {
        en: 'More are above the line than beneath it: the counts do not go together, and no limits are given.',
        zh: '分子大于分母：两项口径不符，不计算置信区间。',
      },
    meantFor === IndicatorPeriod.REPORTING_YEAR &&
      !name.endsWith('Oct') && {
        en: 'Its source means it for reporting years (such as 2025Oct): do not set it beside their figures.',
        zh: '其来源以妇幼年报年度（如 2025Oct）计算，请勿与年报数据并列。',
      },
    !isVerified && {
      en: 'The source of this definition is yet to be checked.',
      zh: '该口径的来源尚待核对。',
    },
    // The same whether something is hidden or not, so that it tells nothing of what is.
    {
      en: `Of the reports that you may see: up to ${clearance}, from SECRET up those that you keep or were permitted to read. Any other is in no number here, expected neither, so whoever may see more can have another figure.`,
      zh: `仅含您可查阅的报表：密级不高于${zhOf(Label, clearance)}，机密级以上限由您保管或您获准查阅的。其余报表不计入任何数字（含应报数），可查阅范围不同的人员所得数值可能不同。`,
    },
  ];
  return given.filter((note) => note !== false);
}
