import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { TestPlatform } from './harness.js';
import { feedbackOn, type LabelledCustomer, registerLabelled, reportDocument } from './labelledCustomers.js';

const manager = 'customer-service-manager';
const supervisor = 'customer-information-supervisor';
const opening = new Date('2026-03-02T03:00:00.000Z');
const minutes = (n: number) => new Date(opening.getTime() + n * 60_000);

let now = opening;
let platform: TestPlatform;
let file: LabelledCustomer;
let other: LabelledCustomer;
beforeAll(async () => {
  platform = await TestPlatform.open({ clock: () => now });
  file = await registerLabelled(platform, supervisor, 'SECRET', '授权的客户');
  other = await registerLabelled(platform, supervisor, 'SECRET', '未授权的客户');
});
afterAll(() => platform.close());
beforeEach(async () => {
  now = opening;
  await platform.owner('delete from access."grant"');
});

interface GrantGiven {
  person: string;
  type: string;
  id: string;
  action: string;
  from: Date;
  until: Date | null;
}

const give = async (given: Partial<GrantGiven> = {}) => {
  const right = {
    person: manager,
    type: 'Customer',
    id: file.id,
    action: 'read',
    from: minutes(-10),
    until: minutes(10),
  };
  const { person, type, id, action, from, until } = { ...right, ...given };
  await platform.owner(
    `insert into access."grant" (id, created_at, updated_at, person_id, record_type, record_id, action, valid_from, valid_until)
     values ($1, $2, $2, $3, $4, $5, $6, $7, $8)`,
    [randomUUID(), opening, await platform.personId(person), type, id, action, from, until],
  );
};

const look = `query($id: ID!, $form: ID!) {
  customer(id: $id) { id contacts { nodes { id } } qualityFeedback { nodes { id } } }
  customers(filter: { id: { eq: $id } }) { totalCount nodes { id } }
  feedbackForm(id: $form) { id customer { id } }
}`;

/** Everything of a file that somebody is shown. */
const shown = async (who: string, { id, formId: form }: LabelledCustomer) =>
  (await platform.as(who).run(look, { id, form })).data;

const everything = ({ id, contactId, formId }: LabelledCustomer) => ({
  customer: { id, contacts: { nodes: [{ id: contactId }] }, qualityFeedback: { nodes: [{ id: formId }] } },
  customers: { totalCount: 1, nodes: [{ id }] },
  feedbackForm: { id: formId, customer: { id } },
});
const nothing = { customer: null, customers: { totalCount: 0, nodes: [] }, feedbackForm: null };

describe('P01.A17 P01.A22 P02.A07 a SECRET file, its contacts and its feedback are opened by the right grant alone', () => {
  it.each<[string, string, () => Partial<GrantGiven>, boolean]>([
    ['the right one', manager, () => ({}), true],
    ['of a cleared person whose roles show no customers', 'auditor', () => ({ person: 'auditor' }), true],
    ['without an end', manager, () => ({ until: null }), true],
    ['that begins this moment', manager, () => ({ from: opening }), true],
    ['that ends this moment', manager, () => ({ until: opening }), false],
    ['that has ended', manager, () => ({ until: minutes(-1) }), false],
    ['that has not begun', manager, () => ({ from: minutes(1) }), false],
    ['of another person', manager, () => ({ person: 'general-manager' }), false],
    ['of a person who is not cleared', 'sales-director', () => ({ person: 'sales-director' }), false],
    ['for another action', manager, () => ({ action: 'write' }), false],
    ['on another record', manager, () => ({ id: other.id }), false],
    ['on a record of another type with the same id', manager, () => ({ type: 'Contact' }), false],
    ['on the contact instead of the customer', manager, () => ({ type: 'Contact', id: file.contactId }), false],
  ])('%s', async (_grant, who, given, opens) => {
    expect(await shown(who, file)).toEqual(nothing);
    await give(given());
    expect(await shown(who, file)).toEqual(opens ? everything(file) : nothing);
  });

  it('on the form instead of the customer: the form alone', async () => {
    await give({ type: 'FeedbackForm', id: file.formId });
    expect(await shown(manager, file)).toEqual({ ...nothing, feedbackForm: { id: file.formId, customer: null } });
  });

  it('and no other file', async () => {
    await give();
    expect(await shown(manager, other)).toEqual(nothing);
  });

  it('it begins and ends by the clock, without anybody doing anything', async () => {
    await give({ from: minutes(1), until: minutes(2) });
    const moments = [0, 1, 1.999, 2, 3];
    const opened: boolean[] = [];
    for (const moment of moments) {
      now = minutes(moment);
      opened.push(((await shown(manager, file)) as { customer: unknown }).customer !== null);
    }
    expect(opened).toEqual([false, true, true, false, false]);
  });
});

