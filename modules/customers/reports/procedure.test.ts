import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { giveRole } from '../../../src/access/access.harness.js';
import { RequestRole, viewerOf } from '../../../test/requestRole.js';
import { general, manager, ReportsHarness, requestCheck, specialist, supervisor } from './reports.harness.js';

const sales = 'sales-director';
const province = '程序省';
let house: ReportsHarness;
beforeAll(async () => {
  house = await ReportsHarness.open('2026-03-02T10:00:00+08:00');
  await house.register(specialist, '=甲公司', { province });
  await house.register(specialist, '乙公司', { province, kind: 'SPECIAL', profession: 'LAWYER' });
});
afterAll(() => house.close());

const requestReport =
  'mutation($input: ReportInput!) { requestPeriodicReport(input: $input) { id recordId status steps { name clause } } }';
const monthly = {
  title: '客户月报',
  measures: ['FILES'],
  groups: ['KIND'],
  provinces: [province],
  schedule: 'MONTHLY',
  dueDays: 5,
};
const definitionOf =
  'query($id: ID!) { reportDefinition(id: $id) { id version title edition endedAt editions(orderBy: [{ number: ASC }]) { nodes { id version number measures approvedAt filedAt } } } }';

/** A monthly report for the sales department, reviewed and approved. */
async function approved() {
  const request = await house.done(sales, requestReport, { input: { ...monthly, reason: '销售例会' } });
  await house.approve(manager, request.id);
  await house.approve(general, request.id);
  return house.done(sales, definitionOf, { id: request.recordId });
}

const duties = async (recordId: string, name: string) => {
  const { data } = await house.run(
    manager,
    'query($id: ID!, $name: String!) { duties(filter: { recordId: { eq: $id }, name: { eq: $name } }, orderBy: [{ dueAt: ASC }]) { nodes { period state dueAt role clause } } }',
    { id: recordId, name },
  );
  return data.duties.nodes;
};

