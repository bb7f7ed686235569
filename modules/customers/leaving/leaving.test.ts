import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestPlatform } from '../../../test/harness.js';
import { type FileName, type LabelledCustomer, registerAllLabels } from '../../../test/labelledCustomers.js';

const specialist = 'customer-information-specialist';
const supervisor = 'customer-information-supervisor';
const manager = 'customer-service-manager';
const director = 'sales-director';
const developer = 'customer-developer';
const password = 'demo-only';

let platform: TestPlatform;
let files: Record<FileName, LabelledCustomer>;
let department: string;
const ids: Record<string, string> = {};
beforeAll(async () => {
  platform = await TestPlatform.open();
  files = await registerAllLabels(platform);
  for (const who of [specialist, supervisor, manager, director, developer, 'unit-head', 'general-manager', 'reader'])
    ids[who] = await platform.personId(who);
  department = (await platform.owner<{ id: string }>(`select id from access.department where name = '客户服务部'`))[0]!
    .id;
});
afterAll(() => platform.close());

const ask = (who: string, document: string, variables: object = {}) =>
  platform.as(who).run(document, variables as Record<string, unknown>);

const begin = `mutation($personId: ID!, $departmentId: ID!, $reason: HandoverReason!) {
  beginHandover(input: { personId: $personId, departmentId: $departmentId, reason: $reason }) { id }
}`;
const passOn = `mutation($id: ID!, $line: String!, $ids: [ID!], $successor: ID!) {
  passOn(id: $id, input: { line: $line, recordIds: $ids, successorId: $successor }) { id }
}`;
const list = 'query($id: ID!) { handoverList(id: $id) { line recordType recordId name } }';
const declare = 'mutation($id: ID!, $version: Int!) { declareHandover(id: $id, version: $version) { declaredAt } }';
const receive = 'mutation($id: ID!) { receiveHandover(id: $id) }';
const sign =
  'mutation($id: ID!, $version: Int!, $password: String!) { signHandover(id: $id, version: $version, password: $password) { signedBy { name } } }';
const deactivate =
  'mutation($id: ID!, $version: Int!, $urgent: String) { deactivatePerson(id: $id, version: $version, urgentReason: $urgent) { active } }';

const versioned = async (table: string, id: string) => ({
  id,
  version: (await platform.owner<{ version: number }>(`select version from ${table} where id = $1`, [id]))[0]!.version,
});
const handoverVersion = (id: string) => versioned('handover.handover', id);
const held = async (who: string, id: string) =>
  (await ask(who, list, { id })).data.handoverList as { line: string; recordId: string; name: string }[];
const linesOf = (things: { line: string }[]) => [...new Set(things.map(({ line }) => line))].sort();

