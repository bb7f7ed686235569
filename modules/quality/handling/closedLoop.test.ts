import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { giveRole } from '../../../src/access/access.harness.js';
import { TestPlatform } from '../../../test/harness.js';
import { Workshop } from '../quality.harness.js';

let workshop: Workshop;
beforeAll(async () => {
  workshop = await Workshop.open();
});
afterAll(() => workshop.close());

const messages = ({ errors }: { errors: readonly { message: string }[] }) =>
  errors.map(({ message }) => message).join();

describe('P06.A04 the story of a case, from the first report to the file', () => {
  const compliance = async (asOf: string) => {
    const { data } = await workshop.run(
      'general-manager',
      `query($at: DateTimeISO!) { compliance(period: "2026-Q1", policy: "P06", asOf: $at) { clauses { clause due done late breached } } }`,
      { at: asOf },
    );
    return data.compliance.clauses.find(({ clause }: { clause: string }) => clause === 'P06.A05');
  };

  it('P06.A03 P06.A04 P06.A05 is reported, found true, handled late, verified, closed and filed, and shows so in compliance', async () => {
    const before = await compliance('2026-03-02T03:00:00Z');
    const id = await workshop.at('2026-03-02T03:00:00Z').report('MAJOR');
    await workshop.at('2026-03-03T01:00:00Z').investigate(id);
    await workshop.at('2026-03-03T02:00:00Z').assign(id);
    const seen = await workshop.run(
      'unit-head',
      '{ myDuties(first: 100) { name dueAt department { name } recordId } }',
    );
    expect(seen.data.myDuties).toContainEqual({
      name: 'handleFeedback',
      dueAt: '2026-03-17T16:00:00.000Z',
      department: { name: '生产部' },
      recordId: id,
    });
    await workshop.at('2026-03-20T01:00:00Z').platform.platform.sweeper.sweep();
    const breached = await compliance('2026-03-20T01:00:00Z');
    expect(breached.breached).toBe(before.breached + 1);
    workshop.at('2026-03-20T05:00:00Z');
    expect((await workshop.fill(id)).outcome).toBe('ok');
    expect((await workshop.submit(id)).data.submitHandling.form.status).toBe('HANDLED');
    await workshop.at('2026-03-23T01:00:00Z').verify(id);
    const { data } = await workshop.at('2026-03-24T01:00:00Z').closeCase(id);
    expect(data.closeFeedback).toMatchObject({
      status: 'CLOSED',
      caseFiles: { nodes: [{ title: 'PE900×1200 2601-007' }] },
    });
    const [file] = data.closeFeedback.caseFiles.nodes;
    const filed = await workshop.run(
      'quality-inspector',
      'query($id: ID!) { archiveFile(id: $id) { number title retentionClass } }',
      { id: file.id },
    );
    expect(filed.data.archiveFile).toEqual({ number: file.number, title: file.title, retentionClass: 'ZL-10' });
    workshop.at('2026-03-25T01:00:00Z');
    const after = await compliance('2026-03-25T01:00:00Z');
    expect([after.late, after.breached]).toEqual([before.late + 1, before.breached]);
    expect(after.done).toBeGreaterThanOrEqual(before.done + 5);
    expect((await compliance('2026-03-20T01:00:00Z')).breached).toBe(breached.breached);
  });
});

