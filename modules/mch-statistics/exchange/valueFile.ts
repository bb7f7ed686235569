import { open } from 'node:fs/promises';
import { badInput, payloadTooLarge } from '../../../src/errors.js';
import { type JsonItem, jsonLists } from '../../../src/importing/jsonLists.js';
import { defaultTableLimits, plainCell, readTable, type TableLine } from '../../../src/importing/table.js';
import type { Message } from '../../../src/languages/message.js';
import { defaultCombination } from '../forms/uid.js';
import { type ExchangedValue, headings, type ValueProperty } from './dataValueSets.js';
import { deletion, type Fault, otherAttributes, unreadable } from './faults.js';

/** A value of a file. */
export interface Placed extends ExchangedValue {
  /** In the file, counted from 1. */
  place: number;
  /** Line of a CSV file; in JSON the same as the place. */
  line: number;
  /** As the file gives it: the cells of its line, or its JSON. */
  given: readonly string[];
  /** What is wrong with it whatever the form says. */
  fault?: Fault;
}

export interface ValueFile {
  /** Of a CSV file. */
  header: string[];
  /** A part of the file at a time. */
  values: AsyncIterable<Placed[]>;
}

/**
 * Reads a file of DHIS2 in bounded memory: JSON as /api/dataValueSets gives it, or CSV with its columns.
 *
 * @throws BAD_USER_INPUT for a file that is neither or is broken, also midway; PAYLOAD_TOO_LARGE for one that is too long
 */
export async function readValueFile(path: string, mostValues: number): Promise<ValueFile> {
  const file = (await isJson(path)) ? { header: [], values: jsonValues(path) } : await csvFile(path, mostValues);
  return { ...file, values: placed(file.values, mostValues) };
}

/** Numbers the values, and keeps each text that repeats once. */
async function* placed(parts: AsyncIterable<Unplaced[]>, mostValues: number): AsyncGenerator<Placed[]> {
  const kept = new Map<string, string>();
  const keep = (text: string): string => {
    const known = kept.get(text);
    if (known !== undefined) return known;
    if (kept.size >= mostTexts) kept.clear();
    kept.set(text, text);
    return text;
  };
  let place = 0;
  for await (const part of parts) {
    for (const value of part) for (const name of repeating) value[name] = keep(value[name]);
    const values = part.map((value): Placed => {
      place += 1;
      return { ...value, place, line: value.line ?? place };
    });
    if (place > mostValues) throw tooMuch(mostValues);
    yield values;
  }
}

type Unplaced = Omit<Placed, 'place' | 'line'> & { line?: number };

const repeating = ['dataElement', 'period', 'orgUnit', 'categoryOptionCombo'] as const;
const mostTexts = 50_000;

