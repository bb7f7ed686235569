import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestPlatform } from '../../../test/harness.js';

const specialist = 'customer-information-specialist';
const supervisor = 'customer-information-supervisor';
const manager = 'customer-service-manager';
const director = 'sales-director';
const developer = 'customer-developer';
const general = 'general-manager';

/** A Monday. */
let now = new Date('2026-03-02T10:00:00+08:00');
let platform: TestPlatform;
const ids: Record<string, string> = {};
beforeAll(async () => {
  platform = await TestPlatform.open({ clock: () => now });
  for (const who of [specialist, supervisor, manager, director, developer, general, 'reader'])
    ids[who] = await platform.personId(who);
});
afterAll(() => platform.close());

const ask = async (who: string, document: string, variables: object = {}) =>
  platform.run(
    await platform.platform.tokenFor(await platform.personId(who)),
    document,
    variables as Record<string, unknown>,
  );
const registered = async (name: string, more: object = {}): Promise<string> =>
  (
    await ask(supervisor, 'mutation($input: RegisterCustomerInput!) { registerCustomer(input: $input) { id } }', {
      input: { name, ...more },
    })
  ).data.registerCustomer.id;
const sweepAt = (moment: string) => {
  now = new Date(moment);
  return platform.platform.sweeper.sweep();
};
const duties = async (name: string) =>
  (
    await ask(
      general,
      'query($name: String!) { duties(filter: { name: { eq: $name } }, orderBy: [{ beginsAt: ASC }]) { nodes { state dueAt person { name } } } }',
      { name },
    )
  ).data.duties.nodes;

describe('P02.A08 important customers of the future have at least two contact persons of ours', () => {
  const assign =
    'mutation($id: ID!, $who: ID!) { assignLiaison(customerId: $id, personId: $who) { id version since endedOn } }';
  const end =
    'mutation($id: ID!, $version: Int!) { endLiaison(id: $id, version: $version, reason: "调岗") { id version endedOn } }';
  const replace =
    'mutation($id: ID!, $version: Int!, $who: ID!, $on: String!) { replaceLiaison(id: $id, version: $version, successorId: $who, customerToldOn: $on) { id person { name } } }';
  const gaps =
    '{ customers(filter: { standing: { ne: ORDINARY }, liaisonCount: { lt: 2 } }) { nodes { id liaisonCount } } }';
  const gapIds = async () => (await ask(specialist, gaps)).data.customers.nodes.map(({ id }: { id: string }) => id);
  let id: string;

  it('P02.A08 whose are missing shows as a gap until two are named', async () => {
    id = await registered('曙光新材', { standing: 'PROMISING' });
    expect(await gapIds()).toContain(id);
    const first = await ask(specialist, assign, { id, who: ids[developer] });
    expect(first.data.assignLiaison).toMatchObject({ since: '2026-03-02', endedOn: null });
    expect(await gapIds()).toContain(id);
    expect((await ask(specialist, assign, { id, who: ids[developer] })).outcome).toBe('CONFLICT');
    expect((await ask(director, assign, { id, who: ids[director] })).outcome).toBe('ok');
    expect(await gapIds()).not.toContain(id);
    const [row] = await platform.owner('select version, liaison_count from customers.customer where id = $1', [id]);
    expect(row).toEqual({ version: 1, liaison_count: 2 });
  });

  it('P02.A08 nobody is named who may not know of the file', async () => {
    expect((await ask(specialist, assign, { id, who: ids.reader })).outcome).toBe('BAD_USER_INPUT');
    expect((await ask(developer, assign, { id, who: ids[developer] })).outcome).toBe('FORBIDDEN');
  });

  it('P02.A08 when one leaves, telling the customer and naming a successor is due promptly', async () => {
    const { data } = await ask(
      specialist,
      'query($id: ID!, $who: String!) { customer(id: $id) { liaisons(filter: { person: { name: { eq: $who } } }) { nodes { id version } } } }',
      { id, who: developer },
    );
    const [liaison] = data.customer.liaisons.nodes;
    const ended = await ask(specialist, end, liaison);
    expect(ended.data.endLiaison.endedOn).toBe('2026-03-02');
    expect(await gapIds()).toContain(id);
    expect(await duties('replaceLiaison')).toMatchObject([{ state: 'DUE', dueAt: '2026-03-05T16:00:00.000Z' }]);
    await sweepAt('2026-03-06T09:00:00+08:00');
    expect(await duties('replaceLiaison')).toMatchObject([{ state: 'BREACHED' }]);
    const { version } = ended.data.endLiaison;
    const given = { id: liaison.id, version, who: ids[specialist] };
    expect((await ask(manager, replace, { ...given, on: '2026-03-07' })).outcome).toBe('BAD_USER_INPUT');
    const next = await ask(manager, replace, { ...given, on: '2026-03-06' });
    expect(next.data.replaceLiaison.person).toEqual({ name: specialist });
    expect(await duties('replaceLiaison')).toMatchObject([{ state: 'LATE' }]);
    expect(await gapIds()).not.toContain(id);
  });

  it('P02.A08 a replacement in one step is done in time', async () => {
    const given = { id: await registered('晨光新材'), who: ids[developer] };
    const { data } = await ask(specialist, assign, given);
    const { id: liaison, version } = data.assignLiaison;
    const next = await ask(specialist, replace, { id: liaison, version, who: ids[director], on: '2026-03-06' });
    expect(next.outcome).toBe('ok');
    expect((await duties('replaceLiaison')).at(-1)).toMatchObject({ state: 'DONE' });
  });

  it('P02.A06 P02.A08 who leaves hands contacts over by naming successors', async () => {
    const begun = await ask(
      director,
      'mutation($p: ID!, $d: ID!) { beginHandover(input: { personId: $p, departmentId: $d, reason: LEAVES }) { id } }',
      {
        p: ids[director],
        d: (await platform.owner<{ id: string }>(`select id from access.department where name = '销售部'`))[0]!.id,
      },
    );
    const listed = await ask(director, 'query($id: ID!) { handoverList(id: $id) { line } }', begun.data.beginHandover);
    const lines = listed.data.handoverList.map(({ line }: { line: string }) => line);
    expect(lines.filter((line: string) => line === 'contactsWithCustomers')).toHaveLength(2);
  });

  it('P01.A22 contact persons of a hidden customer are on no path', async () => {
    const secret = await registered('影子公司', { label: 'SECRET', standing: 'PROMISING' });
    expect((await ask(supervisor, assign, { id: secret, who: ids[supervisor] })).outcome).toBe('ok');
    expect((await ask(manager, assign, { id: secret, who: ids[manager] })).outcome).toBe('NOT_FOUND');
    // Cleared alone is not enough: to name them would tell them of the file, which they could not even hand over.
    expect((await ask(supervisor, assign, { id: secret, who: ids[manager] })).outcome).toBe('BAD_USER_INPUT');
    const plan = `mutation($id: ID!, $who: ID!) {
      planVisit(customerId: $id, input: { responsibleId: $who, occasion: "周年", kind: EVENT, plannedOn: "2030-01-01" }) { id }
    }`;
    expect((await ask(supervisor, plan, { id: secret, who: ids[manager] })).outcome).toBe('BAD_USER_INPUT');
    expect((await ask(supervisor, plan, { id: secret, who: ids[supervisor] })).outcome).toBe('ok');
    for (const who of [manager, specialist, general]) {
      const { data } = await ask(
        who,
        '{ liaisons(filter: { person: { name: { eq: "customer-information-supervisor" } } }) { totalCount } }',
      );
      expect(data.liaisons.totalCount).toBe(0);
    }
  });
});

