import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, TestPlatform } from '../../test/harness.js';
import {
  assignRole,
  createPerson,
  directly,
  endRole,
  giveRole,
  newcomer,
  problemPaths,
  topDepartment,
} from './access.harness.js';

let platform: TestPlatform;
let top: string;
beforeAll(async () => {
  platform = await TestPlatform.open();
  top = await topDepartment(platform);
});
afterAll(() => platform.close());

const administrator = () => platform.as('administrator');
const signIn = (name: string, password: string) =>
  platform.run(
    undefined,
    'mutation($name: String!, $password: String!) { signIn(name: $name, password: $password) { accessToken viewer { mustChangePassword roles } } }',
    { name, password },
  );

describe('an administrator', () => {
  it('adds somebody, who signs in once, chooses a password, and holds the role that was given', async () => {
    const added = await administrator().run(createPerson, {
      input: { name: 'zhang.wei', displayName: '张伟', clearance: 'INTERNAL', compartments: ['东区', '东区'] },
    });
    const { person, oneTimePassword } = added.data.createPerson;
    expect(person).toMatchObject({ name: 'zhang.wei', active: true, clearance: 'INTERNAL', compartments: ['东区'] });
    expect(oneTimePassword).toHaveLength(16);
    const given = await administrator().run(assignRole, {
      input: { personId: person.id, role: 'READER', departmentId: top },
    });
    expect(given.data.assignRole).toMatchObject({ role: 'READER', validUntil: null, department: { name: '总公司' } });
    const first = await signIn('zhang.wei', oneTimePassword);
    expect(first.data.signIn.viewer).toEqual({ mustChangePassword: true, roles: [] });
    const changed = await platform.run(
      first.data.signIn.accessToken,
      'mutation($current: String!) { changePassword(currentPassword: $current, newPassword: "江南好，风景旧曾谙，日出江花") { mustChangePassword roles } }',
      { current: oneTimePassword },
    );
    expect(changed.data.changePassword).toEqual({ mustChangePassword: false, roles: ['READER'] });
    expect((await signIn('zhang.wei', oneTimePassword)).outcome).toBe('UNAUTHENTICATED');
  });

  it('gives nobody a name that another has in other letters', async () => {
    const { name } = await newcomer(platform);
    const added = await administrator().run(createPerson, {
      input: { name: name.toUpperCase(), displayName: '另一个' },
    });
    expect(added.errors).toMatchObject([{ extensions: { problems: [{ path: 'input.name' }] } }]);
    const renamed = `update access.person set name = upper(name) where name = 'reader'`;
    await expect(
      platform.owner(
        `${renamed}; insert into access.person (id, version, created_at, updated_at, name, display_name) values (gen_random_uuid(), 1, now(), now(), 'reader', '')`,
      ),
    ).rejects.toThrow('person_name_folded');
  });

  it('gives a new one-time password, which ends all sessions and leaves no trace in the log', async () => {
    const { id, name } = await newcomer(platform, ['READER']);
    const token = await platform.platform.tokenFor(id);
    const reset = await administrator().run(
      'mutation($id: ID!) { resetPassword(personId: $id) { oneTimePassword person { name } } }',
      { id },
    );
    const { oneTimePassword } = reset.data.resetPassword;
    expect((await signIn(name, oneTimePassword)).data.signIn.viewer.mustChangePassword).toBe(true);
    await expect(platform.run(token, '{ viewer { name } }')).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    const [{ log }] = (await platform.owner('select json_agg(e)::text as log from audit.entry e')) as [{ log: string }];
    expect(log).toContain('one-time password given');
    expect(log).not.toContain(oneTimePassword);
  });

  it('does not reset the own password, which would need no knowledge of the present one', async () => {
    const id = await platform.personId('administrator');
    const document = 'mutation($id: ID!) { resetPassword(personId: $id) { oneTimePassword } }';
    expect((await administrator().run(document, { id })).outcome).toBe('INVALID_STATE');
  });

  it('deactivates somebody, who is out at once, and lets the person in again', async () => {
    const { id } = await newcomer(platform, ['READER']);
    const token = await platform.platform.tokenFor(id);
    const change = (call: string, version: number) =>
      administrator().run(
        `mutation($id: ID!, $version: Int!) { ${call}(id: $id, version: $version) { version active } }`,
        { id, version },
      );
    expect((await change('deactivatePerson', 1)).data.deactivatePerson).toEqual({ version: 2, active: false });
    await expect(platform.run(token, '{ viewer { name } }')).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    expect((await change('deactivatePerson', 2)).outcome).toBe('INVALID_STATE');
    expect((await change('reactivatePerson', 2)).data.reactivatePerson).toEqual({ version: 3, active: true });
    await expect(platform.run(token, '{ viewer { name } }')).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    const again = await platform.run(await platform.platform.tokenFor(id), '{ viewer { roles } }');
    expect(again.data.viewer.roles).toEqual(['READER']);
  });

  it('renames somebody, and nothing but what is given changes', async () => {
    const { id } = await newcomer(platform);
    const rename = (version: number, input: object) =>
      administrator().run(
        'mutation($id: ID!, $version: Int!, $input: UpdatePersonInput!) { updatePerson(id: $id, version: $version, input: $input) { version name displayName } }',
        { id, version, input },
      );
    const name = `renamed-${randomUUID()}`;
    expect((await rename(1, { name })).data.updatePerson).toMatchObject({ version: 2, name });
    expect((await rename(2, { name: null, displayName: '新名' })).data.updatePerson).toEqual({
      version: 3,
      name,
      displayName: '新名',
    });
    expect((await rename(2, { displayName: '旧名' })).outcome).toBe('CONFLICT');
    expect(problemPaths(await rename(3, { name: 'reader' }))).toEqual(['input.name']);
  });
});

