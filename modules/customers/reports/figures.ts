import { Label } from '../../../src/access/labels.js';
import { titlesIn } from '../../../src/languages/enumTitles.js';
import type { Locale, Message } from '../../../src/languages/message.js';
import { CustomerKind, Profession } from '../customer.entity.js';
import { groupTitles, measureTitles, ReportGroup, ReportMeasure } from './reportEnums.js';
import type { ReportFigure } from './statisticalReport.entity.js';

/** A line as the database counts it; without keys the total. */
export interface CountedLine {
  keys: (string | null)[] | null;
  files: number;
  capital_files: number;
  capital_sum: string | null;
  capital_mean: string | null;
}

/** What is frozen of a report. */
export interface Counted {
  /** Names of departments by id, as they were called when it was compiled. */
  departments: Record<string, string>;
  total: CountedLine;
  rows: CountedLine[];
}

export interface CountedForm {
  groups: ReportGroup[];
  measures: ReportMeasure[];
}

const none: Message = { en: '(none)', zh: '（无）' };
const total: Message = { en: 'Total', zh: '合计' };
const valueTitles: Partial<Record<ReportGroup, object>> = { KIND: CustomerKind, PROFESSION: Profession, LABEL: Label };

/** Lines in the order of their keys, then the total; each with the measures that were asked for. */
export function figuresOf({ groups, measures }: CountedForm, counted: Counted, locale: Locale): ReportFigure[] {
  const asks = (measure: ReportMeasure) => measures.includes(measure);
  return linesOf(counted).map((line) => ({
    keys: line.keys ?? [],
    titles: line.keys ? line.keys.map((key, i) => titleOf(groups[i]!, key, counted, locale)) : [total[locale]],
    files: asks(ReportMeasure.FILES) ? line.files : null,
    capitalFiles: asks(ReportMeasure.CAPITAL_FILES) ? line.capital_files : null,
    capitalSum: asks(ReportMeasure.CAPITAL_SUM) ? line.capital_sum : null,
    capitalMean: asks(ReportMeasure.CAPITAL_MEAN) ? line.capital_mean : null,
  }));
}

const linesOf = ({ rows, total: last }: Counted): CountedLine[] => [
  ...rows
    // Without groups there is one line, which is the total.
    .filter(({ keys }) => keys && keys.length > 0)
    .sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1)),
  last,
];

const sortKey = ({ keys }: CountedLine): string => (keys ?? []).map((key) => key ?? '\uffff').join('\u0000');

function titleOf(group: ReportGroup, key: string | null, { departments }: Counted, locale: Locale): string {
  if (key === null) return none[locale];
  if (group === ReportGroup.DEPARTMENT) return departments[key] ?? key;
  const titles = titlesIn(valueTitles[group] ?? {}) as Record<string, Message>;
  return titles[key]?.[locale] ?? key;
}

const measured: Record<ReportMeasure, (line: CountedLine) => number | string | null> = {
  FILES: (line) => line.files,
  CAPITAL_FILES: (line) => line.capital_files,
  CAPITAL_SUM: (line) => line.capital_sum,
  CAPITAL_MEAN: (line) => line.capital_mean,
};

/** Every figure that is not what it was, in words. */
export function differencesOf(
  { groups, measures }: CountedForm,
  frozen: Counted,
  again: Counted,
  locale: Locale,
): string[] {
  const by = (counted: Counted) => new Map(linesOf(counted).map((line) => [JSON.stringify(line.keys), line]));
  const [before, after] = [by(frozen), by(again)];
  const words: Record<Locale, (line: string, measure: string, was: string, is: string) => string> = {
    en: (line, measure, was, is) => `${line}: ${measure} was ${was}, is ${is}`,
    zh: (line, measure, was, is) => `${line}：${measure}原为 ${was}，现为 ${is}`,
  };
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((key) => {
    const keys = (before.get(key) ?? after.get(key))!.keys;
    const line = keys
      ? keys
          .map((one, i) => `${groupTitles[groups[i]!][locale]} ${titleOf(groups[i]!, one, frozen, locale)}`)
          .join(', ')
      : total[locale];
    return measures.flatMap((measure) => {
      const [was, is] = [before, after].map((lines) => {
        const found = lines.get(key);
        return found ? (measured[measure](found) ?? '—') : '—';
      }) as [string | number, string | number];
      return String(was) === String(is)
        ? []
        : [words[locale](line, measureTitles[measure][locale], String(was), String(is))];
    });
  });
}
