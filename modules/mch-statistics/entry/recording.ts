import { Person } from '../../../src/access/person.entity.js';
import { evidenceDigests } from '../../../src/audit/evidence.js';
import type { SignedInContext } from '../../../src/context.js';
import { askingOf } from '../../../src/database/asking.js';
import type { Writing } from '../../../src/database/writing.js';
import type { Problem } from '../../../src/errors.js';
import type { DataSetReport } from './dataSetReport.entity.js';
import { EntryKind } from './entry.enums.js';
import { type CurrentValue, type FormCell, keyOf, nameOf } from './form.js';
import { enteredValues, ValueEntry } from './valueEntry.entity.js';
import { type Kept, readValue, written } from './values.js';

/** What somebody gives for a cell; without an option for a line that is not broken down. */
export interface GivenValue {
  element: string;
  option?: string | null | undefined;
  value: string;
}

/** A value that is new, or other than the one that stands there. */
export interface NewValue {
  cell: FormCell;
  kept: Kept;
  revision: number;
}

export interface Understood {
  values: NewValue[];
  unchanged: number;
  /** By place in what was given. */
  problems: Problem[];
}

/** Reads all that is given against the form and what stands on it, and says everything that is wrong with it. */
export function understand(
  cells: readonly FormCell[],
  current: ReadonlyMap<string, CurrentValue>,
  given: readonly GivenValue[],
  path: string,
): Understood {
  const understood: Understood = { values: [], unchanged: 0, problems: [] };
  const seen = new Set<string>();
  const linesOf = Map.groupBy(cells, (cell) => cell.element);
  for (const [i, { element, option, value }] of given.entries()) {
    const refuse = (en: string, zh: string) => understood.problems.push({ path: `${path}.${i}`, message: { en, zh } });
    const lines = linesOf.get(element) ?? [];
    const cell = lines.find((one) => (option ? one.option === option : one.isWhole));
    if (lines.length === 0) refuse(`${element} is no line of this form.`, `${element} 不是该报表的项目。`);
    else if (!cell)
      refuse(
        `${lines[0]!.elementName} is broken down: give one of its options, ${lines.map((one) => `${one.option} (${one.optionName})`).join(', ')}.`,
        `${lines[0]!.elementName} 须按分组填报，请给出选项：${lines.map((one) => `${one.option}（${one.optionName}）`).join('、')}。`,
      );
    else if (seen.has(keyOf(cell))) refuse(`${nameOf(cell)} is given twice.`, `${nameOf(cell)} 重复填写。`);
    else {
      seen.add(keyOf(cell));
      const kept = readValue(cell, value);
      if ('problem' in kept) refuse(`${nameOf(cell)}: ${kept.problem.en}`, `${nameOf(cell)}：${kept.problem.zh}`);
      else {
        const present = current.get(keyOf(cell));
        if (present && written(present) === written(kept)) understood.unchanged += 1;
        else understood.values.push({ cell, kept, revision: (present?.revision ?? 0) + 1 });
      }
    }
  }
  return understood;
}

/** Whether any of it replaces what stood there. */
export const isCorrection = (values: readonly NewValue[]): boolean => values.some(({ revision }) => revision > 1);

/** Values of a report that somebody enters at once. */
export interface Recording {
  report: DataSetReport;
  values: readonly NewValue[];
  reason: string | null;
  /** A correction where anything is replaced, unless given. */
  kind?: EntryKind;
}

/** Writes values of reports, each with the record of it and its digest for the audit (P11.A02). */
export async function record({ em, context }: Writing, recordings: readonly Recording[]): Promise<ValueEntry[]> {
  const { viewer } = context as SignedInContext;
  const given = recordings.map(({ report, values, reason, ...more }) => {
    report.refuseClosed();
    report.entryCount += 1;
    const kind = more.kind ?? (isCorrection(values) ? EntryKind.CORRECTION : EntryKind.FIRST);
    const { id, entryCount: number } = report;
    return {
      record: { report_id: id, number, person_id: viewer.personId, kind, reason, count: values.length },
      rows: values.map(({ cell, kept, revision }) => ({
        report_id: id,
        element_id: cell.elementId,
        option_id: cell.optionId,
        revision,
        ...kept,
      })),
    };
  });
  const digests = await evidenceDigests(askingOf(em), em.getMetadata(), enteredValues, given);
  const person = em.getReference(Person, viewer.personId);
  const entries = given.map(({ record: { number, kind, reason, count } }, i) =>
    em.create(ValueEntry, { report: recordings[i]!.report, number, person, kind, reason, count, digest: digests[i]! }),
  );
  await em.flush();
  const rows = given.flatMap((one, i) => one.rows.map((row) => ({ entry_id: entries[i]!.id, ...row })));
  await em.execute(insert, [JSON.stringify(rows)], 'run');
  return entries;
}

const insert = `insert into mch_statistics.data_value (id, entry_id, report_id, element_id, option_id, revision, value, missing)
  select gen_random_uuid(), v.* from json_to_recordset(?::json)
    as v(entry_id uuid, report_id uuid, element_id uuid, option_id uuid, revision integer, value text, missing text)`;