describe('P01.A10 another department asks for a periodic report', () => {
  it('P01.A10 the customer service manager reviews, then the general manager approves, and only then it is compiled', async () => {
    const request = await house.done(sales, requestReport, { input: monthly });
    expect(request.steps).toEqual([
      { name: 'review', clause: 'P01.A10' },
      { name: 'approval', clause: 'P01.A10' },
    ]);
    const tried = () => house.compile(specialist, request.recordId, { period: '2026-02' });
    expect((await tried()).outcome).toBe('INVALID_STATE');
    expect((await house.approve(general, request.id)).outcome).toBe('NOT_FOUND');
    expect((await house.approve(supervisor, request.id)).outcome).toBe('NOT_FOUND');
    expect((await house.approve(manager, request.id)).data.decideApproval.status).toBe('RUNNING');
    expect((await tried()).outcome).toBe('INVALID_STATE');
    expect(await duties(request.recordId, 'issueReport')).toEqual([]);
    expect((await house.approve(general, request.id)).data.decideApproval.status).toBe('APPROVED');
    expect((await tried()).outcome).toBe('ok');
    expect(await duties(request.recordId, 'issueReport')).toEqual([
      {
        period: '2026-03',
        state: 'DUE',
        dueAt: '2026-04-05T16:00:00.000Z',
        role: 'CUSTOMER_INFORMATION_SPECIALIST',
        clause: 'P01.A12',
      },
    ]);
  });

  it('P01.A10 a request says how often it is needed, and counts nothing that the applicant may not see', async () => {
    const ask = (input: object) => house.run(sales, requestReport, { input: { ...monthly, ...input } });
    expect((await ask({ schedule: null, dueDays: null })).outcome).toBe('BAD_USER_INPUT');
    expect((await ask({ upTo: 'SECRET' })).outcome).toBe('BAD_USER_INPUT');
  });

  it('P01.A10 no edition of it is filed without the approval, whoever writes to the database', async () => {
    const { recordId } = await house.done(sales, requestReport, { input: monthly });
    await expect(
      house.platform.owner(
        `update customers.report_edition set filed_at = now(), filed_by_id = requested_by_id where definition_id = $1`,
        [recordId],
      ),
    ).rejects.toThrow('not approved');
  });

  it('P01.A10 who has nothing to do with it sees neither request nor report', async () => {
    const { id } = await approved();
    for (const who of ['quality-inspector'])
      expect((await house.run(who, definitionOf, { id })).data.reportDefinition, who).toBeNull();
  });

  it('P01.A10 each period is due by its day; a missed one is a breach and stays one', async () => {
    house.at('2026-03-02T10:00:00+08:00');
    const { id } = await approved();
    await house.sweepAt('2026-06-03T10:00:00+08:00');
    const states = async () =>
      (await duties(id, 'issueReport')).map(({ period, state }: { period: string; state: string }) => [period, state]);
    expect(await states()).toEqual([
      ['2026-03', 'BREACHED'],
      ['2026-04', 'BREACHED'],
      ['2026-05', 'DUE'],
      ['2026-06', 'DUE'],
    ]);
    await house.issue(specialist, await house.checked(specialist, id, { period: '2026-04' }));
    await house.issue(specialist, await house.checked(specialist, id, { period: '2026-05' }));
    expect(await states()).toEqual([
      ['2026-03', 'BREACHED'],
      ['2026-04', 'LATE'],
      ['2026-05', 'DONE'],
      ['2026-06', 'DUE'],
    ]);
    const definition = await house.done(sales, definitionOf, { id });
    const end = 'mutation($id: ID!, $version: Int!) { endReport(id: $id, version: $version) { endedAt } }';
    expect((await house.run(specialist, end, { id, version: definition.version })).outcome).toBe('ok');
    await house.sweepAt('2026-09-03T10:00:00+08:00');
    expect((await states()).map(([period]: string[]) => period)).toEqual(['2026-03', '2026-04', '2026-05']);
    expect((await house.compile(specialist, id, { period: '2026-08' })).outcome).toBe('INVALID_STATE');
  });

  it('P01.A10 the department that asked sees what is issued, and nothing before', async () => {
    const { id } = await approved();
    const report = await house.checked(specialist, id, { period: '2026-08' });
    const seen = 'query($id: ID!) { statisticalReport(id: $id) { title figures { files } } }';
    expect((await house.run(sales, seen, report)).data.statisticalReport).toBeNull();
    await house.issue(specialist, report);
    expect((await house.run(sales, seen, report)).data.statisticalReport.title).toBe('客户月报');
    expect((await house.run('quality-inspector', seen, report)).data.statisticalReport).toBeNull();
  });
});