describe('all that is wrong with an input is named at once', () => {
  const nobody = randomUUID();
  it.each<[string, string, () => object, string[]]>([
    [
      'createPerson',
      createPerson,
      () => ({ name: 'a b', displayName: '', compartments: ['', 'x'.repeat(101)], externalSubject: '' }),
      ['input.name', 'input.displayName', 'input.compartments', 'input.externalSubject'],
    ],
    ['createPerson', createPerson, () => ({ name: 'reader', displayName: '李想' }), ['input.name']],
    [
      'assignRole',
      assignRole,
      () => ({ personId: nobody, role: 'KING', departmentId: nobody, validFrom: '2020-01-01T00:00:00Z' }),
      ['input.personId', 'input.role', 'input.departmentId', 'input.validFrom'],
    ],
    [
      'assignRole',
      assignRole,
      () => ({
        personId: nobody,
        role: 'READER',
        departmentId: top,
        validFrom: '2100-01-02T00:00:00Z',
        validUntil: '2100-01-01T00:00:00Z',
      }),
      ['input.validUntil'],
    ],
    [
      'createDepartment',
      'mutation($input: CreateDepartmentInput!) { createDepartment(input: $input) { id } }',
      () => ({ name: 'a/b', parentId: 'x' }),
      ['input.name', 'input.parentId'],
    ],
    [
      'createDepartment',
      'mutation($input: CreateDepartmentInput!) { createDepartment(input: $input) { id } }',
      () => ({ name: '部门', parentId: nobody }),
      ['input.parentId'],
    ],
  ])('%s', async (_call, document, input, paths) => {
    const answer = await administrator().run(document, { input: input() });
    expect(answer.outcome).toBe('BAD_USER_INPUT');
    expect(problemPaths(answer).sort()).toEqual([...paths].sort());
  });
});

