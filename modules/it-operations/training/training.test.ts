import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestPlatform } from '../../../test/harness.js';
import { aMember, approvedPlan, ask as askOf, aTraining, trainingInput } from '../operations.fixture.js';
import { needed } from './standing.js';

let now = new Date('2026-03-09T10:00:00+08:00');
let platform: TestPlatform;
beforeAll(async () => {
  platform = await TestPlatform.open({ clock: () => now });
});
afterAll(() => platform.close());

const ask = (who: string, document: string, variables?: object) => askOf(platform, who, document, variables);
const dutiesOf = async (id: string) =>
  (
    await ask(
      'it-head',
      'query($id: ID!) { duties(filter: { recordId: { eq: $id } }, orderBy: [{ dueAt: ASC }]) { nodes { name period state dueAt person { id } } } }',
      { id },
    )
  ).data.duties.nodes;

const standing = async (personId: string, year = 2026, who = 'it-head') =>
  (
    await ask(
      who,
      'query($year: Int) { trainingStandings(year: $year) { personId hours hoursNeeded countyTrainings countyTrainingNeeded complete standing } }',
      { year },
    )
  ).data.trainingStandings.find((one: { personId: string }) => one.personId === personId);

const train = (personId: string, hours: number, level: string, heldOn = '2026-02-10') =>
  aTraining(platform, trainingInput(personId, { level, hours, heldOn, attendances: [{ personId, hours }] }));

