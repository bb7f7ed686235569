import { randomUUID } from 'node:crypto';
import type { Bad } from './badInputs.js';

const supervisor = 'customer-information-supervisor';
const longText = 'x'.repeat(20_000);
const twice = ['FILES', 'FILES'];
const wrong = {
  title: '',
  groups: ['KIND', 'KIND', 'LABEL', 'MONTH'],
  measures: twice,
  kinds: ['SPECIAL', 'SPECIAL'],
  professions: ['BANK', 'BANK'],
  provinces: [''],
  departments: ['x'],
  capitalCurrency: 'yuan',
  reason: longText,
  schedule: 'YEARLY',
};
const right = { title: 'x', measures: ['FILES'] };

const withInput = (mutation: string, type: string, input: object, who = supervisor): Bad => [
  mutation,
  who,
  `mutation($input: ${type}!) { ${mutation}(input: $input) { id } }`,
  { input },
];

const byId = (mutation: string, who = supervisor, rest = ''): Bad => [
  mutation,
  who,
  `mutation($id: ID!) { ${mutation}(id: $id, version: 1${rest}) { id } }`,
  { id: randomUUID() },
];

/** What the mutations about statistical reports refuse. */
export const badInputsOfReports = (): Bad[] => [
  withInput('defineReport', 'ReportInput', wrong),
  withInput('defineReport', 'ReportInput', { ...right, dueDays: 90 }),
  withInput('defineReport', 'ReportInput', { ...right, registeredInPeriod: true }),
  withInput('defineReport', 'ReportInput', { ...right, measures: [] }),
  withInput('defineReport', 'ReportInput', right, 'reader'),
  withInput('requestPeriodicReport', 'ReportInput', wrong),
  withInput('requestPeriodicReport', 'ReportInput', right),
  withInput('requestPeriodicReport', 'ReportInput', { ...right, upTo: 'TOP_SECRET' }, 'reader'),
  byId('changeReportItems', supervisor, `, items: { title: "" }, reason: ""`),
  byId('changeReportItems', supervisor, `, items: { title: "x" }, reason: "x"`),
  byId('fileReportChange'),
  byId('fileReportChange', 'reader'),
  byId('endReport'),
  withInput('compileReport', 'CompileReportInput', { definitionId: randomUUID(), period: '2026-13' }),
  withInput('compileReport', 'CompileReportInput', { definitionId: randomUUID() }),
  withInput('compileReport', 'CompileReportInput', { definitionId: randomUUID() }, 'reader'),
  byId('requestReportCheck'),
  byId('issueReport'),
  byId('issueReport', 'reader'),
  withInput('recordReportCopies', 'RecordReportCopiesInput', {
    reportId: 'x',
    kind: 'KEPT',
    copies: 0,
    place: longText,
    receiverId: 'x',
  }),
  withInput('recordReportCopies', 'RecordReportCopiesInput', { reportId: randomUUID(), kind: 'PRINTED', copies: 1 }),
];
