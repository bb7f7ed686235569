import { dominates, isKeptApart, Label, labels } from '../../src/access/labels.js';
import type { Writing } from '../../src/database/writing.js';
import type { ImportKind, Intake, LineProblem, Taken } from '../../src/importing/importKind.js';
import { insertAll } from '../../src/importing/importRows.js';
import { zhOf } from '../../src/languages/enumTitles.js';
import type { Message } from '../../src/languages/message.js';
import { Customer, type CustomerDetails } from './customer.entity.js';
import { professionProblem } from './customer.inputs.js';
import { fileNumbers } from './fileNumbers.js';
import { staleFrom } from './refreshing/refreshing.service.js';
import { type RegisterColumns, type RegisterField, readHeader } from './registerColumns.js';
import { type RegisterFields, RegisterFiles, type RegisterLine, takeTurns } from './registerFiles.js';
import { readRegisterLine } from './registerLine.js';
import { RegisterRepeats } from './registerRepeats.js';

/** The company register as customer files. */
export const customerImport: ImportKind<RegisterFields> = {
  name: 'customers',
  module: 'customers',
  call: 'importCustomers',
  begin(header) {
    const read = readHeader(header);
    return 'problems' in read ? read : new CustomerIntake(read.columns);
  },
};

/** A file that is to be opened for a line. */
interface Opening {
  place: number;
  label: Label;
}

class CustomerIntake implements Intake<RegisterFields> {
  private readonly repeats = new RegisterRepeats();
  private readonly spokenFor = new Map<string, number>();

  constructor(private readonly columns: RegisterColumns) {}

  read(line: number, cells: string[]): ReturnType<Intake<RegisterFields>['read']> {
    const read = readRegisterLine(this.columns, cells);
    if ('problems' in read) return read;
    const earlier = this.repeats.find(line, read.fields);
    if (!earlier) return read;
    if (earlier.same) return { repeats: earlier.line };
    const field = read.fields.creditCode ? 'creditCode' : 'name';
    const reason = {
      en: `Line ${earlier.line} of this file says something else about the same customer. Keep the right line and take the other out; if they are two customers, write both credit codes.`,
      zh: `本文件第 ${earlier.line} 行对同一客户的内容不同。请保留正确的一行，删去另一行；如为两个客户，请都填写信用代码。`,
    };
    return { problems: [this.problem(field, reason)] };
  }

  async take(writing: Writing, lines: RegisterLine[], dryRun: boolean): Promise<Taken[]> {
    // Imports take turns: two at once must not open two files for one customer.
    if (!dryRun) await takeTurns(writing);
    const files = await RegisterFiles.find(writing, lines, this.spokenFor);
    const openings: Opening[] = [];
    const taken = lines.map((line, place): Taken => {
      const match = files.about(line);
      if ('reason' in match) return this.problem(match.field, match.reason);
      if (match.file) return this.update(match.file, line);
      const label = (line.fields.label as Label | null | undefined) ?? Label.INTERNAL;
      const refusal = this.refusal(label, writing);
      if (refusal) return refusal;
      openings.push({ place, label });
      return 'created';
    });
    if (!dryRun) await openFiles(writing, lines, openings);
    // What was only tried must not be written; and looking for changes where there are none takes long.
    if (dryRun || !taken.includes('updated')) writing.em.clear();
    return taken;
  }

  private update(file: Customer, { line, fields: { label, ...fields } }: RegisterLine): Taken {
    // Unknown to the register is not unknown to us: what the file has stays.
    const details = Object.fromEntries(
      Object.entries(fields).filter(([, content]) => content !== null),
    ) as typeof fields;
    if (label && label !== file.label)
      return this.problem('label', {
        en: `The file ${file.number} has the label ${file.label}. Change labels one by one with updateCustomer.`,
        zh: `档案 ${file.number} 的密级为“${zhOf(Label, file.label)}”，请用 updateCustomer 逐份更改密级。`,
      });
    const profession = details.profession === undefined ? file.profession : details.profession;
    const reason = professionProblem(
      (details.kind as Customer['kind']) ?? file.kind,
      profession as Customer['profession'],
    );
    if (reason) return this.problem('profession', reason);
    const byName = !details.creditCode || details.creditCode !== file.creditCode;
    const place = `${file.name}\n${file.province}`;
    const changed = file.describe(details as CustomerDetails);
    if (byName || place !== `${file.name}\n${file.province}`) this.spokenFor.set(file.id, line);
    return changed ? 'updated' : 'unchanged';
  }

  private refusal(label: Label, { context: { viewer } }: Writing): LineProblem | null {
    if (!dominates(viewer.clearance, label))
      return this.problem('label', {
        en: `The file would be ${label} and you are cleared up to ${viewer.clearance}.`,
        zh: `档案将为${zhOf(Label, label)}，而您的涉密权限为“${zhOf(Label, viewer.clearance)}”。`,
      });
    if (isKeptApart(label))
      return this.problem('label', {
        en: `A ${label} file is not imported from a table. Register it with registerCustomer.`,
        zh: `${zhOf(Label, label)}档案不能从表格导入，请用 registerCustomer 登记。`,
      });
    if (!viewer.department)
      return {
        column: '',
        reason: {
          en: 'You hold no role in a department that could own the file.',
          zh: '您在任何部门都没有职务，无从确定档案所属部门。',
        },
      };
    return null;
  }

  /** Names the column as the file does, if it has it. */
  private problem(field: RegisterField, reason: Message): LineProblem {
    return { column: this.columns.columns.find((column) => column.field === field)?.heading ?? '', reason };
  }
}

/** The numbers of a series are drawn at once, in the order of the lines. */
async function openFiles(writing: Writing, lines: RegisterLine[], openings: Opening[]): Promise<void> {
  const { personId, department } = writing.context.viewer;
  const opened: Customer[] = [];
  for (const label of labels) {
    const places = openings.filter((opening) => opening.label === label).map(({ place }) => place);
    if (places.length === 0) continue;
    const numbers = await fileNumbers.next(writing, { label, compartments: [] }, places.length);
    for (const [i, place] of places.entries()) {
      const { label: _, ...details } = lines[place]!.fields;
      const customer = Object.assign(new Customer(), { number: numbers[i]!, label });
      customer.describe(details as CustomerDetails);
      opened.push(customer);
    }
  }
  await insertAll(writing, Customer, opened, { keeper: personId, department, staleFrom: await staleFrom(writing) });
}
