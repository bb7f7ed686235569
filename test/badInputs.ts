import { randomUUID } from 'node:crypto';
import type { LabelledCustomer } from './labelledCustomers.js';

const supervisor = 'customer-information-supervisor';

/** A refused operation. */
export type Bad = [mutation: string, who: string, document: string, variables?: Record<string, unknown>];

const longText = 'x'.repeat(20_000);
const change = `mutation($id: ID!, $version: Int!, $input: UpdateCustomerInput!) { updateCustomer(id: $id, version: $version, input: $input) { id } }`;
const register = `mutation($input: RegisterCustomerInput!) { registerCustomer(input: $input) { id } }`;
const report = `mutation($input: ReportFeedbackInput!) { reportFeedback(input: $input) { id } }`;

/** Input that each mutation refuses, one of each kind of refusal. */
export const badInputs = (file: LabelledCustomer): Bad[] => [
  ['signIn', 'anyone', 'mutation { signIn(name: "nobody", password: "x") { expiresAt } }'],
  ['signIn', 'anyone', 'mutation($x: String!) { signIn(name: $x, password: $x) { expiresAt } }', { x: longText }],
  ['signIn', 'anyone', 'mutation { signIn(name: 1) { expiresAt } }'],
  ['changePassword', 'reader', 'mutation { changePassword(currentPassword: "x", newPassword: "short") { id } }'],
  [
    'changePassword',
    'reader',
    'mutation { changePassword(currentPassword: "wrong", newPassword: "long enough for all") { id } }',
  ],
  ['changePassword', 'anyone', 'mutation { changePassword(currentPassword: "x", newPassword: "x") { id } }'],
  [
    'setModuleEnabled',
    'administrator',
    'mutation { setModuleEnabled(name: "nothing", enabled: true) { removedFields } }',
  ],
  [
    'setModuleEnabled',
    'administrator',
    'mutation { setModuleEnabled(name: "access", enabled: false) { removedFields } }',
  ],
  [
    'setModuleEnabled',
    'administrator',
    'mutation { setModuleEnabled(name: "customers", enabled: false) { removedFields } }',
  ],
  ['setModuleEnabled', 'reader', 'mutation { setModuleEnabled(name: "quality", enabled: false) { removedFields } }'],
  [
    'registerCustomer',
    supervisor,
    register,
    {
      input: {
        name: '',
        kind: 'SPECIAL',
        creditCode: '91330000',
        legalRepresentative: longText,
        postalCode: 'x',
        telephone: longText,
        webAddress: 'x',
        businessScope: longText,
        capitalAmount: -1,
        capitalCurrency: 'x',
        foundedOn: '2026-02-30',
        compartments: Array(60).fill('x'),
        keeperId: 'x',
        departmentId: 'x',
        contacts: [{ name: '', post: longText, email: 'x' }],
      },
    },
  ],
  [
    'registerCustomer',
    supervisor,
    register,
    { input: { name: 'x', kind: 'GENERAL', profession: 'BANK', capitalAmount: 1e16 } },
  ],
  ['registerCustomer', supervisor, register, { input: { name: 'x', contacts: Array(30).fill({ name: 'x' }) } }],
  [
    'registerCustomer',
    supervisor,
    register,
    { input: { name: ' ', compartments: ['A'], label: 'SECRET', keeperId: randomUUID() } },
  ],
  ['registerCustomer', 'customer-information-specialist', register, { input: { name: 'x', label: 'SECRET' } }],
  ['registerCustomer', supervisor, register, { input: { name: 'x', creditCode: file.creditCode } }],
  ['registerCustomer', supervisor, register, { input: { name: 'x', label: 'ROYAL', fax: 1, nothing: 2 } }],
  ['registerCustomer', supervisor, register, {}],
  ['registerCustomer', 'reader', register, { input: { name: 'x' } }],
  ...['91330000799695O966', '913300007996950967', '330106000012345', '12345678-9', '9.1E+17', '0'.repeat(18)].map(
    (creditCode): Bad => ['registerCustomer', supervisor, register, { input: { name: 'x', creditCode } }],
  ),
  ['updateCustomer', supervisor, change, { id: 'x', version: 1, input: {} }],
  ['updateCustomer', supervisor, change, { id: file.id, version: 99, input: {} }],
  ['updateCustomer', supervisor, change, { id: file.id, version: 1, input: { name: '', keeperId: 'x' } }],
  [
    'updateCustomer',
    'customer-information-specialist',
    change,
    { id: file.id, version: 1, input: { label: 'SECRET' } },
  ],
  ['updateCustomer', supervisor, change, { id: file.id, version: 1.5, input: null }],
  [
    'addContact',
    supervisor,
    'mutation($id: ID!) { addContact(customerId: $id, input: { name: "", email: "x" }) { id } }',
    { id: file.id },
  ],
  ['addContact', supervisor, 'mutation { addContact(customerId: "x", input: { name: "x" }) { id } }'],
  ['removeContact', supervisor, 'mutation { removeContact(id: "x", version: 1) }'],
  ['removeContact', supervisor, 'mutation($id: ID!) { removeContact(id: $id, version: 9) }', { id: file.contactId }],
  ['importCustomers', supervisor, 'mutation { importCustomers(file: "x") { id } }'],
  ['importCustomers', 'reader', 'mutation { importCustomers(file: "x") { id } }'],
  [
    'reportFeedback',
    supervisor,
    report,
    { input: { customerId: 'x', product: '', report: longText, severity: 'MINOR', lot: longText, reportedOn: 'x' } },
  ],
  [
    'reportFeedback',
    supervisor,
    report,
    { input: { customerId: randomUUID(), product: 'x', report: 'x', severity: 'MINOR' } },
  ],
  ['reportFeedback', supervisor, report, { input: { severity: 'HUGE' } }],
  [
    'investigateFeedback',
    'quality-inspector',
    'mutation { investigateFeedback(id: "x", version: 1, isTrue: true, finding: "") { id } }',
  ],
  [
    'investigateFeedback',
    'quality-inspector',
    'mutation { investigateFeedback(id: "x", version: 1, isTrue: true, finding: "x") { id } }',
  ],
  ['query', 'reader', '{ customers(first: 1000, filter: { name: { eq: null }, number: null }) { totalCount } }'],
  ['query', 'reader', '{ customers(first: -1, last: 2, after: "x", before: "y") { totalCount } }'],
  ['query', 'reader', '{ customers(first: 1, after: "x") { nodes { id } } }'],
  ['query', 'reader', `{ customers(filter: { name: { in: [${'"x",'.repeat(1001)}] } }) { totalCount } }`],
  ['query', 'reader', `{ customers(orderBy: [${'{ name: ASC },'.repeat(11)}]) { totalCount } }`],
  ['query', 'reader', `query($x: String!) { customers(filter: { name: { eq: $x } }) { totalCount } }`, { x: longText }],
  ['query', 'reader', `{ customers(filter: ${'{ not: '.repeat(11)}{}${' }'.repeat(11)}) { totalCount } }`],
  ['query', 'reader', '{ explainAccess(type: "Nothing", id: "x", action: "read") { allowed } }'],
  ['query', 'reader', '{ explainAccess(type: "Customer", id: "x", action: "burn") { allowed } }'],
  ['query', 'reader', '{ enumTitles(name: "Nothing") { title } }'],
  ['query', 'anyone', '{ customers { totalCount } }'],
];

