import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestPlatform } from '../../../test/harness.js';
import { HeldTable } from '../../../test/heldTable.js';
import { RequestRole, viewerOf } from '../../../test/requestRole.js';
import {
  aForm,
  anAssignment,
  approve,
  aReport,
  ask,
  codesOf,
  documents,
  done,
  type Made,
  reporter,
  statistician,
  submit,
} from '../statistics.fixture.js';

let platform: TestPlatform;
let now = new Date('2026-03-09T10:00:00+08:00');
beforeAll(async () => {
  platform = await TestPlatform.open({ clock: () => now });
});
afterAll(() => platform.close());

const at = (moment: string) => {
  now = new Date(moment);
};

interface Line {
  element: string;
  elementName: string;
  place: number;
  isRequired: boolean;
}

const formOf = async (id: string) =>
  done<{ version: number; lines: Line[]; findings: { key: string }[] }>(
    platform,
    statistician,
    'query($id: ID!) { statisticsForm(reportId: $id) { version lines { element elementName place isRequired } findings { key } } }',
    { id },
  );
const linesOf = async (id: string) => (await formOf(id)).lines.map(({ element }) => element);

const enterAll = (report: Made, values: Record<string, string>) =>
  done(platform, reporter, documents.enterValues, {
    id: report.id,
    version: report.version,
    input: { values: Object.entries(values).map(([element, value]) => ({ element, value })) },
  });

const revise = (dataSetId: string, edition: number, input: object) =>
  codesOf(platform, documents.reviseDataSet, { dataSetId, edition, input: { reason: '上级修订', ...input } });

/** A form with two lines, of which February is filled in. */
async function aFormInUse() {
  at('2026-03-09T10:00:00+08:00');
  const form = await aForm(platform);
  const assignment = await anAssignment(platform, {}, form.dataSetId);
  const [first, second] = form.uids as [string, string];
  const report = await aReport(platform, '202602', assignment.id);
  const entered = await enterAll(report, { [first]: '5', [second]: '4' });
  const third = (await done(platform, statistician, documents.defineDataElement, {
    input: { name: '高危数' },
  })) as Made & { uid: string };
  return { ...form, assignment, report: entered, third };
}

