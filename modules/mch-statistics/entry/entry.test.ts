import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sealPlatform } from '../../../src/audit/audit.harness.js';
import { TestPlatform } from '../../../test/harness.js';
import { RequestRole, viewerOf } from '../../../test/requestRole.js';
import {
  aFilledReport,
  aLockedReport,
  approve,
  aReport,
  ask,
  codesOf,
  documents,
  done,
  enter,
  figures,
  type Made,
  reporter,
  statistician,
  submit,
  taskOf,
  valuesOf,
  versionOf,
} from '../statistics.fixture.js';

let platform: TestPlatform;
let now = new Date('2026-03-09T10:00:00+08:00');
beforeAll(async () => {
  platform = await TestPlatform.open({ clock: () => now });
});
afterAll(() => platform.close());

const historyOf = async (id: string) =>
  platform.owner<{
    revision: number;
    value: string | null;
    missing: string | null;
    kind: string;
    reason: string | null;
  }>(
    `select v.revision, v.value, v.missing, e.kind, e.reason from mch_statistics.data_value v
     join mch_statistics.value_entry e on e.id = v.entry_id join mch_statistics.data_element d on d.id = v.element_id
     where v.report_id = $1 and d.uid = 'MchMothers1' order by v.revision`,
    [id],
  );

const form = async (id: string, who = reporter) =>
  done<{
    version: number;
    lines: {
      element: string;
      value: string | null;
      missing: string | null;
      revision: number | null;
      amount: number | null;
    }[];
    findings: { key: string; type: string; text: string; needsReason: boolean }[];
  }>(
    platform,
    who,
    'query($id: ID!) { statisticsForm(reportId: $id) { version lines { element value missing revision amount } findings { key type text needsReason } } }',
    { id },
  );

const statusOf = async (id: string) =>
  (
    await platform.owner<{ status: string }>('select status from mch_statistics.data_set_report where id = $1', [id])
  )[0]!.status;

describe('P11.A02 raw values stay as they were entered', () => {
  it('P11.A02 a correction is a further revision with reason and author, and the former stays readable', async () => {
    const report = await enter(platform, await aFilledReport(platform), { mothers: 43 }, '漏报两例，已核实');
    expect(await historyOf(report.id)).toEqual([
      { revision: 1, value: '41', missing: null, kind: 'FIRST', reason: null },
      { revision: 2, value: '43', missing: null, kind: 'CORRECTION', reason: '漏报两例，已核实' },
    ]);
    const read = `query($id: ID!) { dataSetReport(id: $id) { entries(orderBy: [{ number: ASC }]) { nodes { kind reason count person { name } } }
      values(filter: { element: { uid: { eq: "MchMothers1" } } }, orderBy: [{ revision: ASC }]) { nodes { revision value } } } }`;
    const { data } = await ask(platform, 'auditor', read, { id: report.id });
    expect(data.dataSetReport.entries.nodes.at(-1)).toEqual({
      kind: 'CORRECTION',
      reason: '漏报两例，已核实',
      count: 1,
      person: { name: reporter },
    });
    expect(data.dataSetReport.values.nodes).toEqual([
      { revision: 1, value: '41' },
      { revision: 2, value: '43' },
    ]);
  });

  it('P11.A02 a correction without a reason is refused, and changes nothing', async () => {
    const report = await aFilledReport(platform);
    const given = { ...report, input: { values: valuesOf({ mothers: 43 }) } };
    expect(await codesOf(platform, documents.enterValues, given, reporter)).toMatchObject({
      outcome: 'BAD_USER_INPUT',
      paths: ['input.reason'],
    });
    expect(await historyOf(report.id)).toHaveLength(1);
  });

  it('P11.A02 what stands there already is left as it is, however it is written', async () => {
    const report = await enter(platform, await aFilledReport(platform), { mothers: '0041' });
    expect(await historyOf(report.id)).toHaveLength(1);
    expect(report.version).toBe((await versionOf(platform, report.id)).version);
  });

  it('P11.A02 whoever enters on an outdated form is refused', async () => {
    const report = await aReport(platform);
    await enter(platform, report, { mothers: 4 });
    const again = { ...report, input: { values: valuesOf({ mothers: 5 }), reason: 'x' } };
    expect((await ask(platform, reporter, documents.enterValues, again)).outcome).toBe('CONFLICT');
  });

  it('P11.A02 missing codes are data, and no figures', async () => {
    const report = await enter(platform, await aReport(platform), { mothers: '-2', tested: '-1', positive: '-1' });
    const { lines } = await form(report.id);
    const cell = (element: string) => lines.find((line) => line.element === element);
    expect(cell('MchMothers1')).toMatchObject({ value: null, missing: 'NOT_CARRIED_OUT', amount: null });
    expect(cell('MchHivTest1')).toMatchObject({ value: null, missing: 'NOT_COLLECTED', amount: null });
    const [sum] = await platform.owner('select sum(amount) as sum from mch_statistics.current_values($1)', [report.id]);
    expect(sum).toEqual({ sum: null });
  });

  describe.each(['value_entry', 'data_value'])('P11.A02 %s', (table) => {
    it.each([
      ['update', `update mch_statistics.${table} set report_id = report_id`],
      ['delete', `delete from mch_statistics.${table}`],
      ['truncate', `truncate mch_statistics.${table} cascade`],
    ])('%s is refused for the request role and for the owner', async (_what, statement) => {
      const role = await RequestRole.open(platform);
      try {
        await role.carry(await viewerOf(platform, statistician));
        expect(await role.try(statement)).toMatchObject({ code: '42501' });
      } finally {
        await role.close();
      }
      await expect(platform.owner(statement)).rejects.toMatchObject({ code: 'ZH301' });
    });
  });

  it('P11.A02 nothing is slipped into an entry afterwards, by the owner neither', async () => {
    const report = await aFilledReport(platform);
    await expect(
      platform.owner(
        `insert into mch_statistics.data_value (id, report_id, entry_id, element_id, option_id, revision, value)
         select gen_random_uuid(), v.report_id, v.entry_id, v.element_id, v.option_id, 2, '99'
         from mch_statistics.data_value v where v.report_id = $1 limit 1`,
        [report.id],
      ),
    ).rejects.toMatchObject({ code: 'ZH301' });
  });
});

