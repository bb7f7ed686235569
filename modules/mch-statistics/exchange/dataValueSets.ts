import { readFile, stat } from 'node:fs/promises';
import { badInput, payloadTooLarge } from '../../../src/errors.js';
import { readTable } from '../../../src/importing/table.js';
import type { Message } from '../../../src/languages/message.js';
import { defaultCombination } from '../forms/uid.js';

/** A value as DHIS2 exchanges it. */
export interface ExchangedValue {
  dataElement: string;
  period: string;
  orgUnit: string;
  categoryOptionCombo: string;
  value: string;
}

const names = ['dataElement', 'period', 'orgUnit', 'categoryOptionCombo', 'value'] as const;

export const mostValues = 200_000;
const mostBytes = 64 * 1024 * 1024;

/** One value on each line, so that two files are compared after sorting their lines. */
export const writeJson = (values: readonly ExchangedValue[]): string =>
  `{"dataValues":[\n${values
    .map((value) => JSON.stringify({ ...value, attributeOptionCombo: defaultCombination.option }))
    .join(',\n')}\n]}\n`;

const heading = ['dataelement', 'period', 'orgunit', 'catoptcombo', 'attroptcombo', 'value'];

export const writeCsv = (values: readonly ExchangedValue[]): string =>
  [
    heading,
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

/**
 * Reads a file of DHIS2: JSON as /api/dataValueSets gives it, or CSV with its columns.
 *
 * @throws BAD_USER_INPUT for a file that is neither, PAYLOAD_TOO_LARGE for one that is too long
 */
export async function readDataValues(path: string): Promise<ExchangedValue[]> {
  if ((await stat(path)).size > mostBytes) throw tooMuch;
  const start = (await readFile(path, { encoding: 'utf8' })).trimStart();
  const values = start.startsWith('{') ? readJson(start) : await readCsv(path);
  if (values.length > mostValues) throw tooMuch;
  const kept = new Map<string, string>();
  for (const value of values)
    for (const name of names) {
      const text = value[name];
      value[name] = kept.get(text) ?? text;
      kept.set(value[name], value[name]);
    }
  return values;
}

/** Periods, units and the default break-down may stand once for the whole file. */
function readJson(text: string): ExchangedValue[] {
  const parsed = parse(text) as { period?: unknown; orgUnit?: unknown; dataValues?: unknown };
  if (!Array.isArray(parsed.dataValues))
    throw wrongFile({ en: 'The file has no list dataValues.', zh: '文件中没有 dataValues 列表。' });
  return parsed.dataValues.map((value: Record<string, unknown> | null) => ({
    dataElement: textOf(value?.['dataElement']),
    period: textOf(value?.['period'] ?? parsed.period),
    orgUnit: textOf(value?.['orgUnit'] ?? parsed.orgUnit),
    categoryOptionCombo: textOf(value?.['categoryOptionCombo'] ?? defaultCombination.option),
    value: textOf(value?.['value']),
  }));
}

function parse(text: string): object {
  try {
    return JSON.parse(text) as object;
  } catch (error) {
    throw wrongFile({
      en: `The file is no JSON: ${(error as Error).message}.`,
      zh: `文件不是有效的 JSON：${(error as Error).message}。`,
    });
  }
}

const textOf = (given: unknown): string =>
  typeof given === 'string' ? given : typeof given === 'number' || typeof given === 'boolean' ? String(given) : '';

async function readCsv(path: string): Promise<ExchangedValue[]> {
  const values: ExchangedValue[] = [];
  let places: Record<string, number> | undefined;
  for await (const { cells } of readTable(path)) {
    if (!places) {
      const names = cells.map((cell) => cell.trim().toLowerCase());
      places = Object.fromEntries(heading.map((name) => [name, names.indexOf(name)]));
      const missing = ['dataelement', 'period', 'orgunit', 'value'].filter((name) => places![name]! < 0);
      if (missing.length > 0)
        throw wrongFile({
          en: `The file lacks the columns ${missing.join(', ')}.`,
          zh: `文件缺少列：${missing.join('、')}。`,
        });
      continue;
    }
    const cell = (name: string) => cells[places![name]!]?.trim() ?? '';
    values.push({
      dataElement: cell('dataelement'),
      period: cell('period'),
      orgUnit: cell('orgunit'),
      categoryOptionCombo: cell('catoptcombo') || defaultCombination.option,
      value: cell('value'),
    });
    if (values.length > mostValues) throw tooMuch;
  }
  return values;
}

const wrongFile = (message: Message) => badInput([{ path: 'file', message }]);

const tooMuch = payloadTooLarge({
  en: `A file has at most ${mostValues} values and 64 MiB. Split it by period.`,
  zh: `每个文件最多 ${mostValues} 个数值、64 MiB，请按期间拆分。`,
});
