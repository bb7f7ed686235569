import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HttpService } from '../../../test/httpService.js';
import { PortalWorld } from '../publishing.harness.js';

const world = new PortalWorld('2026-03-09T10:00:00+08:00');
let http: HttpService;
beforeAll(async () => {
  http = await HttpService.open({
    clock: () => world.now,
    sweepMs: 86_400_000,
    access: { accessMinutes: 1_000_000, sessionDays: 1000 },
    publicPage: 'https://www.example.gov.cn/items/{id}?a=1&b=2',
  });
  await world.use(http.platform);
});
afterAll(() => http?.close());

const get = (url: string, headers: Record<string, string> = {}, who = 'anyone') =>
  http.request(who, { method: 'GET', url, headers });
const byGet = (query: string, headers: Record<string, string> = {}, who = 'anyone') =>
  get(`/graphql?query=${encodeURIComponent(query)}`, { 'apollo-require-preflight': '1', ...headers }, who);

const list = '{ portalItems(orderBy: [{ changedAt: DESC }]) { totalCount nodes { id title changedAt } } }';

describe('P03.A01 the public side', () => {
  it('P03.A01 what is published is read without signing in, with text, column and nothing of who wrote and reviewed it', async () => {
    const id = await world.published({ title: '公开的消息' });
    const { data, errors } = await world.ask(
      'anyone',
      `query($id: ID!) { portalItem(id: $id) { title label column { name unit { name } } unit { name } author { name } keeper { name }
        versions { totalCount nodes { text source author { name } proofReader { name } reviewer { name } publishedBy { name } screenings { totalCount } } } } }`,
      { id },
    );
    expect(errors).toEqual([]);
    expect(data.portalItem).toEqual({
      title: '公开的消息',
      label: 'PUBLIC',
      column: { name: '工作动态', unit: null },
      unit: null,
      author: null,
      keeper: null,
      versions: {
        totalCount: 1,
        nodes: [
          {
            text: '会议总结上月生产情况，部署本月任务。',
            source: '生产部',
            author: null,
            proofReader: null,
            reviewer: null,
            publishedBy: null,
            screenings: { totalCount: 0 },
          },
        ],
      },
    });
  });

  it('P03.A01 what is said among those who publish is closed to strangers', async () => {
    const asked = '{ itemVersions(first: 1) { nodes { note } } }';
    const { data, errors } = await world.ask('anyone', asked);
    expect([data.itemVersions.nodes, errors[0]!.extensions!.code]).toEqual([[{ note: null }], 'FORBIDDEN']);
    expect(
      (await world.ask('anyone', '{ itemVersions(filter: { note: { contains: "x" } }) { totalCount } }')).outcome,
    ).toBe('FORBIDDEN');
    // Numbers go one after the other, and would tell how many drafts there are.
    for (const way of ['{ nodes { number } }', '(orderBy: [{ number: ASC }]) { totalCount }'])
      expect((await world.ask('anyone', `{ portalItems${way} }`)).outcome).toBe('FORBIDDEN');
    expect((await world.ask('portal-office', '{ portalItems { nodes { number } } }')).outcome).toBe('ok');
    expect((await world.ask('anyone', '{ versionScreenings { totalCount } }')).outcome).toBe('UNAUTHENTICATED');
  });

  it('P03.A01 a query of a stranger may be cached and is asked for again by its ETag; that of somebody signed in never', async () => {
    const first = await byGet(list);
    expect([first.status, first.headers['cache-control']]).toEqual([200, 'public, no-cache']);
    expect(first.headers.vary).toBe('accept-language, authorization');
    const etag = String(first.headers.etag);
    const again = await byGet(list, { 'if-none-match': `"x", W/${etag}` });
    expect([again.status, again.body, again.headers.etag]).toEqual([304, '', etag]);
    await world.published({ title: '又一条' });
    const changed = await byGet(list, { 'if-none-match': etag });
    expect([changed.status, changed.headers.etag === etag]).toEqual([200, false]);
    const own = await byGet(list, { 'if-none-match': String(changed.headers.etag) }, 'reader');
    expect([own.status, own.headers['cache-control'], own.headers.etag]).toEqual([200, 'no-store', undefined]);
    const posted = await http.ask('anyone', list);
    expect(posted.headers['cache-control']).toBe('no-store');
    const failed = await byGet('{ portalItems(first: -1) { totalCount } }');
    expect(failed.headers['cache-control']).toBe('no-store');
    const link = await byGet('{ surveyQuestionnaire(token: "x") { title } }');
    expect(link.headers['cache-control']).toBe('no-store');
    const forged = await byGet(list, { authorization: 'Bearer x' });
    expect([forged.status, forged.headers['cache-control']]).toEqual([401, 'no-store']);
  });

  it('P03.A01 the feed is Atom, is the same whoever asks, and holds texts as texts', async () => {
    world.at('2026-03-09T11:00:00+08:00');
    const title = '<script>"A"&\'B\']]></title>';
    const id = await world.published({ title, summary: `一二${'\ufffe'}三`, source: 'A&B' });
    const answer = await get('/publishing/feed.atom');
    expect([answer.status, answer.headers['content-type'], answer.headers['cache-control']]).toEqual([
      200,
      'application/atom+xml; charset=utf-8',
      'public, no-cache',
    ]);
    expect(answer.body).toContain(`<id>urn:uuid:${id}</id>`);
    expect(answer.body).toContain('<title>&lt;script&gt;&quot;A&quot;&amp;&#39;B&#39;]]&gt;&lt;/title&gt;</title>');
    expect(answer.body).toContain('<summary>一二三</summary>');
    expect(answer.body).toContain(`href="https://www.example.gov.cn/items/${id}?a=1&amp;b=2"`);
    expect(answer.body).not.toContain('<script');
    expect(answer.body).toContain('<updated>2026-03-09T03:00:00.000Z</updated>');
    expect((await get('/publishing/feed.atom', {}, 'portal-office')).body).toBe(answer.body);
    const kept = await get('/publishing/feed.atom', { 'if-none-match': String(answer.headers.etag) });
    expect([kept.status, kept.body]).toEqual([304, '']);
    const sitemap = await get('/publishing/sitemap.xml');
    expect(sitemap.headers['content-type']).toBe('application/xml; charset=utf-8');
    expect(sitemap.body).toContain(`<loc>https://www.example.gov.cn/items/${id}?a=1&amp;b=2</loc>`);
  });
});

