import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { TestPlatform } from '../../test/harness.js';
import { defineModule } from '../module.js';
import { ApprovalWorld, hours, monday, patient, waiting } from './approvals.harness.js';
import { issueReport, paperwork } from './approvals.world.js';

let world: ApprovalWorld;
beforeAll(async () => {
  world = await ApprovalWorld.open();
  await world.owner(`update access.person set clearance = 'TOP_SECRET' where name in ('unit-head', 'second')`);
});
afterAll(() => world.close());
beforeEach(() => {
  world.now = monday;
});

const sweep = () => world.platform.platform.core.approvals.sweep();
const openOf = (request: { steps: { signers: { isOpen: boolean; nobodyLeft: boolean }[] }[] }) =>
  request.steps.flatMap(({ signers }) => signers).filter(({ isOpen }) => isOpen);
const eventsOf = async (id: string, kind: string) =>
  (await world.request('clerk', id)).events.nodes.filter((event: { kind: string }) => event.kind === kind);
const raise = (id: string, label: string) =>
  world.run('clerk', 'mutation($id: ID!, $label: Label!) { raiseReport(id: $id, label: $label) { label } }', {
    id,
    label,
  });

describe('the signer is not there any more', () => {
  it('whoever holds the role now decides, and who has lost it does not', async () => {
    const request = await world.issue();
    const [task] = await world.inbox('unit-head', request.id);
    await world.endRole('unit-head', 'UNIT_HEAD');
    expect(await world.inbox('unit-head', request.id)).toEqual([]);
    // Whoever was asked and is not any more knows of it no longer.
    expect((await world.decideTask('unit-head', task!.id)).outcome).toBe('NOT_FOUND');
    expect(openOf(await world.request('clerk', request.id))).toEqual([expect.objectContaining({ nobodyLeft: true })]);
    await world.assign('deputy', 'UNIT_HEAD', '生产部');
    expect(openOf(await world.request('clerk', request.id))).toEqual([expect.objectContaining({ nobodyLeft: false })]);
    expect((await world.decideTask('deputy', task!.id)).outcome).toBe('ok');
    await world.owner(
      `delete from access.role_assignment a using access.person p where p.id = a.person_id and p.name = 'deputy' and role = 'UNIT_HEAD'`,
    );
    await world.owner(`update access.role_assignment set valid_until = null where role = 'UNIT_HEAD'`);
  });

  it('where nobody is left it escalates at once, to a role that then may decide', async () => {
    const request = await world.issue();
    await world.endRole('unit-head', 'UNIT_HEAD');
    expect(await world.inbox('general-manager', request.id)).toEqual([]);
    await sweep();
    expect(await world.inbox('general-manager', request.id)).toHaveLength(1);
    expect(openOf(await world.request('clerk', request.id))).toEqual([expect.objectContaining({ nobodyLeft: false })]);
    expect(await eventsOf(request.id, 'ESCALATED')).toEqual([
      expect.objectContaining({ person: null, step: 'head', clause: 'T01.A01' }),
    ]);
    expect((await world.decide('general-manager', request.id)).outcome).toBe('ok');
    await world.owner(`update access.role_assignment set valid_until = null where role = 'UNIT_HEAD'`);
  });

  it('a role that ends by time alone is noticed within the hour', async () => {
    const request = await world.issue();
    await world.owner(
      `update access.role_assignment a set valid_until = $1 from access.person p where p.id = a.person_id and p.name = 'unit-head' and role = 'UNIT_HEAD'`,
      [hours(0.5)],
    );
    await sweep();
    world.now = hours(1.5);
    await sweep();
    expect(await eventsOf(request.id, 'ESCALATED')).toHaveLength(1);
    await world.owner(`update access.role_assignment set valid_until = null where role = 'UNIT_HEAD'`);
  });

  it('the head of a department above may sign for those below, the head of another one not', async () => {
    const request = await world.issue({ department: '一车间' });
    expect(await world.inbox('workshop-head', request.id)).toHaveLength(1);
    expect(await world.inbox('unit-head', request.id)).toHaveLength(1);
    const other = await world.issue();
    expect(await world.inbox('workshop-head', other.id)).toEqual([]);
  });

  it('a department that moves brings its running requests below the heads there', async () => {
    const request = await world.issue({ department: '一车间' });
    const move = (to: string) =>
      world.owner(
        `update access.department set parent_id = (select id from access.department where name = $1) where name = '一车间'`,
        [to],
      );
    await move('总公司');
    expect(await world.inbox('unit-head', request.id)).toEqual([]);
    await move('生产部');
    expect(await world.inbox('unit-head', request.id)).toHaveLength(1);
  });
});