describe('P11.A02 what is forced past the guards is found by verifyAudit', () => {
  const guarded = ['value_entry', 'data_value'];

  /** As somebody does who owns the tables and disables what guards them. */
  async function force(...statements: string[]): Promise<void> {
    const client = new Client(platform.database.owner);
    await client.connect();
    try {
      for (const table of guarded) await client.query(`alter table mch_statistics.${table} disable trigger user`);
      for (const statement of statements) await client.query(statement);
      for (const [table, trigger] of [
        ['value_entry', 'evidence_only'],
        ['data_value', 'evidence_only'],
        ['data_value', 'evidence_whole'],
      ])
        await client.query(`alter table mch_statistics.${table} enable always trigger ${trigger}`);
      await client.query('alter table mch_statistics.value_entry enable trigger refuse_closed');
    } finally {
      await client.end();
    }
  }

  const verified = async () => {
    await sealPlatform(platform);
    return done<{ ok: boolean; evidence: number; findings: { kind: string; message: string }[] }>(
      platform,
      'auditor',
      '{ verifyAudit { ok evidence findings { kind message } } }',
    );
  };

  it.each<[string, (report: Made) => string[], (report: Made) => string[]]>([
    [
      'a figure is altered',
      ({ id }) => [`update mch_statistics.data_value set value = '39' where report_id = '${id}' and value = '41'`],
      ({ id }) => [`update mch_statistics.data_value set value = '41' where report_id = '${id}' and value = '39'`],
    ],
    [
      'the reason of an entry is altered',
      ({ id }) => [`update mch_statistics.value_entry set reason = 'x' where report_id = '${id}'`],
      ({ id }) => [`update mch_statistics.value_entry set reason = null where report_id = '${id}'`],
    ],
    [
      'a figure and the digest that covers it are altered',
      ({ id }) => [
        `update mch_statistics.data_value set value = '39' where report_id = '${id}' and value = '41'`,
        `update mch_statistics.value_entry e set digest = 'sha' || digest where report_id = '${id}'`,
      ],
      ({ id }) => [
        `update mch_statistics.data_value set value = '41' where report_id = '${id}' and value = '39'`,
        `update mch_statistics.value_entry e set digest = substr(digest, 4) where report_id = '${id}'`,
      ],
    ],
    [
      'an entry is removed with all its figures',
      ({ id }) => [
        'create table public.kept_value as select * from mch_statistics.data_value',
        'create table public.kept_entry as select * from mch_statistics.value_entry',
        `delete from mch_statistics.data_value where report_id = '${id}'`,
        `delete from mch_statistics.value_entry where report_id = '${id}'`,
      ],
      ({ id }) => [
        `insert into mch_statistics.value_entry select * from public.kept_entry where report_id = '${id}'`,
        `insert into mch_statistics.data_value (id, report_id, entry_id, element_id, option_id, revision, value, missing)
         select id, report_id, entry_id, element_id, option_id, revision, value, missing from public.kept_value where report_id = '${id}'`,
        'drop table public.kept_value',
        'drop table public.kept_entry',
      ],
    ],
  ])('P11.A02 %s', async (_what, tamper, undo) => {
    const report = await aFilledReport(platform);
    const before = await verified();
    expect(before).toMatchObject({ ok: true, findings: [] });
    expect(before.evidence).toBeGreaterThan(1);
    await force(...tamper(report));
    const after = await verified();
    expect(after.ok).toBe(false);
    expect(new Set(after.findings.map(({ kind }) => kind))).toEqual(new Set(['EVIDENCE_ALTERED']));
    await force(...undo(report));
    expect(await verified()).toMatchObject({ ok: true });
  });

  it('P11.A02 P11.A06 a value forced under a locked report is found by verifyAudit and by whoever verifies the document', async () => {
    const report = await aLockedReport(platform);
    const [{ hash }] = (await platform.owner<{ hash: string }>(
      'select document_hash as hash from mch_statistics.data_set_report where id = $1',
      [report.id],
    )) as [{ hash: string }];
    const isGenuine = async () =>
      (
        await platform
          .as('anyone')
          .run('query($hash: String!) { verifyStatisticsDocument(hash: $hash) { isGenuine lockedAt } }', { hash })
      ).data.verifyStatisticsDocument;
    expect(await isGenuine()).toEqual({ isGenuine: true, lockedAt: now.toISOString() });
    expect(await verified()).toMatchObject({ ok: true });
    const change = (from: string, to: string) =>
      force(
        `update mch_statistics.data_value set value = '${to}' where report_id = '${report.id}' and value = '${from}'`,
      );
    await change('41', '39');
    expect(await isGenuine()).toEqual({ isGenuine: false, lockedAt: null });
    expect((await verified()).findings.map(({ kind }) => kind)).toEqual(['EVIDENCE_ALTERED']);
    await change('39', '41');
    expect((await isGenuine()).isGenuine).toBe(true);
    // The signature covers who gave it and when, too.
    await platform.owner(
      `update mch_statistics.data_set_report set locked_at = locked_at - interval '1 day' where id = $1`,
      [report.id],
    );
    expect((await isGenuine()).isGenuine).toBe(false);
    await platform.owner(
      `update mch_statistics.data_set_report set locked_at = locked_at + interval '1 day' where id = $1`,
      [report.id],
    );
    expect((await isGenuine()).isGenuine).toBe(true);
    expect(await verified()).toMatchObject({ ok: true });
  });

  it('P11.A02 guards that are disabled and functions that were replaced are findings', async () => {
    await platform.owner('alter table mch_statistics.data_value disable trigger evidence_only');
    expect((await verified()).findings.map(({ kind }) => kind)).toEqual(['GUARD_REMOVED']);
    await platform.owner('alter table mch_statistics.data_value enable always trigger evidence_only');
    const [{ source }] = (await platform.owner<{ source: string }>(
      `select pg_get_functiondef('audit.evidence_of_mch_statistics_data_value(uuid, integer)'::regprocedure) as source`,
    )) as [{ source: string }];
    await platform.owner(source.replace('order by r."id" limit', 'and false order by r."id" limit'));
    expect((await verified()).findings.map(({ kind }) => kind)).toContain('GUARD_REMOVED');
    await platform.owner(source);
    expect(await verified()).toMatchObject({ ok: true });
  });
});