/** Everything that a stranger can ask, as it is answered to the byte. */
async function everyWay(ids: readonly string[], versions: readonly string[], title: string): Promise<string[]> {
  const ask = async (query: string) => JSON.stringify(await world.ask('anyone', query));
  const node = '{ id title status publishedAt changedAt expiresAt withdrawnAt withdrawReason }';
  const answers = [
    await ask(`{ portalItems(first: 100, orderBy: [{ publishedAt: ASC }]) { totalCount nodes ${node} } }`),
    await ask(
      `{ portalItems(first: 100, orderBy: [{ column: { name: DESC } }, { title: ASC }, { changedAt: ASC }]) { nodes ${node} } }`,
    ),
    await ask(`{ portalItems(filter: { title: { contains: "${title}" } }) { totalCount nodes { id } } }`),
    await ask('{ portalItems(filter: { status: { ne: PUBLISHED } }) { totalCount } }'),
    await ask('{ portalItems(filter: { versions: { some: { status: { ne: LIVE } } } }) { totalCount } }'),
    await ask('{ portalItems(filter: { unit: { name: { eq: "生产部" } } }) { totalCount } }'),
    await ask(
      '{ itemVersions(first: 100, orderBy: [{ liveAt: ASC }]) { totalCount nodes { id title text status number } } }',
    ),
    await ask(`{ itemVersions(filter: { text: { contains: "${title}" } }) { totalCount } }`),
    await ask('{ portalColumns { nodes { name items(first: 50) { totalCount nodes { id title } } } } }'),
    String((await get('/publishing/feed.atom')).body),
    String((await get('/publishing/sitemap.xml')).body),
    JSON.stringify((await byGet(list)).body),
  ];
  for (const id of ids)
    answers.push(
      (await ask(`{ portalItem(id: "${id}") ${node} }`)).replaceAll(id, 'ID'),
      (await ask(`mutation { withdrawItem(id: "${id}", version: 1, reason: "x") { id } }`)).replaceAll(id, 'ID'),
    );
  for (const id of versions)
    answers.push((await ask(`{ itemVersion(id: "${id}") { id title text } }`)).replaceAll(id, 'ID'));
  return answers;
}

