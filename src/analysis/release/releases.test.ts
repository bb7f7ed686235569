import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestPlatform } from '../../../test/harness.js';
import { RequestRole } from '../../../test/requestRole.js';
import { newcomer } from '../../access/access.harness.js';
import { figures } from './releases.fixture.js';
import { releaseHash } from './releases.js';

let platform: TestPlatform;
let keeper: string;
beforeAll(async () => {
  platform = await TestPlatform.open({
    modules: [figures],
    migrate: true,
    clock: () => new Date('2026-11-23T02:00:00Z'),
  });
  keeper = (await newcomer(platform, ['FIGURES_KEEPER'])).name;
});
afterAll(() => platform.close());

const births = [400, 500, 600, 700];
const release = `mutation($deaths: [Int!]!, $births: [Int!]!, $corrects: ID, $threshold: Int) {
  releaseFigures(deaths: $deaths, births: $births, corrects: $corrects, threshold: $threshold)
}`;
const read = `query($id: ID!) { publicRelease(id: $id) {
  number series title threshold content hash intact releasedBy { name } corrects { number }
} }`;

const released = async (deaths: number[], more: object = {}) => {
  const answer = await platform.as(keeper).run(release, { deaths, births, ...more });
  if (answer.outcome !== 'ok') throw new Error(JSON.stringify(answer.errors));
  const id = answer.data!.releaseFigures as string;
  return { id, ...(await platform.as(keeper).run(read, { id })).data!.publicRelease };
};

const cell = (one: { content: { tables: { cells: { at: string[] }[] }[] } }, table: number, unit: string) =>
  one.content.tables[table]!.cells.find(({ at }) => at[0] === unit);

describe('a public release', () => {
  it('shows no small count, nor the one beside it, nor their rates; has a number, a hash and who released it', async () => {
    const one = await released([3, 20, 30, 40]);
    expect(one).toMatchObject({
      number: 'figures/2026/1',
      series: 'figures',
      threshold: 8,
      intact: true,
      corrects: null,
    });
    expect(one.releasedBy.name).toBe(keeper);
    expect(cell(one, 1, 'township 1')).toEqual({ at: ['township 1'], count: null, why: 'withheld' });
    expect(one.content.tables[1].cells.filter(({ count }: { count: number | null }) => count === null).length).toBe(2);
    expect(cell(one, 1, 'county')).toEqual({ at: ['county'], count: 93 });
    const rates = one.content.rates[0].cells as { at: string[]; value: number | null }[];
    expect(rates.find(({ at }) => at[0] === 'township 1')).toMatchObject({ value: null, why: 'withheld' });
    expect(rates.find(({ at }) => at[0] === 'county')).toEqual({ at: ['county'], value: 42.27 });
    const { number, series, title, threshold, content, hash } = one;
    expect(releaseHash({ number, series, title, threshold, content, corrects: null })).toBe(hash);
  });

  it('is checked against those before it: the same cell is withheld beside the small one', async () => {
    const withheld = (
      await platform
        .as(keeper)
        .run('mutation($deaths: [Int!]!, $births: [Int!]!) { previewFigures(deaths: $deaths, births: $births) }', {
          deaths: [3, 20, 31, 40],
          births,
        })
    ).data!.previewFigures;
    expect(withheld).toEqual(['figures.deaths ["township 1"]', 'figures.deaths ["township 2"]']);
  });

  it('is checked against those of the whole that its count is part of: what is left must not be small', async () => {
    const preview = async (boys: number[]) =>
      (await platform.as(keeper).run('mutation($boys: [Int!]!) { previewBoys(boys: $boys) }', { boys })).data!
        .previewBoys;
    expect(await preview([210, 250, 300, 350])).toEqual([]);
    expect(await preview([397, 250, 300, 350])).toContain('figures.boys ["township 1"]');
  });

  it('is corrected by a release of its own, which names it', async () => {
    const { data } = await platform.as(keeper).run('{ publicReleases { nodes { id } } }');
    const corrected = await released([3, 20, 31, 40], { corrects: data!.publicReleases.nodes[0].id });
    expect(corrected).toMatchObject({ number: 'figures/2026/2', corrects: { number: 'figures/2026/1' }, intact: true });
  });

  it('is refused where an earlier one with it would tell a small count, and nothing is kept', async () => {
    // That two of them changed and how the sum did tells what township 1 is, as long as township 2 is shown.
    const all = await platform.as(keeper).run(release, { deaths: [3, 20, 31, 40], births, threshold: 25 });
    expect(all.outcome).toBe('INVALID_STATE');
    expect(all.errors![0]!.message).toContain('figures.deaths: township');
    expect((await platform.as(keeper).run('{ publicReleases { totalCount } }')).data!.publicReleases.totalCount).toBe(
      2,
    );
  });

  it('refuses a threshold below the setting', async () => {
    const answer = await platform.as(keeper).run(release, { deaths: [3, 20, 30, 40], births, threshold: 5 });
    expect(answer.errors![0]!.message).toContain('SMALL_CELL_THRESHOLD');
  });

  it('two at once get numbers of their own', async () => {
    const both = await Promise.all([released([3, 20, 31, 40]), released([3, 20, 31, 40])]);
    expect(both.map(({ number }) => number).sort()).toEqual(['figures/2026/3', 'figures/2026/4']);
  });

  it('cannot be made, changed or removed past the module, nor its basis read', async () => {
    const [{ id }] = (await platform.owner<{ id: string }>('select id from releases.public_release limit 1')) as [
      { id: string },
    ];
    for (const statement of [
      `update releases.public_release set title = 'x' where id = '${id}'`,
      'delete from releases.basis',
      'truncate releases.public_release cascade',
    ])
      await expect(platform.owner(statement)).rejects.toThrow('a correction is a release of its own');
    const role = await RequestRole.open(platform);
    expect(await role.try('select * from releases.basis')).toMatchObject({ code: '42501' });
    await role.close();
    expect((await platform.as('administrator').run(release, { deaths: [9, 20, 30, 40], births })).outcome).toBe(
      'FORBIDDEN',
    );
  });

  it('shows what was altered by force, and stands in the audit by its clause', async () => {
    const before = await released([3, 20, 31, 40]);
    await platform.owner(`alter table releases.public_release disable trigger as_released;
      update releases.public_release set title = '改' where id = '${before.id}';
      alter table releases.public_release enable trigger as_released`);
    expect((await platform.as(keeper).run(read, { id: before.id })).data!.publicRelease.intact).toBe(false);
    const entries = await platform.owner<{ clause: string; after: { hash: string } }>(
      `select clause, after from audit.entry where record_id = '${before.id}' and action = 'release'`,
    );
    expect(entries).toMatchObject([{ clause: 'T02.A01', after: { hash: before.hash } }]);
  });
});
