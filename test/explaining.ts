import { randomUUID } from 'node:crypto';
import type { Locale } from '../src/languages/message.js';
import type { TestPlatform } from './harness.js';
import { feedbackOn, type LabelledCustomer, reportDocument } from './labelledCustomers.js';
import { people } from './peopleTable.js';

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
const investigate = `mutation($id: ID!, $version: Int!) { investigateFeedback(id: $id, version: $version, isTrue: true, finding: "属实") { id } }`;
const importCustomers = `mutation($id: ID!) { importCustomers(file: $id, dryRun: true) { id } }`;

/** How an action is really tried. */
export interface Attempt {
  type: string;
  document: string;
  /** The record of a file, made for this attempt where it would be used up. */
  record(file: LabelledCustomer): Promise<string> | string;
  variables?(id: string): object | Promise<object>;
}

const customerOf = ({ id }: LabelledCustomer) => id;

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
    'StoredFile importCustomers': { type: 'StoredFile', document: importCustomers, record: () => randomUUID() },
  };

  /** What an action really comes to: ok, or the code of the refusal. */
  async function reallyTried(
    { document, variables = (id) => ({ id }) }: Attempt,
    who: string,
    id: string,
  ): Promise<string> {
    const { data, outcome } = await opened()
      .as(who)
      .run(document, { ...(await variables(id)) });
    return document.startsWith('query') && Object.values(data)[0] === null ? 'NOT_FOUND' : outcome;
  }

  return { ask, explain, attempts, reallyTried };
};
