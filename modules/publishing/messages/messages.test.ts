import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Answer } from '../../../test/harness.js';
import { HttpService } from '../../../test/httpService.js';
import { PortalWorld, type Versioned } from '../publishing.harness.js';

const world = new PortalWorld('2026-03-09T10:00:00+08:00');
let http: HttpService;
beforeAll(async () => {
  http = await HttpService.open({
    clock: () => world.now,
    sweepMs: 86_400_000,
    access: { accessMinutes: 1_000_000, sessionDays: 1000 },
  });
  await world.use(http.platform);
});
afterAll(() => http?.close());

const leave = 'mutation($message: LeaveMessageInput!) { leaveMessage(message: $message) { number code flagged } }';
const call = (name: string, more: string) =>
  `mutation($id: ID!, $version: Int!) { ${name}(id: $id, version: $version, ${more}) { id version status } }`;
const input = (more: object = {}) => ({
  subject: '路灯不亮',
  text: '东门外三盏路灯已有一周不亮。',
  name: '郑先生',
  contact: '0351-6000999',
  ...more,
});
interface Receipt {
  number: string;
  code: string;
  flagged: string[];
}
const left = (more: object = {}): Promise<Receipt> => world.done('anyone', leave, { message: input(more) });
const row = async (number: string): Promise<Versioned> => {
  const [found] = await world.platform.owner<{ id: string; version: number }>(
    'select id, version from publishing.citizen_message where number = $1',
    [number],
  );
  return { ...found! };
};
const assign = async (number: string, unit = '生产部') =>
  world.ask('portal-office', call('assignMessage', `unitId: "${world.unit(unit)}"`), { ...(await row(number)) });
const answer = async (number: string, who = 'information-officer', text = '已更换灯泡。') =>
  world.ask(who, call('answerMessage', `answer: "${text}"`), { ...(await row(number)) });
const publish = async (number: string, more = '', who = 'portal-reviewer') =>
  world.ask(who, call('publishMessage', more || 'reason: null'), { ...(await row(number)) });
const withdraw = async (number: string) =>
  world.ask('portal-office', call('withdrawMessage', 'reason: "重新核实"'), { ...(await row(number)) });
const answered = async (more: object = {}): Promise<Receipt> => {
  const receipt = await left(more);
  expect((await assign(receipt.number)).errors).toEqual([]);
  expect((await answer(receipt.number)).errors).toEqual([]);
  return receipt;
};
const state = (number: string, code: string) =>
  world.ask(
    'anyone',
    'query($number: String!, $code: String!) { messageState(number: $number, code: $code) { number status leftAt answeredAt messageId } }',
    { number, code },
  );
const problems = ({ errors }: Answer) => errors[0]?.extensions?.problems as { path: string; message: string }[];
const asSeen = async (
  who: string,
  number: string,
  fields = 'subject text status answer senders { nodes { name contact } }',
) =>
  (await world.ask(who, `{ citizenMessages(filter: { number: { eq: "${number}" } }) { nodes { ${fields} } } }`)).data
    .citizenMessages.nodes;

