import type { Message } from '../../languages/message.js';

/** One definition of an indicator. Sources differ by denominator under one name, so that each has a version of its own. */
export interface Indicator {
  /** The same for all versions, for example maternal-mortality-ratio. */
  id: string;
  /** Unique among those of the id. */
  version: string;
  title: Message;
  /** The counts that are added up above the line, by code. */
  numerator: readonly string[];
  denominator: readonly string[];
  /** 100 for per cent, 1000 for per mille, 100 000. */
  multiplier: number;
  /** WILSON where the cases are among those beneath the line, POISSON for rare events of which that is not so. */
  interval: 'WILSON' | 'POISSON';
  /** Over which period it is meant. */
  period: 'CALENDAR_YEAR' | 'REPORTING_YEAR' | 'ANY';
  /** Who defines it so. */
  source: string;
  /** Whether the source was read for it, or the definition is as the field commonly has it and is to be checked. */
  verified: boolean;
}

/** What does not fit of a list of indicators. */
export function indicatorProblems(indicators: readonly Indicator[]): string[] {
  const names = indicators.map(nameOf);
  return [
    ...names.filter((name, i) => names.indexOf(name) !== i).map((name) => `two definitions are named ${name}`),
    ...indicators.flatMap((indicator) =>
      [
        ...(indicator.numerator.length > 0 && indicator.denominator.length > 0 ? [] : ['lacks one side of its line']),
        ...(indicator.multiplier > 0 ? [] : [`has the multiplier ${indicator.multiplier}`]),
        ...(indicator.source.trim() ? [] : ['names no source']),
        ...(indicator.title.en.trim() && indicator.title.zh.trim() ? [] : ['lacks a title in one language']),
      ].map((what) => `${nameOf(indicator)} ${what}`),
    ),
  ];
}

export const nameOf = ({ id, version }: Pick<Indicator, 'id' | 'version'>): string => `${id} (${version})`;
