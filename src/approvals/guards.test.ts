import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RequestRole, viewerOf } from '../../test/requestRole.js';
import { directly } from '../access/access.harness.js';
import { sessionVariables } from '../access/viewer.js';
import { ApprovalWorld } from './approvals.harness.js';

/** Past all of our code, as the request role: the second wall. */
let world: ApprovalWorld;
let request: { id: string; steps: { signers: { taskId: string }[] }[] };
beforeAll(async () => {
  world = await ApprovalWorld.open();
  request = await world.issue();
  await world.run(
    'clerk',
    'mutation($id: ID!, $personId: ID!) { copyApproval(id: $id, personIds: [$personId]) { id } }',
    {
      id: request.id,
      personId: await world.platform.personId('deputy'),
    },
  );
});
afterAll(() => world.close());

const raw = async (who: string, sql: string, values: unknown[] = [request.id]) =>
  directly(world.platform, who, sql, values);

const event = (kind: string, person: string) =>
  `insert into approvals.event (id, created_at, updated_at, request_id, kind, person_id, round)
   select gen_random_uuid(), now(), now(), $1, '${kind}', id, 1 from access.person where name = '${person}'`;

const all = ['clerk', 'unit-head', 'deputy', 'checker', 'auditor', 'administrator'] as const;

describe('who sees and changes what in the tables of approvals', () => {
  it.each<[string, string, Record<(typeof all)[number], string>]>([
    [
      'a request',
      'select from approvals.request where id = $1',
      { clerk: '1', 'unit-head': '1', deputy: '1', checker: '0', auditor: '1', administrator: '0' },
    ],
    [
      'its task',
      'select from approvals.task where request_id = $1',
      { clerk: '0', 'unit-head': '1', deputy: '0', checker: '0', auditor: '0', administrator: '0' },
    ],
    [
      'its history',
      "select from approvals.event where request_id = $1 and kind = 'SUBMITTED'",
      { clerk: '1', 'unit-head': '1', deputy: '1', checker: '0', auditor: '1', administrator: '0' },
    ],
    [
      'a change of a request',
      'update approvals.request set round = round where id = $1',
      { clerk: '1', 'unit-head': '1', deputy: '0', checker: '0', auditor: '0', administrator: '0' },
    ],
    [
      'a change of a task',
      'update approvals.task set waits_for = waits_for where request_id = $1',
      {
        clerk: '42501',
        'unit-head': '42501',
        deputy: '42501',
        checker: '42501',
        auditor: '42501',
        administrator: '42501',
      },
    ],
    [
      'a change of the history',
      'update approvals.event set comment = null where request_id = $1',
      {
        clerk: '42501',
        'unit-head': '42501',
        deputy: '42501',
        checker: '42501',
        auditor: '42501',
        administrator: '42501',
      },
    ],
    [
      'the removal of a request',
      'delete from approvals.request where id = $1',
      {
        clerk: '42501',
        'unit-head': '42501',
        deputy: '42501',
        checker: '42501',
        auditor: '42501',
        administrator: '42501',
      },
    ],
  ])('%s', async (_what, sql, expected) => {
    const found: Record<string, string> = {};
    for (const who of all) found[who] = await raw(who, sql);
    expect(found).toEqual(expected);
  });

  it.each([
    ['in the name of somebody else', 'unit-head', event('COPIED', 'deputy'), '42501'],
    ['on the own request', 'clerk', event('APPROVED', 'clerk'), 'ZH004'],
    ['of a request that one does not see', 'checker', event('COPIED', 'checker'), '42501'],
    ['by whoever is asked', 'unit-head', event('APPROVED', 'unit-head'), '1'],
  ])('an entry of the history %s', async (_case, who, sql, outcome) => {
    expect(await raw(who, sql)).toBe(outcome);
  });

  it.each([
    ['another applicant', `applicant_id = (select id from access.person where name = 'deputy')`],
    ['another record', 'record_id = gen_random_uuid()'],
    ['another definition', `definition_version = 7`],
  ])('a request never gets %s', async (_what, change) => {
    expect(await raw('unit-head', `update approvals.request set ${change} where id = $1`)).toBe('42501');
  });

  it('a lower label does not stay: it is the record that says it', async () => {
    const role = await RequestRole.open(world.platform);
    await role.carry(await viewerOf(world.platform, 'unit-head'));
    const lower = `update approvals.request set label = 'PUBLIC', keeper_id = null where id = $1 returning label, keeper_id is null as lost`;
    expect(await role.try(lower, [request.id])).toMatchObject({ rows: [{ label: 'INTERNAL', lost: false }] });
    await role.close();
  });

  it('a request that has ended does not come back', async () => {
    const other = await world.issue();
    await world.decide('unit-head', other.id, 'REJECT');
    expect(await raw('clerk', `update approvals.request set status = 'RUNNING' where id = $1`, [other.id])).toBe(
      '42501',
    );
  });

  it.each([
    ['a request that was not approved', 'clerk'],
    ['a request that somebody else sees', 'checker'],
  ])('no grant comes from %s', async (_case, who) => {
    expect(await raw(who, `select approvals.give_grant($1, 'read', now(), now() + interval '1 hour')`)).toBe('42501');
  });

  it.each([
    ['no outcome comes from a request that was not approved', `select paperwork.issue($1)`, '42501'],
    [
      'nobody approves the own request',
      `update approvals.request set status = 'APPROVED', ended_at = now() where id = $1`,
      'ZH004',
    ],
    [
      'no request begins approved',
      `insert into approvals.request (id, created_at, updated_at, name, module, definition_version, definition, steps, form, status, round,
         applicant_id, record_type, record_id, record_table, label)
       select gen_random_uuid(), now(), now(), name, module, definition_version, definition, steps, form, 'APPROVED', 1,
         applicant_id, record_type, record_id, record_table, label from approvals.request where id = $1`,
      '42501',
    ],
  ])('%s', async (_case, sql, outcome) => {
    expect(await raw('clerk', sql)).toBe(outcome);
  });

  it('a request that was approved gives no second grant', async () => {
    const id = await world.report();
    const readerId = await world.platform.personId('deputy');
    const asked = await world.run(
      'clerk',
      'mutation($id: ID!, $readerId: ID!) { requestRead(id: $id, readerId: $readerId, input: { until: "2026-04-01T00:00:00Z" }) { id } }',
      { id, readerId },
    );
    const requestId = asked.data.requestRead.id;
    expect((await world.decide('general-manager', requestId)).outcome).toBe('ok');
    // Not by RequestRole, whose savepoints would hide what the transaction itself has changed.
    const client = new Client(world.platform.database.request);
    await client.connect();
    await client.query('begin');
    const variables = sessionVariables(await viewerOf(world.platform, 'general-manager'), 'a request', world.now);
    for (const [name, content] of Object.entries(variables))
      await client.query('select set_config($1, $2, true)', [name, content]);
    const touched = await client.query('update approvals.request set copied = copied where id = $1', [requestId]);
    expect(touched.rowCount).toBe(1);
    const again = `select approvals.give_grant($1, 'write', now(), now() + interval '9 days')`;
    await expect(client.query(again, [requestId])).rejects.toMatchObject({ code: '42501' });
    await client.end();
  });

  it('a delegation is given in the own name alone', async () => {
    const give = (from: string) =>
      `insert into approvals.delegation (id, created_at, updated_at, person_id, delegate_id, valid_from, valid_until)
       select gen_random_uuid(), now(), now(), f.id, t.id, now(), now() + interval '1 day'
       from access.person f, access.person t where f.name = '${from}' and t.name = 'deputy'`;
    expect(await raw('checker', give('unit-head'), [])).toBe('42501');
    expect(await raw('checker', give('checker'), [])).toBe('1');
  });
});