describe('P06.A04 what a case needs before it is closed', () => {
  it.each([
    ['reported', async (id: string) => id],
    ['found true', (id: string) => workshop.investigate(id)],
    ['assigned', async (id: string) => (await workshop.investigate(id), workshop.assign(id))],
    [
      'handled',
      async (id: string) => (
        await workshop.investigate(id), await workshop.assign(id), await workshop.fill(id), workshop.submit(id)
      ),
    ],
  ])('P06.A04 a case that is only %s is not closed', async (_name, come) => {
    const id = await workshop.report();
    await come(id);
    expect((await workshop.closeCase(id)).outcome).toBe('INVALID_STATE');
  });

  it('P06.A04 without effect it goes back to the department, with what that wrote, and its clock runs again', async () => {
    const id = await workshop.handled();
    expect((await workshop.verify(id, false)).data.verifyHandling.form.status).toBe('HANDLING');
    const { data } = await workshop.run(
      'unit-head',
      'query($id: ID!) { feedbackForm(id: $id) { handlings(orderBy: [{ round: ASC }]) { nodes { round effective rootCause result } } } }',
      { id },
    );
    expect(data.feedbackForm.handlings.nodes).toEqual([
      { round: 1, effective: false, rootCause: '热处理保温时间不足', result: '已返工并补发' },
      { round: 2, effective: null, rootCause: '热处理保温时间不足', result: null },
    ]);
    expect((await workshop.closeCase(id)).outcome).toBe('INVALID_STATE');
    const open = await workshop.platform.owner(
      'select name from duties.duty where record_id = $1 and fulfilled_at is null',
      [id],
    );
    expect(open).toEqual([{ name: 'handleFeedback' }]);
    await workshop.fill(id, { result: '更换热处理炉温控' });
    await workshop.submit(id);
    await workshop.verify(id);
    expect((await workshop.closeCase(id)).outcome).toBe('ok');
  });

  it.each([
    ['MINOR', 'result'],
    ['MAJOR', 'containment, rootCause, correctiveAction, preventiveAction, result'],
    ['CRITICAL', 'team, containment, rootCause, correctiveAction, preventiveAction, result'],
  ])('P06.A04 of a case that is %s reporting back names all that is missing: %s', async (severity, missing) => {
    const id = await workshop.report(severity);
    await workshop.investigate(id);
    await workshop.assign(id);
    const answer = await workshop.submit(id);
    expect(answer.outcome).toBe('INVALID_STATE');
    expect(messages(answer)).toContain(`also needs: ${missing}.`);
    await workshop.fill(id, { result: '已处理' });
    expect((await workshop.submit(id)).outcome).toBe(severity === 'MINOR' ? 'ok' : 'INVALID_STATE');
  });

  it('P06.A04 a case that was graded up meanwhile is not closed without what that asks for', async () => {
    const id = await workshop.report('MINOR');
    await workshop.investigate(id);
    await workshop.assign(id);
    await workshop.fill(id, { result: '已换货' });
    await workshop.submit(id);
    await workshop.verify(id);
    const { version } = await workshop.form(id);
    await workshop.run(
      'quality-inspector',
      'mutation($id: ID!, $version: Int!) { regradeFeedback(id: $id, version: $version, severity: MAJOR) { id } }',
      { id, version },
    );
    const answer = await workshop.closeCase(id);
    expect(answer.outcome).toBe('INVALID_STATE');
    expect(messages(answer)).toContain('containment, rootCause, correctiveAction, preventiveAction.');
  });

  it('P06.A04 nobody verifies or closes what they handled, though they inspect', async () => {
    const id = await workshop.report();
    await workshop.investigate(id);
    await workshop.assign(id);
    await workshop.fill(id);
    await workshop.submit(id);
    await giveRole(workshop.platform, await workshop.platform.personId('unit-head'), 'QUALITY_INSPECTOR');
    expect((await workshop.verify(id, true, 'unit-head')).outcome).toBe('FORBIDDEN');
    expect((await workshop.verify(id)).outcome).toBe('ok');
    const answer = await workshop.closeCase(id, 'unit-head');
    expect([answer.outcome, answer.errors[0]!.extensions!['clause']]).toEqual(['FORBIDDEN', 'P06.A04']);
    await workshop.platform.owner(
      "delete from access.role_assignment where role = 'QUALITY_INSPECTOR' and person_id = $1",
      [await workshop.platform.personId('unit-head')],
    );
    expect((await workshop.closeCase(id)).outcome).toBe('ok');
  });

  it('P06.A04 the database itself closes nothing without verified effect', async () => {
    const id = await workshop.handled();
    await expect(
      workshop.platform.owner("update quality.feedback_form set status = 'CLOSED' where id = $1", [id]),
    ).rejects.toThrow(/verified effect/);
  });
});