describe('P04.A06 visits are planned, made and recorded in the file', () => {
  const plan =
    'mutation($id: ID!, $on: String!, $who: ID!) { planVisit(customerId: $id, input: { kind: FESTIVAL, occasion: "春节拜访", plannedOn: $on, responsibleId: $who }) { id version } }';
  const record =
    'mutation($id: ID!, $version: Int!, $on: String!) { recordVisit(id: $id, version: $version, input: { visitedOn: $on, text: "面谈续约", productOpinion: "密封件耐用" }) { visitedOn } }';
  let id: string;
  let visit: { id: string; version: number };

  it('P04.A06 a planned visit is a duty of whoever makes it, due on its day and reminded before', async () => {
    now = new Date('2026-03-02T10:00:00+08:00');
    id = await registered('永昌机电');
    const planned = await ask(director, plan, { id, on: '2026-03-20', who: ids[developer] });
    visit = planned.data.planVisit;
    expect(await duties('makePlannedVisit')).toMatchObject([
      { state: 'DUE', dueAt: '2026-03-20T16:00:00.000Z', person: { name: developer } },
    ]);
    await sweepAt('2026-03-13T09:00:00+08:00');
    const told = await ask(
      developer,
      '{ notices(filter: { duty: { name: { eq: "makePlannedVisit" } } }) { nodes { kind } } }',
    );
    expect(told.data.notices.nodes).toEqual([{ kind: 'REMINDER' }]);
  });

  it('P04.A06 what came of it and the opinion on products become part of the file', async () => {
    now = new Date('2026-03-19T10:00:00+08:00');
    expect((await ask(director, record, { ...visit, on: '2026-03-19' })).outcome).toBe('FORBIDDEN');
    expect((await ask(developer, record, { ...visit, on: '2026-03-20' })).outcome).toBe('BAD_USER_INPUT');
    expect((await ask(developer, record, { ...visit, on: '2026-03-19' })).data.recordVisit).toEqual({
      visitedOn: '2026-03-19',
    });
    const { data } = await ask(
      specialist,
      'query($id: ID!) { customer(id: $id) { entries(orderBy: [{ kind: ASC }]) { nodes { kind text source reportedBy { name } } } } }',
      { id },
    );
    const by = { source: 'VISIT', reportedBy: { name: developer } };
    expect(data.customer.entries.nodes).toEqual([
      { kind: 'PRODUCT_OPINION', text: '密封件耐用', ...by },
      { kind: 'VISIT', text: '面谈续约', ...by },
    ]);
    expect(await duties('makePlannedVisit')).toMatchObject([{ state: 'DONE' }]);
    expect((await ask(developer, record, { id: visit.id, version: visit.version + 1, on: '2026-03-19' })).outcome).toBe(
      'INVALID_STATE',
    );
  });

  it('P04.A06 a visit that is not made is a breach', async () => {
    const late = await ask(director, plan, { id, on: '2026-03-20', who: ids[developer] });
    await sweepAt('2026-03-21T09:00:00+08:00');
    expect((await duties('makePlannedVisit')).at(-1)).toMatchObject({ state: 'BREACHED' });
    expect((await ask(developer, record, { ...late.data.planVisit, on: '2026-03-21' })).outcome).toBe('ok');
    expect((await duties('makePlannedVisit')).at(-1)).toMatchObject({ state: 'LATE' });
    expect((await ask(director, plan, { id, on: '2026-03-20', who: ids[developer] })).outcome).toBe('BAD_USER_INPUT');
    expect((await ask(developer, plan, { id, on: '2026-04-20', who: ids[developer] })).outcome).toBe('FORBIDDEN');
  });

  it('P04.A06 P04.A02 the office plans visits, to customers that it may know of', async () => {
    const given = { on: '2026-04-03', who: ids[developer] };
    expect((await ask('office', plan, { id, ...given })).outcome).toBe('ok');
    const secret = await registered('影子机电', { label: 'SECRET' });
    expect((await ask('office', plan, { id: secret, ...given })).outcome).toBe('NOT_FOUND');
  });
});