describe('P03.A01 the message box', () => {
  it('P03.A01 a message that is sent twice at once with one key is one message with one receipt', async () => {
    world.at('2026-03-02T10:00:00+08:00');
    const clientKey = randomUUID();
    const receipts = await Promise.all([1, 2, 3].map(() => left({ subject: '双击', clientKey })));
    expect(new Set(receipts.map(({ number, code }) => `${number} ${code}`)).size).toBe(1);
    const [{ number, code }] = receipts as [Receipt, Receipt, Receipt];
    expect((await state(number, code)).data.messageState.number).toBe(number);
    const others = [
      await left({ subject: '双击', clientKey: randomUUID() }),
      await left({ subject: '另一条', clientKey }),
    ];
    expect(new Set([number, ...others.map((other) => other.number)]).size).toBe(3);
    const rows = await world.platform.owner("select id from publishing.citizen_message where subject = '双击'");
    expect(rows).toHaveLength(2);
  });

  it('P03.A01 a message is left, assigned, answered in its term, reviewed and read by everybody without its sender', async () => {
    world.at('2026-03-09T10:00:00+08:00');
    const { number, code } = await left();
    expect((await state(number, code)).data.messageState).toEqual({
      number,
      status: 'RECEIVED',
      leftAt: '2026-03-09T02:00:00.000Z',
      answeredAt: null,
      messageId: null,
    });
    const told = await world.platform.owner<{ name: string }>(
      'select p.name from notices.notice n join access.person p on p.id = n.person_id where n.message::text like $1',
      [`%${number}%`],
    );
    expect(told).toEqual([{ name: 'portal-office' }]);
    world.at('2026-03-11T10:00:00+08:00');
    expect((await assign(number)).outcome).toBe('ok');
    const { id } = await row(number);
    const duty = async () =>
      (
        await world.platform.owner<{ due: Date; done: boolean }>(
          `select due_at as due, fulfilled_at is not null as done from duties.duty where record_id = $1 and name = 'answerMessage'`,
          [id],
        )
      )[0]!;
    // Seven working days from when it was left, not from when it was assigned.
    expect([(await duty()).due.toISOString().slice(0, 10), (await duty()).done]).toEqual(['2026-03-18', false]);
    expect((await answer(number)).outcome).toBe('ok');
    expect((await duty()).done).toBe(true);
    expect((await state(number, code)).data.messageState).toMatchObject({ status: 'ANSWERED', messageId: null });
    expect((await publish(number)).outcome).toBe('ok');
    expect((await state(number, code)).data.messageState).toMatchObject({ status: 'PUBLISHED', messageId: id });
    const seen = await world.ask(
      'anyone',
      'query($id: ID!) { citizenMessage(id: $id) { number subject text answer label unit { name } answeredBy { name } publishedBy { name } senders { totalCount } } }',
      { id },
    );
    expect(seen.errors).toEqual([]);
    expect(seen.data.citizenMessage).toEqual({
      number,
      subject: '路灯不亮',
      text: '东门外三盏路灯已有一周不亮。',
      answer: '已更换灯泡。',
      label: 'PUBLIC',
      unit: null,
      answeredBy: null,
      publishedBy: null,
      senders: { totalCount: 0 },
    });
  });

  it('P03.A01 only the office sees a new message, its unit sees it once it is assigned, and nobody but the office who left it', async () => {
    const { number } = await left();
    const sees = async () =>
      Promise.all(
        ['portal-office', 'information-officer', 'reader', 'portal-editor'].map(
          async (who) => (await asSeen(who, number)).length,
        ),
      );
    expect(await sees()).toEqual([1, 0, 0, 0]);
    await assign(number);
    expect(await sees()).toEqual([1, 1, 0, 0]);
    expect((await asSeen('information-officer', number))[0].senders.nodes).toEqual([]);
    expect((await asSeen('portal-reviewer', number))[0].senders.nodes).toEqual([]);
    expect((await asSeen('portal-office', number))[0].senders.nodes).toEqual([
      { name: '郑先生', contact: '0351-6000999' },
    ]);
    await assign(number, '信息科');
    expect(await sees()).toEqual([1, 0, 0, 0]);
    expect((await answer(number)).outcome).toBe('NOT_FOUND');
  });

  it('P03.A01 the state is told for number and code alone: a wrong code and an unknown number are answered alike', async () => {
    const { number, code } = await left();
    const other = await left();
    const answers = [await state(number, other.code), await state('LY-000000000000', code), await state(number, 'x')];
    expect(new Set(answers.map(({ errors }) => errors[0]!.message)).size).toBe(1);
    expect(answers.map(({ outcome }) => outcome)).toEqual(['NOT_FOUND', 'NOT_FOUND', 'NOT_FOUND']);
  });

  it('P03.A01 one address leaves ten messages a day', async () => {
    world.at('2026-03-09T20:00:00+08:00');
    const from = (remoteAddress: string) => http.ask('anyone', leave, { message: input() }, { remoteAddress });
    for (let i = 0; i < 10; i++) expect((await from('192.0.2.7')).outcome).toBe('ok');
    const refused = await from('192.0.2.7');
    expect([refused.outcome, refused.body.errors[0].extensions.retryAfter]).toEqual(['RATE_LIMITED', 4 * 3600]);
    expect((await from('192.0.2.8')).outcome).toBe('ok');
    world.at('2026-03-10T00:00:00+08:00');
    expect((await from('192.0.2.7')).outcome).toBe('ok');
    const kept = await world.platform.owner('select day from publishing.message_count');
    expect(kept).toHaveLength(1);
    const choose = (choice: string) =>
      world.done(
        'administrator',
        `mutation { setInterpretation(id: "publishing.messagesADay", choice: "${choice}", reason: "从严") { choice } }`,
      );
    await choose('THREE');
    const three = [1, 2, 3, 4].map(() => () => from('192.0.2.9'));
    const outcomes: string[] = [];
    for (const one of three) outcomes.push((await one()).outcome);
    expect(outcomes).toEqual(['ok', 'ok', 'ok', 'RATE_LIMITED']);
    await choose('TEN');
  });

  it('P03.A01 a message unanswered for three months fails the portal, as of any moment', async () => {
    await world.platform.owner('delete from publishing.citizen_message');
    world.at('2026-03-12T10:00:00+08:00');
    const { number } = await left();
    await assign(number);
    const check = async (at?: string, who = 'portal-editor') => {
      const { data } = await world.ask(
        who,
        'query($at: DateTimeISO) { portalCheck(at: $at) { failures unansweredMessages { number leftAt unit } } }',
        { at },
      );
      const { failures, unansweredMessages } = data.portalCheck;
      return [failures.includes('MESSAGES_UNANSWERED'), unansweredMessages];
    };
    world.at('2026-06-12T10:00:00+08:00');
    expect(await check()).toEqual([false, []]);
    world.at('2026-06-12T10:00:01+08:00');
    const late = [true, [{ number, leftAt: '2026-03-12T02:00:00.000Z', unit: '生产部' }]];
    expect(await check()).toEqual(late);
    world.at('2026-06-13T10:00:00+08:00');
    expect((await answer(number)).outcome).toBe('ok');
    expect(await check()).toEqual([false, []]);
    expect(await check('2026-06-12T12:00:00+08:00')).toEqual(late);
    expect(await check('2026-05-01T12:00:00+08:00')).toEqual([false, []]);
    await world.done(
      'administrator',
      'mutation { setInterpretation(id: "publishing.messageTerm", choice: "ONE_MONTH", reason: "从严") { choice } }',
    );
    expect(await check('2026-05-01T12:00:00+08:00')).toEqual(late);
    world.at('2026-06-14T10:00:00+08:00');
  });

  it('P03.A01 spam has no duty, does not fail the portal and is not public, and is a message again where the office erred', async () => {
    await world.platform.owner('delete from publishing.citizen_message');
    world.at('2026-07-01T10:00:00+08:00');
    const { number, code } = await left();
    await assign(number);
    const { id } = await row(number);
    const open = async () =>
      (
        await world.platform.owner<{ due: Date }>(
          `select due_at as due from duties.duty where record_id = $1 and name = 'answerMessage' and fulfilled_at is null`,
          [id],
        )
      ).map(({ due }) => due.toISOString().slice(0, 10));
    const unanswered = async () =>
      (await world.ask('portal-office', '{ portalCheck { unansweredMessages { number } } }')).data.portalCheck
        .unansweredMessages;
    const mark = async (name: string) =>
      world.ask('portal-office', call(name, 'reason: "广告"'), { ...(await row(number)) });
    expect(await open()).toEqual(['2026-07-10']);
    const stale = await row(number);
    expect((await mark('markSpam')).data.markSpam.status).toBe('SPAM');
    expect((await world.ask('portal-office', call('unmarkSpam', 'reason: "误标"'), { ...stale })).outcome).toBe(
      'CONFLICT',
    );
    expect(await open()).toEqual([]);
    // Not done either: nobody answered, and the rate of answers in time does not count it.
    expect(await world.platform.owner('select from duties.duty where record_id = $1', [id])).toHaveLength(0);
    expect(await asSeen('anyone', number)).toEqual([]);
    expect((await asSeen('portal-office', number, 'spamReason'))[0].spamReason).toBe('广告');
    expect((await state(number, code)).data.messageState).toMatchObject({ status: 'SPAM', messageId: null });
    const outcomes = [await mark('markSpam'), await assign(number), await answer(number), await publish(number)];
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(Array(4).fill('INVALID_STATE'));
    world.at('2026-10-09T10:00:00+08:00');
    expect(await unanswered()).toEqual([]);
    expect((await mark('unmarkSpam')).data.unmarkSpam.status).toBe('ASSIGNED');
    expect([await open(), await unanswered()]).toEqual([['2026-07-10'], [{ number }]]);
    expect((await answer(number)).outcome).toBe('ok');
    expect((await mark('markSpam')).outcome).toBe('INVALID_STATE');
    const late = await left();
    await assign(late.number);
    world.at('2026-11-09T10:00:00+08:00');
    await world.ask('portal-office', call('markSpam', 'reason: "广告"'), { ...(await row(late.number)) });
    const waits = await world.platform.owner(
      `select from duties.duty where record_id = $1 and name = 'answerMessage' and fulfilled_at is null`,
      [(await row(late.number)).id],
    );
    expect(waits).toHaveLength(0);
    const fresh = await left();
    const marked = await world.ask('portal-office', call('markSpam', 'reason: "广告"'), {
      ...(await row(fresh.number)),
    });
    expect(marked.outcome).toBe('ok');
    const back = await world.ask('portal-office', call('unmarkSpam', 'reason: "误标"'), {
      ...(await row(fresh.number)),
    });
    expect(back.data.unmarkSpam.status).toBe('RECEIVED');
  });
});

