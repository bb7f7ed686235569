import { dominates, isKeptApart, Label } from '../../../src/access/labels.js';
import type { Writing } from '../../../src/database/writing.js';
import type { Problem } from '../../../src/errors.js';
import type { FigureInput } from './supply.inputs.js';

export interface FigureLine {
  name: string;
  value: string;
  documentHash: string | null;
}

export interface ReadFigures {
  lines: FigureLine[];
  /** The highest of the reports. */
  label: Label;
  compartments: string[];
  problems: Problem[];
}

interface Found {
  value: string | null;
  hash: string;
  label: Label;
  compartments: string[];
}

const approved = `
  select sum(v.amount)::text as value, r.document_hash as hash, r.label, r.compartments
  from mch_statistics.data_set_report r join mch_statistics.statistics_unit u on u.id = r.unit_id
    cross join lateral mch_statistics.current_values(r.id) v join mch_statistics.data_element e on e.id = v.element_id
  where r.status = 'LOCKED' and u.uid = ? and r.period = ? and e.uid = ?
  group by r.id order by r.id limit 1`;

/** What was entered as it is, and what approved reports that the supplier sees say at this moment. */
export async function readFigures({ em }: Writing, figures: readonly FigureInput[]): Promise<ReadFigures> {
  const read: ReadFigures = { lines: [], label: Label.INTERNAL, compartments: [], problems: [] };
  for (const [i, { name, value, element, unit, period }] of figures.entries()) {
    if (!element) {
      read.lines.push({ name: name.trim(), value: value!.trim(), documentHash: null });
      continue;
    }
    const [found] = await em.execute<Found[]>(approved, [unit, period, element]);
    if (!found || found.value === null) read.problems.push(notApproved(i));
    else if (isKeptApart(found.label)) read.problems.push(keptApart(i));
    else {
      read.lines.push({ name: name.trim(), value: found.value, documentHash: found.hash });
      if (dominates(found.label, read.label)) read.label = found.label;
      read.compartments = [...new Set([...read.compartments, ...found.compartments])];
    }
  }
  return read;
}

const notApproved = (place: number): Problem => ({
  path: `input.figures.${place}.element`,
  message: {
    en: 'No approved report that you see has this figure as a number. Have the report approved, or give value.',
    zh: '您可见的审定报表中没有该项数值。请先完成报表审定，或填写 value。',
  },
});

const keptApart = (place: number): Problem => ({
  path: `input.figures.${place}.element`,
  message: {
    en: 'The report is SECRET or above. Its keeper gives it out by a grant, not by a supply of figures.',
    zh: '该报表为机密级以上，须由保管人授权查阅，不得以供数方式提供。',
  },
});
