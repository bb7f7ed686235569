import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ApprovalWorld } from '../approvals/approvals.harness.js';
import { compose } from '../composition.js';
import { coreModules } from '../coreModules.js';
import { defineModule } from '../module.js';
import { appraised } from './appraisal.fixture.js';
import { AppraisalMeasure } from './appraisalEnums.js';

let world: ApprovalWorld;
beforeAll(async () => {
  world = await ApprovalWorld.open([appraised]);
});
afterAll(() => world.close());

const shown = `id version state kind title measure points amount reason period occurredOn label caseType caseId withdraws
  person { name } department { name } corrects { id } requests { id status }`;
const propose = `mutation($input: ProposeAppraisalInput!) { proposeAppraisal(input: $input) { ${shown} } }`;

const late = async (about?: { id: string; person?: string; occurredOn?: string }) => ({
  kind: 'paperwork.late',
  personId: await world.platform.personId(about?.person ?? 'clerk'),
  reason: '季度报表迟报两天',
  caseId: about?.id ?? (await world.report()),
  occurredOn: about?.occurredOn,
});

const proposed = async (input: object, who = 'checker') => {
  const answer = await world.run(who, propose, { input });
  if (!answer.data?.proposeAppraisal) throw new Error(JSON.stringify(answer.errors));
  return answer.data.proposeAppraisal;
};

const entry = async (who: string, id: string) =>
  (await world.run(who, `query($id: ID!) { appraisalEntry(id: $id) { ${shown} } }`, { id })).data.appraisalEntry;

/** In force, decided by the general manager. */
const inForce = async (input: object) => {
  const { id, requests } = await proposed(input);
  expect((await world.decide('general-manager', requests[0].id)).outcome).toBe('ok');
  return entry('checker', id);
};

const ranks = async (who: string, by: string, period = '2026-Q1') =>
  (
    await world.run(
      who,
      `query($by: AppraisalSubject!, $period: String!) { appraisalRanking(period: $period, by: $by, module: "paperwork") {
        rank points merits demerits criticisms penalties department { name } person { name } } }`,
      { by, period },
    )
  ).data.appraisalRanking;

describe('an entry is proposed and decided', () => {
  it('counts from the decision on, in the quarter of its day, with the points of the interpretation that holds', async () => {
    const made = await proposed(await late({ id: await world.report(), occurredOn: '2025-12-31' }));
    expect(made).toMatchObject({
      state: 'PROPOSED',
      points: -2,
      period: '2025-Q4',
      measure: 'CRITICISM',
      person: { name: 'clerk' },
      department: { name: '生产部' },
      requests: [{ status: 'RUNNING' }],
    });
    expect(await ranks('general-manager', 'PERSON', '2025-Q4')).toEqual([]);
    await world.decide('general-manager', made.requests[0].id);
    expect(await entry('clerk', made.id)).toMatchObject({ state: 'IN_FORCE', points: -2 });
    const line = { rank: 1, points: -2, merits: 0, demerits: -2, criticisms: 1, penalties: 0 };
    expect(await ranks('general-manager', 'PERSON', '2025-Q4')).toEqual([
      { ...line, person: { name: 'clerk' }, department: null },
    ]);
    expect(await ranks('general-manager', 'DEPARTMENT', '2025-Q4')).toEqual([
      { ...line, department: { name: '生产部' }, person: null },
    ]);
  });

  it('what was rejected or withdrawn never counts', async () => {
    const rejected = await proposed(await late());
    await world.decide('general-manager', rejected.requests[0].id, 'REJECT');
    expect((await entry('checker', rejected.id)).state).toBe('REFUSED');
    const withdrawn = await proposed(await late());
    const [{ id }] = withdrawn.requests;
    const { version } = await world.request('checker', id);
    await world.run('checker', 'mutation($id: ID!, $v: Int!) { withdrawApproval(id: $id, version: $v) { id } }', {
      id,
      v: version,
    });
    expect((await entry('checker', withdrawn.id)).state).toBe('REFUSED');
  });

  it('nobody decides on their own entry, whatever their post', async () => {
    const gm = await world.platform.personId('general-manager');
    const made = await proposed({ kind: 'paperwork.forged', personId: gm, reason: '虚报', points: -10, amount: 100 });
    expect(await world.inbox('general-manager', made.requests[0].id)).toEqual([]);
    expect((await entry('general-manager', made.id)).state).toBe('PROPOSED');
  });

  it('a returned proposal comes again with other figures, and no higher than the kind allows', async () => {
    const input = {
      kind: 'paperwork.forged',
      personId: await world.platform.personId('clerk'),
      reason: '虚报产量',
      points: -50,
      amount: 2000,
    };
    const { id, requests } = await proposed(input);
    const again = async (points: string) => {
      await world.returnTask('general-manager', requests[0].id);
      const { version } = await world.request('checker', requests[0].id);
      const answer = await world.run(
        'checker',
        `mutation($id: ID!, $version: Int!, $changes: [FormChangeInput!]!) { resubmitApproval(id: $id, version: $version, changes: $changes) { id } }`,
        { id: requests[0].id, version, changes: [{ field: 'points', value: points }] },
      );
      expect(answer.outcome).toBe('ok');
      return (await world.decide('general-manager', requests[0].id)).outcome;
    };
    expect(await again('-60')).toBe('INVALID_STATE');
    expect(await again('-20')).toBe('ok');
    expect(await entry('clerk', id)).toMatchObject({ state: 'IN_FORCE', points: -20, amount: 2000 });
  });

  it('whoever is concerned and their head are told', async () => {
    const told = async (who: string) =>
      (await world.run(who, '{ notices(filter: { kind: { eq: OTHER } }) { totalCount } }')).data.notices.totalCount;
    const before = [await told('colleague'), await told('unit-head'), await told('workshop-head')];
    await inForce(await late({ id: await world.report(), person: 'colleague' }));
    expect([await told('colleague'), await told('unit-head'), await told('workshop-head')]).toEqual([
      before[0] + 1,
      before[1] + 1,
      before[2],
    ]);
  });
});

