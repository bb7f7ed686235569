import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { giveRole, newcomer, topDepartment } from '../access/access.harness.js';
import { Lending, manager, specialist, supervisor } from './duties.harness.js';

let lending: Lending;
beforeAll(async () => {
  lending = await Lending.open('2026-03-02T10:00:00+08:00');
});
afterAll(() => lending.platform.close());

const dutyOf = async (recordId: string) => {
  const [duty] = await lending.duties(`record_id = '${recordId}'`);
  return duty!;
};

const listed = 'query($of: ID!) { duties(filter: { recordId: { eq: $of } }) { totalCount nodes { id state dueAt } } }';

describe('P01.A19 a duty from an event', () => {
  it('begins with what causes it, due at 24:00 of the third day in Shanghai', async () => {
    lending.at('2026-03-02T23:30:00+08:00');
    const { id } = await lending.lend('unit-head');
    const { data } = await lending.ask(
      'unit-head',
      '{ myDuties { name title clause module recordType recordId person { name } dueAt provisional state paused interpretation } }',
    );
    expect(data.myDuties).toEqual([
      {
        name: 'returnLoan',
        title: 'Return the file on loan',
        clause: 'P01.A19',
        module: 'loans',
        recordType: 'Loan',
        recordId: id,
        person: { name: 'unit-head' },
        dueAt: '2026-03-05T16:00:00.000Z',
        provisional: false,
        state: 'DUE',
        paused: false,
        interpretation: 'loans.days: CALENDAR',
      },
    ]);
  });

  it('is not there where what causes it did not happen', async () => {
    const before = await lending.duties();
    const again = await lending.lend('unit-head');
    const { outcome } = await lending.lend('unit-head', { id: again.id });
    expect(outcome).toBe('CONFLICT');
    expect(await lending.duties()).toHaveLength(before.length + 1);
  });

  it.each([
    ['in the last millisecond', '2026-03-05T15:59:59.999Z', 'DONE', null],
    ['in the first millisecond too late', '2026-03-05T16:00:00.000Z', 'LATE', '2026-03-05T16:00:00.000Z'],
  ])('done %s is %s', async (_when, moment, state, breachedAt) => {
    lending.at('2026-03-02T10:00:00+08:00');
    const { id } = await lending.lend('unit-head');
    lending.at(moment);
    expect((await lending.giveBack(id)).outcome).toBe('ok');
    const duty = await dutyOf(id);
    expect(duty.state).toBe(state);
    expect(duty.breached_at?.toISOString() ?? null).toBe(breachedAt);
    expect(duty.fulfilled_at.toISOString()).toBe(moment);
  });

  it('stays breached when it is done after a sweep has noted the breach', async () => {
    lending.at('2026-03-02T10:00:00+08:00');
    const { id } = await lending.lend('unit-head');
    await lending.sweepAt('2026-03-09T10:00:00+08:00');
    expect(await dutyOf(id)).toMatchObject({
      state: 'BREACHED',
      breach_noted_at: new Date('2026-03-09T10:00:00+08:00'),
    });
    lending.at('2026-03-10T10:00:00+08:00');
    await lending.giveBack(id);
    const duty = await dutyOf(id);
    expect(duty).toMatchObject({ state: 'LATE', breached_at: new Date('2026-03-06T00:00:00+08:00') });
    expect(duty.breach_noted_at).toEqual(new Date('2026-03-09T10:00:00+08:00'));
  });

  it('is done once: a second time changes nothing', async () => {
    lending.at('2026-03-02T10:00:00+08:00');
    const { id } = await lending.lend('unit-head');
    lending.at('2026-03-03T10:00:00+08:00');
    await lending.giveBack(id);
    const before = await dutyOf(id);
    lending.at('2026-03-09T10:00:00+08:00');
    expect((await lending.giveBack(id)).outcome).toBe('ok');
    expect(await dutyOf(id)).toEqual(before);
  });

  it('is in the audit with its clause, from its beginning to its end', async () => {
    lending.at('2026-03-02T10:00:00+08:00');
    const { id } = await lending.lend('unit-head');
    await lending.sweepAt('2026-03-09T10:00:00+08:00');
    await lending.giveBack(id);
    const duty = await dutyOf(id);
    const { data } = await lending.ask(
      'auditor',
      'query($id: String!) { auditEntries(filter: { recordId: { eq: $id }, recordType: { eq: "Duty" } }) { nodes { action call clause person { name } } } }',
      { id: duty.id },
    );
    expect(data.auditEntries.nodes).toEqual([
      { action: 'create', call: 'lend', clause: 'P01.A19', person: { name: specialist } },
      { action: 'duty breached', call: null, clause: 'P01.A19', person: null },
      { action: 'duty fulfilled', call: 'giveBack', clause: 'P01.A19', person: { name: specialist } },
    ]);
  });
});