describe('P11.A01 a form that is incomplete or contradicts itself is not handed in without a reason', () => {
  it('P11.A01 it is refused with all missing items and all contradictions at once', async () => {
    const report = await aFilledReport(platform, {
      liveBirths: 42,
      mothers: 10,
      tested: 40,
      positive: 1,
      neonatal: 3,
      infant: 1,
    });
    const { outcome, messages } = await codesOf(platform, documents.submitReport, report, reporter);
    expect(outcome).toBe('BAD_USER_INPUT');
    expect(messages).toHaveLength(4);
    expect(messages[0]).toContain('早期新生儿死亡数 is not filled in');
    expect(messages[1]).toContain('5岁以下儿童死亡数 is not filled in');
    expect(messages.join('\n')).toContain('HIV 检测人数 ≤ 产妇数: 40 ≤ 10 does not hold.');
    expect(messages.join('\n')).toContain('新生儿死亡数 ≤ 婴儿死亡数: 3 ≤ 1 does not hold.');
    expect(await statusOf(report.id)).toBe('OPEN');
  });

  it('P11.A01 with a reason for each finding it is handed in, and the reasons stay with it', async () => {
    const report = await aFilledReport(platform, { ...figures, mothers: 10 });
    const { findings } = await form(report.id);
    expect(findings).toMatchObject([{ type: 'CONTRADICTION', needsReason: true }]);
    const submitted = await submit(platform, report, [{ finding: findings[0]!.key, reason: '含外县转入检测者' }]);
    expect(submitted).toMatchObject({ status: 'SUBMITTED' });
    const { data } = await ask(
      platform,
      'mch-section-head',
      'query($id: ID!) { dataSetReport(id: $id) { findings { nodes { type key reason } } } }',
      { id: report.id },
    );
    expect(data.dataSetReport.findings.nodes).toEqual([
      { type: 'CONTRADICTION', key: findings[0]!.key, reason: '含外县转入检测者' },
    ]);
  });

  it('P11.A01 missing codes fill a required item', async () => {
    const report = await aFilledReport(platform, { ...figures, tested: '-2', positive: '-2' });
    expect(await submit(platform, report)).toMatchObject({ status: 'SUBMITTED' });
  });

  it('P11.A01 nothing at all is not handed in', async () => {
    expect((await ask(platform, reporter, documents.submitReport, await aReport(platform))).outcome).toBe(
      'INVALID_STATE',
    );
  });

  it('P11.A01 its keeper is named, and follows the assignment', async () => {
    const report = await aReport(platform);
    const { data } = await ask(platform, reporter, 'query($id: ID!) { dataSetReport(id: $id) { keeper { name } } }', {
      id: report.id,
    });
    expect(data.dataSetReport.keeper).toEqual({ name: statistician });
  });
});

