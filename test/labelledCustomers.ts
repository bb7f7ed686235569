import { randomUUID } from 'node:crypto';
import { makeCreditCode } from '../modules/customers/creditCode.js';
import type { TestPlatform } from './harness.js';

/** A customer of a label with a contact and a feedback form, and whatever would betray it. */
export interface LabelledCustomer {
  label: string;
  keeper: string;
  id: string;
  number: string;
  name: string;
  creditCode: string;
  keyword: string;
  contactId: string;
  contactName: string;
  formId: string;
  formNumber: string;
}

/** Registered by their keepers; each of the two highest labels by two people who do not see each other's. */
const files = {
  PUBLIC: ['PUBLIC', 'customer-information-specialist'],
  INTERNAL: ['INTERNAL', 'customer-information-specialist'],
  CONFIDENTIAL: ['CONFIDENTIAL', 'customer-information-specialist'],
  'SECRET of the manager': ['SECRET', 'customer-service-manager'],
  'SECRET of the supervisor': ['SECRET', 'customer-information-supervisor'],
  'TOP_SECRET of the manager': ['TOP_SECRET', 'customer-service-manager'],
  'TOP_SECRET of the supervisor': ['TOP_SECRET', 'customer-information-supervisor'],
} as const;

export type FileName = keyof typeof files;
export const fileNames = Object.keys(files) as FileName[];

export const registerDocument = `mutation($input: RegisterCustomerInput!) {
  registerCustomer(input: $input) { id number name creditCode label version contacts { nodes { id } } }
}`;
export const reportDocument = `mutation($input: ReportFeedbackInput!) {
  reportFeedback(input: $input) { id number version label }
}`;

let codes = 0;
/** A valid credit code that nobody else has. */
export const freshCode = (): string => {
  codes += 1;
  return makeCreditCode(`91999999MA7${String(codes).padStart(6, '0')}`);
};

export const feedbackOn = (customerId: string) => ({
  input: { customerId, product: '离心泵 IS80-65-160', report: '运行时振动超标', severity: 'MAJOR' },
});

/** Registers a customer with a contact and a feedback form, all as its keeper. */
export async function registerLabelled(
  platform: TestPlatform,
  keeper: string,
  label: string,
  name: string,
  more: object = {},
): Promise<LabelledCustomer> {
  const creditCode = freshCode();
  const keyword = `暗号${creditCode.slice(-6).toLowerCase()}`;
  const contactName = `联系人${creditCode.slice(-6)}`;
  const contacts = [{ name: contactName, telephone: '13900000000', email: 'contact@example.com' }];
  const input = { name, label, creditCode, keywords: keyword, contacts, ...more };
  const registered = await platform.as(keeper).run(registerDocument, { input });
  const customer = registered.data?.registerCustomer;
  if (!customer) throw new Error(`${name} was not registered: ${JSON.stringify(registered.errors)}`);
  const reported = await platform.as(keeper).run(reportDocument, feedbackOn(customer.id));
  const form = reported.data?.reportFeedback;
  if (!form) throw new Error(`No feedback on ${name}: ${JSON.stringify(reported.errors)}`);
  const contactId = customer.contacts.nodes[0].id;
  const { id, number } = customer;
  const of = { label, keeper, id, number, name, creditCode, keyword };
  return { ...of, contactId, contactName, formId: form.id, formNumber: form.number };
}

export async function registerAllLabels(platform: TestPlatform): Promise<Record<FileName, LabelledCustomer>> {
  const registered: Partial<Record<FileName, LabelledCustomer>> = {};
  for (const name of fileNames) {
    const [label, keeper] = files[name];
    registered[name] = await registerLabelled(platform, keeper, label, `钟楼机械${name}`);
  }
  return registered as Record<FileName, LabelledCustomer>;
}

/** As good as the file given in every way but that it never existed. */
export const neverExisted = (file: LabelledCustomer): LabelledCustomer => ({
  ...file,
  id: randomUUID(),
  number: 'KH-S-987654321987',
  name: '从未存在',
  creditCode: freshCode(),
  keyword: '从未存在的暗号',
  contactId: randomUUID(),
  contactName: '从未存在的人',
  formId: randomUUID(),
  formNumber: 'ZL-S-987654321987',
});