describe('P01.A19 three days by calendar or working days is a setting', () => {
  it('holds for what begins afterwards, and what has begun keeps its own', async () => {
    lending.at('2026-04-30T10:00:00+08:00');
    const before = await lending.lend('unit-head');
    const set = await lending.ask(
      'administrator',
      'mutation { setInterpretation(id: "loans.days", choice: "WORKING", reason: "总经理 2026-04-30 批示") { choice reason question choices { name wording } } }',
    );
    expect(set.data.setInterpretation).toMatchObject({ choice: 'WORKING', reason: '总经理 2026-04-30 批示' });
    const after = await lending.lend('unit-head');
    expect((await dutyOf(before.id)).due_at).toEqual(new Date('2026-05-04T00:00:00+08:00'));
    // 1 to 5 May are holidays, Saturday 9 May is worked.
    expect((await dutyOf(after.id)).due_at).toEqual(new Date('2026-05-09T00:00:00+08:00'));
    const { data } = await lending.ask('reader', '{ interpretations { id choice } }');
    expect(data.interpretations).toContainEqual({ id: 'loans.days', choice: 'WORKING' });
    const audited = await lending.platform.owner(
      `select clause, before, after from audit.entry where action = 'interpretation set' and record_id = 'loans.days'`,
    );
    expect(audited).toEqual([
      {
        clause: 'P01.A19',
        before: { choice: 'CALENDAR' },
        after: { choice: 'WORKING', reason: '总经理 2026-04-30 批示' },
      },
    ]);
    const back = 'mutation { setInterpretation(id: "loans.days", choice: "CALENDAR", reason: "x") { choice } }';
    expect((await lending.ask('administrator', back)).outcome).toBe('ok');
  });

  it.each([
    ['an unknown choice', 'loans.days', 'LUNAR', 'CALENDAR, WORKING'],
    ['an unknown interpretation', 'loans.nights', 'CALENDAR', 'loans.days'],
  ])('refuses %s and names what there is', async (_what, id, choice, named) => {
    const answer = await lending.ask(
      'administrator',
      'mutation($id: String!, $choice: String!) { setInterpretation(id: $id, choice: $choice, reason: "x") { id } }',
      { id, choice },
    );
    expect(answer.outcome).toBe('BAD_USER_INPUT');
    expect(answer.errors[0]!.message).toContain(named);
  });
});

