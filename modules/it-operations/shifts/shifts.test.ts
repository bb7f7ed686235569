import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestPlatform } from '../../../test/harness.js';
import { aMember, anOperator, aQualification, aShift, ask as askOf } from '../operations.fixture.js';

let now = new Date('2026-03-09T10:00:00+08:00');
let platform: TestPlatform;
beforeAll(async () => {
  platform = await TestPlatform.open({ clock: () => now });
});
afterAll(() => platform.close());

const ask = (who: string, document: string, variables?: object) => askOf(platform, who, document, variables);
const assign =
  'mutation($input: AssignShiftInput!) { assignShift(input: $input) { id version certificate { number } uncoveredAt } }';
const input = (operatorId: string, more: object = {}) => ({
  operatorId,
  station: '中心机房',
  startsAt: '2026-04-01T00:00:00Z',
  endsAt: '2026-04-01T08:00:00Z',
  ...more,
});
const reassign =
  'mutation($id: ID!, $version: Int!, $operatorId: ID!) { reassignShift(id: $id, version: $version, operatorId: $operatorId) { id version uncoveredAt operator { id } } }';
const revoke =
  'mutation($id: ID!, $version: Int!) { revokeQualification(id: $id, version: $version, reason: "伪造") { revokedAt } }';
const shiftOf = async (id: string) =>
  (await ask('it-head', 'query($id: ID!) { shift(id: $id) { id version uncoveredAt certificate { id } } }', { id }))
    .data.shift;
const dutiesOf = async (id: string) =>
  (
    await ask(
      'it-head',
      'query($id: ID!) { duties(filter: { recordId: { eq: $id } }, orderBy: [{ name: ASC }]) { nodes { name state dueAt person { id } } } }',
      { id },
    )
  ).data.duties.nodes;

