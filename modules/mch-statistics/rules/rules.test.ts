import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { TestPlatform } from '../../../test/harness.js';
import { aDepartment } from '../roots.fixture.js';
import { ask, done } from '../statistics.fixture.js';
import {
  acknowledgementOf,
  aDraft,
  anIssuedRule,
  checkInput,
  decideRule,
  ruleDocuments,
  ruleText,
  sign,
  stateOf,
  wardHead,
} from './rules.fixture.js';

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

const keeper = 'mch-statistician';
const dutiesOf = async (id: string, who = 'mch-section-head') =>
  (
    await ask(
      platform,
      who,
      'query($id: ID!) { duties(filter: { recordId: { eq: $id } }, orderBy: [{ period: ASC }]) { nodes { name state period clause } } }',
      { id },
    )
  ).data.duties.nodes;
const inForce = async (on: string, who = wardHead): Promise<string[]> =>
  (
    await ask(platform, who, 'query($on: String!) { informationRulesInForce(on: $on) { id } }', { on })
  ).data.informationRulesInForce.map(({ id }: { id: string }) => id);

describe('P08.A02 information rules are drafted, issued, published, kept and checked', () => {
  it('P08.A02 a draft is seen by the section and the director alone, and in force only when the director has signed it', async () => {
    const draft = await aDraft(platform);
    const seen = async (who: string) =>
      (await ask(platform, who, 'query($id: ID!) { informationRuleVersion(id: $id) { text } }', { id: draft.id })).data
        .informationRuleVersion;
    expect([await seen(wardHead), await seen('administrator')]).toEqual([null, null]);
    await done(platform, keeper, ruleDocuments.submit, { ...draft });
    expect(await inForce('2026-03-09')).not.toContain(draft.id);
    expect(
      (
        await ask(platform, keeper, ruleDocuments.update, {
          id: draft.id,
          version: draft.version + 1,
          input: ruleText(draft.recipients),
        })
      ).outcome,
    ).toBe('INVALID_STATE');
    await sign(platform, draft.id);
    expect(await inForce('2026-03-09')).toContain(draft.id);
    expect(await inForce('2026-03-08')).not.toContain(draft.id);
    expect(await seen(wardHead)).not.toBeNull();
  });

  it('P08.A02 whoever wrote at a draft does not review it, and the director waits for the review', async () => {
    const draft = await aDraft(platform);
    const changed = await done(platform, 'mch-section-head', ruleDocuments.update, {
      id: draft.id,
      version: draft.version,
      input: ruleText(draft.recipients, { text: '科主任改稿' }),
    });
    await done(platform, keeper, ruleDocuments.submit, changed);
    for (const who of [keeper, 'mch-section-head', 'mch-director'])
      expect((await decideRule(platform, who, draft.id)).outcome).not.toBe('ok');
    // Nobody of the section is left: it goes up.
    await platform.platform.core.approvals.sweep();
    expect((await decideRule(platform, 'general-manager', draft.id)).outcome).toBe('ok');
    expect((await stateOf(platform, draft.id)).state).toBe('IN_REVIEW');
    expect((await decideRule(platform, 'mch-director', draft.id)).outcome).toBe('ok');
    expect(await stateOf(platform, draft.id)).toMatchObject({
      state: 'ISSUED',
      reviewedBy: { name: 'general-manager' },
      issuedBy: { name: 'mch-director' },
    });
  });

  it('P08.A02 nobody reviews and issues the same rule, whatever roles they hold', async () => {
    const draft = await aDraft(platform);
    await done(platform, keeper, ruleDocuments.submit, { ...draft });
    const [role] = await platform.owner<{ id: string }>(
      `insert into access.role_assignment (id, created_at, updated_at, person_id, role, department_id, valid_from)
       select gen_random_uuid(), now(), now(), p.id, 'MCH_SECTION_HEAD', a.department_id, '2020-01-01'
       from access.person p join access.role_assignment a on a.person_id = p.id where p.name = 'mch-director' limit 1 returning id`,
    );
    try {
      expect((await decideRule(platform, 'mch-director', draft.id)).outcome).toBe('ok');
      const refused = await decideRule(platform, 'mch-director', draft.id);
      expect(refused.outcome).toBe('INVALID_STATE');
      expect(refused.errors[0]!.message).toContain('somebody else');
      expect((await stateOf(platform, draft.id)).state).toBe('IN_REVIEW');
    } finally {
      await platform.owner('delete from access.role_assignment where id = $1', [role!.id]);
    }
  });

  it('P08.A02 what the director returns is drafted anew and submitted again', async () => {
    const draft = await aDraft(platform);
    await done(platform, keeper, ruleDocuments.submit, { ...draft });
    await sign(platform, draft.id, 'REJECT');
    expect(await stateOf(platform, draft.id)).toMatchObject({ state: 'DRAFT' });
    const [row] = await platform.owner<{ version: number }>(
      'select version from mch_statistics.information_rule_version where id = $1',
      [draft.id],
    );
    const again = await done(platform, keeper, ruleDocuments.update, {
      id: draft.id,
      version: row!.version,
      input: ruleText(draft.recipients, { text: '修订稿' }),
    });
    await done(platform, keeper, ruleDocuments.submit, again);
    await sign(platform, draft.id);
    expect(await stateOf(platform, draft.id)).toMatchObject({ state: 'ISSUED' });
  });

  it('P08.A02 an issued rule stays as it was issued, past every call too', async () => {
    const rule = await anIssuedRule(platform);
    expect(
      (await ask(platform, keeper, ruleDocuments.update, { ...rule, input: ruleText(rule.recipients) })).outcome,
    ).toBe('INVALID_STATE');
    const context = await platform.platform.core.contextFor(await platform.personId(keeper), 'test');
    await expect(
      context.database.write(context, ({ em }) =>
        em.execute(`update mch_statistics.information_rule_version set text = 'x' where id = ?`, [rule.id]),
      ),
    ).rejects.toMatchObject({ extensions: { code: 'FORBIDDEN' } });
  });

  it('P08.A02 each department acknowledges in 5 working days; who does not, shows', async () => {
    const recipients = [await aDepartment(platform), await aDepartment(platform, 'mch-ward-head-b')];
    const rule = await anIssuedRule(platform, recipients);
    const { data } = await ask(
      platform,
      wardHead,
      'query($id: ID!) { ruleAcknowledgements(filter: { ruleVersion: { id: { eq: $id } } }) { nodes { id version acknowledgedAt } } }',
      { id: rule.id },
    );
    expect(data.ruleAcknowledgements.nodes).toHaveLength(1);
    const [own] = data.ruleAcknowledgements.nodes;
    expect((await ask(platform, 'mch-ward-head-b', ruleDocuments.acknowledge, own)).outcome).toBe('NOT_FOUND');
    await done(platform, wardHead, ruleDocuments.acknowledge, { id: own.id, version: own.version });
    moment.now = new Date('2026-03-17T10:00:00+08:00');
    await platform.platform.sweeper.sweep();
    const all = await platform.owner<{ id: string; done: boolean }>(
      'select id, acknowledged_at is not null as done from mch_statistics.rule_acknowledgement where rule_version_id = $1',
      [rule.id],
    );
    for (const { id, done: isDone } of all)
      expect(await dutiesOf(id)).toEqual([
        { name: 'acknowledgeRule', state: isDone ? 'DONE' : 'BREACHED', period: null, clause: 'P08.A02' },
      ]);
  });

  it('P08.A02 a newer version takes the place of the older from its day on', async () => {
    const first = await anIssuedRule(platform);
    const second = await done(platform, keeper, ruleDocuments.revise, {
      ruleId: first.rule.id,
      input: ruleText(first.recipients, { effectiveOn: '2026-04-01' }),
    });
    expect(
      (
        await ask(platform, keeper, ruleDocuments.revise, {
          ruleId: first.rule.id,
          input: ruleText(first.recipients, { effectiveOn: '2026-05-01' }),
        })
      ).outcome,
    ).toBe('CONFLICT');
    await done(platform, keeper, ruleDocuments.submit, second);
    await sign(platform, second.id);
    const of = async (on: string) => (await inForce(on)).filter((id) => id === first.id || id === second.id);
    expect([await of('2026-03-31'), await of('2026-04-01')]).toEqual([[first.id], [second.id]]);
    expect(await dutiesOf(first.id)).toEqual([]);
  });

  it('P08.A02 a repealed rule is in force no more, and only the director repeals', async () => {
    const rule = await anIssuedRule(platform);
    const repeal = { ...rule, endedOn: '2026-06-01', reason: '并入新制度' };
    expect((await ask(platform, keeper, ruleDocuments.repeal, repeal)).errors[0]!.extensions).toMatchObject({
      code: 'FORBIDDEN',
      clause: 'P08.A02',
    });
    await done(platform, 'mch-director', ruleDocuments.repeal, repeal);
    expect([(await inForce('2026-05-31')).includes(rule.id), (await inForce('2026-06-01')).includes(rule.id)]).toEqual([
      true,
      false,
    ]);
  });

  it('P08.A02 the check of a half year is done when each department was looked at, and findings are corrected', async () => {
    const recipients = [await aDepartment(platform), await aDepartment(platform)];
    const rule = await anIssuedRule(platform, recipients);
    const check = (departmentId: string, needsCorrection: boolean) =>
      done(platform, keeper, ruleDocuments.check, {
        ruleVersionId: rule.id,
        input: checkInput(departmentId, { needsCorrection }),
      });
    const found = await check(recipients[0]!, true);
    const series = async () =>
      (await dutiesOf(rule.id)).map(({ period, state }: { period: string; state: string }) => [period, state]);
    expect(await series()).toEqual([['2026-H1', 'DUE']]);
    await check(recipients[1]!, false);
    expect(await series()).toEqual([['2026-H1', 'DONE']]);
    expect(await dutiesOf(found.id)).toEqual([
      { name: 'correctRuleFinding', state: 'DUE', period: null, clause: 'P08.A02' },
    ]);
    expect((await ask(platform, 'mch-ward-head-b', ruleDocuments.correct, { ...found, correction: 'x' })).outcome).toBe(
      'NOT_FOUND',
    );
    const corrected = await done(platform, wardHead, ruleDocuments.correct, { ...found, correction: '已补填' });
    expect((await dutiesOf(found.id))[0].state).toBe('DONE');
    expect((await ask(platform, wardHead, ruleDocuments.correct, { ...corrected, correction: 'x' })).outcome).toBe(
      'INVALID_STATE',
    );
    moment.now = new Date('2027-01-04T10:00:00+08:00');
    await platform.platform.sweeper.sweep();
    expect(await series()).toEqual([
      ['2026-H1', 'DONE'],
      ['2026-H2', 'BREACHED'],
      ['2027-H1', 'DUE'],
    ]);
  });

  it('P08.A02 a rule is checked where it was published, while it is in force', async () => {
    const rule = await anIssuedRule(platform);
    expect((await acknowledgementOf(platform, rule.id)).id).toBeTruthy();
    const draft = await aDraft(platform);
    expect(
      (
        await ask(platform, keeper, ruleDocuments.check, {
          ruleVersionId: draft.id,
          input: checkInput(draft.recipients[0]!),
        })
      ).outcome,
    ).toBe('INVALID_STATE');
  });
});
