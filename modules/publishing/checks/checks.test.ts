import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PortalWorld } from '../publishing.harness.js';

const world = new PortalWorld('2026-03-09T10:00:00+08:00');
beforeAll(async () => {
  await world.open();
  await world.platform.owner('update publishing.portal_column set open = false');
  await world.platform.owner('delete from publishing.citizen_message');
  for (const [name, kind, updateEveryDays] of [
    ['检查要闻', 'NEWS', null],
    ['检查通知', 'NOTICES', null],
    ['检查政策', 'POLICIES', null],
    ['检查机构', 'ORGANISATION', null],
    ['检查服务', 'SERVICES', 3],
  ] as const)
    await world.done(
      'portal-office',
      'mutation($input: PortalColumnInput!) { createPortalColumn(input: $input) { id } }',
      {
        input: { name, kind, unitId: world.unit('办公室'), position: 1, updateEveryDays, open: true },
      },
    );
  await world.platform.owner(`update publishing.portal_column set created_at = '2026-03-01'`);
  await world.use(world.platform);
});
afterAll(() => world.platform?.close());

const check = async (at?: string, who = 'portal-office') =>
  (
    await world.ask(
      who,
      `query($at: DateTimeISO) { portalCheck(at: $at) { homePageUpdatedAt homePageStale failures
        staleColumns { name updatedAt dueBy } emptyColumns { name } } }`,
      { at },
    )
  ).data.portalCheck;
const names = (columns: { name: string }[]) => columns.map(({ name }) => name).sort();
const publishedIn = (column: string) => world.published({ columnId: world.column(column) });
const sorted = (...columns: string[]) => columns.sort();

describe('P03.A01 the check of the portal', () => {
  let inNews: string;
  it('P03.A01 columns in which nothing is published are empty, and five of them fail the portal', async () => {
    const found = await check();
    expect(names(found.emptyColumns)).toEqual(sorted('检查要闻', '检查通知', '检查政策', '检查机构', '检查服务'));
    expect(found.failures).toContain('COLUMNS_EMPTY');
    inNews = await publishedIn('检查要闻');
    for (const column of ['检查通知', '检查政策', '检查机构', '检查服务']) await publishedIn(column);
    expect(await check()).toEqual({
      homePageUpdatedAt: '2026-03-09T02:00:00.000Z',
      homePageStale: false,
      failures: [],
      staleColumns: [],
      emptyColumns: [],
    });
  });

  it('P03.A01 news are stale after two weeks, a column with an interval of its own after that, and the home page with them', async () => {
    world.at('2026-03-12T10:00:00+08:00');
    expect((await check()).staleColumns).toEqual([]);
    world.at('2026-03-12T10:00:01+08:00');
    expect((await check()).staleColumns).toEqual([
      { name: '检查服务', updatedAt: '2026-03-09T02:00:00.000Z', dueBy: '2026-03-12T02:00:00.000Z' },
    ]);
    world.at('2026-03-23T10:00:00+08:00');
    expect([(await check()).homePageStale, names((await check()).staleColumns)]).toEqual([false, ['检查服务']]);
    world.at('2026-03-23T10:00:01+08:00');
    const late = await check();
    expect([late.homePageStale, late.failures, names(late.staleColumns)]).toEqual([
      true,
      ['HOME_PAGE_STALE'],
      sorted('检查服务', '检查要闻'),
    ]);
  });

  it('P03.A01 notices and policies are stale after six months by the calendar; what has no term never is', async () => {
    world.at('2026-09-09T10:00:00+08:00');
    expect(names((await check()).staleColumns)).toEqual(sorted('检查服务', '检查要闻'));
    world.at('2026-09-09T10:00:01+08:00');
    expect(names((await check()).staleColumns)).toEqual(sorted('检查服务', '检查要闻', '检查通知', '检查政策'));
  });

  it('P03.A01 it tells how the portal was at a moment that is over, also of what was withdrawn since', async () => {
    await world.done(
      'portal-office',
      'mutation($id: ID!, $version: Int!) { withdrawItem(id: $id, version: $version, reason: "过时") { id } }',
      { ...(await world.item(inNews)) },
    );
    world.at('2026-09-10T10:00:00+08:00');
    expect(names((await check()).emptyColumns)).toEqual(['检查要闻']);
    const then = await check('2026-03-10T10:00:00+08:00');
    expect([then.homePageStale, then.staleColumns, then.emptyColumns]).toEqual([false, [], []]);
    const ahead = await world.ask('portal-office', '{ portalCheck(at: "2027-01-01T00:00:00Z") { at } }');
    expect(ahead.outcome).toBe('BAD_USER_INPUT');
  });

  it('P03.A01 an office may tighten the thresholds, with its reason', async () => {
    const set = (id: string, choice: string) =>
      world.done(
        'administrator',
        'mutation($id: String!, $choice: String!) { setInterpretation(id: $id, choice: $choice, reason: "从严") { choice } }',
        {
          id,
          choice,
        },
      );
    await set('publishing.failingCounts', 'STRICT');
    await set('publishing.noticesTerm', 'THREE_MONTHS');
    expect((await check()).failures).toEqual([
      'HOME_PAGE_STALE',
      'PRESSING_COLUMNS_STALE',
      'COLUMNS_STALE',
      'COLUMNS_EMPTY',
    ]);
    expect(names((await check('2026-06-10T10:00:00+08:00')).staleColumns)).toEqual(
      sorted('检查服务', '检查要闻', '检查通知', '检查政策'),
    );
  });
});
