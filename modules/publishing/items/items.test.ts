import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { draft, PortalWorld } from '../publishing.harness.js';

const world = new PortalWorld('2026-03-09T10:00:00+08:00');
beforeAll(() => world.open());
afterAll(() => world.platform?.close());

const duties = async (item: string) =>
  (
    await world.ask(
      'general-manager',
      'query($id: ID!) { duties(filter: { recordId: { eq: $id } }) { nodes { name state dueAt clause } } }',
      { id: item },
    )
  ).data.duties.nodes;
const problems = (answer: Awaited<ReturnType<PortalWorld['ask']>>) =>
  (answer.errors[0]!.extensions!.problems as { path: string }[]).map(({ path }) => path);

describe('P03.A02 what is published', () => {
  it('P03.A02 four categories are static, the other ten dynamic', async () => {
    const { data } = await world.ask('portal-office', '{ __type(name: "PortalCategory") { enumValues { name } } }');
    const names: string[] = data.__type.enumValues.map(({ name }: { name: string }) => name);
    expect(names).toHaveLength(14);
    const kinds = new Map<string, string[]>();
    for (const category of names) {
      const form = category === 'EMERGENCIES' ? 'EMERGENCY' : 'OTHER';
      const { kind } = await world.drafted({ category, form, title: category });
      kinds.set(kind, [...(kinds.get(kind) ?? []), category]);
    }
    expect(kinds.get('STATIC')).toEqual(names.slice(0, 4));
    expect(kinds.get('DYNAMIC')).toEqual(names.slice(4));
  });

  it('P03.A02 a permit is submitted with basis, conditions, procedure, term and result', async () => {
    const { id } = await world.drafted({
      category: 'PERMITS',
      form: 'OTHER',
      title: '排污许可',
      text: null,
      source: null,
    });
    const refused = await world.submit(id);
    expect(refused.outcome).toBe('BAD_USER_INPUT');
    expect(problems(refused)).toEqual([
      'text',
      'source',
      'basis',
      'conditions',
      'procedure',
      'term',
      'result',
      'proofReader',
    ]);
  });
});

describe('P03.A02 an emergency is told at once, its cause and outcome within five working days', () => {
  it('P03.A02 they are due until a version with both is submitted', async () => {
    const content = { category: 'EMERGENCIES', form: 'EMERGENCY', title: '管道泄漏', cause: '焊缝开裂' };
    const id = await world.published({ ...content, occurredAt: '2026-03-09T09:00:00+08:00' });
    const complete = async () => (await duties(id)).find(({ name }: { name: string }) => name === 'completeEmergency');
    expect(await complete()).toMatchObject({ state: 'DUE', dueAt: '2026-03-16T16:00:00.000Z', clause: 'P03.A02' });
    await world.done(
      'information-officer',
      'mutation($id: ID!, $version: Int!) { reviseItem(id: $id, version: $version, reason: UPDATE, note: "补报") { id } }',
      { ...(await world.item(id)) },
    );
    await world.done(
      'information-officer',
      `mutation($id: ID!, $version: Int!) { editItemVersion(id: $id, version: $version, input: { title: "管道泄漏", text: "已修复", source: "生产部", cause: "焊缝开裂", outcome: "更换管段，无人员伤亡" }) { id } }`,
      { ...(await world.newest(id)) },
    );
    await world.proofread(id);
    await world.submit(id);
    expect((await complete()).state).toBe('DONE');
  });
});

describe('P03.A04 deadlines by category, on the working-day calendar', () => {
  // Friday before the holiday of the Qingming festival: Saturday to Monday are free in 2026.
  it.each([
    ['EMERGENCY', 'EMERGENCIES', 'submitEmergency', '2026-04-03T04:00:00.000Z'],
    ['MEETING_OR_NEWS', 'HONOURS', 'submitNews', '2026-04-07T16:00:00.000Z'],
    ['DOCUMENT_OR_REPORT', 'ASSIGNED_WORK', 'submitDocument', '2026-04-09T16:00:00.000Z'],
    ['OTHER', 'ACHIEVEMENTS', 'submitOtherItem', '2026-04-13T16:00:00.000Z'],
  ])('P03.A04 %s is due by its term from the event', async (form, category, name, dueAt) => {
    world.at('2026-04-03T11:00:00+08:00');
    const { id } = await world.drafted({ form, category, occurredAt: '2026-04-03T10:00:00+08:00' });
    expect(await duties(id)).toEqual([{ name, state: 'DUE', dueAt, clause: 'P03.A04' }]);
  });

  it('P03.A04 an emergency is submitted as one, and nothing else is', async () => {
    const refused = await world.ask('information-officer', draft, {
      input: world.input({ form: 'OTHER', category: 'EMERGENCIES' }),
    });
    expect(problems(refused)).toEqual(['input.form']);
  });

  it('P03.A04 what is submitted too late is late', async () => {
    world.at('2026-04-09T10:00:00+08:00');
    const late = await world.submitted({ occurredAt: '2026-04-07T10:00:00+08:00' });
    const inTime = await world.submitted({ occurredAt: '2026-04-08T10:00:00+08:00' });
    expect((await duties(late))[0].state).toBe('LATE');
    expect((await duties(inTime))[0].state).toBe('DONE');
  });
});