describe('P02.A06 whoever leaves hands over, and leaves only when it is signed', () => {
  let handover: string;

  it('P02.A06 nobody who works with customers leaves without a signed handover', async () => {
    for (const who of [specialist, developer]) {
      const answer = await ask('administrator', deactivate, await versioned('access.person', ids[who]!));
      expect(answer.outcome).toBe('INVALID_STATE');
      expect(answer.errors[0]!.message).toContain('beginHandover');
    }
    const [role] = await platform.owner<{ id: string }>('select id from access.role_assignment where person_id = $1', [
      ids[specialist],
    ]);
    const end = 'mutation($id: ID!, $version: Int!) { endRole(id: $id, version: $version) { id } }';
    const ended = await ask('administrator', end, await versioned('access.role_assignment', role!.id));
    expect(ended.outcome).toBe('INVALID_STATE');
  });

  it('P02.A06 one list names all that is held: files, loans, duties, requests, delegations', async () => {
    const { id } = files.INTERNAL;
    const lend = `mutation($id: ID!, $who: ID!) {
      lendFile(input: { fileId: $id, borrowerId: $who, purpose: "续约", reason: "洽谈", signedBy: "孙国强" }) { id }
    }`;
    expect((await ask(supervisor, lend, { id, who: ids[specialist] })).outcome).toBe('ok');
    const contact =
      'mutation { reportFirstContact(input: { companyName: "新客户", contactedOn: "2026-03-01" }) { id } }';
    expect((await ask(specialist, contact)).outcome).toBe('ok');
    expect(
      (await ask(specialist, 'mutation($id: ID!) { requestFileConfirmation(customerId: $id) { id } }', { id })).outcome,
    ).toBe('ok');
    const delegation =
      'mutation($to: ID!) { delegateApprovals(input: { personId: $to, validUntil: "2027-01-01T00:00:00Z" }) { id } }';
    expect((await ask(specialist, delegation, { to: ids[supervisor] })).outcome).toBe('ok');
    const begun = await ask(specialist, begin, {
      personId: ids[specialist],
      departmentId: department,
      reason: 'LEAVES',
    });
    handover = begun.data.beginHandover.id;
    const things = await held(specialist, handover);
    expect(linesOf(things)).toEqual([
      'delegations',
      'filesOnLoan',
      'keptCustomerFiles',
      'openDuties',
      'runningRequests',
    ]);
    expect(things.map(({ recordId }) => recordId)).toEqual(
      expect.arrayContaining([files.INTERNAL.id, files.CONFIDENTIAL.id]),
    );
    const again = await ask(manager, begin, { personId: ids[specialist], departmentId: department, reason: 'LEAVES' });
    expect(again.outcome).toBe('CONFLICT');
  });

  it('P02.A06 a head who may not see a thing does not see it in the list, and strangers see no handover', async () => {
    expect(linesOf(await held(manager, handover))).toContain('keptCustomerFiles');
    for (const who of ['reader', developer, 'unit-head', director])
      expect((await ask(who, list, { id: handover })).outcome).toBe('NOT_FOUND');
    expect(linesOf(await held('administrator', handover))).toEqual([]);
  });

  it('P02.A06 the declaration is refused with one answer that names everything that is open', async () => {
    const refused = await ask(specialist, declare, await handoverVersion(handover));
    expect(refused.outcome).toBe('INVALID_STATE');
    for (const part of [
      'Customer files kept: ',
      'Files on loan: 1 (give them back: returnFile)',
      'Delegations: 1',
      'Open duties: 2 (passOn)',
    ])
      expect(refused.errors[0]!.message).toContain(part);
  });

  it('P02.A06 things pass to a successor who is cleared for all of them, or none passes', async () => {
    const all = { id: handover, line: 'keptCustomerFiles' };
    expect((await ask(specialist, passOn, { ...all, successor: ids[developer] })).outcome).toBe('BAD_USER_INPUT');
    expect(
      (await ask(specialist, passOn, { ...all, ids: [files['SECRET of the manager'].id], successor: ids[supervisor] }))
        .outcome,
    ).toBe('BAD_USER_INPUT');
    const [before] = await platform.owner('select keeper_id from customers.customer where id = $1', [files.PUBLIC.id]);
    expect(before).toEqual({ keeper_id: ids[specialist] });
    expect((await ask(director, passOn, { ...all, successor: ids[director] })).outcome).toBe('NOT_FOUND');
    expect((await ask(specialist, passOn, { ...all, successor: ids[supervisor] })).outcome).toBe('ok');
    const kept = await platform.owner('select count(*)::integer as n from customers.customer where keeper_id = $1', [
      ids[specialist],
    ]);
    expect(kept).toEqual([{ n: 0 }]);
    expect((await ask(manager, passOn, { id: handover, line: 'openDuties', successor: ids[supervisor] })).outcome).toBe(
      'ok',
    );
    const audit =
      'query($id: String!) { auditEntries(filter: { recordId: { eq: $id }, clause: { eq: "P02.A06" } }) { totalCount } }';
    expect((await ask('auditor', audit, { id: files.PUBLIC.id })).data.auditEntries.totalCount).toBe(1);
  });

  it('P02.A06 what cannot pass is settled, then it is declared', async () => {
    const [loan] = await platform.owner<{ id: string }>('select id from records.loan where borrower_id = $1', [
      ids[specialist],
    ]);
    const back = 'mutation($id: ID!) { returnFile(id: $id, version: 1) { id } }';
    expect((await ask(supervisor, back, { id: loan!.id })).outcome).toBe('ok');
    const left = await held(specialist, handover);
    expect(linesOf(left)).toEqual(['delegations', 'runningRequests']);
    for (const { line, recordId } of left) {
      const document = line === 'delegations' ? 'endApprovalDelegation' : 'withdrawApproval';
      const table = line === 'delegations' ? 'approvals.delegation' : 'approvals.request';
      const done = await ask(
        specialist,
        `mutation($id: ID!, $version: Int!) { ${document}(id: $id, version: $version) { id } }`,
        await versioned(table, recordId),
      );
      expect(done.outcome).toBe('ok');
    }
    expect((await ask(supervisor, declare, await handoverVersion(handover))).outcome).toBe('FORBIDDEN');
    expect((await ask(specialist, declare, await handoverVersion(handover))).outcome).toBe('ok');
  });

  it('P02.A06 it is signed when the successor has received it, by a head with the password, never by the person', async () => {
    const early = await ask(manager, sign, { ...(await handoverVersion(handover)), password });
    expect(early.errors[0]!.message).toContain('receiveHandover');
    expect((await ask(supervisor, receive, { id: handover })).data.receiveHandover).toBeGreaterThan(3);
    expect((await ask(specialist, receive, { id: handover })).outcome).toBe('FORBIDDEN');
    expect((await ask(specialist, sign, { ...(await handoverVersion(handover)), password })).outcome).toBe('FORBIDDEN');
    expect((await ask(supervisor, sign, { ...(await handoverVersion(handover)), password })).outcome).toBe('FORBIDDEN');
    expect((await ask(manager, sign, { ...(await handoverVersion(handover)), password: 'wrong' })).outcome).toBe(
      'BAD_USER_INPUT',
    );
    const leave = await ask('administrator', deactivate, await versioned('access.person', ids[specialist]!));
    expect(leave.outcome).toBe('INVALID_STATE');
    const signed = await ask(manager, sign, { ...(await handoverVersion(handover)), password });
    expect(signed.data.signHandover.signedBy).toEqual({ name: manager });
    const { data } = await ask(
      'general-manager',
      '{ duties(filter: { name: { eq: "signHandover" } }) { nodes { state fulfilledBy { name } } } }',
    );
    expect(data.duties.nodes).toEqual([{ state: 'DONE', fulfilledBy: { name: manager } }]);
  });

  it('P02.A06 then the person leaves', async () => {
    const answer = await ask('administrator', deactivate, await versioned('access.person', ids[specialist]!));
    expect(answer.data.deactivatePerson).toEqual({ active: false });
  });
});

