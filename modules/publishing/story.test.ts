import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PortalWorld } from './publishing.harness.js';

const world = new PortalWorld('2026-03-09T10:00:00+08:00');
beforeAll(() => world.open());
afterAll(() => world.platform?.close());

const sweepAt = (moment: string) => {
  world.at(moment);
  return world.platform.platform.sweeper.sweep();
};
const revise = `mutation($id: ID!, $version: Int!, $reason: ItemVersionReason!, $note: String!) {
  reviseItem(id: $id, version: $version, reason: $reason, note: $note) { id version number title status }
}`;
const edit = `mutation($id: ID!, $version: Int!, $input: ItemContentInput!) {
  editItemVersion(id: $id, version: $version, input: $input) { id version }
}`;
const withdraw = `mutation($id: ID!, $version: Int!) { withdrawItem(id: $id, version: $version, reason: "内容过时") { status } }`;
const readByReader = async (id: string) =>
  (
    await world.ask(
      'reader',
      'query($id: ID!) { portalItem(id: $id) { title status versions { nodes { number title status } } } }',
      { id },
    )
  ).data.portalItem;

/** As the officer of the unit does it, from the revision to the review. */
async function revised(id: string, reason: string, title: string): Promise<void> {
  await world.done('information-officer', revise, { ...(await world.item(id)), reason, note: '更正会议日期' });
  const input = { title, text: '会议于 3 月 9 日召开。', source: '生产部' };
  await world.done('information-officer', edit, { ...(await world.newest(id)), input });
  await world.proofread(id);
  expect((await world.submit(id)).errors).toEqual([]);
}