describe('P12.A05 nobody works without a valid certificate', () => {
  it.each<[string, object | null]>([
    ['without any certificate', null],
    ['with one that has expired', { expiresOn: '2026-03-31' }],
    ['with one that is issued later', { issuedOn: '2026-04-02' }],
    ['with one that the province does not recognise', { recognisedByProvince: false }],
  ])('P12.A05 a shift is refused %s, and the refusal cites the clause', async (_what, certificate) => {
    const { person } = await aMember(platform);
    if (certificate) await aQualification(platform, person.id, certificate);
    const { outcome, errors } = await ask('it-head', assign, { input: input(person.id) });
    expect([outcome, errors[0]!.extensions!.clause]).toEqual(['FORBIDDEN', 'P12.A05']);
    expect(errors[0]!.extensions!.remedy).toContain('recordQualification');
  });

  it('P12.A05 a certificate has to be valid until the end of the shift', async () => {
    const { person } = await anOperator(platform, { expiresOn: '2026-04-01' });
    const until = (endsAt: string) =>
      ask('it-head', assign, { input: input(person.id, { startsAt: '2026-04-01T12:00:00Z', endsAt }) });
    expect((await until('2026-04-01T16:00:01Z')).outcome).toBe('FORBIDDEN');
    const { data } = await until('2026-04-01T16:00:00Z');
    expect(data.assignShift).toMatchObject({ uncoveredAt: null });
  });

  it('P12.A05 the database holds it too, whoever writes', async () => {
    const { person } = await aMember(platform);
    const { person: other } = await anOperator(platform);
    const insert = (operator: string) =>
      platform.owner(
        `insert into it_operations.shift (id, created_at, updated_at, operator_id, station, starts_at, ends_at)
         values (gen_random_uuid(), now(), now(), $1, 'x', '2026-04-05T00:00:00Z', '2026-04-05T08:00:00Z') returning id`,
        [operator],
      );
    await expect(insert(person.id)).rejects.toThrow('P12.A05');
    const [{ id }] = (await insert(other.id)) as [{ id: string }];
    await expect(
      platform.owner('update it_operations.shift set operator_id = $1 where id = $2', [person.id, id]),
    ).rejects.toThrow('P12.A05');
    await expect(
      platform.owner(
        `update it_operations.shift set ends_at = ends_at + interval '8 hours', starts_at = '2028-01-01' where id = $1`,
        [id],
      ),
    ).rejects.toThrow();
  });

  it('P12.A05 nobody works in two places at a time, nor who is not of the staff', async () => {
    const { person } = await anOperator(platform);
    await aShift(platform, person.id);
    const overlapping = { startsAt: '2026-04-01T07:00:00Z', endsAt: '2026-04-01T09:00:00Z' };
    expect((await ask('it-head', assign, { input: input(person.id, overlapping) })).outcome).toBe('INVALID_STATE');
    const outsider = await platform.personId('unit-head');
    await aQualification(platform, outsider);
    expect((await ask('it-head', assign, { input: input(outsider) })).errors[0]!.message).toContain('addStaffMember');
  });

  it('P12.A05 revoked while shifts are assigned: they are uncovered, the head is told and has to give them away', async () => {
    const { person, certificate } = await anOperator(platform);
    const [shift, second] = [
      await aShift(platform, person.id),
      await aShift(platform, person.id, { startsAt: '2026-04-02T00:00:00Z', endsAt: '2026-04-02T08:00:00Z' }),
    ];
    expect((await ask('it-head', revoke, certificate)).outcome).toBe('ok');
    const uncovered = (
      await ask('it-operator', '{ shifts(filter: { uncoveredAt: { isNull: false } }) { nodes { id } } }')
    ).data.shifts.nodes;
    expect(uncovered.map(({ id }: { id: string }) => id).sort()).toEqual([shift.id, second.id].sort());
    expect(await dutiesOf(shift.id)).toMatchObject([
      { name: 'coverShift', state: 'DUE', dueAt: '2026-04-01T00:00:00.000Z' },
      { name: 'fillWorkLog', state: 'DUE' },
    ]);
    const { data } = await ask('it-head', '{ notices(first: 5, filter: { kind: { eq: OTHER } }) { nodes { text } } }');
    expect(data.notices.nodes[0].text).toContain('2 shifts');
    const other = (await anOperator(platform)).person.id;
    const now1 = await shiftOf(shift.id);
    expect(
      (await ask('it-head', reassign, { id: shift.id, version: now1.version, operatorId: other })).data.reassignShift,
    ).toMatchObject({
      uncoveredAt: null,
      operator: { id: other },
    });
    expect(await dutiesOf(shift.id)).toMatchObject([
      { name: 'coverShift', state: 'DONE' },
      { name: 'fillWorkLog', state: 'DUE', person: { id: other } },
    ]);
    // A new certificate covers what is left.
    await aQualification(platform, person.id);
    expect((await shiftOf(second.id)).uncoveredAt).toBeNull();
    expect(await dutiesOf(second.id)).toMatchObject([{ name: 'coverShift', state: 'DONE' }, { name: 'fillWorkLog' }]);
  });

  it('P12.A05 another certificate takes the place of a revoked one', async () => {
    const { person, certificate } = await anOperator(platform);
    const shift = await aShift(platform, person.id);
    const spare = await aQualification(platform, person.id, { expiresOn: '2026-12-31' });
    await ask('it-head', revoke, certificate);
    expect(await shiftOf(shift.id)).toMatchObject({ uncoveredAt: null, certificate: { id: spare.id } });
  });

  it('P12.A05 its holder is warned sixty days before it expires; a new one fulfils the duty', async () => {
    const { person, certificate } = await anOperator(platform, { expiresOn: '2026-06-30' });
    const warned = async () =>
      (
        await ask(
          person.name,
          'query($id: ID!) { notices(filter: { kind: { eq: REMINDER }, duty: { recordId: { eq: $id } } }) { totalCount } }',
          certificate,
        )
      ).data.notices.totalCount;
    now = new Date('2026-04-30T09:00:00+08:00');
    await platform.platform.sweeper.sweep();
    expect(await warned()).toBe(0);
    now = new Date('2026-05-01T09:00:00+08:00');
    await platform.platform.sweeper.sweep();
    expect(await warned()).toBe(1);
    await aQualification(platform, person.id, { expiresOn: '2028-06-30' });
    expect(await dutiesOf(certificate.id)).toMatchObject([{ name: 'renewQualification', state: 'DONE' }]);
    now = new Date('2026-03-09T10:00:00+08:00');
  });

  it('P12.A05 nobody enters a certificate of their own', async () => {
    const { data } = await ask('it-head', '{ viewer { id } }');
    await expect(aQualification(platform, data.viewer.id)).rejects.toThrow('SOMEBODY_ELSE');
  });
});

const write = `mutation($shiftId: ID!, $input: WorkLogInput!) { writeWorkLog(shiftId: $shiftId, input: $input) { id text } }`;
const correct = `mutation($id: ID!, $input: WorkLogInput!) { correctWorkLog(id: $id, input: $input, reason: "笔误") {
  id text correctionReason corrects { id text } author { name }
} }`;
const entry = { text: '巡检正常，备份完成', keptProcedures: true };