describe('who sees an entry', () => {
  it.each([
    ['clerk', true],
    ['unit-head', true],
    ['checker', true],
    ['checker-b', true],
    ['general-manager', true],
    ['auditor', true],
    ['colleague', false],
    ['workshop-head', false],
    ['reader', false],
    ['administrator', false],
  ])('%s: %s', async (who, sees) => {
    const { id } = await inForce(await late());
    expect((await entry(who, id)) !== null).toBe(sees);
  });

  it('has the label of its case and follows it; what is hidden counts in no ranking', async () => {
    const report = await world.report('INTERNAL', '一车间');
    const department = (await world.owner("select id from access.department where name = '一车间'"))[0]!['id'];
    const { id } = await inForce({ kind: 'paperwork.late', departmentId: department, reason: '迟报', caseId: report });
    const ofWorkshop = async (who: string) =>
      (await ranks(who, 'DEPARTMENT')).filter(
        (line: { department: { name: string } }) => line.department.name === '一车间',
      );
    expect(await ofWorkshop('workshop-head')).toMatchObject([{ points: -2 }]);
    await world.owner("update paperwork.report set label = 'CONFIDENTIAL' where id = $1", [report]);
    expect(await entry('workshop-head', id)).toBeNull();
    expect(await ofWorkshop('workshop-head')).toEqual([]);
    expect((await entry('checker', id)).label).toBe('CONFIDENTIAL');
    await world.owner("update paperwork.report set label = 'SECRET' where id = $1", [report]);
    expect(await entry('checker', id)).toBeNull();
  });

  it('a case that is hidden cannot be named, and is answered like one that does not exist', async () => {
    const input = { ...(await late()), caseId: await world.report('SECRET') };
    const hidden = await world.run('checker', propose, { input });
    const none = await world.run('checker', propose, {
      input: { ...input, caseId: '00000000-0000-4000-8000-000000000000' },
    });
    expect(hidden.outcome).toBe('BAD_USER_INPUT');
    expect(hidden.errors).toEqual(none.errors);
  });
});

