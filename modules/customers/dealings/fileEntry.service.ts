import { Department } from '../../../src/access/department.entity.js';
import { isKeptApart } from '../../../src/access/labels.js';
import { Person } from '../../../src/access/person.entity.js';
import { notToCome } from '../../../src/calendar/notToCome.js';
import type { SignedInContext } from '../../../src/context.js';
import { askingOf } from '../../../src/database/asking.js';
import type { Writing } from '../../../src/database/writing.js';
import { badInput, conflict, type Problem } from '../../../src/errors.js';
import { Customer, CustomerStanding } from '../customer.entity.js';
import { FileEntry } from './fileEntry.entity.js';
import { FileEntryKind, ReceptionLevel } from './fileEntry.enums.js';
import type { FileEntryInput } from './fileEntry.inputs.js';

/** Entering dealings into customer files (P02.A04, P02.A05, P02.A08, P04.A03, P04.A05). */
export class FileEntryService {
  constructor(private readonly context: SignedInContext) {}

  add(customerId: string, input: FileEntryInput): Promise<FileEntry> {
    return this.context.database.write(this.context, async (writing) => {
      const customer = await writing.find('addFileEntry', Customer, customerId);
      return this.enter(writing, customer, input);
    });
  }

  correct(id: string, input: FileEntryInput): Promise<FileEntry> {
    return this.context.database.write(this.context, async (writing) => {
      const wrong = await writing.find('correctFileEntry', FileEntry, id);
      if (await writing.em.findOne(FileEntry, { corrects: id })) throw correctedAlready();
      const customer = await writing.em.findOneOrFail(Customer, { id: wrong.customer.id });
      return this.enter(writing, customer, input, wrong);
    });
  }

  /** On a file that was found. */
  async enter(
    writing: Writing,
    customer: Customer,
    input: FileEntryInput,
    corrects: FileEntry | null = null,
  ): Promise<FileEntry> {
    const { viewer, now } = this.context;
    const problems = [...notToCome('input.occurredOn', input.occurredOn, now), ...receptionProblems(customer, input)];
    if (problems.length > 0) throw badInput(problems);
    const { department } = viewer;
    const entry = writing.em.create(FileEntry, {
      customer,
      ...input,
      subject: input.subject.trim(),
      text: input.text?.trim() || null,
      sourceDetail: input.sourceDetail?.trim() || null,
      reportedBy: writing.em.getReference(Person, viewer.personId),
      department: department ? writing.em.getReference(Department, department) : null,
      corrects,
      label: customer.label,
      compartments: customer.compartments,
      keeper: customer.keeper,
    });
    await this.tellDepartment(writing, entry);
    return entry;
  }

  /** P02.A05: to the head of the department, except where the business is secret. */
  private async tellDepartment(writing: Writing, entry: FileEntry): Promise<void> {
    const { core, now } = this.context;
    if (entry.kind !== FileEntryKind.CONTACT || isKeptApart(entry.label)) return;
    await writing.em.flush();
    const notice = {
      kind: 'OTHER' as const,
      message: {
        en: 'Somebody of your department reported a contact with a customer: see fileEntries (P02.A05).',
        zh: '本部门人员报告了与客户的接触，请在 fileEntries 中查看（P02.A05）。',
      },
      role: 'UNIT_HEAD',
      department: entry.department?.id,
      label: entry.label,
      compartments: entry.compartments,
      keeper: entry.keeper?.id,
      recordType: 'FileEntry',
      recordId: entry.id,
    };
    await core.notices.tell(askingOf(writing.em), [notice], now);
  }
}

/** P02.A08: an important customer is received as a guest of honour. */
const receptionProblems = ({ standing }: Customer, { receptionLevel }: FileEntryInput): Problem[] =>
  standing === CustomerStanding.IMPORTANT && receptionLevel === ReceptionLevel.ORDINARY
    ? [
        {
          path: 'input.receptionLevel',
          message: {
            en: 'The customer is IMPORTANT and is received as VIP.',
            zh: '该客户为 IMPORTANT（重要客户），应按 VIP（贵宾）接待。',
          },
        },
      ]
    : [];

const correctedAlready = () =>
  conflict({
    en: 'This entry was corrected already. Correct the newest one: see corrections.',
    zh: '该记事已被更正，请对最新一条进行更正：见 corrections。',
  });
