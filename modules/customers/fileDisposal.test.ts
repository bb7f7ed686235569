import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestPlatform } from '../../test/harness.js';

const specialist = 'customer-information-specialist';
const supervisor = 'customer-information-supervisor';
const manager = 'customer-service-manager';

let now = new Date('2026-05-11T02:00:00Z');
let platform: TestPlatform;
let people: Record<string, string>;
beforeAll(async () => {
  platform = await TestPlatform.open({
    clock: () => now,
    access: { accessMinutes: 60 * 24 * 366 * 20, sessionDays: 366 * 20 },
  });
  const rows = await platform.owner<{ name: string; id: string }>('select name, id from access.person');
  people = Object.fromEntries(rows.map(({ name, id }) => [name, id]));
});
afterAll(() => platform.close());

const ask = (who: string, document: string, variables: object = {}) =>
  platform.as(who).run(document, variables as Record<string, unknown>);
const versionOf = async (table: string, id: string): Promise<number> =>
  (await platform.owner<{ version: number }>(`select version from records.${table} where id = $1`, [id]))[0]!.version;

const closeFile =
  'mutation($id: ID!, $version: Int!, $day: String) { closeFile(id: $id, version: $version, closedOn: $day) { retentionClass retentionEndsOn } }';
const reviewFile = `mutation($id: ID!, $version: Int!, $input: ReviewFileInput!) {
  reviewFile(id: $id, version: $version, input: $input) { retentionClass retentionEndsOn destructionDecided }
}`;
const propose =
  'mutation($input: DestructionInput!) { requestDestruction(input: $input) { id steps { signers { taskId } } } }';
const approve = `mutation($task: ID!) {
  decideApproval(input: { taskId: $task, verdict: APPROVE }, password: "demo-only") { status }
}`;
const order = `mutation($id: ID!, $request: ID!) {
  orderDestruction(fileId: $id, requestId: $request) { id version status }
}`;
const witness =
  'mutation($id: ID!, $version: Int!) { witnessDestruction(id: $id, version: $version) { status version certificateHash } }';
const placeHold = 'mutation($id: ID!) { placeHold(fileId: $id, reason: "诉讼保全") { id version } }';
const liftHold =
  'mutation($id: ID!, $reason: String!) { liftHold(id: $id, version: 1, reason: $reason) { liftReason } }';

/** A file that was closed in 2010 in a class of three years, which destroys. */
async function due(who: string, name: string, label = 'INTERNAL', retentionClass = 'KH-3'): Promise<string> {
  const registered = await ask(
    who,
    'mutation($input: RegisterCustomerInput!) { registerCustomer(input: $input) { id } }',
    {
      input: {
        name,
        label,
        address: '见不得的地址',
        telephone: '0351-1234567',
        contacts: [{ name: '见不得的联系人' }],
      },
    },
  );
  const { id } = registered.data.registerCustomer;
  await platform.owner('update records.file set retention_class = $2 where id = $1', [id, retentionClass]);
  const closed = await ask(who, closeFile, { id, version: await versionOf('file', id), day: '2010-06-30' });
  expect(closed.outcome).toBe('ok');
  return id;
}
const proposed = (who: string, fileId: string, first = 'general-manager', second = specialist) =>
  ask(who, propose, {
    input: { fileId, reason: '期满，无保存价值', firstWitnessId: people[first], secondWitnessId: people[second] },
  });
/** Proposed, approved by the general manager, and ordered; the first refusal otherwise. */
const ordered = async (who: string, fileId: string, first = 'general-manager', second = specialist) => {
  const request = await proposed(who, fileId, first, second);
  if (request.outcome !== 'ok') return request;
  const { id, steps } = request.data.requestDestruction;
  const decided = await ask('general-manager', approve, { task: steps[0].signers[0].taskId });
  return decided.outcome === 'ok' ? ask(who, order, { id: fileId, request: id }) : decided;
};
const signed = async (who: string, id: string) =>
  ask(who, witness, { id, version: await versionOf('destruction', id) });