describe('P01.A22 a duty is as hidden as the record that it is about', () => {
  it('is in no list, no count and no notice of whoever may not see the record', async () => {
    lending.at('2026-03-02T10:00:00+08:00');
    const { id, outcome } = await lending.lend(supervisor, { label: 'SECRET', by: supervisor });
    expect(outcome).toBe('ok');
    await lending.sweepAt('2026-03-09T10:00:00+08:00');
    for (const [who, seen] of [
      [supervisor, 1],
      [manager, 0],
      [specialist, 0],
      ['general-manager', 0],
      ['auditor', 0],
      ['reader', 0],
    ] as const) {
      const { data } = await lending.ask(who, listed, { of: id });
      expect([who, data.duties.totalCount, data.duties.nodes.length]).toEqual([who, seen, seen]);
      const { data: told } = await lending.ask(
        who,
        'query($of: ID!) { notices(filter: { recordId: { eq: $of } }) { totalCount nodes { text } } }',
        { of: id },
      );
      expect([who, told.notices.totalCount > 0]).toEqual([who, seen > 0]);
    }
    const { id: dutyId } = await dutyOf(id);
    const hidden = await lending.ask(manager, 'query($id: ID!) { duty(id: $id) { id } }', { id: dutyId });
    const never = await lending.ask(manager, 'query($id: ID!) { duty(id: $id) { id } }', { id: randomUUID() });
    expect(JSON.stringify(hidden)).toBe(JSON.stringify(never));
    const waive = 'mutation($id: ID!) { waiveDuty(id: $id, version: 1, reason: "x") { id } }';
    const refused = await lending.ask(manager, waive, { id: dutyId });
    expect(refused.outcome).toBe('NOT_FOUND');
    expect(JSON.stringify(refused)).toBe(JSON.stringify(await lending.ask(manager, waive, { id: randomUUID() })));
  });

  it('is seen by roles that read such records, by overseers and by the keeper, within their clearance', async () => {
    lending.at('2026-03-02T10:00:00+08:00');
    const { id } = await lending.lend('analyst', { label: 'CONFIDENTIAL', by: supervisor });
    const counts: Record<string, number> = {};
    for (const who of [
      specialist,
      manager,
      supervisor,
      'auditor',
      'general-manager',
      'analyst',
      'unit-head',
      'reader',
      'administrator',
    ])
      counts[who] = (await lending.ask(who, listed, { of: id })).data.duties.totalCount;
    expect(counts).toEqual({
      [specialist]: 1,
      [manager]: 1,
      [supervisor]: 1,
      auditor: 1,
      'general-manager': 1,
      analyst: 1,
      'unit-head': 0,
      reader: 0,
      administrator: 0,
    });
  });

  it('is given to nobody from whom the record is hidden', async () => {
    lending.at('2026-03-02T10:00:00+08:00');
    const before = await lending.duties();
    const { outcome } = await lending.lend('reader', { label: 'CONFIDENTIAL', by: supervisor });
    expect(outcome).toBe('INVALID_STATE');
    expect(await lending.duties()).toHaveLength(before.length);
  });

  it('is always seen by the borrower, also when the grant has ended', async () => {
    lending.at('2026-03-02T10:00:00+08:00');
    const id = randomUUID();
    await lending.grant('general-manager', id, '2026-03-01T00:00:00Z', '2026-03-03T00:00:00Z');
    expect((await lending.lend('general-manager', { id, label: 'SECRET', by: supervisor })).outcome).toBe('ok');
    lending.at('2026-03-20T10:00:00+08:00');
    const { data } = await lending.ask(
      'general-manager',
      'query($of: ID!) { loan(id: $of) { id } duties(filter: { recordId: { eq: $of } }) { nodes { person { name } } } myDuties { recordId } }',
      { of: id },
    );
    expect(data.loan).toBeNull();
    expect(data.duties.nodes).toEqual([{ person: { name: 'general-manager' } }]);
    expect(data.myDuties).toContainEqual({ recordId: id });
    await lending.sweepAt('2026-03-20T10:00:00+08:00');
    expect(await lending.notices('general-manager')).toContain('BREACHED');
  });

  it('follows the label of the record, with the notices about it', async () => {
    lending.at('2026-03-02T10:00:00+08:00');
    const { id } = await lending.lend('unit-head');
    await lending.sweepAt('2026-03-09T10:00:00+08:00');
    const told = 'query($of: ID!) { notices(filter: { recordId: { eq: $of } }) { nodes { kind } } }';
    expect((await lending.ask(manager, told, { of: id })).data.notices.nodes).toEqual([{ kind: 'ESCALATED' }]);
    expect((await lending.ask(manager, listed, { of: id })).data.duties.totalCount).toBe(1);
    await lending.platform.owner(
      `update loans.loan set label = 'SECRET', keeper_id = (select id from access.person where name = $2) where id = $1`,
      [id, supervisor],
    );
    expect((await lending.ask(manager, told, { of: id })).data.notices.nodes).toEqual([]);
    expect((await lending.ask(manager, listed, { of: id })).data.duties.totalCount).toBe(0);
    expect((await lending.ask(supervisor, listed, { of: id })).data.duties.totalCount).toBe(1);
    expect((await lending.ask('unit-head', listed, { of: id })).data.duties.totalCount).toBe(1);
  });

  it('is recorded in the audit when somebody reads one of a classified record', async () => {
    lending.at('2026-03-02T10:00:00+08:00');
    const { id } = await lending.lend('analyst', { label: 'CONFIDENTIAL', by: supervisor });
    await lending.ask(specialist, listed, { of: id });
    await lending.platform.platform.core.audit.log.flush();
    const duty = await dutyOf(id);
    const read = await lending.platform.owner(
      `select label from audit.entry where action = 'read' and record_type = 'Duty' and record_id = $1`,
      [duty.id],
    );
    expect(read).toEqual([{ label: 'CONFIDENTIAL' }]);
  });
});