describe('P11.A01 P11.A02 forms change from a period on', () => {
  it('P11.A02 running and old reports keep their lines, later ones have those of the new edition', async () => {
    const { dataSetId, uids, elementIds, assignment, report, third } = await aFormInUse();
    const edition = await done<{ number: number; validFrom: string }>(platform, statistician, documents.reviseDataSet, {
      dataSetId,
      edition: 1,
      input: {
        validFrom: '2026-03-20',
        reason: '国卫妇幼〔2026〕1 号',
        items: [
          { elementId: third.id, section: '一' },
          { elementId: elementIds[0], section: '二', isRequired: false },
        ],
      },
    });
    expect(edition).toMatchObject({ number: 2, validFrom: '2026-03-01' });
    expect(await linesOf(report.id)).toEqual(uids);
    const next = await aReport(platform, '202603', assignment.id);
    expect((await formOf(next.id)).lines).toMatchObject([
      { element: third.uid, place: 1, isRequired: true },
      { element: uids[0], place: 2, isRequired: false },
    ]);
    expect((await submit(platform, report)) as object).toMatchObject({ status: 'SUBMITTED' });
    await approve(platform, report.id);
    expect(
      await codesOf(platform, documents.enterValues, {
        ...next,
        input: { values: [{ element: uids[1], value: '1' }] },
      }),
    ).toMatchObject({ outcome: 'BAD_USER_INPUT', paths: ['input.values.0'] });
    await submit(platform, await enterAll(next, { [third.uid]: '1' }));
    const { data } = await ask(
      platform,
      reporter,
      'query($id: ID!) { dataSet(id: $id) { editions(orderBy: [{ number: ASC }]) { nodes { number validFrom reason lines { totalCount } } } } }',
      { id: dataSetId },
    );
    expect(data.dataSet.editions.nodes).toEqual([
      { number: 1, validFrom: '1990-01-01', reason: null, lines: { totalCount: 2 } },
      { number: 2, validFrom: '2026-03-01', reason: '国卫妇幼〔2026〕1 号', lines: { totalCount: 2 } },
    ]);
  });

  it('P11.A02 what was entered is not altered: a period with values is refused, with all else that is wrong', async () => {
    const { dataSetId } = await aFormInUse();
    const refused = await revise(dataSetId, 1, {
      validFrom: '2026-02-01',
      rules: [{ name: 'x', left: '#{MchMothers1}', operator: 'AT_MOST', right: '5' }],
    });
    expect(refused).toMatchObject({
      outcome: 'BAD_USER_INPUT',
      paths: ['input.validFrom', 'input.rules.0.left'],
    });
    expect(refused.messages[0]).toContain('2026-02-28');
    expect(await revise(dataSetId, 2, { validFrom: '2026-03-01', rules: [] })).toMatchObject({ outcome: 'CONFLICT' });
  });

  it('P11.A02 nobody writes an edition into a period with values, or alters one, by an ordinary statement', async () => {
    const { dataSetId } = await aFormInUse();
    await expect(
      platform.owner(
        `insert into mch_statistics.data_set_edition (id, created_at, updated_at, data_set_id, number, valid_from, reason, made_by_id)
         select gen_random_uuid(), now(), now(), $1, 2, '2026-02-01', 'x', id from access.person limit 1`,
        [dataSetId],
      ),
    ).rejects.toMatchObject({ code: 'ZH900' });
    for (const statement of [
      `update mch_statistics.data_set_line set is_required = false`,
      `delete from mch_statistics.data_set_line`,
      `update mch_statistics.data_set_edition set valid_from = '2000-01-01'`,
    ]) {
      await expect(platform.owner(statement)).rejects.toMatchObject({ code: '42501' });
      const role = await RequestRole.open(platform);
      try {
        await role.carry(await viewerOf(platform, statistician));
        expect(await role.try(statement)).toMatchObject({ code: '42501' });
      } finally {
        await role.close();
      }
    }
  });

  it('P11.A01 rules change with an edition: those given go on, others end, and earlier periods keep theirs', async () => {
    const { dataSetId, uids, assignment, report } = await aFormInUse();
    const rule = (name: string, right: string) => ({ name, left: `#{${uids[1]}}`, operator: 'AT_MOST', right });
    await done(platform, statistician, documents.addValidationRule, { dataSetId, input: rule('A', `#{${uids[0]}}`) });
    await done(platform, statistician, documents.addValidationRule, { dataSetId, input: rule('B', '3') });
    const findings = async (id: string) =>
      (await formOf(id)).findings.filter(({ key }) => key.startsWith('RULE')).length;
    expect(await findings(report.id)).toBe(1);
    const given = [rule('A', `#{${uids[0]}}`), rule('B', '100')];
    expect((await revise(dataSetId, 1, { validFrom: '2026-03-01', rules: given })).outcome).toBe('ok');
    expect(await findings(report.id)).toBe(1);
    const next = await enterAll(await aReport(platform, '202603', assignment.id), {
      [uids[0]!]: '5',
      [uids[1]!]: '90',
    });
    expect(await findings(next.id)).toBe(1);
    const rules = await platform.owner(
      'select name, since_edition as since, until_edition as until from mch_statistics.validation_rule where data_set_id = $1 order by name, since_edition',
      [dataSetId],
    );
    expect(rules).toEqual([
      { name: 'A', since: 1, until: null },
      { name: 'B', since: 1, until: 1 },
      { name: 'B', since: 2, until: null },
    ]);
  });

  it('P11.A01 a line that a rule asks for does not go without the rule', async () => {
    const { dataSetId, elementIds, uids } = await aFormInUse();
    await done(platform, statistician, documents.addValidationRule, {
      dataSetId,
      input: { name: 'A', left: `#{${uids[1]}}`, operator: 'AT_MOST', right: `#{${uids[0]}}` },
    });
    const items = [{ elementId: elementIds[0], section: '一' }];
    expect(await revise(dataSetId, 1, { validFrom: '2026-03-01', items })).toMatchObject({
      outcome: 'BAD_USER_INPUT',
      paths: ['input.items'],
    });
    expect((await revise(dataSetId, 1, { validFrom: '2026-03-01', items, rules: [] })).outcome).toBe('ok');
  });

  it('P11.A02 an element is worded anew for later periods, and reports of earlier ones show it as it was', async () => {
    const { elementIds, assignment, report } = await aFormInUse();
    const [id] = elementIds as [string];
    const reword = (validFrom: string, name: string, version: number) =>
      codesOf(platform, documents.reviseDataElement, {
        id,
        version,
        input: { validFrom, name, maximum: 50, reason: '口径调整' },
      });
    expect(await reword('2026-02-01', '早孕建册数', 1)).toMatchObject({
      outcome: 'BAD_USER_INPUT',
      paths: ['input.validFrom'],
    });
    expect((await reword('2026-03-01', '早孕建册数', 1)).outcome).toBe('ok');
    const next = await aReport(platform, '202603', assignment.id);
    expect((await formOf(report.id)).lines[0]!.elementName).toBe('建卡数');
    expect((await formOf(next.id)).lines[0]!.elementName).toBe('早孕建册数');
    const [, , uid] = [next, report, (await formOf(next.id)).lines[0]!.element];
    const tooMuch = (of: Made) =>
      codesOf(
        platform,
        documents.enterValues,
        { id: of.id, version: of.version, input: { values: [{ element: uid, value: '70' }], reason: 'x' } },
        reporter,
      );
    expect((await tooMuch(next)).outcome).toBe('BAD_USER_INPUT');
    expect((await tooMuch(report)).outcome).toBe('ok');
    const { data } = await ask(
      platform,
      reporter,
      'query($id: ID!) { dataElement(id: $id) { name formerWordings { nodes { name lastDay reason changedBy { name } } } } }',
      { id },
    );
    expect(data.dataElement).toEqual({
      name: '早孕建册数',
      formerWordings: {
        nodes: [{ name: '建卡数', lastDay: '2026-02-28', reason: '口径调整', changedBy: { name: statistician } }],
      },
    });
  });
});