describe('P01.A25 each file has exactly one schedule, that of its class', () => {
  it.each([
    ['KH-3', '2010-06-30', '2014-01-01'],
    ['KH-10', '2010-01-01', '2021-01-01'],
    ['KH-30', '2010-12-31', '2041-01-01'],
    ['KH-P', '2010-06-30', null],
  ])('P01.A25 in %s, closed on %s, it ends on %s', async (retentionClass, day, end) => {
    const id = await due(manager, '期限', 'INTERNAL', retentionClass);
    const { data } = await ask(manager, closeFile, { id, version: await versionOf('file', id), day });
    expect(data.closeFile).toEqual({ retentionClass, retentionEndsOn: end });
  });

  it('P01.A25 the disposal list shows those whose retention has ended, and not the open or destroyed', async () => {
    const id = await due(manager, '待处置');
    const list = `query($today: String!) { archiveFiles(first: 100, filter: { retentionEndsOn: { lte: $today }, destroyedAt: { isNull: true } },
      orderBy: [{ retentionEndsOn: ASC }]) { nodes { id } } }`;
    const ids = async (today: string) =>
      (await ask(manager, list, { today })).data.archiveFiles.nodes.map((node: { id: string }) => node.id);
    expect(await ids('2026-05-11')).toContain(id);
    expect(await ids('2013-12-31')).not.toContain(id);
    await ask(manager, closeFile, { id, version: await versionOf('file', id), day: null });
    expect(await ids('2026-05-11')).not.toContain(id);
  });

  it('P01.A25 a day to come closes nothing', async () => {
    const id = await due(manager, '未来');
    expect(
      (await ask(manager, closeFile, { id, version: await versionOf('file', id), day: '2026-05-12' })).outcome,
    ).toBe('BAD_USER_INPUT');
  });
});

describe('P01.A25 review', () => {
  it.each([
    ['to destroy', { decision: 'DESTROY', reason: '无价值' }, 'ok'],
    ['to retain in another class', { decision: 'RETAIN', retentionClass: 'KH-P', reason: '仍有价值' }, 'ok'],
    ['to retain in no class', { decision: 'RETAIN', reason: '仍有价值' }, 'BAD_USER_INPUT'],
    [
      'to retain in an unknown class',
      { decision: 'RETAIN', retentionClass: 'constructor', reason: '仍有价值' },
      'BAD_USER_INPUT',
    ],
    ['without a reason', { decision: 'DESTROY', reason: '' }, 'BAD_USER_INPUT'],
  ])('P01.A25 decides %s: %s', async (_what, input, outcome) => {
    const id = await due(manager, '鉴定', 'INTERNAL', 'KH-10');
    expect((await ask(manager, reviewFile, { id, version: await versionOf('file', id), input })).outcome).toBe(outcome);
  });

  it('P01.A25 before the end of retention nothing is reviewed or destroyed, and a class may ask for a review first', async () => {
    const id = await due(manager, '未到期', 'INTERNAL', 'KH-30');
    const input = { decision: 'DESTROY', reason: '无价值' };
    const review = async () => ask(manager, reviewFile, { id, version: await versionOf('file', id), input });
    expect((await review()).outcome).toBe('INVALID_STATE');
    expect((await ordered(manager, id)).outcome).toBe('INVALID_STATE');
    now = new Date('2041-01-01T02:00:00Z');
    expect((await ordered(manager, id)).outcome).toBe('INVALID_STATE');
    expect((await review()).data.reviewFile.destructionDecided).toBe(true);
    expect((await ordered(manager, id)).outcome).toBe('ok');
    now = new Date('2026-05-11T02:00:00Z');
  });
});