describe('a duty of a role in a department', () => {
  it('is that of whoever holds the role there or above, not of whoever holds it elsewhere and another post there', async () => {
    const alone = await Lending.inTest('2026-03-02T10:00:00+08:00');
    await alone.sweepAt('2026-03-02T10:00:00+08:00');
    const { platform } = alone;
    const top = await topDepartment(platform);
    const below = async (name: string) =>
      (
        await platform.owner<{ id: string }>(
          `insert into access.department (id, created_at, updated_at, name, parent_id) values (gen_random_uuid(), now(), now(), $1, $2) returning id`,
          [name, top],
        )
      )[0]!.id;
    const [here, elsewhere] = [await below('北区'), await below('南区')];
    const holder = async (...posts: [string, string][]) => {
      const { id, name } = await newcomer(platform);
      for (const [role, department] of posts) await giveRole(platform, id, role, null, department);
      await platform.owner(`update access.person set clearance = 'INTERNAL' where id = $1`, [id]);
      return name;
    };
    const role = 'CUSTOMER_INFORMATION_SPECIALIST';
    const who = {
      there: await holder([role, here]),
      above: await holder([role, top]),
      elsewhere: await holder([role, elsewhere], ['READER', here]),
      other: await holder(['READER', here]),
    };
    await platform.owner(`update duties.duty set department_id = $1 where name = 'countLoans'`, [here]);
    // As a duty says with seenByNoOthers.
    await platform.owner(`update duties.definition set seen_by = '{}' where name = 'countLoans'`);
    const seen: Record<string, unknown> = {};
    for (const [place, name] of Object.entries(who)) {
      const { data } = await alone.ask(
        name,
        '{ myDuties { name } duties(filter: { name: { eq: "countLoans" } }) { totalCount } }',
      );
      seen[place] = [
        data.myDuties.some((duty: { name: string }) => duty.name === 'countLoans'),
        data.duties.totalCount > 0,
      ];
    }
    expect(seen).toEqual({
      there: [true, true],
      above: [true, true],
      elsewhere: [false, false],
      other: [false, false],
    });
  });
});

