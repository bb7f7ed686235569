import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { TestPlatform } from '../../../test/harness.js';
import { registerLabelled } from '../../../test/labelledCustomers.js';

const manager = 'customer-service-manager';
const supervisor = 'customer-information-supervisor';
const specialist = 'customer-information-specialist';
const general = 'general-manager';
const opening = new Date('2026-03-02T03:00:00.000Z');
const days = (n: number) => new Date(opening.getTime() + n * 86_400_000);

let now = opening;
let platform: TestPlatform;
let ids: string[];
let secret: string[];
beforeAll(async () => {
  platform = await TestPlatform.open({
    clock: () => now,
    access: { accessMinutes: 1_000_000, sessionDays: 1000 },
    sweepMs: 86_400_000,
  });
  ids = [];
  secret = [];
  for (let i = 0; i < 7; i += 1)
    ids.push(
      (
        await registerLabelled(
          platform,
          specialist,
          'INTERNAL',
          `受访客户${i}`,
          i < 2 ? { kind: 'SPECIAL', profession: 'BANK' } : {},
        )
      ).id,
    );
  for (let i = 0; i < 5; i += 1)
    secret.push((await registerLabelled(platform, supervisor, 'SECRET', `机密受访${i}`)).id);
});
afterAll(() => platform.close());
beforeEach(() => {
  now = opening;
});

const run = (who: string, document: string, variables: Record<string, unknown> = {}) =>
  platform.as(who).run(document, variables);

const questions = [
  { aspect: 'SERVICE_QUALITY', kind: 'SCALE', text: '服务质量如何？' },
  { aspect: 'PRICE', kind: 'SCALE', text: '价格如何？' },
  { aspect: 'OVERALL', kind: 'SCALE', text: '总体如何？' },
  { aspect: 'OTHER', kind: 'TEXT', text: '有何建议？' },
];
const create = (who: string, more: object = {}) =>
  run(
    who,
    'mutation($input: CreateSurveyInput!) { createSurvey(input: $input) { id version year status questions { nodes { aspect } } } }',
    {
      input: { title: '年度调查', target: 4, repliesUntil: days(30).toISOString(), questions, ...more },
    },
  );
const invite = (who: string, id: string, customerIds: string[]) =>
  run(
    who,
    'mutation($id: ID!, $c: [ID!]!) { inviteToSurvey(id: $id, customerIds: $c) { token invitation { customer { id } answered } } }',
    { id, c: customerIds },
  );
const ask = (token: string) =>
  run('anyone', 'query($t: String!) { surveyQuestionnaire(token: $t) { title questions { id kind aspect } } }', {
    t: token,
  });
const reply = (token: string, answers: object[]) =>
  run('anyone', 'mutation($t: String!, $a: [SurveyAnswerInput!]!) { replyToSurvey(token: $t, answers: $a) }', {
    t: token,
    a: answers,
  });
const answersFor = async (token: string, mark: number, text = '') =>
  (await ask(token)).data.surveyQuestionnaire.questions.map(({ id, kind }: { id: string; kind: string }) =>
    kind === 'SCALE' ? { questionId: id, mark } : { questionId: id, text },
  );
const answer = async (token: string, mark: number, text = '') => reply(token, await answersFor(token, mark, text));
const close = async (who: string, id: string) => {
  const [row] = await platform.owner<{ version: number }>('select version from customers.survey where id = $1', [id]);
  return run(who, 'mutation($id: ID!, $v: Int!) { closeSurvey(id: $id, version: $v) { status } }', {
    id,
    v: row!.version,
  });
};
const analysis = (who: string, id: string) =>
  run(
    who,
    'query($id: ID!) { surveyAnalysis(surveyId: $id) { dimension group isRest n mean distribution texts question { aspect } } }',
    { id },
  );
const compile = (who: string, id: string, more: object = {}) =>
  run(
    who,
    'mutation($id: ID!, $input: CompileSurveyReportInput!) { compileSurveyReport(surveyId: $id, input: $input) { id label replies invited score belowTarget weakAspects status figures { n mean } } }',
    { id, input: { summary: '分析', ...more } },
  );