describe('corrections', () => {
  const correct = `mutation($id: ID!, $version: Int!, $input: CorrectAppraisalInput!) {
    correctAppraisal(id: $id, version: $version, input: $input) { ${shown} } }`;
  const withdraw = `mutation($id: ID!, $version: Int!) {
    withdrawAppraisal(id: $id, version: $version, reason: "查无实据") { ${shown} } }`;

  it('is an entry of its own, in whose place the first stays as corrected', async () => {
    const input = { kind: 'paperwork.forged', personId: await world.platform.personId('second'), reason: '虚报' };
    const first = await inForce({ ...input, points: -30, amount: 500 });
    const { id, version } = first;
    const { data } = await world.run('checker', correct, {
      id,
      version,
      input: { reason: '情节轻微', points: -10, amount: 100 },
    });
    const ofSecond = async () =>
      (await ranks('general-manager', 'PERSON')).find(
        (line: { person: { name: string } }) => line.person.name === 'second',
      );
    expect(await ofSecond()).toMatchObject({ points: -30, penalties: 500 });
    expect((await world.run('checker', withdraw, { id, version })).outcome).toBe('INVALID_STATE');
    await world.decide('general-manager', data.correctAppraisal.requests[0].id);
    expect(await entry('checker', id)).toMatchObject({ state: 'CORRECTED', points: -30, reason: '虚报' });
    expect(await entry('checker', data.correctAppraisal.id)).toMatchObject({
      state: 'IN_FORCE',
      points: -10,
      amount: 100,
      corrects: { id },
      period: first.period,
    });
    expect(await ofSecond()).toMatchObject({ points: -10, penalties: 100 });
    const answer = await world.run('checker', correct, {
      id,
      version: version + 1,
      input: { reason: '再改', points: -10, amount: 100 },
    });
    expect(answer.outcome).toBe('INVALID_STATE');
  });

  it('an entry that is taken back counts no more', async () => {
    const { id, version } = await inForce(await late({ id: await world.report(), person: 'deputy' }));
    const { data } = await world.run('checker', withdraw, { id, version });
    await world.decide('general-manager', data.withdrawAppraisal.requests[0].id);
    expect(await entry('checker', id)).toMatchObject({ state: 'CORRECTED' });
    expect(await entry('checker', data.withdrawAppraisal.id)).toMatchObject({ withdraws: true, points: 0 });
    const names = (await ranks('general-manager', 'PERSON')).map(
      (line: { person: { name: string } }) => line.person.name,
    );
    expect(names).not.toContain('deputy');
  });

  it('nothing of it is changed by hand, not even by the platform itself', async () => {
    const [row] = await world.owner(
      `select has_table_privilege(r.rolname, 'appraisal.appraisal_entry', 'update') as updates,
        has_table_privilege(r.rolname, 'appraisal.appraisal_entry', 'delete') as deletes
       from pg_roles r where r.rolname = $1`,
      [world.platform.database.request.user],
    );
    expect(row).toEqual({ updates: false, deletes: false });
  });
});

describe('what a module counts by itself', () => {
  it('counts at once, once for a case', async () => {
    const id = await world.report();
    const count = () => world.run('clerk', 'mutation($id: ID!) { countIssued(id: $id) }', { id });
    const made = (await count()).data.countIssued;
    expect(await entry('checker', made)).toMatchObject({ state: 'IN_FORCE', points: 3, caseId: id, label: 'INTERNAL' });
    expect((await count()).data.countIssued).toBeNull();
  });

  it('cannot be proposed', async () => {
    const input = { ...(await late()), kind: 'paperwork.issued' };
    const { errors, outcome } = await world.run('checker', propose, { input });
    expect(outcome).toBe('BAD_USER_INPUT');
    expect(errors[0]!.extensions!['problems']).toMatchObject([{ path: 'input.kind' }]);
  });
});

describe('proposals that are refused', () => {
  it.each([
    ['anyone', 'UNAUTHENTICATED'],
    ['clerk', 'FORBIDDEN'],
    ['unit-head', 'FORBIDDEN'],
    ['checker', 'ok'],
  ])('%s: %s', async (who, outcome) => {
    expect((await world.run(who, propose, { input: await late() })).outcome).toBe(outcome);
  });

  it('says all that is wrong at once', async () => {
    const input = {
      kind: 'paperwork.forged',
      personId: await world.platform.personId('checker'),
      departmentId: '00000000-0000-4000-8000-000000000000',
      reason: '虚报',
      points: -5,
      caseId: await world.report(),
      occurredOn: '2026-03-03',
    };
    const { errors } = await world.run('checker', propose, { input });
    expect((errors[0]!.extensions!['problems'] as { path: string }[]).map(({ path }) => path)).toEqual([
      'input.departmentId',
      'input.personId',
      'input.points',
      'input.amount',
      'input.caseId',
      'input.occurredOn',
    ]);
  });
});

it('kinds that do not fit are named at the start', () => {
  const kinds = appraised.appraisal!.kinds.map((kind) => ({ ...kind }));
  const wrong = defineModule({
    ...appraised,
    appraisal: {
      ...appraised.appraisal!,
      kinds: [
        { ...kinds[0]!, name: 'late', points: 2 },
        { ...kinds[1]!, byItself: true },
        { ...kinds[1]!, points: 0.5, measure: AppraisalMeasure.REWARD },
      ],
    },
  });
  expect(() => compose([...coreModules, wrong])).toThrow(
    /late of paperwork must begin with paperwork.*is a demerit and gives points.*by itself and not points alone.*other points than whole/s,
  );
});