describe('P12.A06 each of the staff is trained 30 hours a year, once at county level or above', () => {
  it('P12.A06 both are asked for: hours alone or a county training alone do not do; then the duty of the year is done', async () => {
    const { person, member } = await aMember(platform);
    expect(await dutiesOf(member.id)).toMatchObject([
      {
        name: 'trainYearly',
        period: '2026',
        state: 'DUE',
        dueAt: '2027-01-10T16:00:00.000Z',
        person: { id: person.id },
      },
    ]);
    await train(person.id, 40, 'IN_HOUSE');
    expect(await standing(person.id)).toMatchObject({
      hours: 40,
      hoursNeeded: 30,
      countyTrainings: 0,
      complete: false,
    });
    expect((await dutiesOf(member.id))[0].state).toBe('DUE');
    await train(person.id, 8, 'COUNTY');
    expect(await standing(person.id)).toMatchObject({
      hours: 48,
      countyTrainings: 1,
      complete: true,
      standing: 'CURRENT',
    });
    expect((await dutiesOf(member.id))[0].state).toBe('DONE');
    const { person: other, member: otherMember } = await aMember(platform);
    await train(other.id, 29.5, 'PROVINCE');
    expect((await dutiesOf(otherMember.id))[0].state).toBe('DUE');
    await train(other.id, 0.5, 'TOWNSHIP');
    expect((await dutiesOf(otherMember.id))[0].state).toBe('DONE');
  });

  it('P12.A06 a training counts once for a person, also when it is entered twice at the same moment', async () => {
    const { person } = await aMember(platform);
    const add = 'mutation($input: AddTrainingInput!) { addTraining(input: $input) { id } }';
    const input = trainingInput(person.id);
    const answers = await Promise.all([1, 2].map(() => ask('it-head', add, { input })));
    expect(answers.map(({ outcome }) => outcome).sort()).toEqual(['CONFLICT', 'ok']);
    expect(answers.find(({ outcome }) => outcome === 'CONFLICT')!.errors[0]!.message).toContain(person.name);
    expect(await standing(person.id)).toMatchObject({ hours: 20, countyTrainings: 1 });
    const { person: second } = await aMember(platform);
    const twin = await train(second.id, 2, 'IN_HOUSE', '2026-02-12');
    await platform.owner('update it_operations.training_session set held_on = $2, title = $3 where id = $1', [
      twin.id,
      input.heldOn,
      input.title,
    ]);
    await expect(
      platform.owner(
        `insert into it_operations.training_attendance (id, created_at, updated_at, session_id, person_id, hours)
         values (gen_random_uuid(), now(), now(), $1, $2, 1)`,
        [twin.id, person.id],
      ),
    ).rejects.toThrow('entered for the person already');
  });

  it('P12.A06 hours count for the year in which a training ends', async () => {
    const { person, member } = await aMember(platform);
    await train(person.id, 30, 'COUNTY', '2025-12-31');
    expect(await standing(person.id)).toMatchObject({ hours: 0, standing: 'CURRENT', complete: false });
    expect((await dutiesOf(member.id))[0].state).toBe('DUE');
  });

  it('P12.A06 the states: not trained, current, expiring soon, expired', async () => {
    const { person } = await aMember(platform);
    expect((await standing(person.id)).standing).toBe('NOT_TRAINED');
    await train(person.id, 10, 'IN_HOUSE');
    expect((await standing(person.id)).standing).toBe('EXPIRED');
    now = new Date('2026-10-03T10:00:00+08:00');
    expect((await standing(person.id)).standing).toBe('EXPIRING_SOON');
    now = new Date('2027-01-01T00:00:00+08:00');
    expect((await standing(person.id)).standing).toBe('EXPIRED');
    expect((await standing(person.id, 2027)).standing).toBe('EXPIRED');
    now = new Date('2026-03-09T10:00:00+08:00');
  });

  it('P12.A06 warned before the gap; a year that was not enough is a breach, which the head hears of', async () => {
    const { person, member } = await aMember(platform);
    const told = async (who: string, kind: string) =>
      (
        await ask(
          who,
          'query($id: ID!, $kind: NoticeKind!) { notices(filter: { kind: { eq: $kind }, duty: { recordId: { eq: $id } } }) { totalCount } }',
          {
            id: member.id,
            kind,
          },
        )
      ).data.notices.totalCount;
    now = new Date('2026-10-03T10:00:00+08:00');
    await platform.platform.sweeper.sweep();
    expect(await told(person.name, 'REMINDER')).toBe(1);
    now = new Date('2027-01-11T10:00:00+08:00');
    await platform.platform.sweeper.sweep();
    expect(await dutiesOf(member.id)).toMatchObject([
      { period: '2026', state: 'BREACHED' },
      { period: '2027', state: 'DUE', person: { id: person.id } },
    ]);
    expect(await told('it-head', 'ESCALATED')).toBe(1);
    now = new Date('2026-03-09T10:00:00+08:00');
  });

  it.each([
    ['2025-06-01', 2026, 'PRORATED', 30, true],
    ['2026-01-15', 2026, 'PRORATED', 30, true],
    ['2026-06-30', 2026, 'PRORATED', 17.5, true],
    ['2026-07-01', 2026, 'PRORATED', 15, false],
    ['2026-12-31', 2026, 'PRORATED', 2.5, false],
    ['2026-12-31', 2026, 'FULL', 30, true],
    ['2026-01-01', 2026, 'EXEMPT', 0, false],
    ['2026-12-31', 2027, 'EXEMPT', 30, true],
  ])('P12.A06 who joined on %s needs in %s, read as %s: %s hours', (joinedOn, year, choice, hours, county) => {
    expect(needed(joinedOn, year, choice)).toEqual({ hours, county });
  });

  it('P12.A06 each sees the own hours, the head those of all', async () => {
    const { person } = await aMember(platform);
    await train(person.id, 10, 'COUNTY');
    expect(await standing(person.id, 2026, person.name)).toMatchObject({ hours: 10 });
    expect(await standing(person.id, 2026, 'it-operator')).toBeUndefined();
  });

  it('P12.A06 hours that were entered wrong are corrected', async () => {
    const { person } = await aMember(platform);
    const { attendances } = await train(person.id, 20, 'COUNTY');
    const correct =
      'mutation($id: ID!, $version: Int!) { correctTrainingHours(id: $id, version: $version, hours: 12, reason: "早退") { hours } }';
    expect((await ask('it-head', correct, attendances.nodes[0])).data.correctTrainingHours).toEqual({ hours: 12 });
    expect(await standing(person.id)).toMatchObject({ hours: 12 });
  });
});

