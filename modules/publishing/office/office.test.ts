import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PortalWorld } from '../publishing.harness.js';

const world = new PortalWorld('2026-03-09T10:00:00+08:00');
beforeAll(() => world.open());
afterAll(() => world.platform?.close());

const sweepAt = (moment: string) => {
  world.at(moment);
  return world.platform.platform.sweeper.sweep();
};
const duties = async (name: string) =>
  (
    await world.ask(
      'general-manager',
      'query($name: String!) { duties(filter: { name: { eq: $name } }, orderBy: [{ createdAt: ASC }, { id: ASC }]) { nodes { state dueAt clause } } }',
      { name },
    )
  ).data.duties.nodes;
const name =
  'mutation($input: NameInformationOfficerInput!) { nameInformationOfficer(input: $input) { id version since until } }';

describe('P03.A03 each unit names one information officer, and files a change', () => {
  const gaps = async () => {
    const { data } = await world.ask('portal-office', '{ officerGaps(first: 200) { unit { name } reason } }');
    return new Map(
      data.officerGaps.map((gap: { unit: { name: string }; reason: string }) => [gap.unit.name, gap.reason]),
    );
  };
  const assign = async (person: string, unit: string, role = 'INFORMATION_OFFICER') =>
    world.platform.owner(
      `insert into access.role_assignment (id, created_at, updated_at, person_id, role, department_id, valid_from)
       values (gen_random_uuid(), $1, $1, $2, $4, $3, $1)`,
      [new Date('2026-01-01'), await world.platform.personId(person), world.unit(unit), role],
    );

  it('P03.A03 a unit without one shows as a gap, also where whoever is named has left', async () => {
    const before = await gaps();
    expect([before.get('生产部'), before.get('信息科')]).toEqual([undefined, 'NEVER_NAMED']);
    expect(before.has('总公司')).toBe(false);
    await world.platform.owner(
      `update access.role_assignment set valid_until = $1 where role = 'INFORMATION_OFFICER' and department_id = $2`,
      [world.now, world.unit('生产部')],
    );
    expect((await gaps()).get('生产部')).toBe('LEFT');
    await world.platform.owner(
      `update access.role_assignment set valid_until = null where role = 'INFORMATION_OFFICER' and department_id = $1`,
      [world.unit('生产部')],
    );
  });

  it('P03.A03 only somebody who holds the role in the unit is named, by its head or the office', async () => {
    const input = {
      unitId: world.unit('生产部'),
      personId: await world.platform.personId('reader'),
      since: '2026-03-09',
    };
    expect((await world.ask('unit-head', name, { input })).outcome).toBe('BAD_USER_INPUT');
    await assign('reader', '信息科');
    const other = { ...input, unitId: world.unit('信息科') };
    // Head of one unit, and no more than a reader in the other.
    await assign('unit-head', '信息科', 'READER');
    const refused = await world.ask('unit-head', name, { input: other });
    expect(refused.errors[0]!.message).toContain('You may not name the officer of this unit.');
    expect([refused.outcome, refused.errors[0]!.extensions!.clause]).toEqual(['FORBIDDEN', 'P03.A03']);
    expect((await world.ask('portal-office', name, { input: other })).outcome).toBe('ok');
    expect((await gaps()).has('信息科')).toBe(false);
  });

  it('P03.A03 a change that is filed in time is done, one that is not is late', async () => {
    await assign('reader', '生产部');
    const reader = await world.platform.personId('reader');
    const officer = await world.platform.personId('information-officer');
    const change = (personId: string, since: string) =>
      world.done('unit-head', name, { input: { unitId: world.unit('生产部'), personId, since } });
    await change(reader, '2026-03-06');
    expect(await duties('fileInformationOfficer')).toMatchObject([{ state: 'DONE', clause: 'P03.A03' }]);
    world.at('2026-03-20T10:00:00+08:00');
    const second = await change(officer, '2026-03-10');
    expect((await duties('fileInformationOfficer')).map(({ state }: { state: string }) => state)).toEqual([
      'DONE',
      'LATE',
    ]);
    const { data } = await world.ask(
      'reader',
      'query($id: ID!) { department(id: $id) { informationOfficers(orderBy: [{ since: DESC }], first: 2) { nodes { since until person { name } } } } }',
      { id: world.unit('生产部') },
    );
    expect(data.department.informationOfficers.nodes).toEqual([
      { since: '2026-03-10', until: null, person: { name: 'information-officer' } },
      { since: '2026-03-06', until: '2026-03-10', person: { name: 'reader' } },
    ]);
    world.at('2026-03-20T11:00:00+08:00');
    await world.done(
      'unit-head',
      'mutation($id: ID!, $version: Int!) { endInformationOfficer(id: $id, version: $version, until: "2026-03-20") { until } }',
      { id: second.id, version: second.version },
    );
    expect((await gaps()).get('生产部')).toBe('ENDED');
    await sweepAt('2026-03-26T10:00:00+08:00');
    expect((await duties('fileInformationOfficer')).at(-1)).toMatchObject({ state: 'BREACHED' });
    await change(officer, '2026-03-26');
    expect((await gaps()).has('生产部')).toBe(false);
  });
});