describe('P01.A17 a grant for reading does not let write', () => {
  const update = `mutation($id: ID!, $input: UpdateCustomerInput!) { updateCustomer(id: $id, version: 1, input: $input) { id } }`;
  const state = () =>
    platform.owner(
      `select (select count(*) from audit.entry where action in ('create', 'update', 'delete', 'call')) entries, to_json(c) customer, (select json_agg(k order by k.id) from customers.contact k where k.customer_id = c.id) contacts,
         (select json_agg(f order by f.id) from quality.feedback_form f where f.customer_id = c.id) forms from customers.customer c where c.id = $1`,
      [file.id],
    );

  it.each<[string, string, () => object | Promise<object>]>([
    ['the file', update, () => ({ id: file.id, input: { fax: '0571-1' } })],
    [
      'itself into the keeper, which would outlast the grant',
      update,
      async () => ({ id: file.id, input: { keeperId: await platform.personId(manager) } }),
    ],
    [
      'a contact',
      'mutation($id: ID!) { addContact(customerId: $id, input: { name: "某人" }) { id } }',
      () => ({ id: file.id }),
    ],
    ['a contact away', 'mutation($id: ID!) { removeContact(id: $id, version: 1) }', () => ({ id: file.contactId })],
    ['feedback', reportDocument, () => feedbackOn(file.id)],
  ])('%s', async (_what, document, variables) => {
    await give();
    const before = await state();
    const answer = await platform.as(manager).run(document, { ...(await variables()) });
    expect(answer.outcome).not.toBe('ok');
    expect(await state()).toEqual(before);
  });

  it('with a grant for writing too the file changes, and not its keeper', async () => {
    await give();
    await give({ action: 'write' });
    const keeperId = await platform.personId(manager);
    const take = await platform.as(manager).run(update, { id: file.id, input: { keeperId } });
    expect(take.outcome).toBe('BAD_USER_INPUT');
    expect((await platform.as(manager).run(update, { id: file.id, input: { fax: '0571-2' } })).outcome).toBe('ok');
  });
});

describe('P01.A22 compartments: a reader holds them all', () => {
  const holders = { [manager]: ['A'], [supervisor]: ['A', 'B', '甲,乙'], 'sales-director': ['甲', 'B,A'] } as Record<
    string,
    string[]
  >;
  let compartments: TestPlatform;
  beforeAll(async () => {
    compartments = await TestPlatform.open({ clock: () => opening });
    for (const [name, held] of Object.entries(holders))
      await compartments.owner('update access.person set compartments = $2 where name = $1', [name, held]);
  });
  afterAll(() => compartments.close());

  it.each<[string[], Record<string, boolean>]>([
    [[], { [manager]: true, [supervisor]: true, 'sales-director': true, 'customer-information-specialist': true }],
    [['A'], { [manager]: true, [supervisor]: true, 'sales-director': false, 'customer-information-specialist': false }],
    [
      ['A', 'B'],
      { [manager]: false, [supervisor]: true, 'sales-director': false, 'customer-information-specialist': false },
    ],
    [
      ['B'],
      { [manager]: false, [supervisor]: true, 'sales-director': false, 'customer-information-specialist': false },
    ],
    [
      ['甲,乙'],
      { [manager]: false, [supervisor]: true, 'sales-director': false, 'customer-information-specialist': false },
    ],
  ])('a file in %j with its contacts and its feedback', async (given, who) => {
    const made = await registerLabelled(compartments, supervisor, 'CONFIDENTIAL', '隔间', { compartments: given });
    for (const [name, sees] of Object.entries(who)) {
      const { data } = await compartments.as(name).run(look, { id: made.id, form: made.formId });
      expect(data, name).toEqual(sees ? everything(made) : nothing);
    }
  });

  it('holds for the keeper as well', async () => {
    const keeperId = await compartments.personId('customer-information-specialist');
    const made = await registerLabelled(compartments, supervisor, 'INTERNAL', '隔间', {
      compartments: ['A'],
      keeperId,
    });
    const { data } = await compartments
      .as('customer-information-specialist')
      .run(look, { id: made.id, form: made.formId });
    expect(data).toEqual(nothing);
  });

  it('nobody registers a file in one without holding it', async () => {
    const register = 'mutation($input: RegisterCustomerInput!) { registerCustomer(input: $input) { id } }';
    const input = { name: '隔间', compartments: ['A', 'B'] };
    expect((await compartments.as(manager).run(register, { input })).outcome).toBe('BAD_USER_INPUT');
  });

  it('its number is from no series, whose gaps would count it', async () => {
    const made = await registerLabelled(compartments, supervisor, 'INTERNAL', '隔间', { compartments: ['A'] });
    expect(made.number).toMatch(/^KH-I-\d{12}$/);
    expect(made.formNumber).toMatch(/^ZL-I-\d{12}$/);
  });
});