describe('P01.A11 single items of an approved report', () => {
  const change =
    'mutation($id: ID!, $version: Int!, $items: ReportItemsInput!) { changeReportItems(id: $id, version: $version, items: $items, reason: "例会需要") { id recordId steps { name clause } form { value } } }';
  const file =
    'mutation($id: ID!, $version: Int!) { fileReportChange(id: $id, version: $version) { number filedAt filedBy { name } } }';
  const items = { measures: ['FILES', 'CAPITAL_SUM'] };

  it('P01.A11 go to the general manager alone, and are in force once customer service has filed them', async () => {
    const definition = await approved();
    const before = await house.compiled(specialist, definition.id, { period: '2026-08' });
    const request = await house.done(sales, change, { ...definition, items });
    expect(request.steps).toEqual([{ name: 'approval', clause: 'P01.A11' }]);
    const editions = async () => (await house.done(sales, definitionOf, definition)).editions.nodes;
    const [, waiting] = await editions();
    expect((await house.run(specialist, file, waiting)).outcome).toBe('INVALID_STATE');
    expect((await house.approve(manager, request.id)).outcome).toBe('NOT_FOUND');
    expect((await house.approve(general, request.id)).data.decideApproval.status).toBe('APPROVED');
    expect((await house.done(sales, definitionOf, definition)).edition).toBe(1);
    expect(await duties(waiting.id, 'fileReportChange')).toMatchObject([{ state: 'DUE', clause: 'P01.A11' }]);
    const [, ready] = await editions();
    expect((await house.run(sales, file, ready)).outcome).toBe('FORBIDDEN');
    expect((await house.done(specialist, file, ready)).filedBy.name).toBe(specialist);
    expect((await house.done(sales, definitionOf, definition)).edition).toBe(2);
    expect(await duties(waiting.id, 'fileReportChange')).toMatchObject([{ state: 'DONE' }]);
    const sums = async (id: string) =>
      (
        await house.done(
          specialist,
          'query($id: ID!) { statisticalReport(id: $id) { edition { number } figures { capitalFiles capitalSum } } }',
          { id },
        )
      ).edition.number;
    expect(await sums(before.id)).toBe(1);
    expect(await sums((await house.compiled(specialist, definition.id, { period: '2026-08' })).id)).toBe(2);
  });

  it.each([
    ['nothing', {}],
    ['what is so already', { measures: ['FILES'] }],
    ['more than single items', { title: '新', groups: [], measures: ['CAPITAL_SUM'], kinds: ['SPECIAL'] }],
  ])('P01.A11 %s is no change of single items', async (_what, wanted) => {
    const definition = await approved();
    expect((await house.run(specialist, change, { ...definition, items: wanted })).outcome).toBe('BAD_USER_INPUT');
  });

  it('P01.A11 a change of an edition that is no longer in force is asked for anew', async () => {
    const definition = await approved();
    const [one, two] = [
      await house.done(sales, change, { ...definition, items }),
      await house.done(sales, change, { ...definition, items: { title: '客户报表' } }),
    ];
    for (const { id } of [one, two]) await house.approve(general, id);
    const [, second, third] = (await house.done(sales, definitionOf, definition)).editions.nodes;
    expect((await house.run(specialist, file, second)).outcome).toBe('ok');
    expect((await house.run(specialist, file, third)).outcome).toBe('CONFLICT');
  });
});

describe('P01.A13 supervisor and manager both check a report', () => {
  const refusal = ({
    outcome,
    errors,
  }: {
    outcome: string;
    errors: readonly { extensions?: Record<string, unknown> }[];
  }) => [outcome, errors[0]?.extensions?.clause];

  it('P01.A13 one of them is not enough: until both have, it is neither issued, printed nor handed out', async () => {
    const definition = await approved();
    const report = await house.compiled(specialist, definition.id, { period: '2026-08' });
    const printed = (suffix: string) =>
      house.http.request(specialist, { url: `/prints/reports/${report.id}.${suffix}` });
    const attempts = async () => {
      const { body } = await printed('csv');
      return [
        refusal(await house.issue(specialist, report)),
        refusal(await house.copies(specialist, { reportId: report.id, kind: 'PRINTED', copies: 1 })),
        refusal({ outcome: body.errors?.[0].extensions.code, errors: body.errors }),
      ];
    };
    const refused = Array(3).fill(['FORBIDDEN', 'P01.A13']);
    expect(await attempts()).toEqual(refused);
    const { id } = await house.done(specialist, requestCheck, report);
    expect((await house.run(specialist, requestCheck, report)).outcome).toBe('CONFLICT');
    expect((await house.approve(specialist, id)).outcome).toBe('NOT_FOUND');
    expect((await house.approve(general, id)).outcome).toBe('NOT_FOUND');
    expect((await house.approve(supervisor, id)).data.decideApproval.status).toBe('RUNNING');
    expect(await attempts()).toEqual(refused);
    expect((await house.approve(manager, id)).data.decideApproval.status).toBe('APPROVED');
    const issued = await house.issue(specialist, await house.version(report.id));
    expect(issued.data.issueReport).toMatchObject({ number: expect.stringMatching(/^TB-I-\d{6}$/) });
    expect(issued.data.issueReport.checkedBy).toHaveLength(2);
    expect((await printed('csv')).status).toBe(200);
  });

  it('P01.A13 whoever asks for the check does not take part in it', async () => {
    const definition = await approved();
    const report = await house.compiled(supervisor, definition.id, { period: '2026-08' });
    const { id } = await house.done(supervisor, requestCheck, report);
    expect((await house.approve(supervisor, id)).outcome).not.toBe('ok');
    await house.approve(manager, id);
    expect((await house.issue(specialist, await house.version(report.id))).outcome).toBe('FORBIDDEN');
  });

  it('P01.A13 nobody says that a report was checked but the two, whoever writes to the database', async () => {
    const { id } = await house.define(specialist, { provinces: [province] });
    const report = await house.compiled(specialist, id);
    const session = await RequestRole.open(house.platform);
    await session.carry(await viewerOf(house.platform, manager));
    const said = await session.try('update customers.statistical_report set checked_at = now() where id = $1', [
      report.id,
    ]);
    await session.close();
    expect(said).toMatchObject({ code: 'ZH103' });
    await expect(
      house.platform.owner(`update customers.statistical_report set issued_at = now(), number = 'x' where id = $1`, [
        report.id,
      ]),
    ).rejects.toThrow('check');
  });
});