describe('P03.A01 the office plans, inspects, trains and appraises', () => {
  it('P03.A01 a planned topic is due on its day and done by what the unit submits for it', async () => {
    world.at('2026-03-26T10:00:00+08:00');
    const plan = 'mutation($input: PlanTopicInput!) { planTopic(input: $input) { id version } }';
    const input = {
      title: '节能经验',
      category: 'MEASURES_AND_EXPERIENCE',
      unitId: world.unit('生产部'),
      dueOn: '2026-03-31',
    };
    const topic = await world.done('portal-office', plan, { input });
    world.at('2026-03-26T10:30:00+08:00');
    const dropped = await world.done('portal-office', plan, { input: { ...input, title: '合并' } });
    await world.done(
      'portal-office',
      'mutation($id: ID!, $version: Int!) { dropTopic(id: $id, version: $version, reason: "合并") { droppedAt } }',
      { id: dropped.id, version: dropped.version },
    );
    expect(await duties('submitPlannedTopic')).toMatchObject([
      { state: 'DUE', dueAt: '2026-03-31T16:00:00.000Z', clause: 'P03.A01' },
      { state: 'WAIVED' },
    ]);
    await world.submitted({ topicId: topic.id });
    expect((await duties('submitPlannedTopic'))[0].state).toBe('DONE');
  });

  it('P03.A01 what an inspection finds is put right by the unit, or is a breach', async () => {
    const inspect = 'mutation($input: PortalInspectionInput!) { recordPortalInspection(input: $input) { id version } }';
    const input = {
      unitId: world.unit('生产部'),
      inspectedOn: '2026-03-26',
      findings: '联系方式过期',
      remedyBy: '2026-03-27',
    };
    const inspection = await world.done('portal-office', inspect, { input });
    await sweepAt('2026-03-28T10:00:00+08:00');
    expect(await duties('remedyPortalFinding')).toMatchObject([{ state: 'BREACHED' }]);
    await world.done(
      'unit-head',
      'mutation($id: ID!, $version: Int!) { remedyPortalFinding(id: $id, version: $version, remedy: "已更新电话") { remediedAt } }',
      { id: inspection.id, version: inspection.version },
    );
    expect(await duties('remedyPortalFinding')).toMatchObject([{ state: 'LATE' }]);
  });

  it('P03.A01 trainings of officers are recorded with who took part', async () => {
    await world.done(
      'portal-office',
      'mutation($input: OfficerTrainingInput!) { recordOfficerTraining(input: $input) { id } }',
      {
        input: {
          topic: '公文写作与保密',
          heldOn: '2026-03-27',
          hours: 3,
          attendeeIds: [await world.platform.personId('information-officer')],
        },
      },
    );
    const { data } = await world.ask(
      'portal-office',
      'query($id: ID!) { person(id: $id) { portalTrainings { nodes { training { topic hours } } } } }',
      { id: await world.platform.personId('information-officer') },
    );
    expect(data.person.portalTrainings.nodes).toEqual([{ training: { topic: '公文写作与保密', hours: 3 } }]);
  });

  it('P03.A01 P03.A04 P03.A06 points for adopted items, lateness and violations rank units and officers by quarter', async () => {
    world.at('2026-05-11T10:00:00+08:00');
    const points = async () => {
      const { data } = await world.ask(
        'portal-office',
        '{ appraisalEntries(filter: { module: { eq: "publishing" }, period: { eq: "2026-Q2" } }, orderBy: [{ kind: ASC }, { id: ASC }]) { nodes { kind points person { name } department { name } } } }',
      );
      return data.appraisalEntries.nodes;
    };
    const inTime = await world.published({ occurredAt: '2026-05-10T10:00:00+08:00' });
    const late = await world.published({ occurredAt: '2026-05-06T10:00:00+08:00' });
    const withOfficer = { person: { name: 'information-officer' }, department: { name: '生产部' } };
    expect(await points()).toEqual([
      { kind: 'publishing.adopted', points: 2, ...withOfficer },
      { kind: 'publishing.adopted', points: 2, ...withOfficer },
      { kind: 'publishing.late', points: -1, ...withOfficer },
    ]);
    const { data } = await world.ask(
      'portal-office',
      '{ submissionLateness(from: "2026-05-01", to: "2026-05-31") { unit { name } inTime late overdue open hoursLate } }',
    );
    // Due with the end of 7 May, submitted on the 11th at 10.
    expect(data.submissionLateness).toEqual([
      { unit: { name: '生产部' }, inTime: 1, late: 1, overdue: 0, open: 0, hoursLate: 82 },
    ]);
    const long = await world.ask(
      'portal-office',
      '{ submissionLateness(from: "2016-05-01", to: "2026-05-31") { late } }',
    );
    expect([long.outcome, long.errors[0]!.message]).toEqual(['BAD_USER_INPUT', expect.stringContaining('ten years')]);
    const of = async (id: string) =>
      (await world.ask('portal-office', 'query($id: ID!) { portalItem(id: $id) { dueAt hoursLate } }', { id })).data
        .portalItem;
    expect(await of(late)).toEqual({ dueAt: '2026-05-07T16:00:00.000Z', hoursLate: 82 });
    expect((await of(inTime)).hoursLate).toBe(null);
    await violate(late);
    expect(
      (await points())
        .slice(3)
        .map(({ kind, points: n, person }: never) => [kind, n, (person as { name: string }).name])
        .sort(),
    ).toEqual([
      ['publishing.violation', -10, 'portal-editor'],
      ['publishing.violation', -10, 'unit-head'],
    ]);
    const ranking = await world.ask(
      'general-manager',
      '{ appraisalRanking(period: "2026-Q2", by: DEPARTMENT, module: "publishing") { rank points department { name } } }',
    );
    expect(ranking.errors).toEqual([]);
  });

  /** Recorded against the head of the unit and whoever published, and decided. */
  async function violate(id: string): Promise<void> {
    const report = `mutation($id: ID!) { reportPublishingViolation(itemId: $id, input: { kind: UNTRUE, occurredOn: "2026-05-11", description: "数据有误" }) { id version unitHead { name } publisher { name } } }`;
    const reported = await world.done('portal-reviewer', report, { id });
    expect(reported).toMatchObject({ unitHead: { name: 'unit-head' }, publisher: { name: 'portal-editor' } });
    const list = '{ publishingViolations { totalCount } }';
    expect((await world.ask('unit-head', list)).data.publishingViolations.totalCount).toBe(0);
    const decide = `mutation($id: ID!, $version: Int!) { decidePublishingViolation(id: $id, version: $version, upheld: true, decision: "通报批评") { upheld decidedBy { name } } }`;
    const versions = { id: reported.id, version: reported.version };
    expect((await world.ask('portal-office', decide, versions)).outcome).toBe('FORBIDDEN');
    expect(await world.done('general-manager', decide, versions)).toEqual({
      upheld: true,
      decidedBy: { name: 'general-manager' },
    });
    expect((await world.ask('unit-head', list)).data.publishingViolations.totalCount).toBe(1);
    expect(await duties('decidePublishingViolation')).toMatchObject([{ state: 'DONE', clause: 'P03.A06' }]);
  }

  it('P03.A06 a violation did not happen before the item existed', async () => {
    const report = `mutation($id: ID!) { reportPublishingViolation(itemId: $id, input: { kind: WORDING, occurredOn: "2020-01-01", description: "错字" }) { id } }`;
    const answer = await world.ask('portal-reviewer', report, { id: await world.published() });
    expect(answer.outcome).toBe('BAD_USER_INPUT');
    expect(JSON.stringify(answer.errors)).toContain('The item exists since');
  });

  it('P03.A06 what was never on the portal is no violation', async () => {
    const report = `mutation($id: ID!) { reportPublishingViolation(itemId: $id, input: { kind: WORDING, occurredOn: "2026-05-11", description: "错字" }) { id } }`;
    expect((await world.ask('portal-reviewer', report, { id: (await world.drafted()).id })).outcome).toBe(
      'INVALID_STATE',
    );
  });
});

