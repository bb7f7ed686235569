import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { TestPlatform } from '../../../test/harness.js';
import {
  aRecord,
  departmentId,
  discharge,
  records,
  sectionDocuments,
  wardHead,
} from '../informationSection.fixture.js';
import { ask, codesOf, done } from '../statistics.fixture.js';

/** A Monday. In April 2026 the Qingming festival makes Monday the 6th a holiday. */
const start = '2026-03-09T10:00:00+08:00';
const moment = { now: new Date(start) };
let platform: TestPlatform;
beforeAll(async () => {
  platform = await TestPlatform.open({ clock: () => moment.now });
});
afterAll(() => platform.close());
beforeEach(() => {
  moment.now = new Date(start);
});

const at = (now: string) => {
  moment.now = new Date(now);
};
const file = (numbers: string[], who = records) => ask(platform, who, sectionDocuments.fileMedicalRecords, { numbers });
const dueOf = async (id: string, who = records) =>
  (await ask(platform, who, 'query($id: ID!) { medicalRecord(id: $id) { dueAt } }', { id })).data.medicalRecord.dueAt;

describe('P08.A04 medical records are due after discharge', () => {
  it.each([
    ['on a Friday', '2026-03-06', 'HOME', '2026-03-11T16:00:00.000Z'],
    ['on a Saturday', '2026-03-07', 'HOME', '2026-03-11T16:00:00.000Z'],
    ['in a death', '2026-03-06', 'DIED', '2026-03-13T16:00:00.000Z'],
  ])(
    'P08.A04 a record is due 3 working days after discharge, 7 days after a death: %s',
    async (_case, dischargedOn, manner, due) => {
      const record = await aRecord(platform, { dischargedOn, manner });
      expect(await dueOf(record.id)).toBe(due);
      const { data } = await ask(
        platform,
        wardHead,
        'query($id: ID!) { duties(filter: { recordId: { eq: $id } }) { nodes { clause role department { name } label } } }',
        { id: record.id },
      );
      expect(data.duties.nodes).toEqual([
        { clause: 'P08.A04', role: 'UNIT_HEAD', department: { name: '产科' }, label: 'CONFIDENTIAL' },
      ]);
    },
  );

  it('P08.A04 how the days are counted is a setting, and holds for what is discharged from then on', async () => {
    const before = await aRecord(platform);
    await done(
      platform,
      'administrator',
      'mutation { setInterpretation(id: "mch-statistics.filingTerm", choice: "TWO_WORKING_DAYS", reason: "院务会") { id } }',
    );
    const after = await aRecord(platform);
    await done(
      platform,
      'administrator',
      'mutation { setInterpretation(id: "mch-statistics.filingTerm", choice: "THREE_WORKING_DAYS", reason: "院务会") { id } }',
    );
    expect([await dueOf(before.id), await dueOf(after.id)]).toEqual([
      '2026-03-11T16:00:00.000Z',
      '2026-03-10T16:00:00.000Z',
    ]);
  });

  it('P08.A04 a day of fifty discharges is entered at once, and a wrong line keeps all of them out with every problem named', async () => {
    const list = await Promise.all(Array.from({ length: 50 }, () => discharge(platform)));
    const wrong = [...list.slice(0, 49), { ...list[0], dischargedOn: '2026-03-10' }];
    const refused = await codesOf(platform, sectionDocuments.registerDischarges, { discharges: wrong }, records);
    expect(refused.paths).toEqual(['discharges.49.number', 'discharges.49.dischargedOn']);
    expect(await done(platform, records, sectionDocuments.registerDischarges, { discharges: list })).toBe(50);
    const answer = await file(list.map(({ number }) => number));
    expect(answer.data.fileMedicalRecords).toEqual({ filed: 50, late: 0, refused: [] });
  });

  it('P08.A04 what cannot be filed is named and keeps the others from nothing', async () => {
    const [open, filed] = [await aRecord(platform), await aRecord(platform)];
    await file([filed.number]);
    const { data } = await file([filed.number, open.number, 'T-unknown', open.number]);
    expect(data.fileMedicalRecords).toMatchObject({
      filed: 1,
      refused: [
        { number: filed.number, reason: expect.stringMatching(/is filed/) },
        { number: 'T-unknown', reason: expect.stringMatching(/registerDischarges/) },
      ],
    });
  });

  it('P08.A04 a record given back tells its department what is missing, and its time goes on', async () => {
    const record = await aRecord(platform);
    const due = await dueOf(record.id);
    const back = await done<{ timesReturned: number }>(platform, records, sectionDocuments.returnMedicalRecord, {
      ...record,
      reason: '缺手术记录',
    });
    expect(back.timesReturned).toBe(1);
    expect(await dueOf(record.id)).toBe(due);
    const told = async (who: string) =>
      (await ask(platform, who, '{ notices(first: 100) { nodes { text } } }')).data.notices.nodes.filter(
        ({ text }: { text: string }) => text.includes(record.number),
      ).length;
    expect([await told(wardHead), await told('mch-ward-head-b')]).toEqual([1, 0]);
  });

  it('P08.A04 a corrected discharge is due anew, a filed one stays, and what was struck out is registered again', async () => {
    const record = await aRecord(platform);
    const corrected = await done<{ version: number; dueAt: string }>(
      platform,
      records,
      sectionDocuments.correctDischarge,
      { ...record, input: { dischargedOn: '2026-03-05' }, reason: '日期录错' },
    );
    expect(corrected.dueAt).toBe('2026-03-10T16:00:00.000Z');
    const duties = await platform.owner('select due_at from duties.duty where record_id = $1', [record.id]);
    expect(duties).toEqual([{ due_at: new Date('2026-03-10T16:00:00.000Z') }]);
    expect(
      (await ask(platform, records, sectionDocuments.voidMedicalRecord, { ...record, reason: '重复' })).outcome,
    ).toBe('CONFLICT');
    await done(platform, records, sectionDocuments.voidMedicalRecord, {
      id: record.id,
      version: corrected.version,
      reason: '重复',
    });
    const again = await aRecord(platform, { number: record.number });
    await file([again.number]);
    const filed = await platform.owner<{ version: number }>(
      'select version from mch_statistics.medical_record where id = $1',
      [again.id],
    );
    const late = await ask(platform, records, sectionDocuments.correctDischarge, {
      id: again.id,
      version: filed[0]!.version,
      input: { dischargedOn: '2026-03-09' },
      reason: 'x',
    });
    expect(late.outcome).toBe('INVALID_STATE');
    const open = await platform.owner('select 1 from duties.duty where record_id = $1', [record.id]);
    expect(open).toEqual([]);
  });
});