describe('P03.A06 screening and review of messages', () => {
  it('P03.A06 a forbidden word is refused by name in each text at once, without list and category', async () => {
    const refused = await world.ask('anyone', leave, {
      message: input({ subject: '赌 博 网 站', text: '求代开发票一张，谢谢。' }),
    });
    expect(problems(refused).map(({ path }) => path)).toEqual(['message.subject', 'message.text']);
    expect(JSON.stringify(refused.errors)).not.toMatch(/违法信息|门户网站/);
    const { number } = await left();
    await assign(number);
    expect(problems(await answer(number, 'information-officer', '见内部资料')).map(({ path }) => path)).toEqual([
      'answer',
    ]);
  });

  it('P03.A06 personal data is flagged, and published only changed or with a reason; what was left stays with the office', async () => {
    const text = '请致电13800138000联系我。';
    const kept = await answered({ text });
    expect(kept.flagged).toEqual(['13*******00']);
    const silent = await publish(kept.number);
    expect([silent.outcome, problems(silent)[0]!.path]).toEqual(['BAD_USER_INPUT', 'reason']);
    expect(problems(silent)[0]!.message).toContain('13*******00');
    expect((await publish(kept.number, 'text: "请与我联系。"')).outcome).toBe('ok');
    const [seen] = await asSeen('anyone', kept.number);
    expect([seen.text, seen.senders.nodes]).toEqual(['请与我联系。', []]);
    const [office] = await asSeen('portal-office', kept.number, 'senders { nodes { originalText originalSubject } }');
    expect(office.senders.nodes).toEqual([{ originalText: text, originalSubject: '路灯不亮' }]);
    const reasoned = await answered({ text });
    expect((await publish(reasoned.number, 'reason: "公开的服务热线"')).outcome).toBe('ok');
    expect((await asSeen('portal-office', reasoned.number, 'publishReason'))[0].publishReason).toBe('公开的服务热线');
  });

  it('P03.A06 nobody publishes what they answered, what is not answered, or past the review', async () => {
    const { number } = await answered();
    await world.platform.owner(
      `update publishing.citizen_message set answered_by_id = (select id from access.person where name = 'portal-reviewer') where number = $1`,
      [number],
    );
    expect((await publish(number)).outcome).toBe('FORBIDDEN');
    expect((await publish(number, '', 'portal-office')).outcome).toBe('ok');
    await expect(
      world.platform.owner('update publishing.citizen_message set answered_by_id = published_by_id where number = $1', [
        number,
      ]),
    ).rejects.toThrow('check');
    expect((await answer(number)).outcome).toBe('INVALID_STATE');
    const open = await left();
    await assign(open.number);
    expect((await publish(open.number)).outcome).toBe('INVALID_STATE');
  });

  it('P03.A06 the audit keeps nothing of what was left, and says that something was', async () => {
    const word = `暗号${randomUUID()}`;
    await left({ subject: word, text: `${word}正文`, name: word, contact: word });
    const entries = await world.platform.owner<{ entry: string }>(
      'select to_json(e)::text as entry from audit.entry e',
    );
    expect(entries.filter(({ entry }) => entry.includes('leaveMessage')).length).toBeGreaterThan(0);
    expect(entries.filter(({ entry }) => entry.includes(word))).toEqual([]);
  });

  it('P03.A06 flags and reasons are closed to everybody else, and a sender is found by no filter and no order', async () => {
    const { number } = await answered();
    await publish(number);
    const ask = async (query: string) => (await world.ask('anyone', query)).outcome;
    for (const field of ['flagged', 'publishReason', 'withdrawReason', 'spamReason'])
      expect(await ask(`{ citizenMessages(first: 1) { nodes { ${field} } } }`)).toBe('FORBIDDEN');
    const count = async (filter: string) =>
      (await world.ask('anyone', `{ citizenMessages(filter: ${filter}) { totalCount } }`)).data?.citizenMessages
        ?.totalCount ?? 0;
    expect(await count(`{ number: { eq: "${number}" } }`)).toBe(1);
    expect(await count('{ senders: { some: { name: { contains: "郑" } } } }')).toBe(0);
    expect(await count('{ senders: { some: { contact: { contains: "0351" } } } }')).toBe(0);
  });
});

