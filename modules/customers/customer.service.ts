import { Department } from '../../src/access/department.entity.js';
import { dominates, isKeptApart, Label } from '../../src/access/labels.js';
import { Person } from '../../src/access/person.entity.js';
import type { SignedInContext } from '../../src/context.js';
import type { Writing } from '../../src/database/writing.js';
import { badInput, conflict, type Problem } from '../../src/errors.js';
import { zhOf } from '../../src/languages/enumTitles.js';
import { sealedHashes } from '../../src/secrets/sealedLookup.js';
import { Contact } from './contact.entity.js';
import { normalCreditCode } from './creditCode.js';
import { Customer, type CustomerDetails } from './customer.entity.js';
import {
  type ContactInput,
  professionProblem,
  type RegisterCustomerInput,
  type UpdateCustomerInput,
} from './customer.inputs.js';
import { fileNumbers } from './fileNumbers.js';
import { FirstContactService } from './newCustomers/firstContact.service.js';
import { staleFrom } from './refreshing/refreshing.service.js';
import { takeTurns } from './registerFiles.js';

/** Registering and keeping customer files (P01.A05: customer service alone). */
export class CustomerService {
  constructor(private readonly context: SignedInContext) {}

  register(input: RegisterCustomerInput): Promise<Customer> {
    return this.context.database.write(this.context, async (writing) => {
      const { label, compartments, keeperId, departmentId, contacts, ...described } = input;
      const { firstContactId, firstContactOn, developerId, ...given } = described;
      const firstContacts = new FirstContactService(this.context);
      const firstContact = { firstContactId, firstContactOn, developerId };
      const details = tidy(given);
      this.refuse([
        ...this.labelProblems(label, compartments, keeperId ?? undefined),
        ...detailProblems(details, departmentId ?? this.context.viewer.department),
        ...(await strangeReferences(writing, { keeperId, departmentId })),
        ...(await firstContacts.problems(writing, firstContact, label, compartments)),
      ]);
      await refuseSecondFile(writing, details.creditCode);
      const customer = writing.em.create(Customer, {
        name: '',
        number: (await fileNumbers.next(writing, input))[0]!,
        label,
        compartments,
        keeper: writing.em.getReference(Person, keeperId ?? this.context.viewer.personId),
        department: writing.em.getReference(Department, (departmentId ?? this.context.viewer.department)!),
        staleFrom: await staleFrom(writing),
      });
      customer.describe(details);
      for (const contact of contacts) this.createContact(writing, customer, contact);
      await firstContacts.registered(writing, customer, firstContact);
      return customer;
    });
  }

  update(id: string, version: number, input: UpdateCustomerInput): Promise<Customer> {
    return this.context.database.write(this.context, async (writing) => {
      const customer = await writing.find('updateCustomer', Customer, id, version);
      const { label, keeperId, ...given } = input;
      const details = tidy(given);
      const after = { kind: customer.kind, profession: customer.profession, ...details };
      this.refuse([
        ...emptied(input),
        ...this.raiseProblems(customer, label, keeperId),
        ...kindProblems(after.kind, after.profession),
        ...(await strangeReferences(writing, { keeperId })),
      ]);
      if (details.creditCode && details.creditCode !== customer.creditCode)
        await refuseSecondFile(writing, details.creditCode);
      if (label) customer.label = label;
      if (keeperId) customer.keeper = writing.em.getReference(Person, keeperId);
      customer.describe(details);
      return customer;
    });
  }

  addContact(customerId: string, { name, ...input }: ContactInput): Promise<{ id: string }> {
    return this.context.database.add(this.context, Contact, { ...input, name: name.trim(), customer: customerId });
  }

  removeContact(id: string, version: number): Promise<boolean> {
    return this.context.database.write(this.context, async (writing) => {
      await writing.remove(await writing.find('removeContact', Contact, id, version));
      return true;
    });
  }

  private createContact({ em }: Writing, customer: Customer, { name, post, telephone, email }: ContactInput): Contact {
    const { label, compartments, keeper } = customer;
    return em.create(Contact, { customer, name: name.trim(), post, telephone, email, label, compartments, keeper });
  }

  private refuse(problems: (Problem | null)[]): void {
    const found = problems.filter((problem) => problem !== null);
    if (found.length > 0) throw badInput(found);
  }

  /** Whoever writes a label has to see the record afterwards, or nobody could tell what was written. */
  private labelProblems(label: Label, compartments: string[], keeperId: string | undefined): Problem[] {
    const { viewer } = this.context;
    const problems: Problem[] = [];
    if (!dominates(viewer.clearance, label))
      problems.push({
        path: 'input.label',
        message: {
          en: `You are cleared up to ${viewer.clearance}. Ask somebody cleared for ${label} to register it.`,
          zh: `您的涉密权限为“${zhOf(Label, viewer.clearance)}”，请由权限达到“${zhOf(Label, label)}”的人员登记。`,
        },
      });
    const missing = compartments.filter((name) => !viewer.compartments.includes(name));
    if (missing.length > 0)
      problems.push({
        path: 'input.compartments',
        message: {
          en: `You are not admitted to ${missing.join(', ')}.`,
          zh: `您未获准进入专项：${missing.join('、')}。`,
        },
      });
    if (isKeptApart(label) && keeperId !== undefined && keeperId !== viewer.personId)
      problems.push({
        path: 'input.keeperId',
        message: {
          en: `A ${label} file is kept by whoever registers it. Leave keeperId out.`,
          zh: `${zhOf(Label, label)}档案由登记人保管，请省略 keeperId。`,
        },
      });
    return problems;
  }