describe('P08.A07 medical records are seen by whoever has to do with them, on no way by others', () => {
  const never = '00000000-0000-4000-8000-000000000000';
  const outsiders = ['mch-ward-head-b', 'mch-statistician', 'reader', 'administrator'];
  let record: Awaited<ReturnType<typeof aRecord>>;
  beforeAll(async () => {
    moment.now = new Date(start);
    record = await aRecord(platform, { dischargedOn: '2026-02-02' });
  });

  it.each<[string, string, (found: { id: string; number: string }) => object]>([
    ['id', 'query($id: ID!) { medicalRecord(id: $id) { id number dueAt } }', ({ id }) => ({ id })],
    ['list and count', '{ medicalRecords(first: 500) { totalCount nodes { number } } }', () => ({})],
    [
      'filter',
      'query($n: String!) { medicalRecords(filter: { number: { startsWith: $n } }) { totalCount nodes { id } edges { cursor } } }',
      ({ number }) => ({ n: number }),
    ],
    [
      'order',
      '{ medicalRecords(first: 500, orderBy: [{ number: ASC }]) { nodes { dischargedOn } pageInfo { startCursor endCursor } } }',
      () => ({}),
    ],
    [
      'nested',
      '{ departments(filter: { name: { eq: "产科" } }) { nodes { medicalRecords { totalCount nodes { id } } } } people(filter: { name: { eq: "mch-physician" } }) { nodes { medicalRecords { totalCount } } } }',
      () => ({}),
    ],
    [
      'filter of a relation',
      'query($n: String!) { departments(filter: { medicalRecords: { some: { number: { eq: $n } } } }) { totalCount } }',
      ({ number }) => ({ n: number }),
    ],
    [
      'group',
      '{ medicalRecordFiling(from: "2026-02-01", to: "2026-02-28", by: PHYSICIAN) { discharged overdue } overdueMedicalRecords { recordId daysLate } }',
      () => ({}),
    ],
    [
      'search in duties',
      'query($id: ID!) { duties(filter: { recordId: { eq: $id } }) { totalCount nodes { period } } }',
      ({ id }) => ({ id }),
    ],
    [
      'error text',
      'mutation($id: ID!) { voidMedicalRecord(id: $id, version: 1, reason: "x") { id } }',
      ({ id }) => ({ id }),
    ],
    [
      'explainAccess',
      'query($id: ID!) { explainAccess(type: "MedicalRecord", id: $id, action: "read") { allowed clause } }',
      ({ id }) => ({ id }),
    ],
  ])('P08.A07 by %s nobody else learns of a record', async (_way, document, bearing) => {
    for (const who of outsiders) {
      const answer = JSON.stringify(await ask(platform, who, document, bearing(record)));
      expect(answer, who).not.toContain(record.number);
      // What is hidden and what never was are answered alike.
      const as = JSON.stringify(await ask(platform, who, document, bearing({ id: never, number: 'T-never' })));
      expect(answer, who).toBe(as);
      expect(answer, who).not.toMatch(/"(totalCount|discharged|overdue)":[1-9]/);
    }
  });

  it('P08.A07 its department, its physician and those who oversee filing see it', async () => {
    for (const who of [records, wardHead, 'mch-physician', 'mch-section-head', 'mch-director', 'auditor']) {
      const { data } = await ask(platform, who, 'query($id: ID!) { medicalRecord(id: $id) { number } }', {
        id: record.id,
      });
      expect(data.medicalRecord, who).toEqual({ number: record.number });
    }
  });

  it('P08.A07 a refusal names the clause, and a switched-off module shows nothing', async () => {
    const refused = await ask(platform, wardHead, sectionDocuments.fileMedicalRecords, { numbers: [record.number] });
    expect(refused.errors[0]!.extensions).toMatchObject({ code: 'FORBIDDEN', clause: 'P08.A04' });
    const set = (enabled: boolean) =>
      done(
        platform,
        'administrator',
        `mutation { setModuleEnabled(name: "mch-statistics", enabled: ${enabled}) { removedFields } }`,
      );
    await set(false);
    try {
      for (const query of [
        '{ medicalRecords { totalCount } }',
        '{ departments { nodes { medicalRecords { totalCount } } } }',
      ])
        expect((await ask(platform, records, query)).outcome).toBe('MODULE_DISABLED');
    } finally {
      await set(true);
    }
  });

  it('P08.A07 no record is below CONFIDENTIAL, whoever writes it', async () => {
    await expect(
      platform.owner(`update mch_statistics.medical_record set label = 'INTERNAL' where id = $1`, [record.id]),
    ).rejects.toThrow(/check constraint/);
  });
});