describe('P11.A06 two reviews, signature and seal', () => {
  it('P11.A06 the section head first, then the director; then it is locked and its document verifiable by anybody', async () => {
    const report = await submit(platform, await aFilledReport(platform));
    expect(await taskOf(platform, 'mch-director', report.id)).toBeUndefined();
    await approve(platform, report.id, ['mch-section-head']);
    expect(await statusOf(report.id)).toBe('CHECKED');
    await approve(platform, report.id, ['mch-director']);
    const { data } = await ask(
      platform,
      reporter,
      'query($id: ID!) { dataSetReport(id: $id) { status documentHash lockedBy { name } } }',
      { id: report.id },
    );
    expect(data.dataSetReport).toMatchObject({ status: 'LOCKED', lockedBy: { name: 'mch-director' } });
    const verify = 'query($hash: String!) { verifyStatisticsDocument(hash: $hash) { isGenuine lockedAt } }';
    const hash = data.dataSetReport.documentHash;
    const asked = async (one: string) =>
      (await platform.as('anyone').run(verify, { hash: one })).data.verifyStatisticsDocument;
    expect(await asked(hash)).toEqual({ isGenuine: true, lockedAt: now.toISOString() });
    expect(await asked(hash.replace(/^./, (c: string) => (c === '0' ? '1' : '0')))).toEqual({
      isGenuine: false,
      lockedAt: null,
    });
  });

  it('P11.A06 the director signs with the password', async () => {
    const report = await submit(platform, await aFilledReport(platform));
    await approve(platform, report.id, ['mch-section-head']);
    const task = await taskOf(platform, 'mch-director', report.id);
    const { outcome } = await ask(
      platform,
      'mch-director',
      'mutation($task: ID!) { decideApproval(input: { taskId: $task, verdict: APPROVE }, password: "wrong") { id } }',
      { task },
    );
    expect(outcome).not.toBe('ok');
    expect(await statusOf(report.id)).toBe('CHECKED');
  });

  it('P11.A02 nothing is entered into what is handed in or locked, on whatever way', async () => {
    for (const report of [await submit(platform, await aFilledReport(platform)), await aLockedReport(platform)]) {
      const given = {
        ...(await versionOf(platform, report.id)),
        input: { values: valuesOf({ mothers: 43 }), reason: 'x' },
      };
      expect((await ask(platform, statistician, documents.enterValues, given)).outcome).toBe('INVALID_STATE');
      await expect(
        platform.owner(
          `insert into mch_statistics.value_entry select gen_random_uuid(), 1, now(), now(), report_id, number + 9, person_id, kind, reason, count, digest
           from mch_statistics.value_entry where report_id = $1 limit 1`,
          [report.id],
        ),
      ).rejects.toMatchObject({ code: 'ZH900' });
    }
  });

  it('P11.A06 nobody locks, returns or unlocks a form by an ordinary statement', async () => {
    const report = await submit(platform, await aFilledReport(platform));
    const role = await RequestRole.open(platform);
    try {
      await role.carry(await viewerOf(platform, 'mch-section-head'));
      for (const change of [
        `status = 'OPEN'`,
        `status = 'RETURNED'`,
        `status = 'CHECKED'`,
        `checked_at = now()`,
        `content_hash = 'x'`,
        `due_at = now()`,
      ])
        expect(
          await role.try(`update mch_statistics.data_set_report set ${change} where id = $1`, [report.id]),
        ).toMatchObject({
          code: '42501',
        });
      expect(await role.try('select mch_statistics.unlock_report($1)', [report.id])).toHaveProperty('code');
      expect(await role.try('select mch_statistics.lock_report($1)', [report.id])).toHaveProperty('code');
    } finally {
      await role.close();
    }
  });

  it('P11.A06 returned with a reason it is corrected and handed in again, and everything is reviewed anew', async () => {
    const report = await submit(platform, await aFilledReport(platform));
    const task = await taskOf(platform, 'mch-section-head', report.id);
    await done(
      platform,
      'mch-section-head',
      'mutation($task: ID!) { returnApproval(taskId: $task, comment: "产妇数与分娩登记不符") { id } }',
      { task },
    );
    expect(await statusOf(report.id)).toBe('RETURNED');
    const corrected = await enter(platform, await versionOf(platform, report.id), { mothers: 42 }, '按分娩登记更正');
    await submit(platform, corrected);
    await approve(platform, report.id);
    expect(await statusOf(report.id)).toBe('LOCKED');
  });

  it('P11.A06 it is unlocked by the director alone, with a reason in the audit, and its document is worth nothing then', async () => {
    const report = await aLockedReport(platform);
    const [{ hash }] = (await platform.owner<{ hash: string }>(
      'select document_hash as hash from mch_statistics.data_set_report where id = $1',
      [report.id],
    )) as [{ hash: string }];
    await done(platform, reporter, documents.requestUnlock, { ...report, reason: '复核发现漏报' });
    expect(await taskOf(platform, 'mch-section-head', report.id)).toBeUndefined();
    await approve(platform, report.id, ['mch-director']);
    expect(await statusOf(report.id)).toBe('RETURNED');
    const verify = 'query($hash: String!) { verifyStatisticsDocument(hash: $hash) { isGenuine } }';
    expect((await platform.as('anyone').run(verify, { hash })).data.verifyStatisticsDocument.isGenuine).toBe(false);
    const [entry] = await platform.owner(
      `select before->>'documentHash' as hash, clause from audit.entry where record_id = $1 and after->>'status' = 'RETURNED' and before->>'status' = 'LOCKED'`,
      [report.id],
    );
    expect(entry).toEqual({ hash, clause: 'P11.A06' });
  });

  it('P11.A06 whoever entered a value reviews nothing of it', async () => {
    const report = await aReport(platform);
    const half = await enter(platform, report, { liveBirths: 5 }, undefined, 'mch-section-head');
    const { liveBirths: _, ...rest } = figures;
    await submit(platform, await enter(platform, half, rest));
    expect(await taskOf(platform, 'mch-section-head', report.id)).toBeUndefined();
  });

  it('P11.A02 being late shows: the first handing in counts', async () => {
    const report = await submit(platform, await aFilledReport(platform));
    const read = 'query($id: ID!) { dataSetReport(id: $id) { dueAt firstSubmittedAt } }';
    const { data } = await ask(platform, 'auditor', read, { id: report.id });
    expect(data.dataSetReport).toEqual({ dueAt: '2026-02-10T16:00:00.000Z', firstSubmittedAt: now.toISOString() });
    now = new Date(now.getTime() + 3_600_000);
    const task = await taskOf(platform, 'mch-section-head', report.id);
    await done(
      platform,
      'mch-section-head',
      'mutation($task: ID!) { returnApproval(taskId: $task, comment: "x") { id } }',
      { task },
    );
    await submit(platform, await versionOf(platform, report.id));
    const again = await ask(platform, 'auditor', read, { id: report.id });
    expect(again.data).toEqual(data);
  });
});

