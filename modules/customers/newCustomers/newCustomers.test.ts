import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestPlatform } from '../../../test/harness.js';

const developer = 'customer-developer';
const specialist = 'customer-information-specialist';
const supervisor = 'customer-information-supervisor';
const manager = 'customer-service-manager';

/** A Monday; 5 and 6 April 2026 are holidays (清明), 3 April is a Friday. */
let now = new Date('2026-03-30T10:00:00+08:00');
let platform: TestPlatform;
beforeAll(async () => {
  platform = await TestPlatform.open({ clock: () => now });
});
afterAll(() => platform.close());

const ask = async (who: string, document: string, variables: object = {}) =>
  platform.run(
    await platform.platform.tokenFor(await platform.personId(who)),
    document,
    variables as Record<string, unknown>,
  );

const sweepAt = (moment: string) => {
  now = new Date(moment);
  return platform.platform.sweeper.sweep();
};

const report = `mutation($input: ReportFirstContactInput!) {
  reportFirstContact(input: $input) { id companyName contactedOn label developer { name } registeredOn customer { id } }
}`;
const register = `mutation($input: RegisterCustomerInput!) {
  registerCustomer(input: $input) { id label firstContacts { nodes { id registeredOn delayInWorkingDays developer { name } } } }
}`;

const duties = async (who = 'general-manager') => {
  const { data } = await ask(
    who,
    '{ duties(filter: { name: { eq: "registerNewCustomer" } }, orderBy: [{ beginsAt: ASC }, { dueAt: ASC }]) { nodes { id version state dueAt person { name } interpretation } } }',
  );
  return data.duties.nodes;
};