describe('P08 from discharge to the archive', () => {
  it('P08.A04 three are discharged: one is filed in time, one late, one not at all, and the figures and compliance say so', async () => {
    at('2026-05-11T09:00:00+08:00');
    const of = { departmentId: await departmentId(platform, '儿科'), dischargedOn: '2026-05-08' };
    const [inTime, late, never] = [
      await aRecord(platform, of),
      await aRecord(platform, of),
      await aRecord(platform, of),
    ];
    await platform.platform.sweeper.sweep();
    await file([inTime.number]);
    at('2026-05-20T09:00:00+08:00');
    const pending = await aRecord(platform, { ...of, dischargedOn: '2026-05-19' });
    await platform.platform.sweeper.sweep();
    expect((await file([late.number])).data.fileMedicalRecords).toEqual({ filed: 1, late: 1, refused: [] });

    const figures =
      'query($id: ID!) { medicalRecordFiling(from: "2026-05-01", to: "2026-05-31", by: PHYSICIAN, departmentId: $id) { department { name } physician { name } discharged inTime late overdue open filedRate inTimeRate meanDays } }';
    const { data } = await ask(platform, 'mch-ward-head-b', figures, { id: of.departmentId });
    expect(data.medicalRecordFiling).toEqual([
      {
        department: { name: '儿科' },
        physician: { name: 'mch-physician' },
        discharged: 4,
        inTime: 1,
        late: 1,
        overdue: 1,
        open: 1,
        filedRate: 0.5,
        inTimeRate: 1 / 3,
        meanDays: 7.5,
      },
    ]);
    const overdue = await ask(
      platform,
      'mch-section-head',
      'query($id: ID!) { overdueMedicalRecords(departmentId: $id) { record { number } dueAt daysLate } }',
      { id: of.departmentId },
    );
    expect(overdue.data.overdueMedicalRecords).toEqual([
      { record: { number: never.number }, dueAt: '2026-05-12T16:00:00.000Z', daysLate: 7 },
    ]);
    expect(pending.id).not.toBe(never.id);

    const told = await ask(platform, 'mch-ward-head-b', '{ notices(first: 100) { nodes { kind text } } }');
    expect(told.data.notices.nodes.filter(({ kind }: { kind: string }) => kind === 'BREACHED')).toHaveLength(2);
    const { data: kept } = await ask(
      platform,
      'auditor',
      'query($id: ID!) { compliance(period: "2026-05", policy: "P08", departmentId: $id) { clauses { clause due done late breached } } }',
      { id: of.departmentId },
    );
    expect(kept.compliance.clauses.find(({ clause }: { clause: string }) => clause === 'P08.A04')).toMatchObject({
      due: 4,
      done: 1,
      late: 1,
      breached: 1,
    });
  });
});