describe('late', () => {
  it('after its working days it escalates, once, however often and wherever it is looked at', async () => {
    const request = await world.issue();
    world.now = hours(84.99);
    await sweep();
    expect(await eventsOf(request.id, 'ESCALATED')).toEqual([]);
    world.now = hours(85);
    const other = await TestPlatform.open({
      modules: [paperwork],
      database: world.platform.database,
      directory: world.platform.directory,
      clock: () => world.now,
      ...patient,
    });
    await Promise.all([sweep(), other.platform.core.approvals.sweep(), sweep()]);
    await sweep();
    await other.close();
    expect(await eventsOf(request.id, 'ESCALATED')).toHaveLength(1);
    // Whoever was asked first may still decide.
    expect(await world.inbox('unit-head', request.id)).toHaveLength(1);
    expect(await world.inbox('general-manager', request.id)).toHaveLength(1);
  });

  it.each([
    ['the days at the weekend do not count', '2026-03-06T03:00:00.000Z', '2026-03-11T16:00:00.000Z'],
    ['nor do decreed holidays, but make-up workdays do', '2026-02-12T03:00:00.000Z', '2026-02-24T16:00:00.000Z'],
  ])('%s', async (_case, from, dueAt) => {
    world.now = new Date(from);
    await world.owner(`update access.role_assignment set valid_from = '2026-01-01'`);
    const request = await world.issue();
    expect(request.steps[0].signers[0].dueAt).toBe(dueAt);
  });

  it.each([
    ['forward over months', 24 * 200],
    ['forward and back', -24],
  ])('the clock jumps %s: nothing is done twice and nothing is lost', async (_case, later) => {
    const request = await world.issue();
    world.now = hours(Math.max(later, 100));
    await sweep();
    world.now = hours(later);
    await sweep();
    await sweep();
    expect(await eventsOf(request.id, 'ESCALATED')).toHaveLength(1);
  });

  it('escalation is in the audit with the clause, by nobody', async () => {
    const request = await world.issue();
    world.now = hours(100);
    await sweep();
    const entries = await world.owner(
      `select person_id, clause, label, after->>'step' as step from audit.entry where record_id = $1 and action = 'approval escalated'`,
      [request.id],
    );
    expect(entries).toEqual([{ person_id: null, clause: 'T01.A01', label: 'INTERNAL', step: 'head' }]);
  });
});