describe('P12.A04 training is in the yearly plan, and carried out', () => {
  it('P12.A04 a plan is in force once the general manager has approved it, which fulfils the duty to have one', async () => {
    const { plan } = await approvedPlan(platform, 2027);
    expect(plan.approvedAt).toBe(now.toISOString());
    const { data } = await ask(
      'it-head',
      '{ duties(filter: { name: { eq: "planTraining" }, period: { eq: "2026" } }) { nodes { state dueAt } } }',
    );
    expect(data.duties.nodes).toEqual([{ state: 'DONE', dueAt: '2026-12-31T16:00:00.000Z' }]);
    await expect(approvedPlan(platform, 2027)).rejects.toThrow('CONFLICT');
  });

  it('P12.A04 it is concluded when each training was held or cancelled, and a plan that is not is a breach', async () => {
    const { plan, session } = await approvedPlan(platform, 2026);
    expect(await dutiesOf(plan.id)).toMatchObject([
      { name: 'carryOutTraining', state: 'DUE', dueAt: '2027-01-31T16:00:00.000Z' },
    ]);
    const conclude =
      'mutation($id: ID!, $version: Int!) { concludeTrainingPlan(id: $id, version: $version, conclusion: "全部完成") { concludedAt } }';
    expect((await ask('it-head', conclude, plan)).outcome).toBe('INVALID_STATE');
    const { person, member } = await aMember(platform);
    now = new Date('2026-05-11T10:00:00+08:00');
    const hold =
      'mutation($id: ID!, $version: Int!, $input: HoldTrainingInput!) { holdTraining(id: $id, version: $version, input: $input) { state attendances { nodes { hours } } } }';
    const held = await ask('it-head', hold, {
      ...session,
      input: { heldOn: '2026-05-10', attendances: [{ personId: person.id, hours: 30 }] },
    });
    expect(held.data.holdTraining).toEqual({ state: 'HELD', attendances: { nodes: [{ hours: 30 }] } });
    expect((await dutiesOf(member.id))[0].state).toBe('DONE');
    expect((await ask('it-head', conclude, plan)).outcome).toBe('ok');
    expect(await dutiesOf(plan.id)).toMatchObject([{ state: 'DONE' }]);
    now = new Date('2026-03-09T10:00:00+08:00');
  });

  it('P12.A04 nobody puts a plan in force but its approval', async () => {
    const { plan } = await approvedPlan(platform, 2028);
    await expect(
      platform.owner('update it_operations.training_plan set approved_at = null where id = $1', [plan.id]),
    ).rejects.toThrow('only its approval');
  });
});

describe('P12.A03 the team is appraised, and stays stable', () => {
  it('P12.A03 joins, leaves and turnover by year', async () => {
    const { member } = await aMember(platform, '2019-05-01');
    await ask(
      'general-manager',
      'mutation($id: ID!, $version: Int!) { endStaffMember(id: $id, version: $version, leftOn: "2020-06-30", reason: "调离") { leftOn } }',
      member,
    );
    const { data } = await ask(
      'general-manager',
      '{ teamStability(from: 2018, to: 2021) { year atBeginning joined left atEnd turnover } }',
    );
    expect(data.teamStability).toEqual([
      { year: 2018, atBeginning: 0, joined: 0, left: 0, atEnd: 0, turnover: null },
      { year: 2019, atBeginning: 0, joined: 1, left: 0, atEnd: 1, turnover: 0 },
      { year: 2020, atBeginning: 1, joined: 0, left: 1, atEnd: 0, turnover: 2 },
      { year: 2021, atBeginning: 0, joined: 0, left: 0, atEnd: 0, turnover: null },
    ]);
  });

  it('P12.A03 a reward is proposed by the head, and counts once the general manager has approved it', async () => {
    const { person, member } = await aMember(platform);
    const propose =
      'mutation($input: ProposeAppraisalInput!) { proposeAppraisal(input: $input) { id state clause measure points requests { id } } }';
    const input = {
      kind: 'it-operations.goodYear',
      personId: person.id,
      caseId: member.id,
      points: 5,
      amount: 1000,
      reason: '全年无差错',
    };
    expect((await ask('it-operator', propose, { input })).outcome).toBe('FORBIDDEN');
    const { data } = await ask('it-head', propose, { input });
    expect(data.proposeAppraisal).toMatchObject({ state: 'PROPOSED', clause: 'P12.A03', measure: 'REWARD', points: 5 });
    const inbox = await ask('general-manager', '{ approvalInbox(first: 50) { nodes { id request { id } } } }');
    const task = inbox.data.approvalInbox.nodes.find(
      ({ request }: { request: { id: string } }) => request.id === data.proposeAppraisal.requests[0].id,
    );
    await ask(
      'general-manager',
      'mutation($id: ID!) { decideApproval(input: { taskId: $id, verdict: APPROVE }) { id } }',
      task,
    );
    const { data: after } = await ask(
      person.name,
      'query($id: ID!) { appraisalEntry(id: $id) { state } }',
      data.proposeAppraisal,
    );
    expect(after.appraisalEntry).toEqual({ state: 'IN_FORCE' });
  });
});