describe('P01.A12 customer service issues reports in one form and keeps the register of copies', () => {
  it('P01.A12 an issue has a number of its own, and is not issued twice', async () => {
    const { id } = await house.define(specialist, { provinces: [province] });
    const one = await house.checked(specialist, id);
    const first = await house.issue(specialist, one);
    const second = await house.issue(specialist, await house.checked(specialist, id));
    expect(first.data.issueReport.number).not.toBe(second.data.issueReport.number);
    expect((await house.issue(specialist, await house.version(one.id))).outcome).toBe('INVALID_STATE');
  });

  it('P01.A12 copies are printed, kept and handed out to somebody, and never more than were printed', async () => {
    const { id } = await house.define(specialist, { provinces: [province] });
    const report = await house.checked(specialist, id);
    const enter = (more: object) => house.copies(specialist, { reportId: report.id, copies: 2, ...more });
    expect((await enter({ kind: 'PRINTED' })).outcome).toBe('INVALID_STATE');
    await house.issue(specialist, report);
    const receiverId = await house.platform.personId(sales);
    expect((await enter({ kind: 'HANDED_OUT', receiverId })).outcome).toBe('INVALID_STATE');
    expect((await enter({ kind: 'PRINTED', copies: 3 })).outcome).toBe('ok');
    expect((await enter({ kind: 'HANDED_OUT', receiverId })).data.recordReportCopies).toEqual({
      kind: 'HANDED_OUT',
      copies: 2,
      place: null,
      receiver: { name: sales },
    });
    expect((await enter({ kind: 'KEPT', place: '客户服务部 3 号柜' })).outcome).toBe('INVALID_STATE');
    expect((await enter({ kind: 'KEPT', place: '客户服务部 3 号柜', copies: 1 })).outcome).toBe('ok');
    const notCleared = await house.platform.personId('reader');
    expect((await enter({ kind: 'HANDED_OUT', receiverId: notCleared })).outcome).toBe('BAD_USER_INPUT');
    for (const wrong of [
      { kind: 'KEPT' },
      { kind: 'HANDED_OUT' },
      { kind: 'PRINTED', receiverId },
      { kind: 'PRINTED', place: 'x' },
    ])
      expect((await enter(wrong)).outcome, JSON.stringify(wrong)).toBe('BAD_USER_INPUT');
    const { data } = await house.run(
      general,
      'query($id: ID!) { statisticalReport(id: $id) { copies(orderBy: [{ createdAt: ASC }, { id: ASC }]) { totalCount nodes { kind copies receiver { name } enteredBy { name } } } } }',
      { id: report.id },
    );
    expect(data.statisticalReport.copies.totalCount).toBe(3);
    expect(data.statisticalReport.copies.nodes).toContainEqual({
      kind: 'HANDED_OUT',
      copies: 2,
      receiver: { name: sales },
      enteredBy: { name: specialist },
    });
  });

  it('P01.A12 PDF, XLSX and CSV have the same layout, and each is in the audit', async () => {
    const { id } = await house.define(specialist, { title: '=客户统计', groups: ['KIND'], provinces: [province] });
    const report = await house.checked(specialist, id);
    const { data } = await house.issue(specialist, report);
    const print = (who: string, suffix: string, locale = 'zh') =>
      house.http.request(who, {
        url: `/prints/reports/${report.id}.${suffix}`,
        headers: { 'accept-language': locale },
      });
    const csv = (await print(specialist, 'csv')).body as string;
    const lines = csv.slice(1).split('\r\n');
    expect(lines[0]).toBe(`'=客户统计`);
    expect(lines).toContain(`期号,${data.issueReport.number}`);
    expect(lines.slice(lines.indexOf(''))).toEqual(['', '客户类别,客户数', '一般客户,1', '特殊客户,1', '合计,2', '']);
    const pdf = await print(specialist, 'pdf');
    expect([pdf.status, pdf.headers['content-type'], String(pdf.body).slice(0, 5)]).toEqual([
      200,
      'application/pdf',
      '%PDF-',
    ]);
    const xlsx = await print(specialist, 'xlsx');
    expect([xlsx.status, String(xlsx.body).slice(0, 2)]).toEqual([200, 'PK']);
    for (const [who, code] of [
      ['anyone', 'UNAUTHENTICATED'],
      [sales, 'NOT_FOUND'],
      ['reader', 'NOT_FOUND'],
    ] as const)
      expect((await print(who, 'pdf')).outcome, who).toBe(code);
    expect((await print(specialist, 'exe')).outcome).toBe('NOT_FOUND');
    const entries = await house.platform.owner(
      `select call from audit.entry where record_id = $1 and action = 'export' order by id`,
      [report.id],
    );
    expect(entries.map(({ call }) => call)).toEqual(
      ['csv', 'pdf', 'xlsx'].map((suffix) => `GET /prints/:name/:id.${suffix}`),
    );
  });
});

