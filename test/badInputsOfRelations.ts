import { randomUUID } from 'node:crypto';
import type { Bad } from './badInputs.js';
import type { LabelledCustomer } from './labelledCustomers.js';

const specialist = 'customer-information-specialist';
const longText = 'x'.repeat(20_000);

const firstContact = 'mutation($input: ReportFirstContactInput!) { reportFirstContact(input: $input) { id } }';
const register = 'mutation($input: RegisterCustomerInput!) { registerCustomer(input: $input) { id } }';
const add = 'mutation($id: ID!, $input: FileEntryInput!) { addFileEntry(customerId: $id, input: $input) { id } }';
const correct = 'mutation($id: ID!, $input: FileEntryInput!) { correctFileEntry(id: $id, input: $input) { id } }';
const collect =
  'mutation($id: ID!, $year: Int!, $input: AnnualReportInput!) { collectAnnualReport(customerId: $id, year: $year, kind: FINANCIAL, input: $input) { id } }';
const update =
  'mutation($id: ID!, $input: AnnualReportInput!) { updateAnnualReport(id: $id, version: 1, input: $input) { id } }';

const entry = { kind: 'LETTER', occurredOn: '2026-03-01', subject: 'x', source: 'CUSTOMER' };
const wrongEntry = {
  kind: 'RECEPTION',
  occurredOn: '2026-02-30',
  subject: '',
  text: longText,
  source: 'CUSTOMER',
  sourceDetail: longText,
  amount: 1e300,
  currency: 'x',
};
const wrongReport = { summary: '', turnover: 1e300, profit: -1e300, source: 'VISIT', sourceDetail: longText };

/** What the mutations about a customer's file as it lives refuse. */
export const badInputsOfRelations = (file: LabelledCustomer): Bad[] => [
  ['reportFirstContact', specialist, firstContact, { input: { companyName: '', contactedOn: 'x', note: longText } }],
  [
    'reportFirstContact',
    specialist,
    firstContact,
    { input: { companyName: ' ', contactedOn: '2199-01-01', label: 'TOP_SECRET' } },
  ],
  [
    'registerCustomer',
    specialist,
    register,
    { input: { name: 'x', firstContactId: 'x', firstContactOn: 'x', developerId: 'x', creditStatus: longText } },
  ],
  [
    'registerCustomer',
    specialist,
    register,
    {
      input: {
        name: 'x',
        firstContactId: randomUUID(),
        firstContactOn: '2199-01-01',
        developerId: randomUUID(),
      },
    },
  ],
  ['registerCustomer', specialist, register, { input: { name: 'x', developerId: randomUUID() } }],
  ['addFileEntry', specialist, add, { id: file.id, input: wrongEntry }],
  ['addFileEntry', specialist, add, { id: file.id, input: { ...entry, amount: 1, currency: 'CNY' } }],
  ['addFileEntry', specialist, add, { id: file.id, input: { ...entry, subject: ' ', occurredOn: '2199-01-01' } }],
  ['addFileEntry', 'administrator', add, { id: file.id, input: entry }],
  ['correctFileEntry', specialist, correct, { id: randomUUID(), input: wrongEntry }],
  ['correctFileEntry', specialist, correct, { id: randomUUID(), input: entry }],
  ['collectAnnualReport', specialist, collect, { id: file.id, year: 1, input: wrongReport }],
  ['collectAnnualReport', specialist, collect, { id: file.id, year: 2199, input: { summary: 'x', source: 'VISIT' } }],
  ['updateAnnualReport', specialist, update, { id: randomUUID(), input: wrongReport }],
  ['reviewCustomerFile', specialist, 'mutation { reviewCustomerFile(id: "x", version: 1) { id } }'],
  ['confirmFilesRefreshed', specialist, 'mutation { confirmFilesRefreshed(year: "x") }'],
  ['confirmFilesRefreshed', specialist, 'mutation { confirmFilesRefreshed(year: "2199") }'],
  ['deactivatePerson', 'administrator', 'mutation { deactivatePerson(id: "x", version: 1, urgentReason: " ") { id } }'],
  [
    'beginHandover',
    specialist,
    'mutation { beginHandover(input: { personId: "x", departmentId: "x", reason: MOVES }) { id } }',
  ],
  [
    'beginHandover',
    specialist,
    'mutation($id: ID!) { beginHandover(input: { personId: $id, departmentId: $id, reason: MOVES }) { id } }',
    { id: randomUUID() },
  ],
  [
    'passOn',
    specialist,
    'mutation { passOn(id: "x", input: { line: "", recordIds: ["x"], successorId: "x" }) { id } }',
  ],
  ['declareHandover', specialist, 'mutation { declareHandover(id: "x", version: 1) { id } }'],
  ['receiveHandover', specialist, 'mutation { receiveHandover(id: "x") }'],
  ['requestTakeover', specialist, 'mutation { requestTakeover(handoverId: "x", reason: " ") { id } }'],
  ['signHandover', specialist, 'mutation { signHandover(id: "x", version: 1, password: "") { id } }'],
  [
    'assignLiaison',
    specialist,
    'mutation($id: ID!) { assignLiaison(customerId: $id, personId: "x") { id } }',
    { id: file.id },
  ],
  [
    'assignLiaison',
    specialist,
    'mutation($id: ID!, $who: ID!) { assignLiaison(customerId: $id, personId: $who) { id } }',
    { id: file.id, who: randomUUID() },
  ],
  ['endLiaison', specialist, 'mutation { endLiaison(id: "x", version: 1, reason: "") { id } }'],
  [
    'replaceLiaison',
    specialist,
    'mutation { replaceLiaison(id: "x", version: 1, successorId: "x", customerToldOn: "x") { id } }',
  ],
  [
    'planVisit',
    specialist,
    'mutation($id: ID!, $input: PlanVisitInput!) { planVisit(customerId: $id, input: $input) { id } }',
    { id: file.id, input: { kind: 'EVENT', occasion: '', plannedOn: 'x', responsibleId: 'x' } },
  ],
  [
    'planVisit',
    specialist,
    'mutation($id: ID!, $input: PlanVisitInput!) { planVisit(customerId: $id, input: $input) { id } }',
    { id: file.id, input: { kind: 'EVENT', occasion: ' ', plannedOn: '2001-01-01', responsibleId: randomUUID() } },
  ],
  [
    'recordVisit',
    specialist,
    'mutation { recordVisit(id: "x", version: 1, input: { visitedOn: "x", text: "" }) { id } }',
  ],
  [
    'reportViolation',
    specialist,
    'mutation($id: ID!) { reportViolation(customerId: $id, input: { kind: OTHER, occurredOn: "x", description: "", accusedId: "x" }) { id } }',
    { id: file.id },
  ],
  [
    'reportViolation',
    specialist,
    'mutation($id: ID!, $who: ID!) { reportViolation(customerId: $id, input: { kind: OTHER, occurredOn: "2199-01-01", description: "x", accusedId: $who }) { id } }',
    { id: file.id, who: randomUUID() },
  ],
  ['decideViolation', 'general-manager', 'mutation { decideViolation(id: "x", version: 1, decision: "") { id } }'],
  ['requestFileConfirmation', specialist, 'mutation { requestFileConfirmation(customerId: "x") { id } }'],
];