describe('P01.A25 destruction before two witnesses', () => {
  it.each([
    ['two others', manager, 'general-manager', specialist, 'ok'],
    ['the same twice', manager, specialist, specialist, 'BAD_USER_INPUT'],
    ['whoever orders it first', manager, manager, specialist, 'BAD_USER_INPUT'],
    ['whoever orders it second', manager, specialist, manager, 'BAD_USER_INPUT'],
    ['somebody who may not see the file', manager, specialist, 'reader', 'BAD_USER_INPUT'],
  ])('P01.A25 witnesses are %s: %s', async (_who, by, first, second, outcome) => {
    expect((await ordered(by, await due(manager, '监销'), first, second)).outcome).toBe(outcome);
  });

  it('P01.A25 the database itself refuses one witness for two, or the one who orders', async () => {
    const { id } = (await ordered(manager, await due(manager, '监销'))).data.orderDestruction;
    for (const column of ['second_witness_id', 'ordered_by_id'])
      await expect(
        platform.owner(`update records.destruction set ${column} = first_witness_id where id = $1`, [id]),
      ).rejects.toThrow('destruction_check');
    await expect(platform.owner(`select records.destroy_file($1, now(), '', '')`, [id])).rejects.toThrow(
      'without both witnesses',
    );
  });

  it('P01.A25 happens at the second signature, leaves a stub and a certificate, and nothing of the content', async () => {
    const file = await due(manager, '将被销毁公司');
    const content =
      'mutation($id: ID!) { writeContent(fileId: $id, content: { title: "往来", text: "往来明细" }) { id } }';
    expect((await ask(manager, content, { id: file })).outcome).toBe('ok');
    const { id } = (await ordered(manager, file)).data.orderDestruction;
    expect((await signed(supervisor, id)).outcome).toBe('FORBIDDEN');
    expect((await signed(specialist, id)).data.witnessDestruction.status).toBe('ORDERED');
    expect((await signed(specialist, id)).outcome).toBe('CONFLICT');
    const done = (await signed('general-manager', id)).data.witnessDestruction;
    expect(done.status).toBe('DONE');
    const { data } = await ask(
      manager,
      `query($id: ID!) { archiveFile(id: $id) { number title retentionClass destroyedAt shelfMark contents { totalCount }
          destructions { nodes { status orderedBy { name } firstWitness { name } secondWitness { name } certificateHash } } }
        customer(id: $id) { name address telephone contacts { totalCount } } }`,
      { id: file },
    );
    expect(data.archiveFile).toMatchObject({
      title: '（已销毁）',
      retentionClass: 'KH-3',
      destroyedAt: now.toISOString(),
      contents: { totalCount: 0 },
      destructions: {
        nodes: [
          {
            status: 'DONE',
            orderedBy: { name: manager },
            firstWitness: { name: 'general-manager' },
            secondWitness: { name: specialist },
            certificateHash: done.certificateHash,
          },
        ],
      },
    });
    expect(data.archiveFile.number).toMatch(/^KH-I-/);
    expect(data.customer).toEqual({ name: '（已销毁）', address: null, telephone: null, contacts: { totalCount: 0 } });
    const [key] = await platform.owner('select from secrets.data_key where file_id = $1', [file]);
    expect(key).toBeUndefined();
    const [{ pdf }] = (await platform.owner('select pdf from records.certificate where destruction_id = $1', [id])) as [
      { pdf: Buffer },
    ];
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(createHash('sha256').update(pdf).digest('hex')).toBe(done.certificateHash);
    for (const again of [
      ['mutation($id: ID!) { writeContent(fileId: $id, content: { title: "又", text: "又" }) { id } }'],
      ['mutation($id: ID!) { placeHold(fileId: $id, reason: "晚了") { id } }'],
    ] as const)
      expect((await ask(manager, again[0], { id: file })).outcome).toBe('INVALID_STATE');
    const customer = (
      await platform.owner<{ version: number }>('select version from customers.customer where id = $1', [file])
    )[0]!;
    for (const [again, variables] of [
      [
        'mutation($id: ID!, $version: Int!) { updateCustomer(id: $id, version: $version, input: { fax: "1" }) { id } }',
        customer,
      ],
      ['mutation($id: ID!) { addContact(customerId: $id, input: { name: "又来" }) { id } }', {}],
    ] as const)
      expect((await ask(manager, again, { id: file, ...variables })).outcome).toBe('INVALID_STATE');
    const audited = await platform.owner('select action from audit.entry where record_id = $1 and action = $2', [
      file,
      'destroy',
    ]);
    expect(audited).toHaveLength(1);
  });

  it('P01.A25 a SECRET file is destroyed by its keeper before witnesses who hold a grant', async () => {
    const file = await due(manager, '密件销毁', 'SECRET');
    const complain =
      'mutation($id: ID!) { receiveComplaint(input: { customerId: $id, kind: SERVICE, complainant: "投诉人", report: "服务迟缓" }) { id } }';
    expect((await ask(manager, complain, { id: file })).outcome).toBe('ok');
    expect((await ordered(manager, file, 'general-manager', supervisor)).outcome).toBe('BAD_USER_INPUT');
    for (const name of ['general-manager', supervisor])
      await platform.owner(
        `insert into access."grant" (id, created_at, updated_at, person_id, record_type, record_id, action, valid_from)
         values (gen_random_uuid(), now(), now(), $1, 'Customer', $2, 'read', '2026-01-01')`,
        [people[name], file],
      );
    const { id } = (await ordered(manager, file, 'general-manager', supervisor)).data.orderDestruction;
    expect((await signed('general-manager', id)).outcome).toBe('ok');
    expect((await signed(supervisor, id)).data.witnessDestruction.status).toBe('DONE');
    const [left] = await platform.owner(
      `select c.sealed, (select count(*)::int from secrets.data_key k where k.file_id = c.id) as keys from customers.customer c where c.id = $1`,
      [file],
    );
    expect(left).toEqual({ sealed: null, keys: 0 });
    // The register of complaints outlives the file, under keys of its own.
    const stub =
      'query($id: ID!) { customer(id: $id) { name address telephone contacts { totalCount } complaints { nodes { complainant report } } } }';
    expect((await ask(manager, stub, { id: file })).data.customer).toEqual({
      name: '（已销毁）',
      address: null,
      telephone: null,
      contacts: { totalCount: 0 },
      complaints: { nodes: [{ complainant: '投诉人', report: '服务迟缓' }] },
    });
  });
});

