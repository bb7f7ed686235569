import { afterAll, beforeAll, expect, it } from 'vitest';
import { RequestRole, viewerOf } from '../../test/requestRole.js';
import { ApprovalWorld } from './approvals.harness.js';

const open = 10_000;

let world: ApprovalWorld;
/** Of the demo. */
let before: number;
beforeAll(async () => {
  world = await ApprovalWorld.open();
  const request = await world.issue();
  before = await waiting();
  // Every hundredth waits for the general manager, the others for checkers.
  await world.owner(
    `insert into approvals.request (id, created_at, updated_at, name, module, definition_version, definition, steps, form, status, round,
       applicant_id, record_type, record_id, record_table, label)
     select gen_random_uuid(), r.created_at, r.updated_at, r.name, r.module, r.definition_version, r.definition,
       jsonb_build_array(jsonb_build_object('name', 'one', 'title', r.definition->'title', 'clause', 'T01.A01', 'act', 'review', 'mode', 'all',
         'signers', jsonb_build_array(jsonb_build_object('id', gen_random_uuid(), 'open', true, 'since', r.created_at + make_interval(secs => n),
           'role', case when n % 100 = 0 then 'GENERAL_MANAGER' else 'CHECKER' end)))),
       r.form, 'RUNNING', 1, r.applicant_id, r.record_type, r.record_id, r.record_table, r.label
     from approvals.request r, generate_series(1, $2) n where r.id = $1`,
    [request.id, open],
  );
  await world.owner('vacuum analyze approvals.task, approvals.request');
}, 120_000);
afterAll(() => world.close());

const waiting = async (): Promise<number> =>
  (await world.run('general-manager', '{ approvalInbox { totalCount } }')).data.approvalInbox.totalCount;

it('the inbox of a manager among 10 000 open requests is found by an index', async () => {
  const role = await RequestRole.open(world.platform);
  try {
    await role.carry(await viewerOf(world.platform, 'general-manager'));
    const outcome = await role.try(
      'explain (analyze, format json) select t.id from approvals.task t order by t.created_at, t.id limit 50',
    );
    const plan = JSON.stringify('rows' in outcome ? outcome.rows : outcome);
    expect(plan).toContain('task_waits_for_idx');
    expect(plan).not.toContain(
      '"Node Type":"Seq Scan","Parallel Aware":false,"Async Capable":false,"Relation Name":"task"',
    );
  } finally {
    await role.close();
  }
});

it('and counted', async () => {
  const { data } = await world.run('general-manager', '{ approvalInbox(first: 50) { totalCount nodes { id } } }');
  expect(data.approvalInbox.totalCount).toBe(before + open / 100);
  expect(data.approvalInbox.nodes).toHaveLength(50);
});