describe('P06.A04 the responsible department', () => {
  it.each([
    ['sales-director', 'FORBIDDEN'],
    ['quality-inspector', 'FORBIDDEN'],
    ['reader', 'NOT_FOUND'],
    ['unit-head', 'ok'],
  ])('P06.A04 fillHandling: %s: %s', async (who, outcome) => {
    const id = await workshop.report();
    await workshop.investigate(id);
    await workshop.assign(id);
    expect((await workshop.fill(id, { result: '处理' }, who)).outcome).toBe(outcome);
  });

  it('P06.A04 who does not handle a case is told that the head or the quality officer of the department does', async () => {
    const id = await workshop.report();
    await workshop.investigate(id);
    await workshop.assign(id);
    const refused = await workshop.fill(id, { result: '处理' }, 'sales-director');
    expect(messages(refused)).toContain('head or the quality officer of the responsible department');
    expect(messages(refused)).not.toContain('nobody');
  });

  it('P06.A03 an untrue report is rejected with the finding, and whoever reported it is told', async () => {
    const id = await workshop.report();
    expect((await workshop.investigate(id, 'UNTRUE')).data.investigateFeedback.status).toBe('UNTRUE');
    expect((await workshop.assign(id)).outcome).toBe('INVALID_STATE');
    const { data } = await workshop.run(
      'sales-director',
      'query($id: ID!) { notices(filter: { recordId: { eq: $id } }) { nodes { text } } }',
      { id },
    );
    expect(data.notices.nodes[0].text).toContain('untrue');
  });

  it('P06.A03 a report needs words that people see and a day of this age: all is said at once', async () => {
    const input = {
      product: '\u200b',
      lot: '\u202e1',
      report: ' ',
      informant: '\u0007',
      severity: 'MINOR',
      reportedOn: '0001-01-01',
    };
    const answer = await workshop.run(
      'sales-director',
      'mutation($input: ReportFeedbackInput!) { reportFeedback(input: $input) { id } }',
      { input },
    );
    expect(answer.outcome).toBe('BAD_USER_INPUT');
    expect((answer.errors[0]!.extensions!['problems'] as { path: string }[]).map(({ path }) => path).sort()).toEqual([
      'input.informant',
      'input.lot',
      'input.product',
      'input.report',
      'input.reportedOn',
    ]);
  });

  it('P06.A03 a report needs somebody who made it, and no day to come: all is said at once', async () => {
    const input = { product: 'x', report: 'x', severity: 'MINOR', reportedOn: '2027-01-01' };
    const answer = await workshop.run(
      'sales-director',
      'mutation($input: ReportFeedbackInput!) { reportFeedback(input: $input) { id } }',
      { input },
    );
    expect((answer.errors[0]!.extensions!['problems'] as { path: string }[]).map(({ path }) => path)).toEqual([
      'input.informant',
      'input.reportedOn',
    ]);
  });
});