/** A closed survey in which everybody given gave the same mark. */
const surveyed = async (who: string, customerIds: string[], mark = 3) => {
  const { id } = (await create(who)).data.createSurvey;
  for (const { token } of (await invite(who, id, customerIds)).data.inviteToSurvey) await answer(token, mark, '多沟通');
  await close(who, id);
  return id as string;
};
const decide = async (verdict = 'APPROVE') => {
  const { data } = await run(general, '{ approvalInbox(first: 100) { nodes { id request { name createdAt } } } }');
  const tasks = data.approvalInbox.nodes.filter(
    ({ request }: { request: { name: string } }) => request.name === 'approveSurveyReport',
  );
  return Promise.all(
    tasks.map(({ id }: { id: string }) =>
      run(
        general,
        'mutation($id: ID!, $v: ApprovalVerdict!) { decideApproval(input: { taskId: $id, verdict: $v, comment: "请补充" }, password: "demo-only") { status } }',
        { id, v: verdict },
      ),
    ),
  );
};

describe('P04.A07 a satisfaction survey', () => {
  it.each(['SERVICE_QUALITY', 'PRICE', 'OVERALL'])(
    'P04.A07 b a questionnaire without a question about %s is refused',
    async (aspect) => {
      const { outcome, errors } = await create(manager, {
        questions: questions.filter((question) => question.aspect !== aspect),
      });
      expect(outcome).toBe('BAD_USER_INPUT');
      expect(errors[0]!.message).toContain(aspect);
    },
  );

  it('P04.A07 a one is due each year, and only a survey that somebody answered counts', async () => {
    await platform.platform.sweeper.sweep();
    const state = async () =>
      (
        await platform.owner<{ state: string }>(
          `select state from duties.duty where name = 'surveySatisfaction' and period = '2026'`,
        )
      )[0]?.state;
    await platform.owner(
      `update duties.duty set fulfilled_at = null, fulfilled_by_id = null where name = 'surveySatisfaction'`,
    );
    expect(await state()).toBe('DUE');
    const { id } = (await create(manager)).data.createSurvey;
    await invite('office', id, ids.slice(0, 1));
    await close(manager, id);
    expect(await state()).toBe('DUE');
    await surveyed(manager, ids.slice(0, 1));
    expect(await state()).toBe('DONE');
  });

  it('P04.A02 is run by marketing headquarters; the office sends it out', async () => {
    for (const who of ['office', 'unit-head', general, 'customer-developer'])
      expect((await create(who)).errors[0]!.extensions, who).toMatchObject({ code: 'FORBIDDEN', clause: 'P04.A02' });
    const { id } = (await create('sales-director')).data.createSurvey;
    expect((await invite('office', id, ids.slice(0, 2))).outcome).toBe('ok');
    expect((await invite('unit-head', id, ids.slice(0, 2))).outcome).toBe('FORBIDDEN');
    expect((await close('office', id)).outcome).toBe('FORBIDDEN');
  });

  it('P04.A07 a hidden customer and none cannot be asked, with the same answer', async () => {
    const { id } = (await create(manager)).data.createSurvey;
    const [hidden, none] = [await invite('office', id, [secret[0]!]), await invite('office', id, [randomUUID()])];
    expect([hidden.outcome, hidden.errors[0]!.message]).toEqual(['NOT_FOUND', none.errors[0]!.message]);
  });
});