  private raiseProblems(customer: Customer, label: Label | undefined, keeperId: string | undefined): Problem[] {
    const after = label ?? customer.label;
    const { viewer } = this.context;
    const problems: Problem[] = [];
    if (label && !dominates(label, customer.label))
      problems.push({
        path: 'input.label',
        message: {
          en: `The file is ${customer.label}; lowering a label takes an approval and cannot be done here.`,
          zh: `该档案为${zhOf(Label, customer.label)}；降低密级须经审批，不能在此办理。`,
        },
      });
    if (label && !dominates(viewer.clearance, label))
      problems.push({
        path: 'input.label',
        message: {
          en: `You are cleared up to ${viewer.clearance}. Ask somebody cleared for ${label} to raise it.`,
          zh: `您的涉密权限为“${zhOf(Label, viewer.clearance)}”，请由权限达到“${zhOf(Label, label)}”的人员提升密级。`,
        },
      });
    const keeper = keeperId ?? customer.keeper?.id;
    if (isKeptApart(customer.label)) {
      if (keeper !== customer.keeper?.id)
        problems.push({
          path: 'input.keeperId',
          message: {
            en: `The file is ${customer.label}; passing it to another keeper takes an approval and cannot be done here.`,
            zh: `该档案为${zhOf(Label, customer.label)}；移交他人保管须经审批，不能在此办理。`,
          },
        });
    } else if (isKeptApart(after) && keeper !== viewer.personId)
      problems.push({
        path: 'input.label',
        message: {
          en: `A ${after} file is read by its keeper alone, and that would not be you. Take it over first (keeperId), then raise it.`,
          zh: `${after} 档案只有保管人可以查阅，而您将不是保管人。请先接管（keeperId），再提升密级。`,
        },
      });
    return problems;
  }
}

/** Texts without blanks around them; what is empty is unknown. */
export function tidy<T extends object>(details: T): T & { creditCode?: string | null } {
  return Object.fromEntries(
    Object.entries(details).map(([key, value]) => {
      if (typeof value !== 'string') return [key, value];
      const text = key === 'creditCode' ? normalCreditCode(value) : value.trim();
      return [key, text === '' ? null : text];
    }),
  ) as T;
}

/** What every file has cannot be emptied. */
const emptied = (input: UpdateCustomerInput): Problem[] =>
  (['name', 'kind', 'standing', 'label', 'keeperId'] as const)
    .filter((field) => input[field] === null)
    .map((field) => ({
      path: `input.${field}`,
      message: {
        en: 'Every file has one: leave it out, or give another.',
        zh: '每份档案都须有此项：请省略，或另给一个。',
      },
    }));

const kindProblems = (kind: Customer['kind'], profession: Customer['profession'] | undefined): Problem[] => {
  const message = professionProblem(kind, profession);
  return message ? [{ path: 'input.profession', message }] : [];
};

function detailProblems(details: CustomerDetails, department: string | undefined): Problem[] {
  const problems: Problem[] = [];
  if (!details.name)
    problems.push({ path: 'input.name', message: { en: 'Give a name that is not blank.', zh: '名称不能为空白。' } });
  if (!department)
    problems.push({
      path: 'input.departmentId',
      message: {
        en: 'You hold no role in a department: name the one that owns the file.',
        zh: '您在任何部门都没有职务，请指定档案所属部门。',
      },
    });
  return problems;
}

/** Among the files that the viewer can see; of a hidden one nothing is said. */
async function refuseSecondFile(writing: Writing, creditCode: string | null | undefined): Promise<void> {
  if (!creditCode) return;
  await takeTurns(writing);
  const sealed = await sealedHashes(writing, Customer, 'creditCode', [creditCode]);
  const other = await writing.em.findOne(Customer, { $or: [{ creditCode }, { creditCodeHash: { $in: sealed } }] });
  if (other)
    throw conflict({
      en: `The customer with the credit code ${creditCode} has the file ${other.number} already. Update that one with updateCustomer.`,
      zh: `统一社会信用代码 ${creditCode} 的客户已有档案 ${other.number}，请用 updateCustomer 更新该档案。`,
    });
}

/** Who or what is not there, or not to be seen. */
async function strangeReferences(
  { em }: Writing,
  { keeperId, departmentId }: Pick<RegisterCustomerInput, 'keeperId' | 'departmentId'>,
): Promise<Problem[]> {
  const problems: Problem[] = [];
  if (keeperId && !(await em.findOne(Person, keeperId)))
    problems.push({
      path: 'input.keeperId',
      message: {
        en: 'There is no such person. Look the id up in people, or leave it out to keep the file yourself.',
        zh: '没有此人。请在 people 中查找 id，或省略此项由您本人保管。',
      },
    });
  if (departmentId && !(await em.findOne(Department, departmentId)))
    problems.push({
      path: 'input.departmentId',
      message: {
        en: 'There is no such department. Look the id up in departments, or leave it out for your own.',
        zh: '没有此部门。请在 departments 中查找 id，或省略此项以用您所在的部门。',
      },
    });
  return problems;
}
