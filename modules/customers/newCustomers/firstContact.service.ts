import { dominates, isKeptApart, Label } from '../../../src/access/labels.js';
import { Person } from '../../../src/access/person.entity.js';
import { mayBeTold } from '../../../src/approvals/mayBeTold.js';
import { workingDaysBetween } from '../../../src/calendar/calendar.js';
import { addDays, beginningOf, dayAt } from '../../../src/calendar/dates.js';
import { notToCome } from '../../../src/calendar/notToCome.js';
import type { SignedInContext } from '../../../src/context.js';
import { askingOf } from '../../../src/database/asking.js';
import type { Writing } from '../../../src/database/writing.js';
import { badInput, type Problem } from '../../../src/errors.js';
import { zhOf } from '../../../src/languages/enumTitles.js';
import type { Customer } from '../customer.entity.js';
import { FirstContact } from './firstContact.entity.js';
import type { ReportFirstContactInput } from './firstContact.inputs.js';

/** What a registration says of the first contact. */
export interface FirstContactGiven {
  firstContactId?: string | null;
  firstContactOn?: string | null;
  developerId?: string | null;
}

/** From the first contact to the file (P01.A04). */
export class FirstContactService {
  constructor(private readonly context: SignedInContext) {}

  report({ companyName, contactedOn, note, label }: ReportFirstContactInput): Promise<FirstContact> {
    const { context } = this;
    const problems = [
      ...notToCome('input.contactedOn', contactedOn, context.now),
      ...(dominates(context.viewer.clearance, label) ? [] : [tooHigh(context.viewer.clearance)]),
    ];
    if (problems.length > 0) throw badInput(problems);
    return context.database.write(context, async (writing) => {
      const me = writing.em.getReference(Person, context.viewer.personId);
      const contact = writing.em.create(FirstContact, {
        companyName: companyName.trim(),
        contactedOn,
        note: note?.trim() || null,
        developer: me,
        keeper: me,
        label,
      });
      await this.begin(writing, contact);
      return contact;
    });
  }

  /** What is wrong with what a registration says of the first contact. */
  async problems(writing: Writing, given: FirstContactGiven, label: Label, compartments: string[]): Promise<Problem[]> {
    const { firstContactId, firstContactOn, developerId } = given;
    const { now, viewer } = this.context;
    const problems: Problem[] = [];
    if (firstContactId && (firstContactOn || developerId)) problems.push(eitherOr);
    if (developerId && !firstContactOn && !firstContactId) problems.push(withoutDay);
    if (firstContactId && !(await writing.em.findOne(FirstContact, { id: firstContactId }))) problems.push(noContact);
    if (firstContactOn) problems.push(...notToCome('input.firstContactOn', firstContactOn, now));
    if (developerId && developerId !== viewer.personId) {
      const may = !isKeptApart(label) && (await mayBeTold(writing, developerId, { label, compartments }));
      if (!may) problems.push(mayNotKnow);
    }
    return problems;
  }

  /** The file that came of it: measures the delay and fulfils the duty, in the transaction of the registration. */
  async registered(writing: Writing, customer: Customer, given: FirstContactGiven): Promise<void> {
    const { now, core, viewer } = this.context;
    const { firstContactId, firstContactOn: contactedOn, developerId } = given;
    if (!firstContactId && !contactedOn) return;
    const today = dayAt(now);
    const ask = askingOf(writing.em);
    const delayOf = async (from: string) =>
      from < today ? workingDaysBetween(await core.holidays.current(ask), addDays(from, 1), today).count : 0;
    const contact = firstContactId
      ? await writing.em.findOneOrFail(FirstContact, { id: firstContactId })
      : writing.em.create(FirstContact, {
          companyName: customer.name,
          contactedOn: contactedOn!,
          developer: writing.em.getReference(Person, developerId ?? viewer.personId),
          keeper: customer.keeper,
          label: customer.label,
          compartments: customer.compartments,
        });
    contact.register(customer, today, await delayOf(contact.contactedOn));
    if (!firstContactId) await this.begin(writing, contact);
    await core.duties.fulfil(writing, 'registerNewCustomer', { record: contact });
  }

  private begin(writing: Writing, contact: FirstContact): Promise<string> {
    const { department } = this.context.viewer;
    return this.context.core.duties.begin(writing, 'registerNewCustomer', {
      record: contact,
      person: contact.developer,
      department: department ? { id: department } : null,
      from: beginningOf(contact.contactedOn),
    });
  }
}

const tooHigh = (clearance: Label): Problem => ({
  path: 'input.label',
  message: {
    en: `You are cleared up to ${clearance}. Ask somebody cleared for it to report the contact.`,
    zh: `您的涉密权限为“${zhOf(Label, clearance)}”，请由权限相符的人员报告。`,
  },
});

const eitherOr: Problem = {
  path: 'input.firstContactId',
  message: {
    en: 'Give either firstContactId, or firstContactOn with developerId.',
    zh: '请只给出 firstContactId，或只给出 firstContactOn 与 developerId。',
  },
};

const withoutDay: Problem = {
  path: 'input.developerId',
  message: { en: 'Give firstContactOn as well.', zh: '请同时填写 firstContactOn。' },
};

const noContact: Problem = {
  path: 'input.firstContactId',
  message: {
    en: 'There is no such first contact. Look the id up in firstContacts, or give firstContactOn.',
    zh: '没有此首次接触。请在 firstContacts 中查找 id，或填写 firstContactOn。',
  },
};

const mayNotKnow: Problem = {
  path: 'input.developerId',
  message: {
    en: 'Name somebody who works here and is cleared for the file; from SECRET up leave it out.',
    zh: '请指定在职且涉密权限与档案密级相符的人员；机密以上请省略此项。',
  },
};
