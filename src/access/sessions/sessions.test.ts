import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Answer, TestPlatform } from '../../../test/harness.js';
import { directly, newcomer } from '../access.harness.js';
import { hashPassword } from '../passwords.js';

let platform: TestPlatform;
let now = new Date('2026-05-04T01:00:00Z');
beforeAll(async () => {
  platform = await TestPlatform.open({ clock: () => now, access: { accessMinutes: 15, sessionDays: 7 } });
});
afterAll(() => platform.close());

const password = '两岸猿声啼不住轻舟已过万重山';
let person: { id: string; name: string };
beforeEach(async () => {
  now = new Date('2026-05-04T01:00:00Z');
  person = await newcomer(platform, ['READER']);
  await platform.owner('select access.set_password($1, $2, false)', [person.id, await hashPassword(password)]);
});

const later = (seconds: number): void => {
  now = new Date(now.getTime() + seconds * 1000);
};
const tokens = 'accessToken refreshToken expiresAt viewer { name sessionId }';
const signIn = async () =>
  (
    await platform.run(
      undefined,
      `mutation($name: String!, $password: String!) { signIn(name: $name, password: $password) { ${tokens} } }`,
      { name: person.name, password },
    )
  ).data.signIn;
const refresh = async (token: string): Promise<Answer> =>
  platform.run(undefined, `mutation($token: String!) { refreshSession(refreshToken: $token) { ${tokens} } }`, {
    token,
  });
const refreshed = async (token: string) => (await refresh(token)).data.refreshSession;
const outcomeOf = (accessToken: string): Promise<string> =>
  platform.run(accessToken, '{ viewer { name } }').then(
    ({ outcome }) => outcome,
    ({ code }) => code,
  );
const session = async (id: string) =>
  (await platform.owner('select ended_at, end_reason from access.session where id = $1', [id]))[0];

describe('a session', () => {
  it('lives by refreshing it for its days, though each access token only for its minutes', async () => {
    let { accessToken, refreshToken, expiresAt } = await signIn();
    expect(expiresAt).toBe('2026-05-04T01:15:00.000Z');
    for (let hour = 0; hour < 7 * 24 - 1; hour += 1) {
      later(3600);
      expect(await outcomeOf(accessToken)).toBe('UNAUTHENTICATED');
      ({ accessToken, refreshToken, expiresAt } = await refreshed(refreshToken));
      expect(await outcomeOf(accessToken)).toBe('ok');
    }
    later(3590);
    ({ accessToken, refreshToken, expiresAt } = await refreshed(refreshToken));
    expect(expiresAt).toBe('2026-05-11T01:00:00.000Z');
    later(10);
    expect(await outcomeOf(accessToken)).toBe('UNAUTHENTICATED');
    expect((await refresh(refreshToken)).outcome).toBe('UNAUTHENTICATED');
  });

  it('is stored without its refresh tokens, of which only hashes are kept', async () => {
    const { refreshToken } = await signIn();
    const [{ stored }] = (await platform.owner(
      `select (select json_agg(t) from access.refresh_token t)::text || (select json_agg(e) from audit.entry e)::text as stored`,
    )) as [{ stored: string }];
    expect(stored).not.toContain(refreshToken);
    expect(stored).not.toContain(Buffer.from(refreshToken, 'base64url').toString('hex'));
  });

  it.each(['none of ours', '', 'x'.repeat(200)])('is not refreshed by %j', async (token) => {
    expect((await refresh(token)).outcome).toBe('UNAUTHENTICATED');
  });

  it('is not refreshed for somebody who was deactivated', async () => {
    const { refreshToken } = await signIn();
    await platform.owner('update access.person set active = false where id = $1', [person.id]);
    expect((await refresh(refreshToken)).outcome).toBe('UNAUTHENTICATED');
  });
});

describe('a refresh token that is used twice', () => {
  it('ends the whole session, whoever of the two holders comes second', async () => {
    const stolen = await signIn();
    const thief = await refreshed(stolen.refreshToken);
    expect(await outcomeOf(thief.accessToken)).toBe('ok');
    later(31);
    expect((await refresh(stolen.refreshToken)).outcome).toBe('UNAUTHENTICATED');
    expect(await outcomeOf(thief.accessToken)).toBe('UNAUTHENTICATED');
    expect((await refresh(thief.refreshToken)).outcome).toBe('UNAUTHENTICATED');
    expect(await session(stolen.viewer.sessionId)).toMatchObject({ end_reason: 'TOKEN_REUSED' });
    const [entry] = await platform.owner(
      `select action, person_id from audit.entry where record_id = $1 and action like 'refresh token reused%'`,
      [stolen.viewer.sessionId],
    );
    expect(entry).toMatchObject({ person_id: person.id });
  });

  it('gives another successor within 30 seconds if the first one was never used: its answer may have been lost', async () => {
    const begun = await signIn();
    const lost = await refreshed(begun.refreshToken);
    later(29);
    const again = await refreshed(begun.refreshToken);
    expect(await outcomeOf(again.accessToken)).toBe('ok');
    later(60);
    expect((await refreshed(again.refreshToken)).viewer.name).toBe(person.name);
    expect((await refresh(lost.refreshToken)).outcome).toBe('UNAUTHENTICATED');
    expect(await session(begun.viewer.sessionId)).toMatchObject({ end_reason: 'TOKEN_REUSED' });
  });

  it('ends the session within 30 seconds too, if its successor was used: then two hold it', async () => {
    const begun = await signIn();
    const next = await refreshed(begun.refreshToken);
    await refreshed(next.refreshToken);
    expect((await refresh(begun.refreshToken)).outcome).toBe('UNAUTHENTICATED');
    expect(await session(begun.viewer.sessionId)).toMatchObject({ end_reason: 'TOKEN_REUSED' });
  });

  it('ten times at once leaves one line of tokens, never two', async () => {
    const begun = await signIn();
    const answers = await Promise.all(Array.from({ length: 10 }, () => refresh(begun.refreshToken)));
    const given = answers.filter(({ outcome }) => outcome === 'ok').map(({ data }) => data.refreshSession.refreshToken);
    const [open] = await platform.owner<{ n: number }>(
      'select count(*)::integer as n from access.refresh_token where session_id = $1 and used_at is null',
      [begun.viewer.sessionId],
    );
    expect(given).toHaveLength(10);
    expect(open!.n).toBe(1);
  });
});

