import { randomUUID } from 'node:crypto';
import { giveRole, newcomer, topDepartment } from '../src/access/access.harness.js';
import type { Locale } from '../src/languages/message.js';
import { appraisalAttempts } from './appraisalCalls.js';
import { attachmentAttempts } from './attachmentCalls.js';
import { approvalAttempts } from './explainingApprovals.js';
import { fileAttempts } from './explainingFiles.js';
import { relationAttempts } from './explainingRelations.js';
import { reportAttempts } from './explainingReports.js';
import { satisfactionAttempts } from './explainingSatisfaction.js';
import type { TestPlatform } from './harness.js';
import { type FileName, feedbackOn, fileNames, type LabelledCustomer, reportDocument } from './labelledCustomers.js';
import { people } from './peopleTable.js';
import { qualityAttempts } from './qualityCalls.js';
import { screeningAttempts } from './screeningCalls.js';

/** What explainAccess answers. */
export interface Explained {
  allowed: boolean;
  clause: string | null;
  missing: { kind: string; message: string; anyOf: string[] | null; action: string | null; property: string | null }[];
  remedy: string | null;
}

const question = `query($type: String!, $id: ID!, $action: String!) {
  explainAccess(type: $type, id: $id, action: $action) {
    allowed clause missing { kind message anyOf level action property } remedy
  }
}`;

const update = `mutation($id: ID!, $version: Int!) { updateCustomer(id: $id, version: $version, input: { fax: "0571-1" }) { id } }`;
const addContact = `mutation($id: ID!) { addContact(customerId: $id, input: { name: "某人" }) { id } }`;
const removeContact = `mutation($id: ID!, $version: Int!) { removeContact(id: $id, version: $version) }`;
const investigate = `mutation($id: ID!, $version: Int!) { investigateFeedback(id: $id, version: $version, verdict: TRUE, finding: "属实") { id } }`;
const importCustomers = `mutation($id: ID!) { importCustomers(file: $id, dryRun: true) { id } }`;

/** How an action is really tried. */
export interface Attempt {
  type: string;
  document: string;
  /** The record of a file, made for this attempt where it would be used up. */
  record(file: LabelledCustomer): Promise<string> | string;
  variables?(id: string): object | Promise<object>;
  /** A refusal for what the record is at the moment does not count as one. */
  dependsOnState?: boolean;
}

const customerOf = ({ id }: LabelledCustomer) => id;

/**
 * The files on which an action is worth trying: reading and changing the register on all; what else is about a file on one
 * that is open, one that is classified and one that is hidden; what has no label of a file is the same for all.
 */
export const filesFor = ({ type, document }: Attempt): FileName[] => {
  if (type === 'ArchiveFile') return ['PUBLIC', 'SECRET of the manager'];
  if (!['Customer', 'Contact', 'FeedbackForm'].includes(type)) return ['PUBLIC'];
  const isOfRegister =
    document.startsWith('query') || [update, addContact, removeContact, investigate].includes(document);
  return isOfRegister ? fileNames : ['PUBLIC', 'CONFIDENTIAL', 'SECRET of the manager'];
};

/** What an explanation says that it would come to. */
export const foretold = ({ allowed, missing }: Explained): string =>
  allowed ? 'ok' : missing[0]?.kind === 'RECORD' ? 'NOT_FOUND' : 'FORBIDDEN';

export const everybody = Object.values(people).filter((name) => name !== 'anyone');