describe('P11.A02 a form and its values do not change past each other', () => {
  it('P11.A02 an edition waits for values that are being entered, and is refused by them', async () => {
    const { dataSetId, uids, elementIds, assignment } = await aFormInUse();
    const report = await aReport(platform, '202603', assignment.id);
    const held = await HeldTable.hold(platform.database.owner, 'mch_statistics.data_value', 'exclusive');
    const entering = enterAll(report, { [uids[0]!]: '3', [uids[1]!]: '2' });
    await held.waiting(1);
    const revising = revise(dataSetId, 1, {
      validFrom: '2026-03-01',
      items: [{ elementId: elementIds[0], section: '一' }],
    });
    await held.waiting(2);
    await held.letGo();
    await entering;
    expect(await revising).toMatchObject({ outcome: 'INVALID_STATE' });
    expect(await linesOf(report.id)).toEqual(uids);
  });

  it('P11.A02 values wait for an edition that is being made, and are refused where their line is gone', async () => {
    const { dataSetId, uids, elementIds, assignment } = await aFormInUse();
    const report = await aReport(platform, '202603', assignment.id);
    const held = await HeldTable.hold(platform.database.owner, 'mch_statistics.data_set_line', 'exclusive');
    const revising = revise(dataSetId, 1, {
      validFrom: '2026-03-01',
      items: [{ elementId: elementIds[0], section: '一' }],
    });
    await held.waiting(1);
    const entering = codesOf(platform, documents.enterValues, {
      id: report.id,
      version: report.version,
      input: { values: [{ element: uids[1], value: '2' }] },
    });
    await held.waiting(2);
    await held.letGo();
    expect(await revising).toMatchObject({ outcome: 'ok' });
    expect(await entering).toMatchObject({ outcome: 'INVALID_STATE' });
    expect(await linesOf(report.id)).toEqual([uids[0]]);
  });
});