describe('P03.A05 what is submitted is proof-read by somebody else', () => {
  const proofread = 'mutation($id: ID!, $version: Int!) { proofreadItemVersion(id: $id, version: $version) { id } }';

  it('P03.A05 never by its author', async () => {
    const { id } = await world.drafted();
    const own = await world.ask('information-officer', proofread, { ...(await world.newest(id)) });
    expect([own.outcome, own.errors[0]!.extensions!.clause]).toEqual(['FORBIDDEN', 'P03.A05']);
    expect(problems(await world.submit(id))).toEqual(['proofReader']);
  });

  it('P03.A05 an edit has to be proof-read anew', async () => {
    const { id } = await world.drafted();
    await world.proofread(id);
    const edit = `mutation($id: ID!, $version: Int!) {
      editItemVersion(id: $id, version: $version, input: { title: "改", text: "改", source: "生产部" }) { proofReader { name } }
    }`;
    expect(await world.done('information-officer', edit, { ...(await world.newest(id)) })).toEqual({
      proofReader: null,
    });
    expect(problems(await world.submit(id))).toEqual(['proofReader']);
  });

  it('P03.A05 what is submitted can no longer be edited', async () => {
    const id = await world.submitted();
    const edit =
      'mutation($id: ID!, $version: Int!) { editItemVersion(id: $id, version: $version, input: { title: "改" }) { id } }';
    expect((await world.ask('information-officer', edit, { ...(await world.newest(id)) })).outcome).toBe(
      'INVALID_STATE',
    );
  });
});

describe('P03.A06 reviewed first, published then', () => {
  it('P03.A06 only what is PUBLIC is submitted', async () => {
    const { id } = await world.drafted({ label: 'INTERNAL' });
    await world.proofread(id);
    expect(problems(await world.submit(id))).toEqual(['label']);
  });

  it('P03.A06 nothing goes live without its review', async () => {
    const id = await world.submitted();
    expect((await world.publish(id)).outcome).toBe('INVALID_STATE');
    expect((await world.decide(id, 'REJECT')).outcome).toBe('ok');
    expect((await world.newest(id)).status).toBe('REFUSED');
    expect((await world.publish(id)).outcome).toBe('INVALID_STATE');
  });

  it.each([
    ['who wrote it', 'information-officer'],
    ['who proof-read it', 'unit-head'],
  ])('P03.A06 %s does not review it, though a reviewer', async (_who, name) => {
    const id = await world.submitted();
    await world.platform.owner(
      `insert into access.role_assignment (id, created_at, updated_at, person_id, role, department_id, valid_from)
       values (gen_random_uuid(), $1, $1, $2, 'PORTAL_REVIEWER', $3, $1)`,
      [new Date('2026-01-01'), await world.platform.personId(name), world.unit('生产部')],
    );
    const inbox = await world.ask(name, '{ approvalInbox { nodes { request { recordId } } } }');
    const { id: version } = await world.newest(id);
    expect(inbox.data.approvalInbox.nodes).not.toContainEqual({ request: { recordId: version } });
    expect((await world.decide(id, 'APPROVE', name)).outcome).toBe('FORBIDDEN');
    await world.platform.owner(`delete from access.role_assignment where role = 'PORTAL_REVIEWER' and person_id = $1`, [
      await world.platform.personId(name),
    ]);
    expect((await world.decide(id)).outcome).toBe('ok');
  });

  it('P03.A06 whoever publishes is named and answers for it', async () => {
    const id = await world.reviewed();
    expect((await world.publish(id, {}, 'information-officer')).outcome).toBe('FORBIDDEN');
    const { data } = await world.publish(id);
    expect(data.publishItemVersion).toMatchObject({ status: 'LIVE', publishedBy: { name: 'portal-editor' } });
    expect((await world.item(id)).status).toBe('PUBLISHED');
  });
});

describe('P03.A06 publishing at a time', () => {
  it('P03.A06 a version is put on the portal within two years', async () => {
    const id = await world.reviewed();
    const far = await world.publish(id, { at: '9999-01-01T00:00:00Z' });
    expect([far.outcome, problems(far)]).toEqual(['BAD_USER_INPUT', ['publishAt']]);
    const soon = new Date(world.now.getTime() + 700 * 86_400_000).toISOString();
    expect((await world.publish(id, { at: soon })).outcome).toBe('ok');
  });
});