describe('waiveDuty', () => {
  const waive =
    'mutation($id: ID!, $version: Int!) { waiveDuty(id: $id, version: $version, reason: "遗失，已立案") { state waiveReason waivedBy { name } breachedAt } }';

  it.each([
    ['the role that is told of breaches', manager, 'ok'],
    ['whoever has to do it', 'unit-head', 'FORBIDDEN'],
    ['somebody who sees it and has no say', specialist, 'FORBIDDEN'],
    ['an overseer', 'auditor', 'FORBIDDEN'],
    ['somebody who does not see it', 'reader', 'NOT_FOUND'],
  ])('by %s: %s', async (_who, who, outcome) => {
    lending.at('2026-03-02T10:00:00+08:00');
    const { id: loan } = await lending.lend('unit-head');
    const { id } = await dutyOf(loan);
    const answer = await lending.ask(who, waive, { id, version: 1 });
    expect(answer.outcome).toBe(outcome);
    if (outcome === 'FORBIDDEN') expect(answer.errors[0]!.extensions).toMatchObject({ clause: 'P01.A19' });
    expect((await dutyOf(loan)).state).toBe(outcome === 'ok' ? 'WAIVED' : 'DUE');
  });

  it('is not for whoever has the duty, though they hold the role', async () => {
    lending.at('2026-03-02T10:00:00+08:00');
    const { id: loan } = await lending.lend(manager);
    const { id } = await dutyOf(loan);
    const answer = await lending.ask(manager, waive, { id, version: 1 });
    expect(answer.outcome).toBe('FORBIDDEN');
    expect(answer.errors[0]!.message).toContain('Nobody waives their own');
  });

  it('keeps a breach, is refused for what is done, and for a stale version', async () => {
    lending.at('2026-03-02T10:00:00+08:00');
    const { id: loan } = await lending.lend('unit-head');
    await lending.sweepAt('2026-03-09T10:00:00+08:00');
    const { id } = await dutyOf(loan);
    expect((await lending.ask(manager, waive, { id, version: 1 })).outcome).toBe('CONFLICT');
    const { data } = await lending.ask(manager, waive, { id, version: 2 });
    expect(data.waiveDuty).toEqual({
      state: 'WAIVED',
      waiveReason: '遗失，已立案',
      waivedBy: { name: manager },
      breachedAt: '2026-03-05T16:00:00.000Z',
    });
    expect((await lending.ask(manager, waive, { id, version: 3 })).outcome).toBe('INVALID_STATE');
  });
});

describe('asOf', () => {
  it('tells how it stood at any moment, and the same whenever it is asked', async () => {
    lending.at('2026-03-02T10:00:00+08:00');
    const { id: loan } = await lending.lend('unit-head');
    await lending.sweepAt('2026-03-09T10:00:00+08:00');
    lending.at('2026-03-10T10:00:00+08:00');
    await lending.giveBack(loan);
    lending.at('2026-04-01T10:00:00+08:00');
    const { id } = await dutyOf(loan);
    const states = async () => {
      const { data } = await lending.ask(
        specialist,
        `query($id: ID!) { duty(id: $id) {
          before: asOf(at: "2026-03-02T01:59:59Z") { state } begun: asOf(at: "2026-03-02T02:00:00Z") { state dueAt }
          last: asOf(at: "2026-03-05T15:59:59.999Z") { state } late: asOf(at: "2026-03-05T16:00:00Z") { state }
          done: asOf(at: "2026-03-10T02:00:00Z") { state } } }`,
        { id },
      );
      return data.duty;
    };
    const told = await states();
    expect(told).toEqual({
      before: null,
      begun: { state: 'DUE', dueAt: '2026-03-05T16:00:00.000Z' },
      last: { state: 'DUE' },
      late: { state: 'BREACHED' },
      done: { state: 'LATE' },
    });
    lending.at('2027-01-01T10:00:00+08:00');
    expect(await states()).toEqual(told);
  });

  it('tells nothing of the future', async () => {
    lending.at('2026-03-02T10:00:00+08:00');
    const { id: loan } = await lending.lend('unit-head');
    const { id } = await dutyOf(loan);
    const answer = await lending.ask(
      specialist,
      'query($id: ID!) { duty(id: $id) { asOf(at: "2027-01-01T00:00:00Z") { state } } }',
      { id },
    );
    expect(answer.outcome).toBe('BAD_USER_INPUT');
  });
});

describe('the request role', () => {
  it.each([
    ['update duties.duty set breached_at = null', '42501'],
    [`insert into duties.duty (id) values (gen_random_uuid())`, '42501'],
    ['delete from duties.duty', '42501'],
    ['update duties.pause set paused_until = null', '42501'],
    ['update notices.notice set person_id = null', '42501'],
    ['select * from notices.address', '42501'],
    ['insert into calendar.day select * from calendar.day', '42501'],
    ['select calendar.import_decree(\'{"year": 2027}\')', '42501'],
    [`select interpretations.set('a', 'b', 'c')`, '42501'],
  ])('cannot: %s', async (sql, code) => {
    const failure = await lending.platform.platform.database.pool.query(sql).catch((error) => error);
    expect(failure.code).toBe(code);
  });
});