/** What graphql-js finds wrong with a document: in Chinese each kind has a sentence of its own. */
export const brokenDocuments: [document: string, variables?: Record<string, unknown>][] = [
  ['{ customers'],
  ['{ customers { nodes { id } } } }'],
  ['{ customers(first: ) { totalCount } }'],
  ['{ nothing }'],
  ['{ customers(nothing: 1) { totalCount } }'],
  ['{ customers }'],
  ['{ customers { totalCount { x } } }'],
  ['{ customer { id } }'],
  ['{ customer(id: null) { id } }'],
  ['{ customers(first: "x") { totalCount } }'],
  ['{ customers(first: 1.5) { totalCount } }'],
  ['{ customers(filter: { label: { eq: ROYAL } }) { totalCount } }'],
  ['{ customers(filter: { label: { eq: "SECRET" } }) { totalCount } }'],
  ['{ customers(filter: { nothing: 1 }) { totalCount } }'],
  ['{ customers(orderBy: [{ name: ASC, number: ASC }]) { totalCount } }'],
  ['{ customers { nodes { ...Nothing } } }'],
  ['{ customers { nodes { ... on Nothing { id } } } }'],
  ['{ customers @nothing { totalCount } }'],
  ['query($id: ID!) { customer(id: $nothing) { id } }', { id: 'x' }],
  ['query($id: Int!) { customer(id: $id) { id } }', { id: 1 }],
  ['query($id: ID!) { customer(id: $id) { id } }'],
  ['query($id: ID!) { customer(id: $id) { id } }', { id: null }],
  ['query($id: ID!) { customer(id: $id) { id } }', { id: [] }],
  ['query($first: Int) { customers(first: $first) { totalCount } }', { first: 'x' }],
  ['query($first: Int) { customers(first: $first) { totalCount } }', { first: 1.5 }],
  ['query($first: Int) { customers(first: $first) { totalCount } }', { first: 1e12 }],
  [register, { input: 'x' }],
  [register, { input: {} }],
  [register, { input: { name: null } }],
  [register, { input: { name: 'x', label: 1 } }],
  [register, { input: { name: 'x', label: 'ROYAL' } }],
  [register, { input: { name: 'x', nothing: 1 } }],
  [register, { input: { name: 'x', capitalAmount: 'x' } }],
  ['query($by: [CustomerOrder!]) { customers(orderBy: $by) { totalCount } }', { by: [{ name: 'ASC', number: 'ASC' }] }],
  ['subscription { nothing }'],
];