/** Everything that a stranger can ask, as it is answered to the byte. */
async function everyWay(ids: readonly string[], word: string): Promise<string[]> {
  const ask = async (query: string) => JSON.stringify(await world.ask('anyone', query));
  const node = '{ id number subject text status leftAt answer answeredAt publishedAt }';
  const answers = [
    await ask(`{ citizenMessages(first: 100, orderBy: [{ leftAt: ASC }]) { totalCount nodes ${node} } }`),
    await ask(
      `{ citizenMessages(first: 100, orderBy: [{ unit: { name: DESC } }, { number: ASC }]) { nodes ${node} } }`,
    ),
    await ask(`{ citizenMessages(filter: { text: { contains: "${word}" } }) { totalCount nodes { id } } }`),
    await ask('{ citizenMessages(filter: { status: { ne: PUBLISHED } }) { totalCount } }'),
    await ask('{ citizenMessages(filter: { unit: { name: { eq: "生产部" } } }) { totalCount } }'),
    await ask(`{ citizenMessages(filter: { senders: { some: { name: { contains: "${word}" } } } }) { totalCount } }`),
  ];
  for (const id of ids)
    answers.push(
      (await ask(`{ citizenMessage(id: "${id}") ${node} }`)).replaceAll(id, 'ID'),
      (await ask(`mutation { withdrawMessage(id: "${id}", version: 1, reason: "x") { id } }`)).replaceAll(id, 'ID'),
    );
  return answers;
}

describe('P03.A06 a message that is not published does not exist for a stranger', () => {
  it('P03.A06 received, assigned, answered or withdrawn: byte for byte as if it never was', async () => {
    const word = '未公开留言';
    const nobody = Array.from({ length: 4 }, () => randomUUID());
    const before = await everyWay(nobody, word);
    const more = { text: `${word}的正文`, name: word };
    const received = await left(more);
    const assigned = await left(more);
    await assign(assigned.number);
    const waiting = await answered(more);
    const withdrawn = await answered(more);
    await publish(withdrawn.number);
    const during = await everyWay(nobody, word);
    expect(during.filter((one, i) => one !== before[i]).length).toBe(3);
    expect((await withdraw(withdrawn.number)).outcome).toBe('ok');
    const hidden = [received, assigned, waiting, withdrawn].map(({ number }) => number);
    const ids = await Promise.all(hidden.map(async (number) => (await row(number)).id));
    expect(await everyWay(ids, word)).toEqual(before);
  });
});