describe('P01.A25 a legal hold stops disposal', () => {
  it('P01.A25 at the order and at the last signature, until it is lifted with a reason', async () => {
    const file = await due(manager, '冻结');
    const early = (await ask(manager, placeHold, { id: file })).data.placeHold;
    expect((await ordered(manager, file)).outcome).toBe('INVALID_STATE');
    expect((await ask(manager, liftHold, { id: early.id, reason: '' })).outcome).toBe('BAD_USER_INPUT');
    expect((await ask(manager, liftHold, { id: early.id, reason: '撤诉' })).data.liftHold).toEqual({
      liftReason: '撤诉',
    });
    const { id } = (await ordered(manager, file)).data.orderDestruction;
    await signed(specialist, id);
    const late = (await ask(manager, placeHold, { id: file })).data.placeHold;
    expect((await signed('general-manager', id)).outcome).toBe('INVALID_STATE');
    expect((await platform.owner('select destroyed_at from records.file where id = $1', [file]))[0]).toEqual({
      destroyed_at: null,
    });
    await ask(manager, liftHold, { id: late.id, reason: '结案' });
    expect((await signed('general-manager', id)).data.witnessDestruction.status).toBe('DONE');
  });

  it('P01.A25 a loan stops it too, also one that no witness can see', async () => {
    const file = await due(manager, '外借中');
    const { id } = (await ordered(manager, file, 'general-manager', 'sales-director')).data.orderDestruction;
    const lend = `mutation($id: ID!, $who: ID!) {
      lendFile(input: { fileId: $id, borrowerId: $who, purpose: "核对", reason: "核对", signedBy: "孙国强" }) { id }
    }`;
    expect((await ask(manager, lend, { id: file, who: people['unit-head'] })).outcome).toBe('ok');
    expect((await signed('sales-director', id)).outcome).toBe('ok');
    expect((await signed('general-manager', id)).outcome).toBe('INVALID_STATE');
    const [stub] = await platform.owner('select destroyed_at from records.file where id = $1', [file]);
    expect(stub).toEqual({ destroyed_at: null });
  });

  it('P01.A25 also while the request runs: neither the approval nor the order passes it', async () => {
    const file = await due(manager, '申请中冻结');
    const { id, steps } = (await proposed(manager, file)).data.requestDestruction;
    const task = steps[0].signers[0].taskId;
    const hold = (await ask(manager, placeHold, { id: file })).data.placeHold;
    expect((await ask(manager, order, { id: file, request: id })).outcome).toBe('INVALID_STATE');
    const stopped = await ask('general-manager', approve, { task });
    expect([stopped.outcome, stopped.errors[0]!.message]).toEqual([
      'INVALID_STATE',
      expect.stringContaining('legal hold'),
    ]);
    await ask(manager, liftHold, { id: hold.id, reason: '撤诉' });
    expect((await ask('general-manager', approve, { task })).data.decideApproval.status).toBe('APPROVED');
    await ask(manager, placeHold, { id: file });
    expect((await ask(manager, order, { id: file, request: id })).outcome).toBe('INVALID_STATE');
  });

  it('P01.A25 a SECRET file on hold is not approved by somebody who does not see it', async () => {
    const file = await due(manager, '密件冻结', 'SECRET');
    for (const name of ['customer-information-supervisor', 'general-manager'])
      await platform.owner(
        `insert into access."grant" (id, created_at, updated_at, person_id, record_type, record_id, action, valid_from, valid_until)
         values (gen_random_uuid(), now(), now(), $1, 'Customer', $2, 'read', '2026-01-01', '2026-05-12')`,
        [people[name], file],
      );
    const { steps } = (await proposed(manager, file, 'general-manager', supervisor)).data.requestDestruction;
    await ask(manager, placeHold, { id: file });
    await platform.owner('delete from access."grant" where record_id = $1', [file]);
    const stopped = await ask('general-manager', approve, { task: steps[0].signers[0].taskId });
    expect(stopped.outcome).toBe('INVALID_STATE');
  });

  it('P01.A25 whoever proposes it does not approve it', async () => {
    const file = await due(manager, '自批');
    const { steps } = (await proposed(manager, file)).data.requestDestruction;
    expect((await ask(manager, approve, { task: steps[0].signers[0].taskId })).outcome).toBe('FORBIDDEN');
  });

  it('P01.A25 an order is taken back, with a reason', async () => {
    const file = await due(manager, '取消');
    const { id } = (await ordered(manager, file)).data.orderDestruction;
    const cancel = 'mutation($id: ID!) { cancelDestruction(id: $id, version: 1, reason: "仍需查考") { status } }';
    expect((await ordered(manager, file)).outcome).toBe('CONFLICT');
    expect((await ask(manager, cancel, { id })).data.cancelDestruction).toEqual({ status: 'CANCELLED' });
    expect((await signed(specialist, id)).outcome).toBe('INVALID_STATE');
  });
});