describe('P04.A05 violations are pursued', () => {
  const report =
    'mutation($id: ID!, $who: ID) { reportViolation(customerId: $id, input: { kind: PASSED_ON, occurredOn: "2026-03-20", description: "外传报价", accusedId: $who }) { id version } }';
  const decide =
    'mutation($id: ID!, $version: Int!) { decideViolation(id: $id, version: $version, decision: "通报批评") { decision decidedBy { name } } }';

  it('P04.A05 the general manager decides, once, and whoever is accused does not see it', async () => {
    const id = await registered('安顺铸造');
    const reported = await ask(developer, report, { id, who: ids[manager] });
    const violation = reported.data.reportViolation;
    expect(await duties('pursueViolation')).toMatchObject([{ state: 'DUE' }]);
    const list = '{ fileViolations { nodes { id } } }';
    expect((await ask(manager, list)).data.fileViolations.nodes).toEqual([]);
    expect((await ask(specialist, list)).data.fileViolations.nodes).toEqual([]);
    expect((await ask(supervisor, list)).data.fileViolations.nodes).toEqual([{ id: violation.id }]);
    expect((await ask(supervisor, decide, violation)).outcome).toBe('FORBIDDEN');
    expect((await ask(general, decide, violation)).data.decideViolation).toEqual({
      decision: '通报批评',
      decidedBy: { name: general },
    });
    expect(await duties('pursueViolation')).toMatchObject([{ state: 'DONE' }]);
    const again = { id: violation.id, version: violation.version + 1 };
    expect((await ask(general, decide, again)).outcome).toBe('INVALID_STATE');
  });

  it('P04.A05 nobody decides about what they are said to have done', async () => {
    const reported = await ask(specialist, report, { id: await registered('安泰铸造'), who: ids[general] });
    expect((await ask(general, decide, reported.data.reportViolation)).outcome).toBe('NOT_FOUND');
  });

  it('P04.A05 the sales director decides about a general manager, who learns of neither record nor duty', async () => {
    const reported = await ask(specialist, report, { id: await registered('安稳铸造'), who: ids[general] });
    const violation = reported.data.reportViolation;
    const mine = `query($of: ID!) { duties(filter: { recordId: { eq: $of } }) { nodes { name state } } notices(filter: { recordId: { eq: $of } }) { totalCount } myDuties { recordId } fileViolations { nodes { id } } }`;
    const seen = async (who: string) => (await ask(who, mine, { of: violation.id })).data;
    const hidden = await seen(general);
    expect([hidden.duties.nodes, hidden.notices.totalCount]).toEqual([[], 0]);
    expect(JSON.stringify(hidden)).not.toContain(violation.id);
    const open = await seen(director);
    expect(open.duties.nodes).toEqual([{ name: 'pursueManager', state: 'DUE' }]);
    expect(open.myDuties).toContainEqual({ recordId: violation.id });
    expect(open.fileViolations.nodes).toContainEqual({ id: violation.id });
    expect((await ask(manager, decide, violation)).outcome).toBe('FORBIDDEN');
    expect((await ask(director, decide, violation)).data.decideViolation.decidedBy).toEqual({ name: director });
    expect((await seen(director)).duties.nodes).toEqual([{ name: 'pursueManager', state: 'DONE' }]);
    expect((await seen(general)).duties.nodes).toEqual([]);
    const other = await ask(specialist, report, { id: await registered('安和铸造'), who: ids[manager] });
    expect((await ask(director, decide, other.data.reportViolation)).outcome).toBe('NOT_FOUND');
  });
});