describe('P03.A06 what is not on the portal does not exist for a stranger', () => {
  it('P03.A06 drafts, what waits, what is scheduled, expired, withdrawn or classified: byte for byte as if it never was', async () => {
    world.at('2026-03-10T10:00:00+08:00');
    const title = '未公开事项';
    const nobody = Array.from({ length: 7 }, () => randomUUID());
    const before = await everyWay(nobody, nobody, title);
    const more = { title, text: `${title}的正文` };
    const withdrawn = await world.published(more);
    const expired = await world.reviewed(more);
    await world.publish(expired, { until: '2026-03-10T10:30:00+08:00' });
    const classified = await world.published(more);
    const during = await everyWay(nobody, nobody, title);
    expect(during.filter((answer, i) => answer !== before[i]).length).toBeGreaterThan(8);
    const hidden = [
      (await world.drafted(more)).id,
      (await world.drafted({ ...more, label: 'INTERNAL' })).id,
      await world.submitted(more),
      await world.reviewed(more),
      withdrawn,
      expired,
      classified,
    ];
    const scheduled = await world.reviewed(more);
    await world.publish(scheduled, { at: '2026-03-11T10:00:00+08:00' });
    await world.done(
      'portal-office',
      'mutation($id: ID!, $version: Int!) { withdrawItem(id: $id, version: $version, reason: "有误") { id } }',
      {
        ...(await world.item(withdrawn)),
      },
    );
    await world.done(
      'portal-office',
      'mutation($id: ID!, $version: Int!) { classifyItem(id: $id, version: $version, label: INTERNAL, reason: "定密") { id } }',
      { ...(await world.item(classified)) },
    );
    // Past its end, and before the sweep comes by: the row rule looks at the clock.
    world.at('2026-03-10T10:30:01+08:00');
    hidden[3] = scheduled;
    const feed = '/publishing/feed.atom';
    expect((await get(feed, {}, 'portal-office')).body).toBe((await get(feed)).body);
    const versions = await Promise.all(hidden.map(async (id) => (await world.newest(id)).id));
    expect(await everyWay(hidden, versions, title)).toEqual(before);
    await world.platform.platform.sweeper.sweep();
    expect(await everyWay(hidden, versions, title)).toEqual(before);
  });

  it('P03.A06 an edit of what is live is not seen before it is live itself', async () => {
    const id = await world.published({ title: '原文' });
    const ways = async () => everyWay([id], [], '改后');
    const before = await ways();
    await world.done(
      'information-officer',
      'mutation($id: ID!, $version: Int!) { reviseItem(id: $id, version: $version, reason: UPDATE, note: "改") { id } }',
      { ...(await world.item(id)) },
    );
    await world.done(
      'information-officer',
      'mutation($id: ID!, $version: Int!) { editItemVersion(id: $id, version: $version, input: { title: "改后", text: "改后的正文", source: "生产部" }) { id } }',
      { ...(await world.newest(id)) },
    );
    expect(await ways()).toEqual(before);
  });

  it('P03.A06 while the module is off its feed and sitemap are paths that do not exist, and come back with it', async () => {
    const turn = (enabled: boolean) =>
      world.done(
        'administrator',
        'mutation($on: Boolean!) { setModuleEnabled(name: "publishing", enabled: $on) { removedFields } }',
        {
          on: enabled,
        },
      );
    await turn(false);
    for (const path of ['/publishing/feed.atom', '/publishing/sitemap.xml']) {
      const { status, body, headers } = await get(path);
      const unknown = await get('/publishing/nothing');
      expect([status, headers['cache-control']]).toEqual([404, 'no-store']);
      expect(JSON.stringify(body).replaceAll(path, 'PATH')).toBe(
        JSON.stringify(unknown.body).replaceAll('/publishing/nothing', 'PATH'),
      );
    }
    await turn(true);
    expect((await get('/publishing/feed.atom')).status).toBe(200);
  });
});
