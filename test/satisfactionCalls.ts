import { randomUUID } from 'node:crypto';
import type { TestPlatform } from './harness.js';
import type { LabelledCustomer } from './labelledCustomers.js';

type Asked = readonly [document: string, variables?: Record<string, unknown>];

/** A leak that somebody has just reported. */
export async function leakOf(platform: TestPlatform, who: string): Promise<{ id: string; version: number }> {
  const { data, errors } = await platform.as(who).run(reportLeak);
  if (!data?.reportLeak) throw new Error(JSON.stringify(errors));
  return data.reportLeak;
}

export const reportLeak =
  'mutation { reportLeak(input: { channel: OTHER, certain: true, description: "外泄", remedialAction: "制止" }) { id version } }';
export const addLeakMeasure =
  'mutation($id: ID!) { addLeakMeasure(incidentId: $id, input: { measure: "补救" }) { id } }';
export const containLeak =
  'mutation($id: ID!, $version: Int!) { containLeak(id: $id, version: $version, containment: "已控制") { id version } }';
export const closeLeak =
  'mutation($id: ID!, $version: Int!) { closeLeak(id: $id, version: $version, finding: LEAKED, conclusion: "查实") { id } }';

/** A leak that is contained. */
export async function containedLeak(
  platform: TestPlatform,
  reporter: string,
): Promise<{ id: string; version: number }> {
  const { data } = await platform.as('general-manager').run(containLeak, await leakOf(platform, reporter));
  return data.containLeak;
}

export const receiveComplaint =
  'mutation($id: ID!) { receiveComplaint(input: { customerId: $id, kind: SERVICE, complainant: "某人", report: "无人接听" }) { id version } }';
const complaintCall = (call: string, more = '') =>
  `mutation($id: ID!, $version: Int!) { ${call}(id: $id, version: $version${more}) { id version } }`;
export const takeComplaint = complaintCall('takeComplaint');
export const assistComplaint = complaintCall('assistComplaint', ', assistance: "协助"');
export const proposeComplaintResult = complaintCall('proposeComplaintResult', ', input: { result: "致歉" }');
export const resubmitComplaintResult = complaintCall('resubmitComplaintResult', ', input: { result: "致歉" }');
export const answerComplaint = complaintCall('answerComplaint', ', answer: "已告知"');

const nobody = async (): Promise<Record<string, unknown>> => ({ id: randomUUID(), version: 1 });

export const createSurvey = `mutation { createSurvey(input: { title: "调查", target: 4, repliesUntil: "2199-01-01T00:00:00Z", questions: [
  { aspect: SERVICE_QUALITY, kind: SCALE, text: "服务" } { aspect: PRICE, kind: SCALE, text: "价格" } { aspect: OVERALL, kind: SCALE, text: "总体" }
] }) { id version } }`;
export const inviteToSurvey =
  'mutation($id: ID!, $customerId: ID!) { inviteToSurvey(id: $id, customerIds: [$customerId]) { token } }';
export const closeSurvey = complaintCall('closeSurvey');
export const compileSurveyReport =
  'mutation($id: ID!) { compileSurveyReport(surveyId: $id, input: { summary: "分析" }) { id } }';
export const replyToSurvey = 'mutation { replyToSurvey(token: "x", answers: []) }';
export const planCorrectiveAction = complaintCall(
  'planCorrectiveAction',
  ', input: { cause: "因", correction: "纠", prevention: "防" }',
);
export const closeCorrectiveAction = complaintCall('closeCorrectiveAction', ', effect: "有效"');

/** The root fields about leaks, complaints and surveys, called by somebody. */
export const satisfactionCalls = (
  platform: () => TestPlatform,
): Record<string, (who: string, file: LabelledCustomer) => Promise<Asked>> => ({
  leakIncident: async () => ['query($id: ID!) { leakIncident(id: $id) { id } }', { id: randomUUID() }],
  leakIncidents: async () => ['{ leakIncidents { totalCount } }'],
  reportLeak: async () => [reportLeak],
  addLeakMeasure: async (_who, { keeper }) => [addLeakMeasure, { ...(await leakOf(platform(), keeper)) }],
  containLeak: async (_who, { keeper }) => [containLeak, { ...(await leakOf(platform(), keeper)) }],
  closeLeak: async (_who, { keeper }) => [closeLeak, { ...(await containedLeak(platform(), keeper)) }],
  complaint: async () => ['query($id: ID!) { complaint(id: $id) { id } }', { id: randomUUID() }],
  complaints: async () => ['{ complaints { totalCount } }'],
  receiveComplaint: async (_who, { id }) => [receiveComplaint, { id }],
  takeComplaint: async () => [takeComplaint, await nobody()],
  assistComplaint: async () => [assistComplaint, await nobody()],
  proposeComplaintResult: async () => [proposeComplaintResult, await nobody()],
  resubmitComplaintResult: async () => [resubmitComplaintResult, await nobody()],
  answerComplaint: async () => [answerComplaint, await nobody()],
  survey: async () => ['query($id: ID!) { survey(id: $id) { id } }', { id: randomUUID() }],
  surveys: async () => ['{ surveys { totalCount } }'],
  surveyReport: async () => ['query($id: ID!) { surveyReport(id: $id) { id } }', { id: randomUUID() }],
  surveyReports: async () => ['{ surveyReports { totalCount } }'],
  correctiveAction: async () => ['query($id: ID!) { correctiveAction(id: $id) { id } }', { id: randomUUID() }],
  correctiveActions: async () => ['{ correctiveActions { totalCount } }'],
  surveyAnalysis: async () => ['query($id: ID!) { surveyAnalysis(surveyId: $id) { n } }', { id: randomUUID() }],
  surveyQuestionnaire: async () => ['{ surveyQuestionnaire(token: "x") { title } }'],
  createSurvey: async () => [createSurvey],
  inviteToSurvey: async (_who, { id }) => [inviteToSurvey, { id: randomUUID(), customerId: id }],
  closeSurvey: async () => [closeSurvey, await nobody()],
  compileSurveyReport: async () => [compileSurveyReport, { id: randomUUID() }],
  replyToSurvey: async () => [replyToSurvey],
  planCorrectiveAction: async () => [planCorrectiveAction, await nobody()],
  closeCorrectiveAction: async () => [closeCorrectiveAction, await nobody()],
});
