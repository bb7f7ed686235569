import { Department } from '../../src/access/department.entity.js';
import { dominates, isKeptApart, Label } from '../../src/access/labels.js';
import { Person } from '../../src/access/person.entity.js';
import type { Writing } from '../../src/database/writing.js';
import type { ImportKind, LineProblem, Taken } from '../../src/importing/importKind.js';
import { plainCell } from '../../src/importing/table.js';
import { Customer, type CustomerDetails } from './customer.entity.js';
import { professionProblem } from './customer.inputs.js';
import { fileNumbers } from './fileNumbers.js';
import { type CustomerFields, readHeader, readRegisterLine } from './registerLine.js';

type Line = Partial<CustomerFields> & { name: string };

/** The company register as customer files: the same credit code, or where a line has none the same name, is the same customer. */
export const customerImport: ImportKind<Line> = {
  name: 'customers',
  module: 'customers',
  begin(header) {
    const read = readHeader(header);
    if ('problems' in read) return read;
    return {
      read(cells) {
        const line = readRegisterLine(read.columns, cells.map(plainCell));
        if ('problems' in line) return line;
        return { key: line.fields.creditCode ?? line.fields.name, fields: line.fields };
      },
    };
  },
  take: async (writing, lines) => {
    const known = await findKnown(writing, lines);
    const taken = lines.map((line): Taken | Label => {
      const customer = (line.creditCode && known.byCode.get(line.creditCode)) || known.byName.get(line.name);
      return customer ? update(writing, customer, line) : ((line.label as Label | null | undefined) ?? Label.INTERNAL);
    });
    return registerNew(writing, lines, taken);
  },
};

/** Files that the viewer can see and that the lines are about. A file without a code is found by its name. */
async function findKnown({ em }: Writing, lines: Line[]) {
  const codes = lines.flatMap((line) => line.creditCode ?? []);
  const names = lines.map((line) => line.name);
  const found = await em.find(Customer, {
    $or: [{ creditCode: { $in: codes } }, { creditCode: null, name: { $in: names } }],
  });
  return {
    byCode: new Map(found.filter((each) => each.creditCode).map((each) => [each.creditCode, each])),
    byName: new Map(found.filter((each) => !each.creditCode).map((each) => [each.name, each])),
  };
}

function update(writing: Writing, customer: Customer, { label, ...fields }: Line): Taken {
  const details = fields as CustomerDetails;
  const reason =
    professionProblem(
      details.kind ?? customer.kind,
      'profession' in details ? details.profession : customer.profession,
    ) ??
    (label && label !== customer.label
      ? {
          en: `The file ${customer.number} has the label ${customer.label}. Change labels one by one with updateCustomer.`,
          zh: `档案 ${customer.number} 的密级为 ${customer.label}，请用 updateCustomer 逐份更改密级。`,
        }
      : null);
  if (reason) return { column: label && label !== customer.label ? '密级' : '', reason };
  return customer.describe(details) ? 'updated' : 'unchanged';
}

/** Opens files for the lines that are still only a label; the numbers of a series are drawn at once. */
async function registerNew(writing: Writing, lines: Line[], taken: (Taken | Label)[]): Promise<Taken[]> {
  const { em, context } = writing;
  const { viewer } = context;
  const keeper = em.getReference(Person, viewer.personId!);
  const outcomes = [...taken] as Taken[];
  for (const label of Object.values(Label)) {
    const places = taken.flatMap((each, place) => (each === label ? place : []));
    if (places.length === 0) continue;
    const refusal = refusalOf(label, viewer.clearance, viewer.department);
    const numbers = refusal ? [] : await fileNumbers.next(writing, label, places.length);
    places.forEach((place, i) => {
      const { label: _, ...details } = lines[place]!;
      outcomes[place] = refusal ?? 'created';
      if (refusal) return;
      const department = em.getReference(Department, viewer.department!);
      em.create(Customer, { name: '', number: numbers[i]!, label, keeper, department }).describe(
        details as CustomerDetails,
      );
    });
  }
  return outcomes;
}

function refusalOf(label: Label, clearance: Label, department: string | undefined): LineProblem | null {
  if (!dominates(clearance, label))
    return {
      column: '密级',
      reason: { en: `You are cleared up to ${clearance}.`, zh: `您的涉密权限为 ${clearance}。` },
    };
  if (isKeptApart(label))
    return {
      column: '密级',
      reason: {
        en: `A ${label} file is not imported from a table. Register it with registerCustomer.`,
        zh: `${label} 档案不能从表格导入，请用 registerCustomer 登记。`,
      },
    };
  if (!department)
    return {
      column: '',
      reason: {
        en: 'You hold no role in a department that could own the file.',
        zh: '您在任何部门都没有职务，无从确定档案所属部门。',
      },
    };
  return null;
}