describe('P02.A06 a SECRET file is handed over by its keeper and betrayed to nobody', () => {
  let handover: string;

  it('P02.A06 P01.A22 only its keeper and the successor see it in list and items', async () => {
    const begun = await ask(supervisor, begin, {
      personId: ids[supervisor],
      departmentId: department,
      reason: 'LEAVES',
    });
    handover = begun.data.beginHandover.id;
    const secret = files['SECRET of the supervisor'];
    const ofHead = JSON.stringify(await held(manager, handover));
    expect(ofHead).not.toContain(secret.id);
    expect(ofHead).not.toContain(secret.name);
    const one = { id: handover, line: 'keptCustomerFiles', ids: [secret.id] };
    // The head names a file that the head does not see: as good as none.
    expect((await ask(manager, passOn, { ...one, successor: ids[manager] })).outcome).toBe('BAD_USER_INPUT');
    expect((await ask(supervisor, passOn, { ...one, successor: ids['general-manager'] })).outcome).toBe('ok');
    const seen =
      'query($id: ID!) { customer(id: $id) { keeper { name } } handoverItems(filter: { recordId: { eq: $id } }) { nodes { recordId title } } }';
    expect((await ask('general-manager', seen, { id: secret.id })).data.customer.keeper).toEqual({
      name: 'general-manager',
    });
    expect(JSON.stringify((await ask('general-manager', seen, { id: secret.id })).data.handoverItems)).toContain(
      secret.id,
    );
    for (const who of [manager, 'auditor', director, 'administrator']) {
      const { data } = await ask(who, seen, { id: secret.id });
      expect(data.customer).toBeNull();
      expect(JSON.stringify(data.handoverItems)).not.toContain(secret.id);
    }
  });

  it('P02.A06 P01.A22 a head cannot sign over what is left unseen, and is not told what it is', async () => {
    const answer = await ask(manager, sign, { ...(await handoverVersion(handover)), password });
    expect(answer.outcome).toBe('INVALID_STATE');
    expect(answer.errors[0]!.message).toBe(
      'It is not declared that nothing is held any more, or something has come since. Have it declared with declareHandover.',
    );
  });
});

