import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestPlatform } from './harness.js';
import {
  type FileName,
  feedbackOn,
  type LabelledCustomer,
  neverExisted,
  registerAllLabels,
  registerDocument,
  registerLabelled,
  reportDocument,
} from './labelledCustomers.js';

/** Has the same role and the same clearance as the supervisor, and is not the keeper of what the supervisor keeps. */
const manager = 'customer-service-manager';
const supervisor = 'customer-information-supervisor';

let platform: TestPlatform;
let files: Record<FileName, LabelledCustomer>;
let hidden: LabelledCustomer;
/** As good as the hidden one in every way but that it never existed. */
let never: LabelledCustomer;
beforeAll(async () => {
  platform = await TestPlatform.open();
  files = await registerAllLabels(platform);
  hidden = files['SECRET of the supervisor'];
  never = neverExisted(hidden);
});
afterAll(() => platform.close());

const ask = (who: string, document: string, variables: object = {}) =>
  platform.as(who).run(document, variables as Record<string, unknown>);

type Bearing = (file: LabelledCustomer) => object;

describe('P01.A22 a change of the hidden answers to the byte as one of what never existed', () => {
  const documents: [string, string, string, Bearing][] = [
    [
      'updateCustomer',
      manager,
      'mutation($id: ID!) { updateCustomer(id: $id, version: 1, input: { name: "改名" }) { id } }',
      ({ id }) => ({ id }),
    ],
    [
      'updateCustomer with a stale version',
      manager,
      'mutation($id: ID!) { updateCustomer(id: $id, version: 77, input: { keeperId: null, label: TOP_SECRET }) { id } }',
      ({ id }) => ({ id }),
    ],
    [
      'addContact',
      manager,
      'mutation($id: ID!) { addContact(customerId: $id, input: { name: "某人" }) { id } }',
      ({ id }) => ({ id }),
    ],
    [
      'removeContact',
      manager,
      'mutation($id: ID!) { removeContact(id: $id, version: 1) }',
      ({ contactId: id }) => ({ id }),
    ],
    ['reportFeedback', manager, reportDocument, ({ id }) => feedbackOn(id)],
    [
      'investigateFeedback',
      'quality-inspector',
      'mutation($id: ID!) { investigateFeedback(id: $id, version: 1, verdict: TRUE, finding: "属实") { id } }',
      ({ formId: id }) => ({ id }),
    ],
    [
      'importCustomers of the id of a file',
      manager,
      'mutation($id: ID!) { importCustomers(file: $id) { id } }',
      ({ id }) => ({ id }),
    ],
  ];
  it.each(documents)('%s', async (_call, who, document, bearing) => {
    const state = () =>
      platform.owner(
        `select (select count(*) from audit.entry where action not in ('refused', 'read', 'query')) entries, (select json_agg(c order by id) from customers.contact c where customer_id = $1) contacts,
         (select json_agg(f order by id) from quality.feedback_form f where customer_id = $1) forms, to_json(c) customer from customers.customer c where id = $1`,
        [hidden.id],
      );
    const before = await state();
    const answer = await ask(who, document, bearing(hidden));
    expect(answer.outcome).toBe('NOT_FOUND');
    expect(JSON.stringify(answer)).toBe(JSON.stringify(await ask(who, document, bearing(never))));
    expect(await state()).toEqual(before);
  });

  it.each<[string, string, object]>([
    ['keeperId', 'registerCustomer', { keeperId: randomUUID() }],
    ['departmentId', 'registerCustomer', { departmentId: randomUUID() }],
  ])('a %s that does not exist is named and nothing is registered', async (field, _call, given) => {
    const name = `无主${randomUUID()}`;
    const answer = await ask(manager, registerDocument, { input: { name, ...given } });
    expect(answer.errors).toMatchObject([
      { extensions: { code: 'BAD_USER_INPUT', problems: [{ path: `input.${field}` }] } },
    ]);
    expect(await platform.owner('select id from customers.customer where name = $1', [name])).toEqual([]);
  });
});

describe('P01.A22 a credit code that the hidden has is as free as any other', () => {
  const own: [string, string][] = [
    [manager, 'INTERNAL'],
    [manager, 'SECRET'],
    [manager, 'TOP_SECRET'],
    ['customer-information-specialist', 'PUBLIC'],
    ['customer-information-specialist', 'CONFIDENTIAL'],
  ];
  it.each(own)('registerCustomer by %s as %s', async (who, label) => {
    const file = await registerLabelled(platform, supervisor, 'SECRET', '同码隐藏');
    const answer = await ask(who, registerDocument, {
      input: { name: '同码可见', label, creditCode: file.creditCode },
    });
    expect(answer).toMatchObject({
      outcome: 'ok',
      data: { registerCustomer: { creditCode: file.creditCode, version: 1, label } },
    });
  });

  it('updateCustomer', async () => {
    const mine = await registerLabelled(platform, manager, 'SECRET', '改码');
    const document = `mutation($id: ID!, $code: String!) { updateCustomer(id: $id, version: 1, input: { creditCode: $code }) { creditCode version } }`;
    const answer = await ask(manager, document, { id: mine.id, code: hidden.creditCode });
    expect(answer.data.updateCustomer).toEqual({ creditCode: hidden.creditCode, version: 2 });
  });

  it('updateCustomer that raises a label to that of the hidden', async () => {
    const theirs = await registerLabelled(platform, supervisor, 'TOP_SECRET', '同码隐藏');
    const registered = await ask(manager, registerDocument, {
      input: { name: '同码可见', label: 'CONFIDENTIAL', creditCode: theirs.creditCode },
    });
    const { id } = registered.data.registerCustomer;
    const raise = `mutation($id: ID!) { updateCustomer(id: $id, version: 1, input: { label: TOP_SECRET }) { label } }`;
    expect((await ask(manager, raise, { id })).data.updateCustomer).toEqual({ label: 'TOP_SECRET' });
  });

  it('a code whose file is visible is a CONFLICT that names the file', async () => {
    const answer = await ask(manager, registerDocument, {
      input: { name: '同码', creditCode: files.PUBLIC.creditCode },
    });
    expect(answer.outcome).toBe('CONFLICT');
    expect(answer.errors[0]!.message).toContain(files.PUBLIC.number);
  });
});

