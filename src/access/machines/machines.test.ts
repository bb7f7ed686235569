import 'reflect-metadata';
import { Ctx, Int, Mutation, Query, Resolver } from 'type-graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestPlatform } from '../../../test/harness.js';
import type { Context } from '../../context.js';
import { defineModule } from '../../module.js';
import { anyone, machines, or, role } from '../rules.js';

@Resolver()
class PulseResolver {
  @Mutation(() => Int)
  async countPulse(@Ctx() context: Context): Promise<number> {
    return context.database.write(context, async () => 1);
  }

  @Mutation(() => Int)
  resetPulse(): number {
    return 0;
  }

  @Query(() => Int)
  openPulse(): number {
    return 1;
  }
}

/** One call that is open to machines, one that is not, and one that everybody may make. */
const pulse = defineModule({
  name: 'pulse',
  title: { en: 'Pulse', zh: '脉搏' },
  description: 'Counts.',
  resolvers: [PulseResolver],
  permissions: {
    calls: {
      Query: { openPulse: anyone },
      Mutation: { countPulse: or(role('UNIT_HEAD'), machines), resetPulse: role('UNIT_HEAD') },
    },
    rows: {},
  },
});

let now = new Date('2026-03-09T10:00:00+08:00');
let platform: TestPlatform;
beforeAll(async () => {
  platform = await TestPlatform.open({
    clock: () => now,
    modules: [pulse],
    migrate: true,
    access: { accessMinutes: 1440 },
  });
});
afterAll(() => platform.close());

const create = `mutation($input: CreateMachineTokenInput!) {
  createMachineToken(input: $input) { token machine { id version name call expiresAt revokedAt createdBy { name } } }
}`;
const revoke = 'mutation($id: ID!, $version: Int!) { revokeMachineToken(id: $id, version: $version) { id revokedAt } }';
const count = 'mutation { countPulse }';

let made = 0;
const aToken = async (more: object = {}) => {
  made += 1;
  const input = { name: `probe-${made}`, call: 'countPulse', expiresAt: new Date(now.getTime() + 86_400_000), ...more };
  const { data, errors } = await platform.as('administrator').run(create, { input });
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  return data.createMachineToken as { token: string; machine: { id: string; version: number; name: string } };
};

const outcomeOf = async (token: string, document: string): Promise<string> =>
  platform.run(token, document).then(
    ({ outcome }) => outcome,
    (error) => error.extensions.code,
  );