describe('P11.A08 what is secret stays hidden on every way', () => {
  it('P11.A08 values and entries follow the label of their report, which can be raised although they never change', async () => {
    const report = await aFilledReport(platform);
    const seen = async (who: string) => {
      const { data, errors } = await ask(
        platform,
        who,
        `query($id: ID!) { dataSetReport(id: $id) { id } dataSetReports(filter: { id: { eq: $id } }) { totalCount }
          dataSets(filter: { uid: { eq: "MchMonthly1" } }, first: 1) { nodes { reports(filter: { id: { eq: $id } }, first: 1) { nodes { values { nodes { value } } entries { nodes { digest } } } } } } }`,
        { id: report.id },
      );
      const { outcome } = await ask(platform, who, 'query($id: ID!) { statisticsForm(reportId: $id) { version } }', {
        id: report.id,
      });
      expect(errors).toEqual([]);
      const nested = data.dataSets.nodes[0].reports.nodes;
      return [data.dataSetReport !== null, data.dataSetReports.totalCount, nested.length, outcome];
    };
    expect(await seen(reporter)).toEqual([true, 1, 1, 'ok']);
    await platform.owner(
      `update mch_statistics.data_set_assignment a set label = 'CONFIDENTIAL' from mch_statistics.data_set_report r where r.assignment_id = a.id and r.id = $1`,
      [report.id],
    );
    expect(await seen(reporter)).toEqual([false, 0, 0, 'NOT_FOUND']);
    expect(await seen('mch-section-head')).toEqual([true, 1, 1, 'ok']);
    const role = await RequestRole.open(platform);
    try {
      await role.carry(await viewerOf(platform, reporter));
      for (const table of ['data_value', 'value_entry', 'report_finding'])
        expect(await role.try(`select from mch_statistics.${table} where report_id = $1`, [report.id])).toMatchObject({
          count: 0,
        });
    } finally {
      await role.close();
    }
    await platform.platform.core.audit.log.flush();
    const [read] = await platform.owner(
      `select label from audit.entry where call = 'statisticsForm' and record_id = $1 and action = 'read' and label > 'INTERNAL'`,
      [report.id],
    );
    expect(read).toEqual({ label: 'CONFIDENTIAL' });
  });
});

