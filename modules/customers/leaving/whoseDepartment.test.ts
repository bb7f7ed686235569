import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestPlatform } from '../../../test/harness.js';
import { type FileName, type LabelledCustomer, registerAllLabels } from '../../../test/labelledCustomers.js';

const specialist = 'customer-information-specialist';
const supervisor = 'customer-information-supervisor';
const manager = 'customer-service-manager';
const director = 'sales-director';
const developer = 'customer-developer';
const password = 'demo-only';

let platform: TestPlatform;
let files: Record<FileName, LabelledCustomer>;
let department: string;
const ids: Record<string, string> = {};
beforeAll(async () => {
  platform = await TestPlatform.open();
  files = await registerAllLabels(platform);
  for (const who of [specialist, supervisor, manager, director, developer, 'unit-head', 'general-manager', 'reader'])
    ids[who] = await platform.personId(who);
  department = (await platform.owner<{ id: string }>(`select id from access.department where name = '客户服务部'`))[0]!
    .id;
});
afterAll(() => platform.close());

const ask = (who: string, document: string, variables: object = {}) =>
  platform.as(who).run(document, variables as Record<string, unknown>);

const begin = `mutation($personId: ID!, $departmentId: ID!, $reason: HandoverReason!) {
  beginHandover(input: { personId: $personId, departmentId: $departmentId, reason: $reason }) { id }
}`;
const passOn = `mutation($id: ID!, $line: String!, $ids: [ID!], $successor: ID!) {
  passOn(id: $id, input: { line: $line, recordIds: $ids, successorId: $successor }) { id }
}`;
const list = 'query($id: ID!) { handoverList(id: $id) { line recordType recordId name } }';
const declare = 'mutation($id: ID!, $version: Int!) { declareHandover(id: $id, version: $version) { declaredAt } }';
const sign =
  'mutation($id: ID!, $version: Int!, $password: String!) { signHandover(id: $id, version: $version, password: $password) { signedBy { name } } }';

const versioned = async (table: string, id: string) => ({
  id,
  version: (await platform.owner<{ version: number }>(`select version from ${table} where id = $1`, [id]))[0]!.version,
});
const handoverVersion = (id: string) => versioned('handover.handover', id);

describe('P02.A06 whose department takes over is no choice', () => {
  const departments: Record<string, string> = {};
  beforeAll(async () => {
    for (const { id, name } of await platform.owner<{ id: string; name: string }>(
      'select id, name from access.department',
    ))
      departments[name] = id;
  });

  it.each([
    ['unit-head', developer],
    ['unit-head', manager],
    ['administrator', developer],
    [developer, developer],
  ])('P02.A06 %s does not hand over %s to a department in which they have no post', async (who, leaver) => {
    const variables = { personId: ids[leaver], departmentId: departments.生产部, reason: 'LEAVES' };
    const { outcome, errors } = await ask(who, begin, variables);
    expect(outcome).toBe('BAD_USER_INPUT');
    const [problem] = errors[0]!.extensions!.problems as { path: string; message: string }[];
    expect(problem!.path).toBe('input.departmentId');
    expect(problem!.message).toContain('roleAssignments');
  });

  it('P02.A06 a head is head where the post is held, not wherever another role reaches', async () => {
    const assign = 'mutation($input: AssignRoleInput!) { assignRole(input: $input) { id } }';
    const input = { personId: ids['unit-head'], role: 'READER', departmentId: departments.销售部 };
    expect((await ask('administrator', assign, { input })).outcome).toBe('ok');
    const variables = { personId: ids[developer], departmentId: departments.销售部, reason: 'LEAVES' };
    expect((await ask('unit-head', begin, variables)).outcome).toBe('FORBIDDEN');
    const begun = await ask(developer, begin, variables);
    expect(begun.outcome).toBe('ok');
    const { id } = begun.data.beginHandover;
    expect((await ask('unit-head', list, { id })).outcome).toBe('NOT_FOUND');
    const signing = await ask('unit-head', sign, { ...(await handoverVersion(id)), password });
    expect(signing.outcome).toBe('NOT_FOUND');
    expect((await ask('general-manager', list, { id })).outcome).toBe('ok');
  });
});

describe('P02.A06 what comes after the signature is handed over too', () => {
  it('P02.A06 a role does not end on an old handover while things are held', async () => {
    const add = `mutation($name: String!) { createPerson(input: { name: $name, displayName: "调岗", clearance: INTERNAL }) { person { id } } }`;
    const mover = (await ask('administrator', add, { name: 'mover' })).data.createPerson.person.id as string;
    const assign = 'mutation($input: AssignRoleInput!) { assignRole(input: $input) { id } }';
    const role = await ask('administrator', assign, {
      input: { personId: mover, role: 'CUSTOMER_INFORMATION_SPECIALIST', departmentId: department },
    });
    const end = async () =>
      ask(
        'administrator',
        'mutation($id: ID!, $version: Int!) { endRole(id: $id, version: $version) { id } }',
        await versioned('access.role_assignment', role.data.assignRole.id),
      );
    const begun = await ask(manager, begin, { personId: mover, departmentId: department, reason: 'MOVES' });
    const { id } = begun.data.beginHandover;
    expect((await ask(manager, declare, await handoverVersion(id))).outcome).toBe('ok');
    expect((await ask(manager, sign, { ...(await handoverVersion(id)), password })).outcome).toBe('ok');
    await platform.owner('update customers.customer set keeper_id = $1 where id = $2', [mover, files.INTERNAL.id]);
    expect((await end()).outcome).toBe('INVALID_STATE');
    await platform.owner('update customers.customer set keeper_id = $1 where id = $2', [
      ids[manager],
      files.INTERNAL.id,
    ]);
    expect((await end()).outcome).toBe('ok');
  });
});

describe('P01.A22 what was handed over becomes as secret as the thing', () => {
  it('P01.A22 P02.A06 the name of a file that is raised is hidden in the handover by which it passed', async () => {
    const { id } = files.PUBLIC;
    const items =
      'query($id: ID!) { handoverItems(filter: { recordId: { eq: $id } }) { totalCount nodes { title label } } }';
    const count = async (who: string) => (await ask(who, items, { id })).data.handoverItems.totalCount as number;
    const begun = await ask(supervisor, begin, {
      personId: ids[specialist],
      departmentId: department,
      reason: 'LEAVES',
    });
    expect(begun.outcome).toBe('FORBIDDEN');
    const handover = (
      await ask(manager, begin, { personId: ids[specialist], departmentId: department, reason: 'LEAVES' })
    ).data.beginHandover.id;
    const passed = { id: handover, line: 'keptCustomerFiles', ids: [id], successor: ids[supervisor] };
    expect((await ask(manager, passOn, passed)).outcome).toBe('ok');
    expect(await count(manager)).toBe(1);
    const { data } = await ask(supervisor, 'query($id: ID!) { customer(id: $id) { version } }', { id });
    const raised = await ask(
      supervisor,
      'mutation($id: ID!, $version: Int!) { updateCustomer(id: $id, version: $version, input: { label: SECRET }) { id } }',
      { id, version: data.customer.version },
    );
    expect(raised.outcome).toBe('ok');
    expect(await count(manager)).toBe(0);
    expect(await count(supervisor)).toBe(1);
  });
});
