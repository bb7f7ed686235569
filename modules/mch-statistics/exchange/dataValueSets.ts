import { defaultCombination } from '../forms/uid.js';

/** A value as DHIS2 exchanges it. */
export interface ExchangedValue {
  dataElement: string;
  period: string;
  orgUnit: string;
  categoryOptionCombo: string;
  value: string;
}

/** One value on each line, so that two files are compared after sorting their lines. */
export const writeJson = (values: readonly ExchangedValue[]): string =>
  `{"dataValues":[\n${values
    .map((value) => JSON.stringify({ ...value, attributeOptionCombo: defaultCombination.option }))
    .join(',\n')}\n]}\n`;

/** Properties of a value and what CSV calls them. */
export const headings = {
  dataElement: 'dataelement',
  period: 'period',
  orgUnit: 'orgunit',
  categoryOptionCombo: 'catoptcombo',
  attributeOptionCombo: 'attroptcombo',
  value: 'value',
} as const;

export type ValueProperty = keyof typeof headings;

export const writeCsv = (values: readonly ExchangedValue[]): string =>
  [
    Object.values(headings),
    ...values.map((one) => [
      one.dataElement,
      one.period,
      one.orgUnit,
      one.categoryOptionCombo,
      defaultCombination.option,
      one.value,
    ]),
  ]
    .map((cells) => `${cells.map(cellOf).join(',')}\n`)
    .join('');

const cellOf = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