describe('who ends which session', () => {
  const end = (who: string, id: string) =>
    platform.as(who).run('mutation($id: ID!) { endSession(id: $id) { endReason } }', { id });

  it.each([
    ['the person', () => person.name, 'ok'],
    ['an administrator', () => 'administrator', 'ok'],
    ['an auditor, who sees it', () => 'auditor', 'FORBIDDEN'],
    ['somebody else', () => 'unit-head', 'NOT_FOUND'],
  ])('%s', async (_who, name, outcome) => {
    const { accessToken, viewer } = await signIn();
    expect((await end(name(), viewer.sessionId)).outcome).toBe(outcome);
    expect(await outcomeOf(accessToken)).toBe(outcome === 'ok' ? 'UNAUTHENTICATED' : 'ok');
  });

  it('sessions lists the own ones, and to administrators and auditors those of anybody', async () => {
    const { viewer } = await signIn();
    const list = async (who: string) => {
      const { data } = await platform
        .as(who)
        .run('query($id: ID!) { sessions(filter: { id: { eq: $id } }) { nodes { person { name } endedAt } } }', {
          id: viewer.sessionId,
        });
      return data.sessions.nodes.length;
    };
    expect(await Promise.all([person.name, 'administrator', 'auditor', 'unit-head'].map(list))).toEqual([1, 1, 1, 0]);
  });

  it('signOut ends this one and no other; a second time there is nobody to sign out', async () => {
    const [one, other] = [await signIn(), await signIn()];
    expect((await platform.run(one.accessToken, 'mutation { signOut }')).outcome).toBe('ok');
    expect([await outcomeOf(one.accessToken), await outcomeOf(other.accessToken)]).toEqual(['UNAUTHENTICATED', 'ok']);
    expect((await refresh(one.refreshToken)).outcome).toBe('UNAUTHENTICATED');
    expect(await session(one.viewer.sessionId)).toMatchObject({ end_reason: 'SIGNED_OUT' });
  });

  it('a new password ends all others', async () => {
    const [one, other] = [await signIn(), await signIn()];
    const changed = await platform.run(
      one.accessToken,
      'mutation($current: String!) { changePassword(currentPassword: $current, newPassword: "春眠不觉晓处处闻啼鸟夜来") { name } }',
      { current: password },
    );
    expect(changed.outcome).toBe('ok');
    expect([await outcomeOf(one.accessToken), await outcomeOf(other.accessToken)]).toEqual(['ok', 'UNAUTHENTICATED']);
  });

  it('nobody brings one back or lengthens it, even past our code', async () => {
    const { viewer } = await signIn();
    const lengthen = `update access.session set expires_at = expires_at + interval '1 day' where id = $1`;
    expect(await directly(platform, person.name, lengthen, [viewer.sessionId])).toBe('42501');
    await end(person.name, viewer.sessionId);
    const revive = 'update access.session set ended_at = null where id = $1';
    expect(await directly(platform, person.name, revive, [viewer.sessionId])).toBe('42501');
  });
});

describe('a new password is refused', () => {
  it.each([
    ['shorter than 12 characters', 'zhongguo-21', 'at least 12'],
    ['longer than 200', `${'道可道非常道'.repeat(34)}`, 'at most 200'],
    ['one of the commonest', 'Password1234', 'commonest'],
    ['a repetition', 'abcabcabcabcabc', 'four different'],
    ['the present one', password, 'differs'],
  ])('when it is %s, with the reason', async (_what, newPassword, reason) => {
    const { accessToken } = await signIn();
    const answer = await platform.run(
      accessToken,
      'mutation($current: String!, $newPassword: String!) { changePassword(currentPassword: $current, newPassword: $newPassword) { name } }',
      { current: password, newPassword },
    );
    expect(answer.outcome).toBe('BAD_USER_INPUT');
    expect(answer.errors[0]!.message).toContain(reason);
  });

  it('when it is the name, together with all else that is wrong', async () => {
    const name = `wangxiaoming-${person.name}`;
    await platform.owner('update access.person set name = $2 where id = $1', [person.id, name]);
    const token = await platform.platform.tokenFor(person.id);
    const answer = await platform.run(
      token,
      'mutation($name: String!) { changePassword(currentPassword: "wrong", newPassword: $name) { name } }',
      { name: name.toUpperCase() },
    );
    expect(answer.errors[0]!.extensions!.problems).toMatchObject([
      { path: 'currentPassword' },
      { path: 'newPassword', message: expect.stringContaining('your name') },
    ]);
  });
});

it('sessions and failures that have had their time are removed', async () => {
  const { viewer, refreshToken } = await signIn();
  later(8 * 24 * 3600);
  await platform.platform.core.access.sweep();
  expect(await session(viewer.sessionId)).toBeDefined();
  expect((await refresh(refreshToken)).outcome).toBe('UNAUTHENTICATED');
  later(31 * 24 * 3600);
  await platform.platform.core.access.sweep();
  expect(await session(viewer.sessionId)).toBeUndefined();
});