/** Asks explainAccess, and tries what it was asked about. */
export const explaining = (opened: () => TestPlatform) => {
  const ask = (who: string, type: string, id: string, action: string, locale?: Locale) =>
    opened().as(who).run(question, { type, id, action }, locale);

  const explain = async (who: string, type: string, id: string, action: string): Promise<Explained> => {
    const { data, errors } = await ask(who, type, id, action);
    if (!data) throw new Error(JSON.stringify(errors));
    return data.explainAccess;
  };

  const versionOf = async (table: string, id: string) => ({
    id,
    version:
      (await opened().owner<{ version: number }>(`select version from ${table} where id = $1`, [id]))[0]?.version ?? 1,
  });

  const added = async (file: LabelledCustomer, document: string, variables: object, field: string) =>
    (
      await opened()
        .as(file.keeper)
        .run(document, { ...variables })
    ).data[field].id as string;

  const fresh = async () => (await newcomer(opened())).id;
  const versioned = (table: string) => (id: string) => versionOf(table, id);
  const ofPerson = (document: string, record = fresh): Attempt => ({
    type: 'Person',
    document: `mutation($id: ID!, $version: Int!) { ${document} }`,
    record,
    variables: versioned('access.person'),
  });

  const administration: Record<string, Attempt> = {
    'Person updatePerson': ofPerson('updatePerson(id: $id, version: $version, input: { displayName: "某人" }) { id }'),
    'Person deactivatePerson': ofPerson('deactivatePerson(id: $id, version: $version) { id }'),
    'Person reactivatePerson': ofPerson('reactivatePerson(id: $id, version: $version) { id }', async () => {
      const id = await fresh();
      await opened().owner('update access.person set active = false where id = $1', [id]);
      return id;
    }),
    'Person setClearance': ofPerson(
      'setClearance(personId: $id, version: $version, clearance: PUBLIC, compartments: []) { id }',
    ),
    'Person resetPassword': {
      type: 'Person',
      document: 'mutation($id: ID!) { resetPassword(personId: $id) { person { id } } }',
      record: fresh,
    },
    'Department updateDepartment': {
      type: 'Department',
      document: `mutation($id: ID!, $version: Int!) { updateDepartment(id: $id, version: $version, input: {}) { id } }`,
      record: () => topDepartment(opened()),
      variables: versioned('access.department'),
    },
    'RoleAssignment endRole': {
      type: 'RoleAssignment',
      document: 'mutation($id: ID!, $version: Int!) { endRole(id: $id, version: $version) { id } }',
      record: async () => giveRole(opened(), await fresh(), 'READER'),
      variables: versioned('access.role_assignment'),
    },
    'Session endSession': {
      type: 'Session',
      document: 'mutation($id: ID!) { endSession(id: $id) { id } }',
      record: async () => sessionOf('reader'),
    },
    'MachineToken revokeMachineToken': {
      type: 'MachineToken',
      document: 'mutation($id: ID!) { revokeMachineToken(id: $id, version: 1) { id } }',
      record: async () => {
        const id = randomUUID();
        await opened().owner(
          `insert into access.machine_token (id, created_at, updated_at, name, call, hash, created_by_id, expires_at)
           values ($1::uuid, now(), now(), $1::text, 'nothing', $1::text, $2, '2099-01-01')`,
          [id, await opened().personId('administrator')],
        );
        return id;
      },
    },
  };

  /** A session of somebody, of which no test has the tokens. */
  const sessionOf = async (name: string): Promise<string> => {
    const id = randomUUID();
    await opened().owner(
      `insert into access.session (id, created_at, updated_at, person_id, refreshed_at, expires_at)
       values ($1, now(), now(), $2, now(), '2099-01-01')`,
      [id, await opened().personId(name)],
    );
    return id;
  };

  /** How each action is really tried. */
  const attempts: Record<string, Attempt> = {
    'Customer read': { type: 'Customer', document: 'query($id: ID!) { customer(id: $id) { id } }', record: customerOf },
    'FeedbackForm read': {
      type: 'FeedbackForm',
      document: 'query($id: ID!) { feedbackForm(id: $id) { id } }',
      record: ({ formId }) => formId,
    },
    'Customer updateCustomer': {
      type: 'Customer',
      document: update,
      record: customerOf,
      variables: (id) => versionOf('customers.customer', id),
    },
    'Customer addContact': { type: 'Customer', document: addContact, record: customerOf },
    'Contact removeContact': {
      type: 'Contact',
      document: removeContact,
      record: (file) => added(file, addContact, { id: file.id }, 'addContact'),
      variables: (id) => versionOf('customers.contact', id),
    },
    'Customer reportFeedback': {
      type: 'Customer',
      document: reportDocument,
      record: customerOf,
      variables: feedbackOn,
    },
    'FeedbackForm investigateFeedback': {
      type: 'FeedbackForm',
      document: investigate,
      record: (file) => added(file, reportDocument, feedbackOn(file.id), 'reportFeedback'),
      variables: (id) => versionOf('quality.feedback_form', id),
    },
    ...administration,
    'Duty waiveDuty': {
      type: 'Duty',
      document: 'mutation($id: ID!) { waiveDuty(id: $id, version: 1, reason: "豁免") { id } }',
      record: () => randomUUID(),
    },
    ...approvalAttempts(opened),
    ...fileAttempts(opened),
    ...relationAttempts(opened),
    ...satisfactionAttempts(opened),
    ...reportAttempts(opened),
    ...attachmentAttempts(opened),
    ...qualityAttempts(opened),
    ...appraisalAttempts(opened),
    ...screeningAttempts(opened),
    'ImportJob cancelImport': {
      type: 'ImportJob',
      document: 'mutation($id: ID!) { cancelImport(id: $id) { id } }',
      record: () => randomUUID(),
    },
    'StoredFile importCustomers': { type: 'StoredFile', document: importCustomers, record: () => randomUUID() },
  };

  /** What an action really comes to: ok, or the code of the refusal. */
  async function reallyTried(
    { document, variables = (id) => ({ id }), dependsOnState }: Attempt,
    who: string,
    id: string,
  ): Promise<string> {
    const { data, outcome } = await opened()
      .as(who)
      .run(document, { ...(await variables(id)) });
    if (dependsOnState && ['INVALID_STATE', 'CONFLICT', 'BAD_USER_INPUT'].includes(outcome)) return 'ok';
    return document.startsWith('query') && Object.values(data)[0] === null ? 'NOT_FOUND' : outcome;
  }

  return { ask, explain, attempts, reallyTried };
};