it('roles lists those of all modules with their titles', async () => {
  const { data } = await platform.as('reader').run('{ roles { name title module } }');
  expect(data.roles).toContainEqual({ name: 'AUDITOR', title: 'Auditor', module: 'access' });
  expect(data.roles).toContainEqual({ name: 'QUALITY_INSPECTOR', title: 'Quality inspector', module: 'quality' });
});

describe('nobody raises their own rights', () => {
  let self: { id: string; name: string };
  let held: string;
  beforeAll(async () => {
    self = await newcomer(platform, ['ADMINISTRATOR']);
    await platform.owner(`update access.person set clearance = 'INTERNAL', compartments = '{a}' where id = $1`, [
      self.id,
    ]);
    held = await giveRole(platform, self.id, 'READER', '2099-01-01');
  });

  const setClearance = (clearance: string, compartments: string[]) => async () => {
    const [{ version }] = (await platform.owner('select version from access.person where id = $1', [self.id])) as [
      { version: number },
    ];
    return platform
      .as(self.name)
      .run(
        'mutation($id: ID!, $version: Int!, $clearance: Label!, $compartments: [String!]!) { setClearance(personId: $id, version: $version, clearance: $clearance, compartments: $compartments) { id } }',
        { id: self.id, version, clearance, compartments },
      );
  };

  it.each<[string, () => Promise<Answer>, string]>([
    [
      'a role',
      () => platform.as(self.name).run(assignRole, { input: { personId: self.id, role: 'READER', departmentId: top } }),
      'FORBIDDEN',
    ],
    ['a higher clearance', setClearance('CONFIDENTIAL', ['a']), 'FORBIDDEN'],
    ['a further compartment', setClearance('INTERNAL', ['a', 'b']), 'FORBIDDEN'],
    [
      'a longer role',
      () => platform.as(self.name).run(endRole, { id: held, version: 1, at: '2099-06-01T00:00:00Z' }),
      'INVALID_STATE',
    ],
    ['a lower clearance is no raise', setClearance('PUBLIC', []), 'ok'],
    ['a shorter role is no raise', () => platform.as(self.name).run(endRole, { id: held, version: 1 }), 'ok'],
  ])('over GraphQL: %s', async (_what, call, outcome) => {
    expect((await call()).outcome).toBe(outcome);
  });

  const insert = `insert into access.role_assignment (id, created_at, updated_at, person_id, role, department_id, valid_from)
    select gen_random_uuid(), now(), now(), $1, 'READER', department_id, now() from access.role_assignment where id = $2`;
  it.each<[string, string, string]>([
    ['a role', insert, 'ZH003'],
    ['a role of somebody else', 'update access.role_assignment set person_id = $1 where id <> $2', 'ZH003'],
    ['another role', `update access.role_assignment set role = 'ANALYST' where person_id = $1 and id = $2`, 'ZH003'],
    [
      'a role without an end',
      'update access.role_assignment set valid_until = null where person_id = $1 and id = $2',
      'ZH003',
    ],
    [
      'a longer role',
      `update access.role_assignment set valid_until = '2100-01-01' where person_id = $1 and id = $2`,
      'ZH003',
    ],
    [
      'a shorter role is no raise',
      `update access.role_assignment set valid_until = '2027-01-01' where person_id = $1 and id = $2`,
      '1',
    ],
    ['a higher clearance', `update access.person set clearance = 'TOP_SECRET' where id = $1 and id <> $2`, 'ZH003'],
    ['a further compartment', `update access.person set compartments = '{a,b}' where id = $1 and id <> $2`, 'ZH003'],
  ])('past our code, as the request role: %s', async (_what, sql, outcome) => {
    const other = await newcomer(platform, ['ADMINISTRATOR']);
    await platform.owner(`update access.person set clearance = 'INTERNAL', compartments = '{a}' where id = $1`, [
      other.id,
    ]);
    const mine = await giveRole(platform, other.id, 'READER', '2099-01-01');
    expect(await directly(platform, other.name, sql, [other.id, mine])).toBe(outcome);
  });

  it('past our code, a password of somebody else that is no one-time password', async () => {
    const { id } = await newcomer(platform);
    const set = (oneTime: boolean) =>
      directly(platform, 'administrator', `select access.set_password($1, 'a hash', ${oneTime})`, [id]);
    expect(await set(false)).toBe('42501');
    expect(await set(true)).toBe('1');
  });
});

