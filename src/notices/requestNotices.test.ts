import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ApprovalWorld, hours, monday } from '../approvals/approvals.harness.js';

let world: ApprovalWorld;
beforeAll(async () => {
  world = await ApprovalWorld.open();
});
afterAll(() => world.close());
beforeEach(async () => {
  world.now = monday;
  await world.owner('delete from approvals.delegation');
});

/** What somebody was told of a request, as they see it. */
const told = async (who: string, id: string, locale: 'en' | 'zh' = 'en'): Promise<string[]> => {
  const { data } = await world.platform
    .as(who)
    .run(
      'query($id: ID!) { notices(first: 100, filter: { request: { id: { eq: $id } } }, orderBy: [{ createdAt: ASC }, { kind: ASC }]) { nodes { kind text } } }',
      { id },
      locale,
    );
  return data.notices.nodes.map(({ kind, text }: { kind: string; text: string }) => `${kind} ${text}`);
};
/** Who was told of a request, seen or not: mails go by this. */
const toldOf = async (id: string): Promise<string[]> =>
  (
    await world.owner(
      'select distinct p.name from notices.notice n join access.person p on p.id = n.person_id where n.request_id = $1 order by 1',
      [id],
    )
  ).map((row) => row.name as string);
const kinds = async (who: string, id: string) => (await told(who, id)).map((notice) => notice.split(' ')[0]);

describe('P01.A18 a request tells those whom it waits for', () => {
  it('at each step, in both languages, and nobody else', async () => {
    const { id } = await world.issue();
    expect(await told('unit-head', id)).toEqual([
      'ASKED Waits for your decision: Issue of a report, Head of the unit (T01.A01). See approvalInbox.',
    ]);
    expect(await told('unit-head', id, 'zh')).toEqual([
      'ASKED 待您审批：报表报发，部门负责人（T01.A01）。见 approvalInbox。',
    ]);
    for (const who of ['clerk', 'checker', 'workshop-head', 'deputy', 'reader'])
      expect(await told(who, id), who).toEqual([]);
    await world.decide('unit-head', id);
    for (const who of ['checker', 'checker-b', 'second']) expect(await kinds(who, id), who).toEqual(['ASKED']);
  });

  it('also whoever stands in for them, for such requests alone', async () => {
    const delegate = (names: string[], to: string) =>
      world.platform.personId(to).then((personId) =>
        world.run(
          'unit-head',
          'mutation($input: DelegateApprovalsInput!) { delegateApprovals(input: $input) { id } }',
          {
            input: { personId, names, validUntil: hours(48).toISOString() },
          },
        ),
      );
    await delegate(['issueReport'], 'deputy');
    await delegate(['readReport'], 'analyst');
    const { id } = await world.issue();
    expect(await kinds('deputy', id)).toEqual(['ASKED']);
    expect(await told('analyst', id)).toEqual([]);
    expect(await toldOf(id)).toEqual(['deputy', 'unit-head']);
  });

  it('nobody who is not cleared for it, and by name only whoever sees it now', async () => {
    const { id } = await world.issue({ label: 'SECRET' });
    expect(await toldOf(id)).toEqual([]);
    const open = await world.issue();
    expect(await kinds('unit-head', open.id)).toEqual(['ASKED']);
    await world.owner(`update paperwork.report set label = 'SECRET' where id = $1`, [open.reportId]);
    expect(await told('unit-head', open.id)).toEqual([]);
  });

  it('when the applicant urges, once a day', async () => {
    const { id } = await world.issue();
    const urge = () => world.run('clerk', 'mutation($id: ID!) { urgeApproval(id: $id) { id } }', { id });
    await urge();
    await urge();
    expect(await kinds('unit-head', id)).toEqual(['ASKED', 'URGED']);
    world.now = hours(25);
    await urge();
    expect(await kinds('unit-head', id)).toEqual(['ASKED', 'URGED', 'URGED']);
  });

  it('when it is late, those to whom it escalates', async () => {
    const { id } = await world.issue();
    expect(await told('general-manager', id)).toEqual([]);
    world.now = hours(24 * 8);
    await world.platform.platform.core.approvals.sweep();
    expect(await told('general-manager', id)).toEqual([
      'ESCALATED Late, or nobody else is left to decide: Issue of a report, Head of the unit (T01.A01). See approvalInbox.',
    ]);
    await world.platform.platform.core.approvals.sweep();
    expect(await kinds('general-manager', id)).toEqual(['ESCALATED']);
  });
});

describe('P01.A18 whoever applied is told', () => {
  it('that it was returned, and what became of it', async () => {
    const { id } = await world.issue();
    await world.returnTask('unit-head', id);
    expect(await told('clerk', id)).toEqual(['RETURNED Returned to you: Issue of a report. See approvalRequest.']);
    const { version } = await world.request('clerk', id);
    await world.run(
      'clerk',
      'mutation($id: ID!, $version: Int!) { resubmitApproval(id: $id, version: $version) { id } }',
      {
        id,
        version,
      },
    );
    expect(await kinds('unit-head', id)).toEqual(['ASKED', 'ASKED']);
    await world.decide('unit-head', id, 'REJECT');
    expect(await told('clerk', id, 'zh')).toEqual(
      expect.arrayContaining([
        'DECIDED 未批准：报表报发。见 approvalRequest。',
        'RETURNED 已退回：报表报发。见 approvalRequest。',
      ]),
    );
  });

  it('that a step before theirs is asked anew', async () => {
    const { id } = await world.issue();
    await world.decide('unit-head', id);
    await world.returnTask('checker', id, 'head');
    expect(await kinds('unit-head', id)).toEqual(['ASKED', 'ASKED']);
    expect(await told('clerk', id)).toEqual([]);
  });

  it('for whom it is as well', async () => {
    const report = await world.report();
    const { data } = await world.run(
      'clerk',
      'mutation($id: ID!, $reader: ID!, $input: ReadInput!) { requestRead(id: $id, readerId: $reader, input: $input) { id } }',
      { id: report, reader: await world.platform.personId('deputy'), input: { until: hours(48).toISOString() } },
    );
    const { id } = data.requestRead;
    await world.decide('general-manager', id);
    for (const who of ['clerk', 'deputy']) expect(await kinds(who, id), who).toEqual(['DECIDED']);
    expect(await kinds('general-manager', id)).toEqual(['ASKED']);
  });
});