describe('a token of a machine', () => {
  it('lets the machine make its one call', async () => {
    const { token, machine } = await aToken();
    expect(machine).toMatchObject({ call: 'countPulse', revokedAt: null, createdBy: { name: 'administrator' } });
    expect((await platform.run(token, count)).data).toEqual({ countPulse: 1 });
    expect((await platform.run(token, 'mutation { __typename countPulse }')).outcome).toBe('ok');
  });

  it('is refused every other root field, public ones too, by itself and beside its own', async () => {
    const { token } = await aToken();
    const { full } = platform.platform.schemas;
    for (const [kind, type] of [
      ['query', full.getQueryType()],
      ['mutation', full.getMutationType()],
    ] as const)
      for (const field of Object.values(type!.getFields())) {
        const plain =
          field.args.every(({ type: of }) => !String(of).endsWith('!')) &&
          /^(Int|String|Boolean)/.test(String(field.type));
        if (field.name === 'countPulse' || !plain) continue;
        expect(await outcomeOf(token, `${kind} { ${field.name} }`), field.name).toBe('FORBIDDEN');
      }
    for (const document of [
      '{ viewer { name } }',
      '{ openPulse }',
      '{ people { totalCount } }',
      '{ __typename }',
      'mutation { signIn(name: "reader", password: "x") { accessToken } }',
      'mutation { countPulse resetPulse }',
      'mutation { countPulse ...more } fragment more on Mutation { resetPulse }',
      'mutation { createMachineToken(input: { name: "x", call: "countPulse", expiresAt: "2026-03-10T00:00:00Z" }) { token } }',
    ])
      expect(await outcomeOf(token, document), document).toBe('FORBIDDEN');
  });

  it('reads no schema, and is given no hint at names', async () => {
    const { token } = await aToken();
    for (const document of [
      '{ __schema { types { name } } }',
      '{ __type(name: "Person") { name } }',
      'query { ...all } fragment all on Query { __schema { types { name } } }',
    ])
      expect(await outcomeOf(token, document), document).toBe('FORBIDDEN');
    const { errors } = await platform.run(token, 'mutation { countPulses }');
    expect(errors[0]!.message).not.toContain('Did you mean');
  });

  it('is no person: rules for whoever is signed in do not hold, in PostgreSQL either', async () => {
    const { token } = await aToken();
    const context = await platform.platform.context(`Bearer ${token}`);
    expect(context.viewer).toMatchObject({ personId: undefined, clearance: 'PUBLIC' });
    for (const table of ['access.person', 'access.machine_token', 'customers.customer', 'duties.duty'])
      expect(await platform.platform.database.read(context, { sql: `select 1 from ${table}`, parameters: [] })).toEqual(
        [],
      );
  });

  it('is refused at the next request when it is revoked, and stays revoked', async () => {
    const { token, machine } = await aToken();
    expect(await outcomeOf(token, count)).toBe('ok');
    const administrator = platform.as('administrator');
    expect((await administrator.run(revoke, { ...machine, version: machine.version + 1 })).outcome).toBe('CONFLICT');
    expect((await administrator.run(revoke, machine)).data.revokeMachineToken.revokedAt).toBe(now.toISOString());
    expect(await outcomeOf(token, count)).toBe('UNAUTHENTICATED');
    expect((await administrator.run(revoke, { id: machine.id, version: machine.version + 1 })).outcome).toBe(
      'INVALID_STATE',
    );
    await expect(
      platform.owner('update access.machine_token set revoked_at = null where id = $1', [machine.id]),
    ).rejects.toThrow('comes back');
  });

  it('is refused from the moment on at which it expires', async () => {
    const { token } = await aToken({ expiresAt: new Date('2026-03-09T12:00:00+08:00') });
    now = new Date('2026-03-09T11:59:59+08:00');
    expect(await outcomeOf(token, count)).toBe('ok');
    now = new Date('2026-03-09T12:00:00+08:00');
    expect(await outcomeOf(token, count)).toBe('UNAUTHENTICATED');
  });

  it('is kept as a hash alone, also in the audit; who made it and what it did stand there', async () => {
    now = new Date('2026-03-09T13:00:00+08:00');
    const { token, machine } = await aToken();
    await platform.run(token, count);
    await platform.platform.core.audit.log.flush();
    const secret = token.slice(-20);
    const rows = await platform.owner<{ found: boolean }>(
      `select exists (select from access.machine_token m where m::text like $1) or exists (select from audit.entry e where e::text like $1) as found`,
      [`%${secret}%`],
    );
    expect(rows).toEqual([{ found: false }]);
    const { data } = await platform.as('auditor').run(
      `query($id: String!, $machine: ID!) {
        made: auditEntries(filter: { recordId: { eq: $id } }) { nodes { call person { name } machine { name } } }
        did: auditEntries(filter: { machine: { id: { eq: $machine } } }) { nodes { call action person { name } machine { name } } }
        machineTokens(filter: { id: { eq: $machine } }) { nodes { name lastUsedAt } }
      }`,
      { id: machine.id, machine: machine.id },
    );
    expect(data.made.nodes).toEqual([{ call: 'createMachineToken', person: { name: 'administrator' }, machine: null }]);
    expect(data.did.nodes).toEqual([
      { call: 'countPulse', action: 'call', person: null, machine: { name: machine.name } },
    ]);
    expect(data.machineTokens.nodes).toEqual([{ name: machine.name, lastUsedAt: now.toISOString() }]);
  });

  it('gets no other right, whoever writes', async () => {
    const { machine } = await aToken();
    for (const change of [`call = 'resetPulse'`, `expires_at = expires_at + interval '1 day'`, `hash = 'x'`])
      await expect(
        platform.owner(`update access.machine_token set ${change} where id = $1`, [machine.id]),
      ).rejects.toThrow('another right');
  });
});

describe('who makes a token, and for what', () => {
  const input = { name: 'other', call: 'countPulse', expiresAt: '2026-03-10T00:00:00Z' };

  it.each([
    ['anyone', 'UNAUTHENTICATED'],
    ['unit-head', 'FORBIDDEN'],
    ['auditor', 'FORBIDDEN'],
    ['general-manager', 'FORBIDDEN'],
    ['administrator', 'ok'],
  ])('%s: %s', async (who, outcome) => {
    expect((await platform.as(who).run(create, { input })).outcome).toBe(outcome);
  });

  it.each([
    ['anyone', 'UNAUTHENTICATED'],
    ['unit-head', 'FORBIDDEN'],
    ['auditor', 'ok'],
    ['administrator', 'ok'],
  ])('the list is for those who oversee it: %s: %s', async (who, outcome) => {
    expect((await platform.as(who).run('{ machineTokens { nodes { name call } } }')).outcome).toBe(outcome);
  });

  it('only calls that are open to machines, none that is open to everybody, only for a time', async () => {
    for (const call of ['resetPulse', 'signIn', 'createMachineToken', 'openPulse', 'nothing']) {
      const { errors } = await platform.as('administrator').run(create, {
        input: { name: '探头', call, expiresAt: '2028-03-10T00:00:00Z' },
      });
      const problems = errors[0]!.extensions!.problems as { path: string; message: string }[];
      expect(problems.map(({ path }) => path)).toEqual(['input.call', 'input.expiresAt']);
      expect(problems[0]!.message).toContain('countPulse');
    }
  });

  it('no name twice', async () => {
    expect((await platform.as('administrator').run(create, { input })).outcome).toBe('CONFLICT');
  });
});