describe('P02.A06 who must be shut out at once is', () => {
  it('P02.A06 with a reason that the audit keeps, and the handover remains to be done by the head', async () => {
    const version = await versioned('access.person', ids[director]!);
    expect((await ask('administrator', deactivate, { ...version, urgent: ' ' })).outcome).toBe('BAD_USER_INPUT');
    expect(
      (await ask('administrator', deactivate, { ...version, urgent: '账号被盗用' })).data.deactivatePerson.active,
    ).toBe(false);
    const audit =
      'query($id: String!) { auditEntries(filter: { recordId: { eq: $id }, action: { eq: "shut out" } }) { nodes { after } } }';
    expect((await ask('auditor', audit, { id: ids[director] })).data.auditEntries.nodes).toEqual([
      { after: { reason: '账号被盗用' } },
    ]);
    const sales = (await platform.owner<{ id: string }>(`select id from access.department where name = '销售部'`))[0]!
      .id;
    const begun = await ask('general-manager', begin, {
      personId: ids[director],
      departmentId: sales,
      reason: 'LEAVES',
    });
    const { id } = begun.data.beginHandover;
    const left = await held('general-manager', id);
    expect(linesOf(left)).toContain('keptCustomerFiles');
    for (const line of linesOf(left).filter((one) => one !== 'runningRequests'))
      expect((await ask('general-manager', passOn, { id, line, successor: ids[manager] })).outcome).toBe('ok');
  });
});

describe('P02.A06 who holds nothing and never worked with customers leaves without a handover', () => {
  it('P02.A06 a reader', async () => {
    const answer = await ask('administrator', deactivate, await versioned('access.person', ids.reader!));
    expect(answer.data.deactivatePerson).toEqual({ active: false });
  });
});

describe('P02.A06 what only somebody knew of who was shut out is taken over', () => {
  const request =
    'mutation($id: ID!) { requestTakeover(handoverId: $id, reason: "账号停用") { id status applicant { name } } }';
  const inbox =
    '{ approvalInbox(filter: { name: { eq: "takeOverFiles" } }) { nodes { id title request { id recordId form { value } } } } }';
  const decide =
    'mutation($id: ID!, $password: String!) { decideApproval(input: { taskId: $id, verdict: APPROVE }, password: $password) { status } }';
  const approve = async () => {
    const { data } = await ask('general-manager', inbox);
    return ask('general-manager', decide, { id: data.approvalInbox.nodes[0].id, password });
  };
  const items = async (who: string, handover: string) =>
    (
      await ask(who, 'query($id: ID!) { handover(id: $id) { items(first: 100) { nodes { recordId receivedAt } } } }', {
        id: handover,
      })
    ).data.handover.items.nodes as { recordId: string; receivedAt: string | null }[];
  const shutOut = async (who: string) =>
    ask('administrator', deactivate, { ...(await versioned('access.person', ids[who]!)), urgent: '涉嫌泄密' });
  let handover: string;

  it('P02.A06 P01.A22 by the posts that the module names, once the person is shut out, with the approval of the general manager', async () => {
    const given = { personId: ids[manager], departmentId: department, reason: 'LEAVES' };
    expect((await ask(supervisor, begin, given)).outcome).toBe('FORBIDDEN');
    await shutOut(manager);
    handover = (await ask(supervisor, begin, given)).data.beginHandover.id;
    expect((await ask(developer, request, { id: handover })).outcome).toBe('NOT_FOUND');
    expect((await ask('general-manager', request, { id: handover })).outcome).toBe('FORBIDDEN');
    const secret = files['SECRET of the manager'];
    expect(JSON.stringify(await held('general-manager', handover))).not.toContain(secret.id);
    const asked = await ask(supervisor, request, { id: handover });
    expect(asked.data.requestTakeover).toMatchObject({ status: 'RUNNING', applicant: { name: supervisor } });
    const shown = JSON.stringify((await ask('general-manager', inbox)).data);
    for (const told of [secret.id, secret.name, secret.number]) expect(shown).not.toContain(told);
    expect((await approve()).data.decideApproval).toEqual({ status: 'APPROVED' });
    const [row] = await platform.owner('select keeper_id from customers.customer where id = $1', [secret.id]);
    expect(row).toEqual({ keeper_id: ids[supervisor] });
  });

  it('P02.A06 P01.A22 the new keeper sees them, nobody else learns that they exist, and what is below SECRET stays for the head', async () => {
    const seen = 'query($id: ID!) { customer(id: $id) { name } }';
    for (const name of ['SECRET of the manager', 'TOP_SECRET of the manager'] as const) {
      const file = files[name];
      expect((await ask(supervisor, seen, { id: file.id })).data.customer).toEqual({ name: file.name });
      for (const who of ['general-manager', 'auditor', 'administrator', developer])
        expect((await ask(who, seen, { id: file.id })).data.customer).toBeNull();
      expect((await items(supervisor, handover)).map(({ recordId }) => recordId)).toContain(file.id);
      expect(JSON.stringify(await items('general-manager', handover))).not.toContain(file.id);
      const audit =
        'query($id: String!) { auditEntries(filter: { recordId: { eq: $id }, clause: { eq: "P02.A06" } }) { nodes { before after } } }';
      expect((await ask('auditor', audit, { id: file.id })).data.auditEntries.nodes).toEqual([
        { before: { keeper: ids[manager] }, after: { keeper: ids[supervisor] } },
      ]);
    }
    expect((await items(supervisor, handover)).every(({ receivedAt }) => receivedAt !== null)).toBe(true);
    expect(linesOf(await held('general-manager', handover))).toContain('keptCustomerFiles');
  });

  it('P02.A06 P01.A22 where there is nothing of the kind, request and decision say the same', async () => {
    const [{ id }] = (
      await ask(
        'general-manager',
        '{ handovers(filter: { person: { name: { eq: "sales-director" } } }) { nodes { id } } }',
      )
    ).data.handovers.nodes;
    const before = (await items('general-manager', id)).length;
    expect((await ask(supervisor, request, { id })).data.requestTakeover.status).toBe('RUNNING');
    expect((await approve()).data.decideApproval).toEqual({ status: 'APPROVED' });
    expect((await items('general-manager', id)).length).toBe(before);
  });

  it('P02.A06 from somebody who works here again nothing is taken over', async () => {
    expect((await ask(supervisor, request, { id: handover })).outcome).toBe('ok');
    const reactivate = 'mutation($id: ID!, $version: Int!) { reactivatePerson(id: $id, version: $version) { active } }';
    expect((await ask('administrator', reactivate, await versioned('access.person', ids[manager]!))).outcome).toBe(
      'ok',
    );
    expect((await approve()).outcome).toBe('INVALID_STATE');
    expect((await ask(supervisor, request, { id: handover })).outcome).toBe('FORBIDDEN');
  });
});