describe('P11.A01 an edition is withdrawn before it is used', () => {
  const withdraw = async (edition: Made, reason = '上级暂缓') => {
    const { id, version } = edition;
    const { outcome, errors } = await ask(platform, statistician, documents.withdrawEdition, { id, version, reason });
    return { outcome, text: errors[0]?.message ?? '' };
  };
  const april = (dataSetId: string, edition: number, elementId: string, more: object = {}) =>
    done<Made & { number: number }>(platform, statistician, documents.reviseDataSet, {
      dataSetId,
      edition,
      input: { validFrom: '2026-03-01', reason: '上级修订', items: [{ elementId, section: '一' }], ...more },
    });

  it('P11.A01 and its periods have the edition and the rules before it again, also for a further one', async () => {
    const { dataSetId, uids, elementIds, assignment } = await aFormInUse();
    const rule = { name: '合计不小于其中数', left: `#{${uids[1]}}`, operator: 'AT_MOST', right: `#{${uids[0]}}` };
    await done(platform, statistician, documents.addValidationRule, { dataSetId, input: rule });
    const edition = await april(dataSetId, 1, elementIds[0]!, { rules: [] });
    const left = await done<{ withdrawReason: string; withdrawnBy: { name: string } }>(
      platform,
      statistician,
      documents.withdrawEdition,
      { id: edition.id, version: edition.version, reason: '上级暂缓' },
    );
    expect(left).toMatchObject({ withdrawReason: '上级暂缓', withdrawnBy: { name: statistician } });
    const report = await aReport(platform, '202603', assignment.id);
    expect(await linesOf(report.id)).toEqual(uids);
    await enterAll(report, { [uids[0]!]: '1', [uids[1]!]: '2' });
    expect((await formOf(report.id)).findings).not.toEqual([]);
    const entries = await platform.owner(`select after from audit.entry where record_id = $1 and action = 'update'`, [
      edition.id,
    ]);
    expect(entries).toMatchObject([{ after: { withdrawReason: '上级暂缓' } }]);
    expect(await april(dataSetId, 1, elementIds[0]!, { validFrom: '2026-04-01', rules: [] })).toMatchObject({
      number: 3,
    });
  });

  it('P11.A02 but not once values stand on it, nor the first, nor one that another followed, nor twice', async () => {
    const { dataSetId, uids, elementIds, assignment } = await aFormInUse();
    const [first] = await platform.owner<Made & Record<string, unknown>>(
      'select id, version from mch_statistics.data_set_edition where data_set_id = $1',
      [dataSetId],
    );
    expect(await withdraw(first!)).toMatchObject({ outcome: 'INVALID_STATE' });
    const second = await april(dataSetId, 1, elementIds[0]!);
    const third = await april(dataSetId, 2, elementIds[0]!, { validFrom: '2026-06-01' });
    expect((await withdraw(second)).text).toContain('Withdraw that one first');
    await enterAll(await aReport(platform, '202603', assignment.id), { [uids[0]!]: '1' });
    expect(await withdraw(third)).toMatchObject({ outcome: 'ok' });
    expect((await withdraw({ ...third, version: third.version + 1 })).text).toContain('withdrawn already');
    expect((await withdraw(second)).text).toContain('2026-03-31');
    await expect(
      platform.owner(
        `update mch_statistics.data_set_edition set withdrawn_at = now(), withdraw_reason = 'x', withdrawn_by_id = made_by_id where id = $1`,
        [second.id],
      ),
    ).rejects.toMatchObject({ code: 'ZH900' });
  });
});