it('P01.A13 somebody who holds both posts does not check alone', async () => {
  await giveRole(house.platform, await house.platform.personId(supervisor), 'CUSTOMER_SERVICE_MANAGER');
  const report = await house.compiled(specialist, (await house.define(specialist, { provinces: [province] })).id);
  const { id } = await house.done(specialist, requestCheck, report);
  expect((await house.approve(supervisor, id)).data.decideApproval.status).toBe('RUNNING');
  expect((await house.approve(supervisor, id)).outcome).toBe('INVALID_STATE');
  expect((await house.issue(specialist, await house.version(report.id))).outcome).toBe('FORBIDDEN');
});

it('P01.A09 P01.A10 P01.A11 P01.A12 P01.A13 the clauses say what enforces them', async () => {
  const enforcedBy = async (id: string) =>
    (await house.done('reader', 'query($id: ID!) { clause(id: $id) { enforcedBy } }', { id })).enforcedBy;
  expect(await enforcedBy('P01.A09')).toEqual(
    expect.arrayContaining(['Mutation.defineReport', 'Mutation.compileReport']),
  );
  expect(await enforcedBy('P01.A10')).toContain('approval requestPeriodicReport (review)');
  expect(await enforcedBy('P01.A11')).toContain('approval changeReportItems (approval)');
  expect(await enforcedBy('P01.A12')).toContain('issueReport (duty)');
  expect(await enforcedBy('P01.A13')).toContain('approval checkReport (check)');
});