describe('P02.A06 a role that ends by itself is a duty to take over before', () => {
  const assign = `mutation($who: ID!, $role: String!, $where: ID!, $until: DateTimeISO!) {
    assignRole(input: { personId: $who, role: $role, departmentId: $where, validUntil: $until }) { id }
  }`;
  const open = async (id: string) =>
    (
      await ask(
        'general-manager',
        'query($id: ID!) { duties(filter: { name: { eq: "takeOverBeforeRoleEnds" }, recordId: { eq: $id } }) { nodes { state dueAt role clause } } }',
        { id },
      )
    ).data.duties.nodes;
  const until = '2099-06-30T16:00:00.000Z';

  it('P02.A06 due when the role ends, and only of roles that hand over', async () => {
    const where = { where: department, until };
    const reader = await ask('administrator', assign, { who: ids['unit-head'], role: 'READER', ...where });
    expect(await open(reader.data.assignRole.id)).toEqual([]);
    const given = { who: ids['unit-head'], role: 'CUSTOMER_DEVELOPER', ...where };
    const { id } = (await ask('administrator', assign, given)).data.assignRole;
    expect(await open(id)).toEqual([{ state: 'DUE', dueAt: until, role: 'UNIT_HEAD', clause: 'P02.A06' }]);
    const moving = { personId: ids['unit-head'], departmentId: department, reason: 'MOVES' };
    const handover = (await ask('unit-head', begin, moving)).data.beginHandover.id;
    // A post that is not passed on but filled anew.
    await platform.owner(`update quality.quality_officer set person_id = $1 where person_id = $2 and until is null`, [
      ids['general-manager'],
      ids['unit-head'],
    ]);
    for (const line of linesOf(await held('unit-head', handover)))
      await ask('unit-head', passOn, { id: handover, line, successor: ids['general-manager'] });
    expect((await ask('unit-head', declare, await handoverVersion(handover))).outcome).toBe('ok');
    await ask('general-manager', receive, { id: handover });
    expect((await ask('general-manager', sign, { ...(await handoverVersion(handover)), password })).outcome).toBe('ok');
    expect(await open(id)).toMatchObject([{ state: 'DONE' }]);
  });
});
