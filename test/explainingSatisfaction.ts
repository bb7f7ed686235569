import { randomUUID } from 'node:crypto';
import type { Attempt } from './explaining.js';
import type { TestPlatform } from './harness.js';
import {
  addLeakMeasure,
  answerComplaint,
  assistComplaint,
  closeCorrectiveAction,
  closeLeak,
  closeSurvey,
  compileSurveyReport,
  containedLeak,
  containLeak,
  createSurvey,
  inviteToSurvey,
  leakOf,
  planCorrectiveAction,
  proposeComplaintResult,
  receiveComplaint,
  resubmitComplaintResult,
  takeComplaint,
} from './satisfactionCalls.js';

/** How what is done about leaks, complaints and surveys is really tried. */
export function satisfactionAttempts(opened: () => TestPlatform): Record<string, Attempt> {
  const versionIn = (table: string) => async (id: string) => ({
    id,
    version:
      (await opened().owner<{ version: number }>(`select version from ${table} where id = $1`, [id]))[0]?.version ?? 1,
  });
  const leak = versionIn('customers.leak_incident');
  const specialist = 'customer-information-specialist';
  const call = async (who: string, document: string, variables: Record<string, unknown>) => {
    const { data, errors } = await opened().as(who).run(document, variables);
    if (!data) throw new Error(JSON.stringify(errors));
    const [answer] = Object.values(data) as { id: string; version: number }[];
    if (!answer) throw new Error(JSON.stringify(errors));
    return answer;
  };
  const complaint = ({ id }: { id: string }) => call(specialist, receiveComplaint, { id });
  const taken = async (file: { id: string }) => call(specialist, takeComplaint, { ...(await complaint(file)) });
  const ofComplaint = (document: string, record: (file: { id: string }) => Promise<{ id: string }>): Attempt => ({
    type: 'Complaint',
    document,
    record: async (file) => (await record(file)).id,
    variables: versionIn('customers.complaint'),
    dependsOnState: true,
  });
  const ofSurvey = (document: string): Attempt => ({
    type: 'Survey',
    document,
    record: async () => (await call('customer-service-manager', createSurvey, {})).id,
    variables: versionIn('customers.survey'),
    dependsOnState: true,
  });
  const ofAction = (document: string): Attempt => ({
    type: 'CorrectiveAction',
    document,
    record: () => randomUUID(),
    variables: (id) => ({ id, version: 1 }),
  });
  const publicCustomer = async () =>
    (await opened().owner<{ id: string }>(`select id from customers.customer where label = 'PUBLIC' limit 1`))[0]!.id;
  return {
    'Customer reportLeak': {
      type: 'Customer',
      document:
        'mutation($id: ID!) { reportLeak(input: { customerIds: [$id], channel: OTHER, certain: true, description: "外泄", remedialAction: "制止" }) { id } }',
      record: ({ id }) => id,
    },
    'LeakIncident read': {
      type: 'LeakIncident',
      document: 'query($id: ID!) { leakIncident(id: $id) { id } }',
      record: async () => (await leakOf(opened(), 'customer-developer')).id,
    },
    'LeakIncident addLeakMeasure': {
      type: 'LeakIncident',
      document: addLeakMeasure,
      record: async () => (await leakOf(opened(), 'customer-developer')).id,
    },
    'LeakIncident containLeak': {
      type: 'LeakIncident',
      document: containLeak,
      record: async () => (await leakOf(opened(), 'customer-developer')).id,
      variables: leak,
    },
    'LeakIncident closeLeak': {
      type: 'LeakIncident',
      document: closeLeak,
      record: async () => (await containedLeak(opened(), 'customer-information-supervisor')).id,
      variables: leak,
    },
    'Customer receiveComplaint': { type: 'Customer', document: receiveComplaint, record: ({ id }) => id },
    'Complaint read': {
      type: 'Complaint',
      document: 'query($id: ID!) { complaint(id: $id) { id } }',
      record: async (file) => (await complaint(file)).id,
    },
    'Complaint takeComplaint': ofComplaint(takeComplaint, complaint),
    'Complaint assistComplaint': ofComplaint(assistComplaint, complaint),
    'Complaint proposeComplaintResult': ofComplaint(proposeComplaintResult, taken),
    'Complaint answerComplaint': ofComplaint(answerComplaint, taken),
    'ApprovalRequest resubmitComplaintResult': {
      type: 'ApprovalRequest',
      document: resubmitComplaintResult,
      record: async (file) => (await call(specialist, proposeComplaintResult, { ...(await taken(file)) })).id,
      variables: versionIn('approvals.request'),
      dependsOnState: true,
    },
    'Survey inviteToSurvey': {
      ...ofSurvey(inviteToSurvey),
      variables: async (id) => ({ id, customerId: await publicCustomer() }),
    },
    'Survey closeSurvey': ofSurvey(closeSurvey),
    'Survey compileSurveyReport': ofSurvey(compileSurveyReport),
    'CorrectiveAction planCorrectiveAction': ofAction(planCorrectiveAction),
    'CorrectiveAction closeCorrectiveAction': ofAction(closeCorrectiveAction),
  };
}