describe('P04.A07 a reply by link', () => {
  it('P04.A07 is given without signing in, once; unknown, used, replaced and expired links answer alike', async () => {
    const { id } = (await create(manager)).data.createSurvey;
    const tokens = (await invite(manager, id, ids.slice(0, 3))).data.inviteToSurvey.map(
      ({ token }: { token: string }) => token,
    );
    const answers = await answersFor(tokens[0], 5);
    expect((await reply(tokens[0], answers)).data.replyToSurvey).toBe(true);
    const again = (await invite(manager, id, ids.slice(0, 3))).data.inviteToSurvey;
    expect(again).toHaveLength(2);
    const messages = [
      await reply(tokens[0], answers),
      await reply(tokens[1], answers),
      await reply('x'.repeat(43), answers),
    ];
    now = days(30);
    messages.push(await reply(again[1].token, answers));
    expect(new Set(messages.map(({ outcome, errors }) => `${outcome} ${errors[0]!.message}`)).size).toBe(1);
    expect(messages[0]!.outcome).toBe('NOT_FOUND');
    expect((await ask(tokens[0])).outcome).toBe('NOT_FOUND');
  });

  it('P04.A07 of two at the same moment one counts', async () => {
    const { id } = (await create(manager)).data.createSurvey;
    const [{ token }] = (await invite(manager, id, ids.slice(0, 1))).data.inviteToSurvey;
    const answers = await answersFor(token, 4);
    const both = await Promise.all([reply(token, answers), reply(token, answers)]);
    expect(both.map(({ outcome }) => outcome).sort()).toEqual(['NOT_FOUND', 'ok']);
  });

  it('P04.A07 names what is missing or too much, and stays valid then', async () => {
    const { id } = (await create(manager)).data.createSurvey;
    const [{ token }] = (await invite(manager, id, ids.slice(0, 1))).data.inviteToSurvey;
    const answers = await answersFor(token, 4);
    for (const wrong of [
      answers.slice(1),
      [...answers, answers[0]],
      [...answers, { questionId: randomUUID(), mark: 1 }],
      [{ ...answers[0], mark: 6 }],
      [{ ...answers[3], text: 'x'.repeat(2001) }],
    ])
      expect((await reply(token, wrong)).outcome).toBe('BAD_USER_INPUT');
    expect((await reply(token, answers)).outcome).toBe('ok');
  });

  it('P04.A07 leaves neither its answers nor its token anywhere but in the reply', async () => {
    const { id } = (await create(manager)).data.createSurvey;
    const [{ token }] = (await invite(manager, id, ids.slice(0, 1))).data.inviteToSurvey;
    await answer(token, 4, '绝无仅有的建议');
    await reply(token, [{ questionId: randomUUID(), text: '绝无仅有的建议' }]);
    await platform.platform.core.audit.log.flush();
    const rows = await platform.owner<{ text: string }>('select e::text as text from audit.entry e');
    expect(rows.filter(({ text }) => text.includes('绝无仅有') || text.includes(token))).toEqual([]);
    const [held] = await platform.owner<{ text: string }>(
      'select i::text as text from customers.survey_invitation i where i.survey_id = $1',
      [id],
    );
    expect(held!.text).not.toContain(token);
  });

  it('P04.A07 is limited by address', async () => {
    const limited = await TestPlatform.open({
      database: platform.database,
      limits: { signInsPerMinute: 3 },
      clock: () => now,
    });
    const outcomes: unknown[] = [];
    for (let i = 0; i < 4; i += 1) {
      const contextValue = await limited.platform.context(undefined, randomUUID(), '203.0.113.7');
      const { body } = await limited.platform.apollo.executeOperation(
        { query: '{ surveyQuestionnaire(token: "x") { title } }' },
        { contextValue },
      );
      outcomes.push(body.kind === 'single' && body.singleResult.errors?.[0]?.extensions?.code);
    }
    await limited.close();
    expect(outcomes).toEqual(['NOT_FOUND', 'NOT_FOUND', 'NOT_FOUND', 'RATE_LIMITED']);
  });
});