describe('P11.A01 figures unlike earlier ones are shown, and keep nobody from handing in', () => {
  it('P11.A01 outliers by the modified z-score and a year before, with a warning on small counts', async () => {
    const first = await aReport(platform, '202501');
    const [{ assignment }] = (await platform.owner<{ assignment: string }>(
      'select assignment_id as assignment from mch_statistics.data_set_report where id = $1',
      [first.id],
    )) as [{ assignment: string }];
    const births = [100, 104, 98, 101, 97, 103, 99, 102];
    for (const [i, liveBirths] of births.entries()) {
      const report = i === 0 ? first : await aReport(platform, `20250${i + 1}`, assignment);
      await submit(
        platform,
        await enter(platform, report, { ...figures, liveBirths, infant: i % 2, underFive: i % 2 }),
      );
    }
    const present = await aReport(platform, '202601', assignment);
    const entered = await enter(platform, present, { ...figures, liveBirths: 180, infant: 6, underFive: 6 });
    const { findings } = await form(present.id);
    expect(findings.map(({ key, needsReason }) => [key.split('.')[0], needsReason])).toEqual(
      expect.arrayContaining([
        ['OUTLIER:MchLiveBrth', false],
        ['YEAR_ON_YEAR:MchLiveBrth', false],
        ['OUTLIER:MchDeathU1y', false],
      ]),
    );
    const of = (key: string) => findings.find((finding) => finding.key.startsWith(key))!.text;
    expect(of('OUTLIER:MchLiveBrth')).not.toContain('chance');
    expect(of('OUTLIER:MchDeathU1y')).toContain('chance');
    expect(await submit(platform, entered)).toMatchObject({ status: 'SUBMITTED' });
  });
});
