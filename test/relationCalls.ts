import { randomUUID } from 'node:crypto';
import type { TestPlatform } from './harness.js';
import type { LabelledCustomer } from './labelledCustomers.js';

type Asked = readonly [document: string, variables?: Record<string, unknown>];

export const addEntry = `mutation($id: ID!) {
  addFileEntry(customerId: $id, input: { kind: CONTACT, occurredOn: "2026-03-01", subject: "洽谈", source: CUSTOMER }) { id }
}`;
export const correctEntry = `mutation($id: ID!) {
  correctFileEntry(id: $id, input: { kind: CONTACT, occurredOn: "2026-03-01", subject: "更正", source: CUSTOMER }) { id }
}`;
export const collectReport = `mutation($id: ID!, $year: Int!) {
  collectAnnualReport(customerId: $id, year: $year, kind: FINANCIAL, input: { summary: "增长", source: CUSTOMER }) { id }
}`;
export const updateReport = `mutation($id: ID!, $version: Int!) {
  updateAnnualReport(id: $id, version: $version, input: { summary: "更正", source: CUSTOMER }) { id }
}`;
export const reviewFile = `mutation($id: ID!, $version: Int!) { reviewCustomerFile(id: $id, version: $version) { id } }`;
export const askConfirmation = `mutation($id: ID!) { requestFileConfirmation(customerId: $id) { id } }`;

export const assignLiaison = 'mutation($id: ID!, $who: ID!) { assignLiaison(customerId: $id, personId: $who) { id } }';
export const planVisit =
  'mutation($id: ID!, $who: ID!) { planVisit(customerId: $id, input: { kind: EVENT, occasion: "展会", plannedOn: "2099-01-05", responsibleId: $who }) { id } }';
export const reportViolation =
  'mutation($id: ID!) { reportViolation(customerId: $id, input: { kind: OTHER, occurredOn: "2026-03-01", description: "擅自查阅" }) { id } }';
export const relationDocuments = {
  endLiaison: 'mutation($id: ID!) { endLiaison(id: $id, version: 1, reason: "调岗") { id } }',
  replaceLiaison:
    'mutation($id: ID!) { replaceLiaison(id: $id, version: 1, successorId: $id, customerToldOn: "2026-03-01") { id } }',
  recordVisit:
    'mutation($id: ID!) { recordVisit(id: $id, version: 1, input: { visitedOn: "2026-03-01", text: "面谈" }) { id } }',
  decideViolation: 'mutation($id: ID!) { decideViolation(id: $id, version: 1, decision: "批评") { id } }',
};

let years = 0;
/** Another year each time, as long as they last. */
export const freshYear = (): number => {
  years += 1;
  return 1950 + (years % 75);
};

/** The root fields about a customer's file as it lives, called by somebody on a file. */
export const relationCalls = (
  platform: () => TestPlatform,
): Record<string, (who: string, file: LabelledCustomer) => Promise<Asked>> => {
  const one = (field: string) => async (): Promise<Asked> => [
    `query($id: ID!) { ${field}(id: $id) { id } }`,
    { id: randomUUID() },
  ];
  const many = (field: string) => async (): Promise<Asked> => [`{ ${field} { totalCount } }`];
  const made = async (file: LabelledCustomer, document: string, variables: object, field: string) =>
    (
      await platform()
        .as(file.keeper)
        .run(document, { id: file.id, ...variables })
    ).data[field].id as string;
  return {
    firstContact: one('firstContact'),
    firstContacts: many('firstContacts'),
    fileEntry: one('fileEntry'),
    fileEntries: many('fileEntries'),
    annualReport: one('annualReport'),
    annualReports: many('annualReports'),
    liaison: one('liaison'),
    liaisons: many('liaisons'),
    plannedVisit: one('plannedVisit'),
    plannedVisits: many('plannedVisits'),
    fileViolation: one('fileViolation'),
    fileViolations: many('fileViolations'),
    assignLiaison: async (_who, { id }) => {
      await platform().owner(
        `update customers.liaison set ended_on = since, end_reason = '试' where customer_id = $1 and ended_on is null`,
        [id],
      );
      return [assignLiaison, { id, who: await platform().personId('general-manager') }];
    },
    planVisit: async (_who, { id }) => [planVisit, { id, who: await platform().personId('reader') }],
    reportViolation: async (_who, { id }) => [reportViolation, { id }],
    ...Object.fromEntries(
      Object.entries(relationDocuments).map(([name, document]) => [
        name,
        async (): Promise<Asked> => [document, { id: randomUUID() }],
      ]),
    ),
    reportFirstContact: async () => [
      'mutation { reportFirstContact(input: { companyName: "新客", contactedOn: "2026-03-01", label: PUBLIC }) { id } }',
    ],
    addFileEntry: async (_who, { id }) => [addEntry, { id }],
    correctFileEntry: async () => [correctEntry, { id: randomUUID() }],
    collectAnnualReport: async (_who, { id }) => [collectReport, { id, year: freshYear() }],
    updateAnnualReport: async (_who, file) => [
      updateReport,
      { id: await made(file, collectReport, { year: freshYear() }, 'collectAnnualReport'), version: 1 },
    ],
    reviewCustomerFile: async (_who, { id }) => {
      const [row] = await platform().owner<{ version: number }>(
        'select version from customers.customer where id = $1',
        [id],
      );
      return [reviewFile, { id, version: row!.version }];
    },
    confirmFilesRefreshed: async () => ['mutation { confirmFilesRefreshed(year: "2026") }'],
    // Of a file of its own: there is one request at a time.
    requestFileConfirmation: async (_who, file) => [
      askConfirmation,
      {
        id: await made(
          file,
          'mutation($label: Label) { registerCustomer(input: { name: "待确认", label: $label }) { id } }',
          { label: file.label },
          'registerCustomer',
        ),
      },
    ],
  };
};