describe('P04.A07 c the analysis', () => {
  it('P04.A07 c counts by question, with groups that are too small put together', async () => {
    const id = await surveyed(manager, ids, 3);
    const figures = (await analysis(manager, id)).data.surveyAnalysis;
    const total = figures.filter(({ dimension }: { dimension: string | null }) => dimension === null);
    expect(total[0]).toMatchObject({
      n: 7,
      mean: 3,
      distribution: [0, 0, 7, 0, 0],
      question: { aspect: 'SERVICE_QUALITY' },
    });
    expect(total[3]).toMatchObject({ n: 7, mean: null, distribution: [], texts: Array(7).fill('多沟通') });
    // Two special and five general customers: showing the five would tell of the two.
    const kinds = figures.filter(({ dimension }: { dimension: string | null }) => dimension === 'KIND');
    expect(kinds.map(({ group, isRest, n }: Record<string, unknown>) => [group, isRest, n])).toEqual(
      Array(4).fill([null, true, 7]),
    );
  });

  it('P04.A07 c shows nothing of fewer than five, and nothing while replies come in', async () => {
    const few = await surveyed(manager, ids.slice(0, 4));
    expect((await analysis(manager, few)).data.surveyAnalysis).toEqual([]);
    expect((await compile(manager, few)).outcome).toBe('INVALID_STATE');
    const { id } = (await create(manager)).data.createSurvey;
    await invite(manager, id, ids);
    expect((await analysis(manager, id)).outcome).toBe('INVALID_STATE');
    for (const who of ['office', 'unit-head', 'analyst'])
      expect((await analysis(who, few)).outcome, who).toBe('FORBIDDEN');
  });

  it('P01.A22 replies of SECRET customers count for their keeper alone, and carry their label into the report', async () => {
    const id = await surveyed(supervisor, [...ids, ...secret], 3);
    const nOf = async (who: string) => (await analysis(who, id)).data.surveyAnalysis[0].n;
    expect([await nOf(supervisor), await nOf(manager), await nOf(general)]).toEqual([12, 7, 7]);
    expect((await compile(manager, id, { highestLabel: 'TOP_SECRET' })).data.compileSurveyReport).toMatchObject({
      label: 'INTERNAL',
      replies: 7,
      invited: 7,
    });
    expect((await compile(supervisor, id)).data.compileSurveyReport).toMatchObject({
      label: 'INTERNAL',
      replies: 7,
      invited: 7,
    });
    const kept = (await compile(supervisor, id, { highestLabel: 'SECRET' })).data.compileSurveyReport;
    expect(kept).toMatchObject({ label: 'SECRET', replies: 12, invited: 12 });
    expect(
      (await run(manager, 'query($id: ID!) { surveyReport(id: $id) { id } }', { id: kept.id })).data.surveyReport,
    ).toBeNull();
    await decide('REJECT');
  });

  it('P04.A07 c replies of a higher label that are too few to hide among count nowhere, nor are their invitations', async () => {
    const id = await surveyed(supervisor, [...ids, ...secret.slice(0, 4)], 3);
    expect((await analysis(supervisor, id)).data.surveyAnalysis[0].n).toBe(7);
    const report = (await compile(supervisor, id, { highestLabel: 'SECRET' })).data.compileSurveyReport;
    expect(report).toMatchObject({ label: 'INTERNAL', replies: 7, invited: 7 });
    await decide('REJECT');
  });

  it('P04.A07 c before the general manager approves it departments do not see the report, and its figures stay', async () => {
    const id = await surveyed(manager, ids, 5);
    const report = (await compile(specialist, id)).data.compileSurveyReport;
    const sees = async (who: string) =>
      (await run(who, 'query($id: ID!) { surveyReport(id: $id) { figures { mean } } }', { id: report.id })).data
        .surveyReport;
    for (const who of ['unit-head', 'office', 'analyst', 'customer-developer', 'reader'])
      expect(await sees(who), who).toBeNull();
    expect(await sees(general)).not.toBeNull();
    await decide();
    for (const who of ['unit-head', 'office', 'analyst', 'customer-developer'])
      expect(await sees(who), who).not.toBeNull();
    expect(await sees('reader')).toBeNull();
    await platform.owner(`update customers.survey_reply set answers = '{}' where survey_id = $1`, [id]);
    expect((await sees('unit-head')).figures[0].mean).toBe(5);
    const { data } = await run(general, '{ correctiveActions { nodes { report { id } } } }');
    expect(data.correctiveActions.nodes).not.toContainEqual({ report: { id: report.id } });
  });

  it('P04.A07 d a result below target opens corrective action, planned by the office and verified by another', async () => {
    const id = await surveyed(manager, ids, 3);
    const report = (await compile(manager, id)).data.compileSurveyReport;
    expect(report).toMatchObject({ belowTarget: true, score: 3, weakAspects: ['SERVICE_QUALITY', 'PRICE', 'OVERALL'] });
    await decide();
    const { data } = await run(
      'office',
      'query($id: ID!) { correctiveActions(filter: { report: { id: { eq: $id } } }) { nodes { id version status } } }',
      { id: report.id },
    );
    const [action] = data.correctiveActions.nodes;
    const duties = async () =>
      platform.owner('select name, state from duties.duty where record_id = $1 order by created_at, name', [action.id]);
    expect(await duties()).toEqual([{ name: 'planCorrectiveAction', state: 'DUE' }]);
    const plan =
      'mutation($id: ID!, $v: Int!) { planCorrectiveAction(id: $id, version: $v, input: { cause: "等待过久", correction: "增派人员", prevention: "每月检查" }) { status version } }';
    expect((await run(manager, plan, { id: action.id, v: action.version })).errors[0]!.extensions).toMatchObject({
      code: 'FORBIDDEN',
      clause: 'P04.A07',
    });
    const planned = (await run('office', plan, { id: action.id, v: action.version })).data.planCorrectiveAction;
    expect(planned.status).toBe('PLANNED');
    const finish =
      'mutation($id: ID!, $v: Int!) { closeCorrectiveAction(id: $id, version: $v, effect: "复查满意") { status } }';
    expect((await run('office', finish, { id: action.id, v: planned.version })).outcome).toBe('FORBIDDEN');
    expect((await run(manager, finish, { id: action.id, v: planned.version })).data.closeCorrectiveAction.status).toBe(
      'DONE',
    );
    expect((await duties()).map(({ state }) => state)).toEqual(['DONE', 'DONE']);
  });
});