describe('the record changes meanwhile', () => {
  it('its label is raised: the request follows, and who is not cleared hears of it no more', async () => {
    const request = await world.issue({ who: 'colleague', id: await world.report() });
    await world.owner(`update access.person set clearance = 'INTERNAL' where name = 'colleague'`);
    expect(await world.inbox('unit-head', request.id)).toHaveLength(1);
    expect((await raise(request.reportId, 'SECRET')).outcome).toBe('ok');
    expect(await world.request('colleague', request.id)).toBeNull();
    const never = await world.run('colleague', 'mutation($id: ID!) { urgeApproval(id: $id) { id } }', {
      id: randomUUID(),
    });
    const hidden = await world.run('colleague', 'mutation($id: ID!) { urgeApproval(id: $id) { id } }', {
      id: request.id,
    });
    expect(JSON.stringify(hidden)).toBe(JSON.stringify(never));
    const list = await world.run('colleague', '{ myRequests { id } approvalRequests { totalCount } }');
    expect(list.data).toEqual({ myRequests: [], approvalRequests: { totalCount: 0 } });
    expect(await world.request('unit-head', request.id)).toMatchObject({ label: 'SECRET' });
    await world.owner(`update access.person set clearance = 'TOP_SECRET' where name = 'colleague'`);
  });

  it('a step that was left out because it was not classified is asked after all', async () => {
    const request = await world.issue();
    await world.decide('unit-head', request.id);
    await world.decide('checker', request.id);
    await world.decide('second', request.id);
    expect(waiting(await world.request('clerk', request.id))).toEqual(['approval: GENERAL_MANAGER']);
    await raise(request.reportId, 'CONFIDENTIAL');
    const signed = await world.decide('general-manager', request.id, 'APPROVE', 'demo-only');
    expect(signed.data.decideApproval.status).toBe('RUNNING');
    expect(waiting(signed.data.decideApproval)).toEqual(['secrecy: CHECKER', 'secrecy: SECOND_CHECKER']);
    expect((await world.decide('second', request.id)).data.decideApproval.status).toBe('APPROVED');
  });

  it('whoever decides on a SECRET one is cleared, and sees the request without the record', async () => {
    const request = await world.issue({ label: 'SECRET' });
    const document =
      '{ approvalInbox(first: 100) { nodes { request { id recordId recordType label form { value } } } } reports { totalCount } }';
    const { data } = await world.run('unit-head', document);
    const found = data.approvalInbox.nodes.find((task: { request: { id: string } }) => task.request.id === request.id);
    expect(found.request).toMatchObject({ recordType: 'Report', recordId: request.reportId, label: 'SECRET' });
    const report = await world.run('unit-head', 'query($id: ID!) { report(id: $id) { title } }', {
      id: request.reportId,
    });
    expect(report.data.report).toBeNull();
    await world.owner(`update access.person set clearance = 'CONFIDENTIAL' where name = 'unit-head'`);
    expect(await world.inbox('unit-head', request.id)).toEqual([]);
    expect(await world.request('unit-head', request.id)).toBeNull();
    expect(openOf(await world.request('clerk', request.id))).toEqual([expect.objectContaining({ nobodyLeft: true })]);
    await world.owner(`update access.person set clearance = 'TOP_SECRET' where name = 'unit-head'`);
  });

  it('a label that is raised while a request begins is the one that the request gets', async () => {
    const id = await world.report();
    const raising = new Client(world.platform.database.owner);
    await raising.connect();
    await raising.query('begin');
    await raising.query(`update paperwork.report set label = 'SECRET' where id = $1`, [id]);
    const asking = world.issue({ id });
    const isWaiting = async () => (await world.owner(`select from pg_locks where not granted`)).length > 0;
    for (let tries = 0; tries < 200 && !(await isWaiting()); tries += 1);
    await raising.query('commit');
    await raising.end();
    expect(await asking).toMatchObject({ label: 'SECRET' });
  });

  it('it is removed: the request is void, and nobody is asked any more', async () => {
    const request = await world.issue();
    const [task] = await world.inbox('unit-head', request.id);
    const removed = await world.run('clerk', 'mutation($id: ID!) { removeReport(id: $id) }', { id: request.reportId });
    expect(removed.outcome).toBe('ok');
    expect(await world.request('clerk', request.id)).toMatchObject({ status: 'VOID' });
    expect(await world.inbox('unit-head', request.id)).toEqual([]);
    expect((await world.decideTask('unit-head', task!.id)).outcome).toBe('INVALID_STATE');
    expect(await eventsOf(request.id, 'VOIDED')).toHaveLength(1);
  });
});