describe('P03 switched off and on', () => {
  const set =
    'mutation($enabled: Boolean!) { setModuleEnabled(name: "publishing", enabled: $enabled) { removedFields } }';

  it('leaves the others whole; its fields on their types vanish and return', async () => {
    const across = '{ departments(first: 1) { nodes { portalItems { totalCount } } } }';
    expect((await world.ask('portal-office', across)).outcome).toBe('ok');
    const { data } = await world.ask('administrator', set, { enabled: false });
    expect(data.setModuleEnabled.removedFields).toEqual(
      expect.arrayContaining(['Department.portalItems', 'Query.portalItems']),
    );
    expect((await world.ask('portal-office', across)).outcome).toBe('MODULE_DISABLED');
    expect(
      (
        await world.ask(
          'portal-office',
          '{ departments(first: 1) { nodes { name } } duties { totalCount } approvalInbox { totalCount } }',
        )
      ).outcome,
    ).toBe('ok');
    expect((await world.ask('customer-service-manager', '{ customers(first: 1) { nodes { name } } }')).outcome).toBe(
      'ok',
    );
    await world.platform.platform.sweeper.sweep();
    expect((await world.ask('administrator', set, { enabled: true })).outcome).toBe('ok');
    expect((await world.ask('portal-office', across)).outcome).toBe('ok');
  });

  it('P03.A06 what was scheduled meanwhile goes live when it is on again', async () => {
    const id = await world.reviewed();
    await world.publish(id, { at: '2026-05-12T08:00:00+08:00' });
    await world.ask('administrator', set, { enabled: false });
    await sweepAt('2026-05-13T08:00:00+08:00');
    expect((await world.item(id)).status).toBe('PREPARED');
    await world.ask('administrator', set, { enabled: true });
    await sweepAt('2026-05-13T09:00:00+08:00');
    expect((await world.item(id)).status).toBe('PUBLISHED');
  });
});