describe('an auditor is no administrator at the same time', () => {
  const assign = (personId: string, role: string, validFrom?: string, validUntil?: string) =>
    administrator().run(assignRole, { input: { personId, role, departmentId: top, validFrom, validUntil } });

  it.each([
    ['without an end', undefined, undefined, 'INVALID_STATE'],
    ['overlapping the beginning', '2101-06-01T00:00:00Z', '2102-06-01T00:00:00Z', 'INVALID_STATE'],
    ['inside', '2102-02-01T00:00:00Z', '2102-03-01T00:00:00Z', 'INVALID_STATE'],
    ['ending when the other begins', '2101-01-01T00:00:00Z', '2102-01-01T00:00:00Z', 'ok'],
    ['beginning when the other ends', '2103-01-01T00:00:00Z', undefined, 'ok'],
  ])('administrator in 2102, auditor %s', async (_when, from, until, outcome) => {
    const { id } = await newcomer(platform);
    await assign(id, 'ADMINISTRATOR', '2102-01-01T00:00:00Z', '2103-01-01T00:00:00Z');
    expect((await assign(id, 'AUDITOR', from, until)).outcome).toBe(outcome);
  });

  it('also past our code', async () => {
    const { id } = await newcomer(platform, ['AUDITOR']);
    const insert = `insert into access.role_assignment (id, created_at, updated_at, person_id, role, department_id, valid_from)
      values (gen_random_uuid(), now(), now(), $1, 'ADMINISTRATOR', $2, now())`;
    expect(await directly(platform, 'administrator', insert, [id, top])).toBe('ZH002');
  });

  it('also when two administrators give one role each at the same moment', async () => {
    const second = await newcomer(platform, ['ADMINISTRATOR']);
    for (let round = 0; round < 20; round += 1) {
      const { id } = await newcomer(platform);
      const input = { personId: id, departmentId: top };
      const outcomes = await Promise.all([
        administrator().run(assignRole, { input: { ...input, role: 'ADMINISTRATOR' } }),
        platform.as(second.name).run(assignRole, { input: { ...input, role: 'AUDITOR' } }),
      ]);
      expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['INVALID_STATE', 'ok']);
    }
  });
});

describe('a role', () => {
  it('is not held twice over the same time, since the end of one would not end it', async () => {
    const { id } = await newcomer(platform);
    const input = { personId: id, role: 'READER', departmentId: top };
    expect((await administrator().run(assignRole, { input })).outcome).toBe('ok');
    expect((await administrator().run(assignRole, { input })).outcome).toBe('CONFLICT');
  });

  it('that is called off before it began never begins', async () => {
    const { id } = await newcomer(platform);
    const coming = { personId: id, role: 'READER', departmentId: top, validFrom: '2101-01-01T00:00:00Z' };
    const { id: assignment } = (await administrator().run(assignRole, { input: coming })).data.assignRole;
    const ended = await administrator().run(endRole, { id: assignment, version: 1 });
    expect(ended.data.endRole.validUntil).toBe('2101-01-01T00:00:00.000Z');
    expect((await administrator().run(endRole, { id: assignment, version: 1 })).outcome).toBe('CONFLICT');
  });

  it('does not end in the past', async () => {
    const { id } = await newcomer(platform);
    const assignment = await giveRole(platform, id, 'READER');
    const answer = await administrator().run(endRole, { id: assignment, version: 1, at: '2026-01-02T00:00:00Z' });
    expect(problemPaths(answer)).toEqual(['at']);
  });
});