/** An object begins with a brace, and no table with the headings of DHIS2 does. */
async function isJson(path: string): Promise<boolean> {
  await using file = await open(path);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(1024), 0, 1024, 0);
  return /^\ufeff?\s*[{[]/.test(buffer.toString('utf8', 0, bytesRead));
}

type Common = Partial<Record<'period' | 'orgUnit' | 'attributeOptionCombo', unknown>>;
const common = ['period', 'orgUnit', 'attributeOptionCombo'] as const;

/** Period, unit and attributes may stand once for the whole file. */
async function* jsonValues(path: string): AsyncGenerator<Unplaced[]> {
  const shared: Common = {};
  let hasList = false;
  for await (const parts of jsonLists(path)) {
    const values: Unplaced[] = [];
    for (const part of parts) {
      const isValues = part.name === 'dataValues';
      const name = common.find((one) => one === part.name);
      if ('item' in part) {
        if (isValues) values.push(jsonValue(part, shared));
      } else if (isValues && !Array.isArray(part.value)) throw noList;
      else if (isValues) hasList = true;
      else if (name && hasList) throw tooLate(name);
      else if (name) shared[name] = part.value;
    }
    yield values;
  }
  if (!hasList) throw noList;
}

function jsonValue({ item, raw }: JsonItem, shared: Common): Unplaced {
  const value: Record<string, unknown> = { ...shared, ...(typeof item === 'object' ? item : null) };
  const attributes = textOf(value['attributeOptionCombo']) || defaultCombination.option;
  const isAdded = common.some((name) => name in shared && !(name in ((item as object | null) ?? {})));
  return withFault(
    {
      dataElement: textOf(value['dataElement']),
      period: textOf(value['period']),
      orgUnit: textOf(value['orgUnit']),
      categoryOptionCombo: textOf(value['categoryOptionCombo']) || defaultCombination.option,
      value: textOf(value['value']),
      given: [isAdded ? JSON.stringify(value) : raw],
    },
    { attributes, isDeleted: value['deleted'] === true },
  );
}

const textOf = (given: unknown): string =>
  typeof given === 'string' ? given : typeof given === 'number' || typeof given === 'boolean' ? String(given) : '';

function withFault(value: Unplaced, { attributes, isDeleted }: { attributes: string; isDeleted: boolean }): Unplaced {
  if (isDeleted) return { ...value, fault: deletion };
  return attributes === defaultCombination.option ? value : { ...value, fault: otherAttributes };
}

async function csvFile(
  path: string,
  mostValues: number,
): Promise<{ header: string[]; values: AsyncIterable<Unplaced[]> }> {
  const lines = readTable(path, { ...defaultTableLimits, maxLines: mostValues + 2 });
  const { value: header, done } = await lines.next();
  if (done) return { header: [], values: (async function* () {})() };
  const names = header.cells.map((cell) => cell.trim().toLowerCase());
  const columns: Record<string, string> = { ...headings, deleted: 'deleted' };
  const places = new Map(Object.entries(columns).map(([name, heading]) => [name, names.indexOf(heading)]));
  const missing = (['dataElement', 'period', 'orgUnit', 'value'] as const).filter((name) => places.get(name)! < 0);
  if (missing.length > 0) {
    const lacking = missing.map((name) => headings[name]);
    throw wrongFile({
      en: `The file lacks the columns ${lacking.join(', ')}.`,
      zh: `文件缺少列：${lacking.join('、')}。`,
    });
  }
  return { header: header.cells, values: csvValues(lines, places) };
}

const linesAtOnce = 1_000;

async function* csvValues(
  lines: AsyncIterable<TableLine>,
  places: ReadonlyMap<string, number>,
): AsyncGenerator<Unplaced[]> {
  let values: Unplaced[] = [];
  for await (const line of lines) {
    values.push(csvValue(line, places));
    if (values.length < linesAtOnce) continue;
    yield values;
    values = [];
  }
  yield values;
}

function csvValue({ line, cells, problem }: TableLine, places: ReadonlyMap<string, number>): Unplaced {
  const cell = (name: ValueProperty | 'deleted') => plainCell(cells[places.get(name)!] ?? '').trim();
  const value = {
    dataElement: cell('dataElement'),
    period: cell('period'),
    orgUnit: cell('orgUnit'),
    categoryOptionCombo: cell('categoryOptionCombo') || defaultCombination.option,
    value: cell('value'),
    given: cells,
    line,
  };
  if (problem) return { ...value, fault: unreadable(problem.reason) };
  const attributes = cell('attributeOptionCombo') || defaultCombination.option;
  return withFault(value, { attributes, isDeleted: cell('deleted') === 'true' });
}

const wrongFile = (message: Message) => badInput([{ path: 'file', message }]);

const noList = wrongFile({ en: 'The file has no list dataValues.', zh: '文件中没有 dataValues 列表。' });

const tooLate = (name: string) =>
  wrongFile({
    en: `${name} stands behind dataValues. Put what holds for all values in front of them.`,
    zh: `${name} 位于 dataValues 之后，请将适用于全部数值的内容放在其前面。`,
  });

const tooMuch = (most: number) =>
  payloadTooLarge({
    en: `A file has at most ${most.toLocaleString('en')} values here. Split it by period${most < mostInJob ? ', or use importDataValueFile' : ''}.`,
    zh: `此处每个文件最多 ${most.toLocaleString('en')} 个数值，请按期间拆分${most < mostInJob ? '，或使用 importDataValueFile' : ''}。`,
  });

/** What a request takes, and what a job takes. */
export const mostInRequest = 200_000;
export const mostInJob = 5_000_000;