describe('P12.A02 operators fill in the work log', () => {
  it('P12.A02 the operator of a shift writes its log in time; nobody else does', async () => {
    const { person } = await anOperator(platform);
    const shift = await aShift(platform, person.id, {
      startsAt: '2026-03-09T00:00:00Z',
      endsAt: '2026-03-09T08:00:00Z',
    });
    expect((await ask('it-operator', write, { shiftId: shift.id, input: entry })).outcome).toBe('FORBIDDEN');
    expect((await ask('it-head', write, { shiftId: shift.id, input: entry })).outcome).toBe('FORBIDDEN');
    expect(await dutiesOf(shift.id)).toMatchObject([
      { name: 'fillWorkLog', state: 'DUE', dueAt: '2026-03-10T08:00:00.000Z' },
    ]);
    expect((await ask(person.name, write, { shiftId: shift.id, input: entry })).outcome).toBe('ok');
    expect(await dutiesOf(shift.id)).toMatchObject([{ name: 'fillWorkLog', state: 'DONE' }]);
  });

  it('P12.A02 an entry that is sent twice with one key is one entry, sent at once too', async () => {
    const { person } = await anOperator(platform);
    const shift = await aShift(platform, person.id, {
      startsAt: '2026-03-09T00:00:00Z',
      endsAt: '2026-03-09T08:00:00Z',
    });
    const keyed = write
      .replace('$input: WorkLogInput!)', '$input: WorkLogInput!, $clientKey: String!)')
      .replace('input: $input)', 'input: $input, clientKey: $clientKey)');
    const send = () => ask(person.name, keyed, { shiftId: shift.id, input: entry, clientKey: 'click-0001' });
    const answers = await Promise.all([send(), send(), send()]);
    expect(new Set([...answers, await send()].map(({ data }) => data.writeWorkLog.id)).size).toBe(1);
    const other = { shiftId: shift.id, input: { ...entry, text: '另一件事' }, clientKey: 'click-0001' };
    expect((await ask(person.name, keyed, other)).outcome).toBe('CONFLICT');
    expect(
      await platform.owner('select id from it_operations.work_log_entry where shift_id = $1', [shift.id]),
    ).toHaveLength(1);
  });

  it('P12.A02 a log that is not filled in is a breach of the operator', async () => {
    const { person } = await anOperator(platform);
    const shift = await aShift(platform, person.id, {
      startsAt: '2026-03-09T00:00:00Z',
      endsAt: '2026-03-09T08:00:00Z',
    });
    now = new Date('2026-03-10T16:00:00+08:00');
    await platform.platform.sweeper.sweep();
    expect(await dutiesOf(shift.id)).toMatchObject([
      { name: 'fillWorkLog', state: 'BREACHED', person: { id: person.id } },
    ]);
    await ask(person.name, write, { shiftId: shift.id, input: entry });
    expect(await dutiesOf(shift.id)).toMatchObject([{ name: 'fillWorkLog', state: 'LATE' }]);
    now = new Date('2026-03-09T10:00:00+08:00');
  });

  it('P12.A02 the log is append-only in the database; a correction is a new entry that names the old', async () => {
    const { person } = await anOperator(platform);
    const shift = await aShift(platform, person.id, {
      startsAt: '2026-03-09T00:00:00Z',
      endsAt: '2026-03-09T08:00:00Z',
    });
    const { id } = (await ask(person.name, write, { shiftId: shift.id, input: entry })).data.writeWorkLog;
    for (const statement of [
      `update it_operations.work_log_entry set text = 'x' where id = '${id}'`,
      `delete from it_operations.work_log_entry where id = '${id}'`,
      'truncate it_operations.work_log_entry',
    ])
      await expect(platform.owner(statement)).rejects.toThrow('append-only');
    const { data } = await ask(person.name, correct, { id, input: { ...entry, text: '备份未完成' } });
    expect(data.correctWorkLog).toMatchObject({
      text: '备份未完成',
      correctionReason: '笔误',
      corrects: { id, text: entry.text },
    });
    expect((await ask(person.name, correct, { id, input: entry })).outcome).toBe('CONFLICT');
    expect((await ask('it-operator', correct, { id: data.correctWorkLog.id, input: entry })).outcome).toBe('FORBIDDEN');
    expect(
      (await ask('it-head', correct, { id: data.correctWorkLog.id, input: entry })).data.correctWorkLog.author.name,
    ).toBe('it-head');
  });

  it('P12.A02 what was not done by the procedures is said', async () => {
    const { person } = await anOperator(platform);
    const shift = await aShift(platform, person.id, {
      startsAt: '2026-03-09T00:00:00Z',
      endsAt: '2026-03-09T08:00:00Z',
    });
    const bad = await ask(person.name, write, {
      shiftId: shift.id,
      input: { text: '带电更换硬盘', keptProcedures: false },
    });
    expect(bad.outcome).toBe('BAD_USER_INPUT');
  });

  it('P12.A02 the log of a shift that is cancelled is not asked for, nor written', async () => {
    const { person } = await anOperator(platform);
    const shift = await aShift(platform, person.id);
    expect((await ask(person.name, write, { shiftId: shift.id, input: entry })).outcome).toBe('INVALID_STATE');
    const cancel =
      'mutation($id: ID!, $version: Int!) { cancelShift(id: $id, version: $version, reason: "停电") { cancelledAt } }';
    expect((await ask('it-head', cancel, shift)).outcome).toBe('ok');
    expect(await dutiesOf(shift.id)).toEqual([]);
  });

  it('P12.A03 nobody leaves the staff with shifts to work', async () => {
    const { person, member } = await aMember(platform);
    await aQualification(platform, person.id);
    await aShift(platform, person.id);
    const end =
      'mutation($id: ID!, $version: Int!) { endStaffMember(id: $id, version: $version, leftOn: "2026-03-09", reason: "调离") { leftOn } }';
    const { outcome, errors } = await ask('it-head', end, member);
    expect([outcome, errors[0]!.message]).toEqual(['INVALID_STATE', expect.stringContaining('1 shifts')]);
  });
});