describe('an inbox tells of nothing hidden', () => {
  it('nor does the audit: every entry about the request has its label', async () => {
    const request = await world.issue({ label: 'SECRET' });
    await world.decide('unit-head', request.id);
    const labels = await world.owner(
      `select distinct record_type, label, compartments from audit.entry where record_id = $1::text or after->>'request' = $1::text or after->>'recordId' = $2::text order by 1`,
      [request.id, request.reportId],
    );
    expect(labels).toEqual([
      { record_type: 'ApprovalEvent', label: 'SECRET', compartments: [] },
      { record_type: 'ApprovalRequest', label: 'SECRET', compartments: [] },
    ]);
  });

  it('its count, order, filter and error are as if it did not exist', async () => {
    const before = await world.run('workshop-head', '{ approvalInbox { totalCount } approvalRequests { totalCount } }');
    const request = await world.issue({ label: 'SECRET', department: '一车间' });
    const after = await world.run('workshop-head', '{ approvalInbox { totalCount } approvalRequests { totalCount } }');
    expect(JSON.stringify(after)).toBe(JSON.stringify(before));
    const ask = async (taskId: string) =>
      JSON.stringify({
        ...(await world.decideTask('workshop-head', taskId)),
        inbox: (
          await world.run(
            'workshop-head',
            'query($id: ID!) { approvalTask(id: $id) { id } approvalInbox(filter: { id: { eq: $id } }) { totalCount nodes { id } edges { cursor } } }',
            { id: taskId },
          )
        ).data,
        explained: (
          await world.run(
            'workshop-head',
            'query($id: ID!) { explainAccess(type: "ApprovalTask", id: $id, action: "decideApproval") { allowed missing { kind } remedy } }',
            { id: taskId },
          )
        ).data,
      });
    expect(await ask(request.steps[0].signers[0].taskId)).toBe(await ask(randomUUID()));
  });
});

describe('the definition changes meanwhile', () => {
  it('a running request keeps its steps; new ones have the new steps; an outcome that is gone decides nothing', async () => {
    const old = await world.issue();
    const atEnd = await world.issue();
    await world.decide('unit-head', atEnd.id);
    const newer = { ...issueReport, version: 3, steps: issueReport.steps.slice(3) };
    const open = (approvals: typeof paperwork.approvals) =>
      TestPlatform.open({
        modules: [defineModule({ ...paperwork, approvals: approvals ?? [] })],
        database: world.platform.database,
        directory: world.platform.directory,
        clock: () => world.now,
        ...patient,
      });
    const before = world.platform;
    world.platform = await open([issueReport, newer]);
    expect(waiting(await world.issue())).toEqual(['approval: GENERAL_MANAGER']);
    const next = await world.decide('unit-head', old.id);
    expect(waiting(next.data.decideApproval)).toEqual(['check: CHECKER', 'check: SECOND_CHECKER']);
    await world.platform.close();
    world.platform = await open([newer]);
    const refused = await world.decide('checker', atEnd.id);
    expect(refused.outcome).toBe('INVALID_STATE');
    expect(refused.errors[0]!.message).toContain('version 2 of issueReport');
    expect(waiting(await world.request('clerk', atEnd.id))).toHaveLength(2);
    await world.platform.close();
    world.platform = before;
  });
});

describe('the module is switched off', () => {
  const document = `mutation($dryRun: Boolean!, $enabled: Boolean!) { setModuleEnabled(name: "paperwork", enabled: $enabled, dryRun: $dryRun) { openApprovals } }`;
  const switched = (enabled: boolean, dryRun = false) => world.run('administrator', document, { enabled, dryRun });

  it('first it says how many requests are open, up to the clearance of who asks', async () => {
    const count = async () => (await switched(false, true)).data.setModuleEnabled.openApprovals;
    const before = await count();
    const request = await world.issue();
    await world.issue({ label: 'SECRET' });
    expect(await count()).toBe(before + 1);
    await world.decide('unit-head', request.id, 'REJECT');
    expect(await count()).toBe(before);
    expect((await switched(true, true)).data.setModuleEnabled.openApprovals).toBe(0);
  });

  it('nothing of it waits or escalates meanwhile, and all of it afterwards', async () => {
    const request = await world.issue();
    const [task] = await world.inbox('unit-head', request.id);
    expect((await switched(false)).outcome).toBe('ok');
    expect(await world.inbox('unit-head', request.id)).toEqual([]);
    expect((await world.decideTask('unit-head', task!.id)).outcome).toBe('MODULE_DISABLED');
    world.now = hours(100);
    await sweep();
    expect(await world.request('clerk', request.id)).toMatchObject({ status: 'RUNNING' });
    expect(await eventsOf(request.id, 'ESCALATED')).toEqual([]);
    expect((await switched(true)).outcome).toBe('ok');
    await sweep();
    expect(await eventsOf(request.id, 'ESCALATED')).toHaveLength(1);
    expect(await world.inbox('unit-head', request.id)).toHaveLength(1);
  });
});