describe('P06.A01 a post in one department gives nothing in another', () => {
  it('P06.A01 a head who reads above the department names and ends no officer of other units there', async () => {
    const { platform } = workshop;
    const id = await platform.personId('unit-head');
    const office = await workshop.department('办公室');
    const officer = await platform.owner<{ id: string }>(
      `insert into quality.quality_officer (id, created_at, updated_at, unit_id, person_id, since, full_time, named_by_id)
       values (gen_random_uuid(), now(), now(), $1, $2, '2026-01-01', false, $2) returning id`,
      [office, id],
    );
    const end = 'mutation($id: ID!) { endQualityOfficer(id: $id, version: 1, until: "2026-03-01") { id } }';
    const role = await giveRole(platform, id, 'READER');
    await platform.owner(
      'update access.role_assignment set department_id = (select id from access.department where parent_id is null limit 1) where id = $1',
      [role],
    );
    const refused = await workshop.run('unit-head', end, officer[0]);
    expect(refused.errors[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', clause: 'P06.A01' });
    await platform.owner("update access.role_assignment set role = 'UNIT_HEAD' where id = $1", [role]);
    expect((await workshop.run('unit-head', end, officer[0])).outcome).toBe('ok');
    await platform.owner('delete from access.role_assignment where id = $1', [role]);
    await platform.owner('delete from quality.quality_officer where id = $1', [officer[0]!.id]);
  });
});

describe('P06.A03 a report that is sent twice', () => {
  const report =
    'mutation($input: ReportFeedbackInput!, $clientKey: String) { reportFeedback(input: $input, clientKey: $clientKey) { id number } }';
  const given = { informant: '用户', product: '双击', report: '轴承异响', severity: 'MINOR' };
  const formsOf = async (product: string) =>
    (await workshop.platform.owner('select id from quality.feedback_form where product = $1', [product])).length;

  it('P06.A03 with one key of the client is one form, on two instances at the same moment too', async () => {
    const { database, directory } = workshop.platform;
    const other = await TestPlatform.open({ database, directory, clock: () => workshop.now });
    const clientKey = 'click-0001';
    const sent = [workshop.platform, other, workshop.platform, other].map((platform) =>
      platform.as('sales-director').run(report, { input: given, clientKey }),
    );
    const answers = await Promise.all(sent);
    expect(answers.map(({ errors }) => errors)).toEqual([[], [], [], []]);
    expect(new Set(answers.map(({ data }) => data.reportFeedback.number)).size).toBe(1);
    expect(await formsOf(given.product)).toBe(1);
    await other.close();
  });

  it('P06.A03 the key is of one person and one input, and seven days old at most', async () => {
    const clientKey = 'click-0002';
    const input = { ...given, product: '一次一键' };
    const asked = (who: string, more: object = {}) =>
      workshop.run(who, report, { input: { ...input, ...more }, clientKey });
    expect((await asked('sales-director')).outcome).toBe('ok');
    expect((await asked('sales-director', { report: '另一件事' })).outcome).toBe('CONFLICT');
    expect((await asked('customer-developer')).outcome).toBe('ok');
    expect(await formsOf(input.product)).toBe(2);
    const before = workshop.now;
    workshop.now = new Date(before.getTime() + 8 * 86_400_000);
    expect((await asked('sales-director')).outcome).toBe('ok');
    workshop.now = before;
    expect(await formsOf(input.product)).toBe(3);
    const short = await workshop.run('sales-director', report, { input, clientKey: 'kurz' });
    expect(short.outcome).toBe('BAD_USER_INPUT');
  });
});

describe('P06.A01 the network of quality officers', () => {
  const name = `mutation($input: NameQualityOfficerInput!) { nameQualityOfficer(input: $input) { id version unit { name } person { name } since until } }`;
  const input = async (person = workshop.officer, more: object = {}) => ({
    unitId: await workshop.department(),
    personId: await workshop.platform.personId(person),
    since: '2026-03-01',
    ...more,
  });
  const gaps = async () =>
    (await workshop.run('unit-head', '{ qualityOfficerGaps { unit { name } reason } }')).data.qualityOfficerGaps;

  it('P06.A01 each workshop and section names its person; gaps show, changes stay', async () => {
    const gap = (reason: string) => ({ unit: { name: '生产部' }, reason });
    await workshop.platform.owner('delete from quality.quality_officer');
    expect(await gaps()).toContainEqual(gap('NEVER_NAMED'));
    const made = (await workshop.run('unit-head', name, { input: await input() })).data.nameQualityOfficer;
    expect((await gaps()).map(({ unit }: { unit: { name: string } }) => unit.name)).not.toContain('生产部');
    const next = await workshop.run('unit-head', name, { input: await input('unit-head', { since: '2026-03-02' }) });
    expect(next.outcome).toBe('ok');
    const { data } = await workshop.run(
      'reader',
      'query($id: ID!) { qualityOfficer(id: $id) { until person { name } } }',
      { id: made.id },
    );
    expect(data.qualityOfficer).toEqual({ until: '2026-03-02', person: { name: workshop.officer } });
    const { id, version } = next.data.nameQualityOfficer;
    await workshop.run(
      'unit-head',
      'mutation($id: ID!, $v: Int!) { endQualityOfficer(id: $id, version: $v, until: "2026-03-02") { id } }',
      { id, v: version },
    );
    expect(await gaps()).toContainEqual(gap('ENDED'));
  });

  it('P06.A01 P06.A04 the officer handles a case of the department, as its head does', async () => {
    await workshop.run('quality-inspector', name, { input: await input(workshop.officer, { since: '2026-03-02' }) });
    const id = await workshop.report();
    await workshop.investigate(id);
    await workshop.assign(id);
    const told = await workshop.run(
      workshop.officer,
      'query($id: ID!) { notices(filter: { recordId: { eq: $id } }) { totalCount } }',
      { id },
    );
    expect(told.data.notices.totalCount).toBe(1);
    expect((await workshop.fill(id, undefined, workshop.officer)).outcome).toBe('ok');
    expect((await workshop.submit(id, workshop.officer)).outcome).toBe('ok');
  });

  it('P06.A01 a head names the officer of another department no more than somebody who does not work in the own', async () => {
    const other = await workshop.run('unit-head', name, {
      input: await input('quality-inspector', { unitId: await workshop.department('质检科') }),
    });
    expect(other.outcome).toBe('FORBIDDEN');
    const stranger = await workshop.run('unit-head', name, { input: await input('reader', { since: '2099-01-01' }) });
    expect((stranger.errors[0]!.extensions!['problems'] as { path: string }[]).map(({ path }) => path)).toEqual([
      'input.personId',
      'input.since',
    ]);
  });
});

describe('P06.A05 delay and mishandling', () => {
  it('P06.A05 delays are counted by step and department, late ones with their days', async () => {
    const since = '2026-06-01T01:00:00Z';
    const id = await workshop.at(since).report('MINOR', 'sales-director', { reportedOn: '2026-05-20' });
    await workshop.at('2026-06-02T01:00:00Z').investigate(id);
    await workshop.assign(id);
    workshop.at('2026-06-30T01:00:00Z');
    const { data } = await workshop.run(
      'general-manager',
      '{ qualityDelays(from: "2026-05-01", until: "2026-06-30") { step title department { name } due inTime late breached daysLate } }',
    );
    const lines = data.qualityDelays as { step: string; department: { name: string } | null }[];
    expect(lines.find(({ step }) => step === 'passFeedback')).toMatchObject({ due: 1, late: 1, daysLate: 9.4 });
    expect(lines.find(({ step }) => step === 'investigateFeedback')).toMatchObject({
      department: { name: '质检科' },
      due: 1,
      inTime: 1,
      daysLate: null,
    });
    expect(lines.find(({ step }) => step === 'handleFeedback')).toMatchObject({
      department: { name: '生产部' },
      due: 1,
      breached: 1,
    });
  });

  it('P06.A05 criticism about a case is proposed by inspection, decided by the general manager, seen by the head', async () => {
    const id = await workshop.at('2026-07-01T01:00:00Z').report('MINOR');
    const input = {
      kind: 'quality.delayPenalised',
      departmentId: await workshop.department(),
      reason: '处理超期',
      caseId: id,
      amount: 200,
    };
    const { data } = await workshop.run(
      'quality-inspector',
      'mutation($input: ProposeAppraisalInput!) { proposeAppraisal(input: $input) { id requests { steps { signers { taskId } } } } }',
      { input },
    );
    const [request] = data.proposeAppraisal.requests;
    await workshop.run(
      'general-manager',
      'mutation($id: ID!) { decideApproval(input: { taskId: $id, verdict: APPROVE }) { id } }',
      { id: request.steps[0].signers[0].taskId },
    );
    const seen = await workshop.run(
      'unit-head',
      '{ appraisalRanking(period: "2026-Q3", by: DEPARTMENT, module: "quality") { department { name } points penalties } }',
    );
    expect(seen.data.appraisalRanking).toEqual([{ department: { name: '生产部' }, points: -5, penalties: 200 }]);
  });
});