describe('P01.A22 file numbers do not count the hidden', () => {
  it('a low label has a series without the gaps that files of higher labels would leave', async () => {
    const numberOf = async (who: string, label: string) =>
      (await ask(who, registerDocument, { input: { name: `连号${label}`, label } })).data.registerCustomer
        .number as string;
    const before = await numberOf('customer-information-specialist', 'INTERNAL');
    await numberOf(supervisor, 'SECRET');
    await numberOf(supervisor, 'CONFIDENTIAL');
    const after = await numberOf('customer-information-specialist', 'INTERNAL');
    expect(Number(after.slice(5))).toBe(Number(before.slice(5)) + 1);
  });

  it.each(['SECRET', 'TOP_SECRET'])('numbers of %s files tell a keeper nothing of those of others', async (label) => {
    const mine = await registerLabelled(platform, manager, label, '我的');
    for (let n = 0; n < 3; n += 1) await registerLabelled(platform, supervisor, label, '别人的');
    const next = await registerLabelled(platform, manager, label, '我的');
    for (const number of ['number', 'formNumber'] as const)
      expect(Math.abs(Number(next[number].slice(5)) - Number(mine[number].slice(5)))).toBeGreaterThan(1000);
  });
});

describe('P01.A22 what a mutation answers is read under the rights of whoever called it', () => {
  it('shows neither hidden neighbours nor closed fields', async () => {
    const document = `mutation($input: RegisterCustomerInput!) { registerCustomer(input: $input) {
      keeper { clearance } department { customers(filter: { id: { eq: "${hidden.id}" } }) { totalCount nodes { id } } } } }`;
    const answer = await ask(manager, document, {
      input: { name: '回读', keeperId: await platform.personId('sales-director') },
    });
    expect(answer.data.registerCustomer).toEqual({
      keeper: { clearance: null },
      department: { customers: { totalCount: 0, nodes: [] } },
    });
  });
});

describe('P01.A22 what is raised takes contacts and feedback along and is gone at once', () => {
  it('for those who are not cleared or not the keeper', async () => {
    const file = await registerLabelled(platform, manager, 'INTERNAL', '升密');
    const look =
      `query($id: ID!, $form: ID!) { customer(id: $id) { contacts { nodes { id } } } feedbackForm(id: $form) { id }
      customers(filter: { contacts: { some: { id: { eq: $id } } } }) { totalCount } }`.replace(
        '{ id: { eq: $id } }',
        `{ name: { eq: "${file.contactName}" } }`,
      );
    const seen = async (who: string) => JSON.stringify((await ask(who, look, { id: file.id, form: file.formId })).data);
    const nothing = '{"customer":null,"feedbackForm":null,"customers":{"totalCount":0}}';
    for (const who of ['unit-head', supervisor]) expect(await seen(who)).toContain(file.contactId);
    const raise = `mutation($id: ID!) { updateCustomer(id: $id, version: 1, input: { label: SECRET }) { label contacts { nodes { label } } qualityFeedback { nodes { label } } } }`;
    expect((await ask(manager, raise, { id: file.id })).data.updateCustomer).toEqual({
      label: 'SECRET',
      contacts: { nodes: [{ label: 'SECRET' }] },
      qualityFeedback: { nodes: [{ label: 'SECRET' }] },
    });
    for (const who of ['unit-head', supervisor]) expect(await seen(who)).toBe(nothing);
    expect(await seen(manager)).toContain(file.contactId);
  });

  it('and its keeper too goes along, so that a new keeper sees all of it and the old one nothing', async () => {
    const file = await registerLabelled(platform, manager, 'CONFIDENTIAL', '移交');
    const take = `mutation($id: ID!, $keeper: ID!) { updateCustomer(id: $id, version: 1, input: { keeperId: $keeper, label: TOP_SECRET }) { id } }`;
    const done = await ask(supervisor, take, { id: file.id, keeper: await platform.personId(supervisor) });
    expect(done.outcome).toBe('ok');
    const look = 'query($id: ID!) { feedbackForm(id: $id) { customer { id } } }';
    expect((await ask(supervisor, look, { id: file.formId })).data.feedbackForm).toEqual({ customer: { id: file.id } });
    expect((await ask(manager, look, { id: file.formId })).data.feedbackForm).toBeNull();
  });

  it('a label can neither be lowered nor a SECRET file be handed to somebody by an update', async () => {
    const mine = files['SECRET of the manager'];
    const change = `mutation($id: ID!, $version: Int!, $input: UpdateCustomerInput!) { updateCustomer(id: $id, version: $version, input: $input) { id } }`;
    for (const input of [{ label: 'INTERNAL' }, { keeperId: await platform.personId(supervisor) }])
      expect((await ask(manager, change, { id: mine.id, version: 1, input })).outcome).toBe('BAD_USER_INPUT');
  });
});