describe('P03 from the event to the archive of the portal', () => {
  let id: string;

  it('P03.A04 P03.A05 P03.A06 an item is drafted, proof-read, submitted in time, reviewed and published', async () => {
    id = await world.published({ title: '调度会召开', occurredAt: '2026-03-08T09:00:00+08:00' });
    expect(await readByReader(id)).toEqual({
      title: '调度会召开',
      status: 'PUBLISHED',
      versions: { nodes: [{ number: 1, title: '调度会召开', status: 'LIVE' }] },
    });
  });

  it('P03.A06 what is live stays so while its correction is written and reviewed', async () => {
    world.at('2026-03-10T09:00:00+08:00');
    await revised(id, 'CORRECTION', '调度会于 3 月 9 日召开');
    expect(await readByReader(id)).toMatchObject({ title: '调度会召开', versions: { nodes: [{ number: 1 }] } });
    expect((await world.decide(id)).outcome).toBe('ok');
    expect((await readByReader(id)).title).toBe('调度会召开');
    expect((await world.publish(id)).outcome).toBe('ok');
    expect(await readByReader(id)).toMatchObject({
      title: '调度会于 3 月 9 日召开',
      versions: { nodes: [{ number: 2, status: 'LIVE' }] },
    });
    const { data } = await world.ask(
      'portal-office',
      'query($id: ID!) { portalItem(id: $id) { versions(orderBy: [{ number: ASC }]) { nodes { number status reason note publishedBy { name } reviewer { name } } } } }',
      { id },
    );
    const people = { publishedBy: { name: 'portal-editor' }, reviewer: { name: 'portal-reviewer' } };
    expect(data.portalItem.versions.nodes).toEqual([
      { number: 1, status: 'ENDED', reason: 'FIRST', note: null, ...people },
      { number: 2, status: 'LIVE', reason: 'CORRECTION', note: '更正会议日期', ...people },
    ]);
  });

  it('P03.A06 one version is in work at a time, and a returned one is submitted again', async () => {
    await revised(id, 'UPDATE', '调度会纪要');
    const second = await world.ask('information-officer', revise, {
      ...(await world.item(id)),
      reason: 'UPDATE',
      note: '再改',
    });
    expect(second.outcome).toBe('INVALID_STATE');
    const returned = await world.ask(
      'portal-reviewer',
      'mutation($id: ID!) { returnApproval(taskId: $id, comment: "补充到会人员") { status } }',
      { id: await world.taskOf(id) },
    );
    expect(returned.data.returnApproval.status).toBe('RETURNED');
    expect((await world.newest(id)).status).toBe('RETURNED');
    const input = { title: '调度会纪要', text: '到会人员二十人。', source: '生产部' };
    await world.done('information-officer', edit, { ...(await world.newest(id)), input });
    await world.proofread(id);
    expect((await world.submit(id)).data.submitItemVersion.status).toBe('SUBMITTED');
    const { data } = await world.ask(
      'information-officer',
      'query($id: ID!) { approvalRequests(filter: { recordId: { eq: $id } }) { nodes { status round } } }',
      { id: (await world.newest(id)).id },
    );
    expect(data.approvalRequests.nodes).toEqual([{ status: 'RUNNING', round: 2 }]);
    expect((await world.decide(id, 'REJECT')).outcome).toBe('ok');
    expect((await readByReader(id)).title).toBe('调度会于 3 月 9 日召开');
  });

  it('P03.A06 it goes live and expires at the times that were set, though no server ran', async () => {
    const times = { at: '2026-03-12T08:00:00+08:00', until: '2026-03-20T00:00:00+08:00' };
    const later = await world.reviewed({ title: '停电通知' });
    expect((await world.publish(later, times)).data.publishItemVersion.status).toBe('SCHEDULED');
    await sweepAt('2026-03-12T07:59:00+08:00');
    expect(await readByReader(later)).toBe(null);
    await sweepAt('2026-03-12T08:00:00+08:00');
    expect((await readByReader(later)).status).toBe('PUBLISHED');
    // To the moment, whether or not a sweep has come by.
    world.at('2026-03-20T00:00:00+08:00');
    expect(await readByReader(later)).toBe(null);
    await sweepAt('2026-03-25T00:00:00+08:00');
    expect([(await world.item(later)).status, (await world.newest(later)).status]).toEqual(['EXPIRED', 'ENDED']);
    const missed = await world.reviewed({ title: '错过的通知' });
    await world.publish(missed, { at: '2026-03-26T08:00:00+08:00', until: '2026-03-27T08:00:00+08:00' });
    await sweepAt('2026-03-28T08:00:00+08:00');
    expect((await world.item(missed)).status).toBe('PREPARED');
  });

  it('P03.A06 P03.A07 it is withdrawn at once, and comes back only by another review', async () => {
    expect((await world.ask('information-officer', withdraw, { ...(await world.item(id)) })).outcome).toBe('FORBIDDEN');
    expect((await world.done('portal-office', withdraw, { ...(await world.item(id)) })).status).toBe('WITHDRAWN');
    expect(await readByReader(id)).toBe(null);
    expect((await world.publish(id)).outcome).toBe('INVALID_STATE');
    await revised(id, 'REPUBLICATION', '调度会纪要（修订）');
    expect(await readByReader(id)).toBe(null);
    await world.decide(id);
    await world.publish(id);
    expect((await readByReader(id)).title).toBe('调度会纪要（修订）');
  });

  it('P03.A06 a label that is raised takes it off the portal, on whatever way it is raised', async () => {
    const classify = `mutation($id: ID!, $version: Int!) { classifyItem(id: $id, version: $version, label: INTERNAL, reason: "涉及未公开数据") { status label withdrawReason } }`;
    const raised = await world.done('unit-head', classify, { ...(await world.item(id)) });
    expect(raised).toEqual({ status: 'WITHDRAWN', label: 'INTERNAL', withdrawReason: '涉及未公开数据' });
    expect(await readByReader(id)).toBe(null);
    expect((await world.newest(id)).status).toBe('ENDED');
    const other = await world.published();
    await world.platform.owner(`update publishing.portal_item set label = 'SECRET' where id = $1`, [other]);
    expect((await world.item(other)).status).toBe('WITHDRAWN');
    const waiting = await world.reviewed();
    await world.done('unit-head', classify, { ...(await world.item(waiting)) });
    expect((await world.publish(waiting)).outcome).not.toBe('ok');
  });

  it('P03.A06 nobody writes past the review, not even with the rights of the module', async () => {
    const { id: version } = await world.newest(await world.submitted());
    const editor = await world.platform.personId('portal-editor');
    const { database, core } = world.platform.platform;
    const context = await core.contextFor(editor, 'x');
    const written = database.write(context, ({ em }) =>
      em.execute(`update publishing.item_version set status = 'APPROVED', reviewer_id = ? where id = ?`, [
        editor,
        version,
      ]),
    );
    await expect(written).rejects.toThrow();
  });

  it('P03.A04 compliance says what was submitted in time and what late', async () => {
    world.at('2026-03-30T10:00:00+08:00');
    const before = await submissions();
    await world.submitted({ occurredAt: '2026-03-29T10:00:00+08:00' });
    await world.submitted({ occurredAt: '2026-03-20T10:00:00+08:00' });
    await world.drafted({ occurredAt: '2026-03-20T10:00:00+08:00' });
    await sweepAt('2026-03-31T11:00:00+08:00');
    const after = await submissions();
    expect(after.done - before.done).toBe(1);
    expect(after.late - before.late).toBe(1);
    expect(after.breached - before.breached).toBe(1);
  });
});

async function submissions(): Promise<{ done: number; late: number; breached: number }> {
  const { data } = await world.ask(
    'general-manager',
    '{ compliance(period: "2026-03", policy: "P03") { clauses { clause due done late breached } } }',
  );
  return data.compliance.clauses.find(({ clause }: { clause: string }) => clause === 'P03.A04');
}
