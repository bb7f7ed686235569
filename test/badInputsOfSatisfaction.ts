import { randomUUID } from 'node:crypto';
import type { Bad } from './badInputs.js';
import {
  addLeakMeasure,
  answerComplaint,
  assistComplaint,
  closeCorrectiveAction,
  closeLeak,
  closeSurvey,
  compileSurveyReport,
  containLeak,
  createSurvey,
  inviteToSurvey,
  planCorrectiveAction,
  proposeComplaintResult,
  receiveComplaint,
  replyToSurvey,
  reportLeak,
  resubmitComplaintResult,
  takeComplaint,
} from './satisfactionCalls.js';

const supervisor = 'customer-information-supervisor';
const longText = 'x'.repeat(20_000);
const nobody = { id: randomUUID(), version: 1 };

const leak = 'mutation($input: ReportLeakInput!) { reportLeak(input: $input) { id } }';
const told = { channel: 'OTHER', certain: true, description: '外泄', remedialAction: '制止' };

const complaint = 'mutation($input: ReceiveComplaintInput!) { receiveComplaint(input: $input) { id } }';
const complained = { kind: 'SERVICE', complainant: '某人', report: '无人接听' };

/** What the mutations about leaks, complaints and surveys refuse. */
export const badInputsOfSatisfaction = (): Bad[] => [
  ['reportLeak', 'anyone', reportLeak],
  [
    'reportLeak',
    'reader',
    leak,
    {
      input: {
        ...told,
        customerIds: ['x'],
        description: '',
        remedialAction: longText,
        foundAt: '2199-01-01T00:00:00Z',
      },
    },
  ],
  ['reportLeak', 'reader', leak, { input: { ...told, customerIds: Array.from({ length: 51 }, () => randomUUID()) } }],
  ['reportLeak', 'reader', leak, { input: { ...told, label: 'SECRET', foundAt: '2199-01-01T00:00:00Z' } }],
  ['reportLeak', 'reader', leak, { input: { ...told, customerIds: [randomUUID()] } }],
  ['addLeakMeasure', 'reader', 'mutation { addLeakMeasure(incidentId: "x", input: { measure: "" }) { id } }'],
  ['addLeakMeasure', 'reader', addLeakMeasure, nobody],
  ['containLeak', supervisor, 'mutation { containLeak(id: "x", version: 1, containment: "") { id } }'],
  ['containLeak', 'reader', containLeak, nobody],
  ['containLeak', supervisor, containLeak, nobody],
  ['closeLeak', supervisor, 'mutation { closeLeak(id: "x", version: 1, finding: LEAKED, conclusion: "") { id } }'],
  ['closeLeak', 'reader', closeLeak, nobody],
  ['closeLeak', supervisor, closeLeak, nobody],
  ['receiveComplaint', 'reader', receiveComplaint, nobody],
  ['receiveComplaint', supervisor, receiveComplaint, nobody],
  [
    'receiveComplaint',
    supervisor,
    complaint,
    {
      input: {
        customerId: 'x',
        kind: 'QUALITY',
        complainant: '',
        reachedAt: longText,
        report: '',
        product: longText,
        lot: longText,
        departmentId: 'x',
      },
    },
  ],
  [
    'receiveComplaint',
    supervisor,
    complaint,
    {
      input: {
        ...complained,
        customerId: nobody.id,
        complainedAt: '2199-01-01T00:00:00Z',
        departmentId: nobody.id,
        assistingDepartmentId: nobody.id,
      },
    },
  ],
  ['takeComplaint', 'reader', takeComplaint, nobody],
  ['takeComplaint', supervisor, takeComplaint, nobody],
  ['assistComplaint', 'unit-head', 'mutation { assistComplaint(id: "x", version: 1, assistance: "") { id } }'],
  ['assistComplaint', 'unit-head', assistComplaint, nobody],
  [
    'proposeComplaintResult',
    supervisor,
    'mutation { proposeComplaintResult(id: "x", version: 1, input: { result: "" }) { id } }',
  ],
  ['proposeComplaintResult', supervisor, proposeComplaintResult, nobody],
  [
    'resubmitComplaintResult',
    supervisor,
    'mutation { resubmitComplaintResult(id: "x", version: 1, input: { result: "" }) { id } }',
  ],
  ['resubmitComplaintResult', supervisor, resubmitComplaintResult, nobody],
  ['answerComplaint', 'office', 'mutation { answerComplaint(id: "x", version: 1, answer: "") { id } }'],
  ['answerComplaint', 'office', answerComplaint, nobody],
  ['createSurvey', 'reader', createSurvey],
  [
    'createSurvey',
    supervisor,
    'mutation { createSurvey(input: { title: "", year: 1, target: 9, repliesUntil: "2000-01-01T00:00:00Z", questions: [{ aspect: PRICE, kind: TEXT, text: "" }] }) { id } }',
  ],
  ['createSurvey', supervisor, createSurvey.replace('2199-', '2001-').replace('target', 'year: 2199, target')],
  ['inviteToSurvey', supervisor, 'mutation { inviteToSurvey(id: "x", customerIds: []) { token } }'],
  ['inviteToSurvey', 'reader', inviteToSurvey, { ...nobody, customerId: nobody.id }],
  ['inviteToSurvey', supervisor, inviteToSurvey, { ...nobody, customerId: nobody.id }],
  ['closeSurvey', 'reader', closeSurvey, nobody],
  ['closeSurvey', supervisor, closeSurvey, nobody],
  ['compileSurveyReport', supervisor, 'mutation { compileSurveyReport(surveyId: "x", input: { summary: "" }) { id } }'],
  ['compileSurveyReport', supervisor, compileSurveyReport, nobody],
  ['replyToSurvey', 'anyone', replyToSurvey],
  ['replyToSurvey', 'anyone', 'mutation { replyToSurvey(token: "", answers: [{ questionId: "x", mark: 6 }]) }'],
  [
    'planCorrectiveAction',
    'office',
    'mutation { planCorrectiveAction(id: "x", version: 1, input: { cause: "", correction: "", prevention: "" }) { id } }',
  ],
  ['planCorrectiveAction', 'office', planCorrectiveAction, nobody],
  ['closeCorrectiveAction', supervisor, 'mutation { closeCorrectiveAction(id: "x", version: 1, effect: "") { id } }'],
  ['closeCorrectiveAction', supervisor, closeCorrectiveAction, nobody],
];