describe('P01.A04 a new customer is registered promptly after the first contact', () => {
  let first: string;

  it('P01.A04 a reported first contact is a duty of the developer, due after three working days', async () => {
    const answer = await ask(developer, report, { input: { companyName: '晨曦泵业', contactedOn: '2026-03-30' } });
    expect(answer.data.reportFirstContact).toMatchObject({
      companyName: '晨曦泵业',
      contactedOn: '2026-03-30',
      label: 'INTERNAL',
      developer: { name: developer },
      registeredOn: null,
    });
    first = answer.data.reportFirstContact.id;
    expect(await duties()).toMatchObject([
      {
        state: 'DUE',
        dueAt: '2026-04-02T16:00:00.000Z',
        person: { name: developer },
        interpretation: 'customers.promptRegistration: THREE',
      },
    ]);
    const { data } = await ask(developer, '{ myDuties { title clause } }');
    expect(data.myDuties).toContainEqual({ title: 'Have the new customer registered', clause: 'P01.A04' });
  });

  it('P01.A04 the registration by the specialist fulfils it and measures the delay in working days', async () => {
    now = new Date('2026-04-01T15:00:00+08:00');
    const answer = await ask(specialist, register, { input: { name: '晨曦泵业有限公司', firstContactId: first } });
    expect(answer.data.registerCustomer.firstContacts.nodes).toEqual([
      { id: first, registeredOn: '2026-04-01', delayInWorkingDays: 2, developer: { name: developer } },
    ]);
    expect(await duties()).toMatchObject([{ state: 'DONE' }]);
  });

  it('P01.A04 a first contact gets one file', async () => {
    const again = await ask(specialist, register, { input: { name: '另一家', firstContactId: first } });
    expect(again.outcome).toBe('INVALID_STATE');
  });

  it('P01.A04 what is not registered in time is a breach, of which the manager is told, and stays one', async () => {
    const { data } = await ask(developer, report, { input: { companyName: '远山阀门', contactedOn: '2026-04-01' } });
    await sweepAt('2026-04-08T09:00:00+08:00');
    expect((await duties())[1]).toMatchObject({ state: 'BREACHED', dueAt: '2026-04-07T16:00:00.000Z' });
    const { data: told } = await ask(manager, '{ notices { nodes { kind text } } }');
    expect(told.notices.nodes).toContainEqual({
      kind: 'ESCALATED',
      text: 'Not done by 2026-04-07: Have the new customer registered (P01.A04).',
    });
    const late = await ask(specialist, register, {
      input: { name: '远山阀门', firstContactId: data.reportFirstContact.id },
    });
    // 2, 3, 7 and 8 April: the festival and its make-up days do not count as what their weekday says.
    expect(late.data.registerCustomer.firstContacts.nodes[0].delayInWorkingDays).toBe(4);
    expect((await duties())[1]).toMatchObject({ state: 'LATE' });
  });

  it('P01.A04 a registration that tells of an earlier first contact is measured the same way', async () => {
    const developerId = await platform.personId(developer);
    const input = { name: '青松轴承', firstContactOn: '2026-03-20', developerId };
    const answer = await ask(specialist, register, { input });
    expect(answer.data.registerCustomer.firstContacts.nodes[0]).toMatchObject({ developer: { name: developer } });
    expect((await duties()).at(-1)).toMatchObject({ state: 'LATE', person: { name: developer } });
  });

  it('P01.A04 another reading of promptly holds for what begins afterwards', async () => {
    const set =
      'mutation { setInterpretation(id: "customers.promptRegistration", choice: "ONE", reason: "总经理办公会") { choice } }';
    expect((await ask('administrator', set)).outcome).toBe('ok');
    await ask(developer, report, { input: { companyName: '北辰电机', contactedOn: '2026-04-08' } });
    expect((await duties()).at(-1)).toMatchObject({
      dueAt: '2026-04-09T16:00:00.000Z',
      interpretation: 'customers.promptRegistration: ONE',
    });
  });

  it('P01.A04 P01.A22 a first contact whose file is SECRET is seen by its keeper alone', async () => {
    const { data } = await ask(developer, report, { input: { companyName: '暗流科技', contactedOn: '2026-04-08' } });
    const { id } = data.reportFirstContact;
    const input = { name: '暗流科技', label: 'SECRET', firstContactId: id };
    expect((await ask(supervisor, register, { input })).outcome).toBe('ok');
    const find = 'query($id: ID!) { firstContact(id: $id) { label } firstContacts { nodes { companyName } } }';
    for (const who of [developer, manager, specialist, 'general-manager']) {
      const seen = (await ask(who, find, { id })).data;
      expect(seen.firstContact).toBeNull();
      expect(JSON.stringify(seen)).not.toContain('暗流科技');
    }
    expect((await ask(supervisor, find, { id })).data.firstContact).toEqual({ label: 'SECRET' });
    expect((await duties(manager)).map((duty: { id: string }) => duty.id)).not.toContain(
      (await platform.owner('select id from duties.duty where record_id = $1', [id]))[0]!.id,
    );
  });

  it.each([
    ['a day to come', { companyName: '甲', contactedOn: '2026-05-01' }, ['input.contactedOn']],
    ['a blank name', { companyName: ' ', contactedOn: '2026-04-01' }, ['input.companyName']],
    [
      'a label above the own clearance',
      { companyName: '甲', contactedOn: '2026-04-01', label: 'SECRET' },
      ['input.label'],
    ],
  ])('P01.A04 refuses %s', async (_what, input, paths) => {
    const { errors } = await ask(developer, report, { input });
    expect((errors[0]!.extensions!.problems as { path: string }[]).map(({ path }) => path)).toEqual(paths);
  });

  it.each([
    ['an unknown first contact', { firstContactId: '00000000-0000-4000-8000-000000000000' }, ['input.firstContactId']],
    ['a developer without a day', { developerId: 'developer' }, ['input.developerId']],
    ['a day to come', { firstContactOn: '2027-01-01' }, ['input.firstContactOn']],
    [
      'a developer of a SECRET file',
      { firstContactOn: '2026-04-01', developerId: 'developer', label: 'SECRET' },
      ['input.developerId'],
    ],
  ])('P01.A04 a registration refuses %s', async (_what, given: Record<string, string>, paths) => {
    const ids = given.developerId ? { developerId: await platform.personId(developer) } : {};
    const { errors } = await ask(supervisor, register, { input: { name: '乙', ...given, ...ids } });
    expect((errors[0]!.extensions!.problems as { path: string }[]).map(({ path }) => path)).toEqual(paths);
  });
});
