import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { releaseHash } from '../../../src/analysis/release/releases.js';
import type { TestPlatform } from '../../../test/harness.js';
import { HttpService } from '../../../test/httpService.js';
import { RequestRole } from '../../../test/requestRole.js';
import { indicatorNamed, reasonsFor, report } from '../indicators/indicators.fixture.js';
import {
  anAssignment,
  approve,
  ask,
  aUnit,
  documents,
  done,
  enter,
  type Figures,
  figures,
  type Made,
  monthlyForm,
  reporter,
  statistician,
  submit,
  taskOf,
  versionOf,
} from '../statistics.fixture.js';
import { aDraft, releaseDocuments } from './releases.fixture.js';

const director = 'mch-director';

let http: HttpService;
let platform: TestPlatform;
beforeAll(async () => {
  http = await HttpService.open({ clock: () => new Date('2026-06-09T10:00:00+08:00') });
  platform = http.platform;
});
afterAll(() => http?.close());

interface County extends Made {
  uids: string[];
  assignments: Made[];
}

/** A county with a township for each count of infant deaths among many births, all of January approved. */
async function aCounty(
  deaths: readonly number[],
  births = 900,
  more: (place: number) => Figures = () => ({}),
): Promise<County> {
  const county = await aUnit(platform, { level: 'COUNTY' });
  const made: County = { ...county, uids: [], assignments: [] };
  for (const [place, infant] of deaths.entries()) {
    const unit = (await aUnit(platform, { parentId: county.id })) as Made & { uid: string };
    const assignment = await anAssignment(platform, { unitId: unit.id, since: '2026-01-01' });
    await report(platform, assignment, '202601', { ...counts(infant, births), ...more(place) });
    made.uids.push(unit.uid);
    made.assignments.push(assignment);
  }
  return made;
}

const counts = (infant: number, births = 900): Figures => ({
  ...figures,
  liveBirths: births,
  mothers: births - 5,
  infant,
  underFive: infant,
});

const request = (draft: Made, who = statistician) =>
  done<Made & { status: string }>(platform, who, releaseDocuments.requestRelease, {
    id: draft.id,
    version: draft.version,
  });

interface Content {
  tables: {
    measure: string;
    dimensions: { members: object[] }[];
    cells: { at: string[]; count: number | null; why?: string }[];
  }[];
  rates: { indicator: string; cells: { at: string[]; value: number | null; why?: string }[] }[];
}

interface Release {
  id: string;
  number: string;
  hash: string;
  content: Content;
}

const fields = 'id number series title threshold content hash intact corrects { number } releasedBy { name }';

async function released(draft: Made): Promise<Release> {
  const asked = await request(draft);
  await approve(platform, asked.id);
  const { release } = await done<{ release: Release }>(
    platform,
    statistician,
    `query($id: ID!) { releaseDraft(id: $id) { release { ${fields} } } }`,
    { id: draft.id },
  );
  return release;
}

const cell = ({ tables }: Content, measure: string, unit: string) =>
  tables.find((table) => table.measure === `mch-statistics.${measure}`)!.cells.find(({ at }) => at[0] === unit);

const refusal = async (document: string, variables: object, who = statistician) => {
  const { outcome, errors } =
    who === 'anyone'
      ? await platform.as(who).run(document, variables as Record<string, unknown>)
      : await ask(platform, who, document, variables);
  return { outcome, text: errors[0]?.message ?? '' };
};

const sign =
  'mutation($task: ID!) { decideApproval(input: { taskId: $task, verdict: APPROVE }, password: "demo-only") { id } }';

const raise =
  'mutation($choice: String!) { setInterpretation(id: "mch-statistics.smallCounts", choice: $choice, reason: "省里要求") { id } }';

describe('P11.A09 figures that may be public are released', () => {
  let county: County;
  let release: Release;

  it('P11.A09 what is withheld is seen beforehand, with what is withheld for its sake', async () => {
    county = await aCounty([3, 20, 30, 40]);
    const draft = await aDraft(platform, county.id);
    const preview = await done<{ withheld: { at: string[] }[]; content: Content }>(
      platform,
      statistician,
      releaseDocuments.previewRelease,
      { ...draft, uid: undefined },
    );
    expect(preview).toMatchObject({ threshold: 8, small: 1, complementary: 1, notApproved: 0, toldBefore: [] });
    expect(preview.withheld.map(({ at }) => at[0])).toContain(county.uids[0]);
    expect(cell(preview.content, 'deathsBefore1Year', county.uids[0]!)).toMatchObject({ count: null, why: 'withheld' });
  });

  it('P11.A09 the section head reviews, the director signs, and it is there under a number, with a hash', async () => {
    const draft = await aDraft(platform, county.id);
    expect(await request(draft)).toMatchObject({ status: 'REQUESTED' });
    expect(await taskOf(platform, director, draft.id)).toBeUndefined();
    await approve(platform, draft.id);
    const found = await done<{ status: string; release: Release }>(
      platform,
      statistician,
      `query($id: ID!) { releaseDraft(id: $id) { status release { ${fields} } } }`,
      { id: draft.id },
    );
    expect(found).toMatchObject({
      status: 'RELEASED',
      release: { number: 'mch-statistics/2026/1', threshold: 8, intact: true, releasedBy: { name: director } },
    });
    release = found.release;
    expect(cell(release.content, 'deathsBefore1Year', county.uids[0]!)).toMatchObject({ count: null });
    expect(JSON.stringify(release.content.tables[0]!.dimensions)).toContain('测试镇');
  });

  it('P11.A09 anybody cites it without signing in, and caches may keep it and ask', async () => {
    const query = `{ publicReleases(filter: { number: { eq: "mch-statistics/2026/1" } }) { nodes { ${fields} } } }`;
    const get = (headers: Record<string, string> = {}) =>
      http.request('anyone', {
        method: 'GET',
        url: `/graphql?query=${encodeURIComponent(query)}`,
        headers: { 'apollo-require-preflight': '1', ...headers },
      });
    const { body, headers } = await get();
    expect(body.data.publicReleases.nodes).toEqual([{ ...release, releasedBy: null }]);
    expect(headers['cache-control']).toBe('public, no-cache');
    expect((await get({ 'if-none-match': String(headers['etag']) })).status).toBe(304);
  });

  it('P11.A09 what is public stays public while the module is off; its draft is gone and comes back', async () => {
    const list = '{ publicReleases(filter: { number: { eq: "mch-statistics/2026/1" } }) { nodes { hash } } }';
    const drafts = '{ releaseDrafts(filter: { status: { eq: RELEASED } }, first: 1) { nodes { release { hash } } } }';
    const set = (enabled: boolean) =>
      done(
        platform,
        'administrator',
        `mutation { setModuleEnabled(name: "mch-statistics", enabled: ${enabled}) { removedFields } }`,
      );
    const [before] = [await ask(platform, statistician, drafts)];
    await set(false);
    try {
      expect((await ask(platform, statistician, drafts)).outcome).toBe('MODULE_DISABLED');
      expect((await platform.as('anyone').run(list)).data!.publicReleases.nodes).toEqual([{ hash: release.hash }]);
    } finally {
      await set(true);
    }
    const after = await ask(platform, statistician, drafts);
    expect([after.outcome, after.data]).toEqual(['ok', before.data]);
  });

  it('P11.A09 a hash is of what is published alone: nobody tries small counts against it', async () => {
    const { number, hash, content } = release;
    const told = { number, series: 'mch-statistics', title: '婴儿死亡情况', threshold: 8, corrects: null };
    expect(releaseHash({ ...told, content: content as never })).toBe(hash);
  });

  it('P11.A09 a rate is there only where both of its counts are', async () => {
    const [rate] = release.content.rates;
    expect(rate!.indicator).toBe('infant-mortality-rate (live births)');
    const of = (unit: string) => rate!.cells.find(({ at }) => at[0] === unit);
    expect(of(county.uids[0]!)).toMatchObject({ value: null, why: 'withheld' });
    const shown = county.uids.filter((uid) => cell(release.content, 'deathsBefore1Year', uid)!.count !== null);
    expect(shown).toHaveLength(2);
    for (const uid of shown) {
      const deaths = cell(release.content, 'deathsBefore1Year', uid)!.count!;
      expect(of(uid)).toMatchObject({ value: Number(((deaths / 900) * 1000).toFixed(2)) });
    }
  });

  it('P11.A09 total and shown cells leave the small count open: it could be 0 as well as 8', async () => {
    const total = release.content.tables
      .find(({ measure }) => measure === 'mch-statistics.deathsBefore1Year')!
      .cells.find(({ at }) => !county.uids.includes(at[0]!))!.count!;
    const cells = county.uids.map((uid) => cell(release.content, 'deathsBefore1Year', uid)!);
    const left = total - cells.reduce((sum, { count }) => sum + (count ?? 0), 0);
    expect(cells.filter(({ count }) => count === null)).toHaveLength(2);
    expect(left).toBeGreaterThanOrEqual(8);
  });

  it('P11.A09 it stays as it is; a correction is a release of its own that is checked against it', async () => {
    const again = await refusal(releaseDocuments.requestRelease, (await draftsOf(county.id))[0]!);
    expect(again.outcome).toBe('INVALID_STATE');
    expect(again.text).toContain('correctsId');
    const corrected = await released(await aDraft(platform, county.id, { correctsId: release.id }));
    expect(corrected).toMatchObject({ number: 'mch-statistics/2026/2', corrects: { number: 'mch-statistics/2026/1' } });
    const hidden = ({ content }: Release) =>
      county.uids.filter((uid) => cell(content, 'deathsBefore1Year', uid)!.count === null);
    expect(hidden(corrected)).toEqual(hidden(release));
  });

  const draftsOf = async (unitId: string) =>
    platform.owner<Made & Record<string, unknown>>(
      `select id, version from mch_statistics.release_draft where unit_id = $1 and status = 'RELEASED'`,
      [unitId],
    );

  it('P11.A09 one that with it would give a small count back shows less: here the total of a county with one township more', async () => {
    const unit = await aUnit(platform, { parentId: county.id });
    await report(platform, await anAssignment(platform, { unitId: unit.id, since: '2026-01-01' }), '202601', counts(2));
    const draft = await aDraft(platform, county.id, { lowestLevel: 'COUNTY' });
    const { content } = await done<{ content: Content }>(platform, statistician, releaseDocuments.previewRelease, {
      id: draft.id,
      version: draft.version,
    });
    const deaths = content.tables.find(({ measure }) => measure === 'mch-statistics.deathsBefore1Year')!;
    expect(deaths.cells).toEqual([{ at: [expect.any(String), '202601'], count: null, why: 'withheld' }]);
  });

  it('P11.A09 where nothing that is withheld helps any more it is refused, with what to do and without a count', async () => {
    const told = await aCounty([3, 12, 30, 40]);
    await released(await aDraft(platform, told.id));
    await done(platform, 'administrator', raise, { choice: 'BELOW_20' });
    const draft = await aDraft(platform, told.id);
    const { outcome, text } = await refusal(releaseDocuments.requestRelease, { id: draft.id, version: draft.version });
    await done(platform, 'administrator', raise, { choice: 'BELOW_8' });
    expect([outcome, text]).toEqual(['INVALID_STATE', expect.stringContaining('coarser breakdown')]);
    expect(text.replaceAll(/\(.*?\)/g, '')).not.toMatch(/\d/);
  });
});

describe('P11.A09 a small difference of nested counts is kept too', () => {
  const deaths = [20, 30, 40];
  const neonatal = [17, 12, 15];
  const choose =
    'mutation($choice: String!) { setInterpretation(id: "mch-statistics.smallRests", choice: $choice, reason: "公众需要") { id } }';
  const ofBoth = async () => ({
    indicatorIds: [
      await indicatorNamed(platform, 'infant-mortality-rate', 'live births'),
      await indicatorNamed(platform, 'neonatal-mortality-rate', 'live births'),
    ],
  });
  const preview = async (county: County, more: object) => {
    const { id, version } = await aDraft(platform, county.id, more);
    return done<{ smallRests: number; withheld: { measure: string; at: string[] }[]; content: Content }>(
      platform,
      statistician,
      releaseDocuments.previewRelease,
      { id, version },
    );
  };
  let county: County;
  beforeAll(async () => {
    county = await aCounty(deaths, 900, (place) => ({ earlyNeonatal: neonatal[place]!, neonatal: neonatal[place]! }));
  });

  it('P11.A09 where 17 of 20 infants died in their first month, one of the two numbers is withheld', async () => {
    const { smallRests, withheld, content } = await preview(county, await ofBoth());
    expect(smallRests).toBe(1);
    expect(withheld.some(({ at }) => at[0] === county.uids[0])).toBe(true);
    const shown = (measure: string) => cell(content, measure, county.uids[0]!)!.count;
    expect([shown('deathsBefore1Year'), shown('deathsBefore28Days')]).toContain(null);
  });

  it('P11.A09 the interpretation lets the public take one from the other', async () => {
    await done(platform, 'administrator', choose, { choice: 'SHOWN' });
    expect(await preview(county, await ofBoth())).toMatchObject({ smallRests: 0, withheld: [] });
    await done(platform, 'administrator', choose, { choice: 'FROM_1' });
  });

  it('P11.A09 what was reviewed under one choice is not released under another', async () => {
    const draft = await aDraft(platform, county.id, await ofBoth());
    await request(draft);
    await approve(platform, draft.id, ['mch-section-head']);
    await done(platform, 'administrator', choose, { choice: 'SHOWN' });
    const task = await taskOf(platform, director, draft.id);
    const { outcome, text } = await refusal(sign, { task }, director);
    await done(platform, 'administrator', choose, { choice: 'FROM_1' });
    expect([outcome, text]).toEqual(['INVALID_STATE', expect.stringContaining('not what was reviewed')]);
  });

  it('P11.A09 nor does one release tell it beside another', async () => {
    const infants = await released(await aDraft(platform, county.id));
    expect(cell(infants.content, 'deathsBefore1Year', county.uids[0]!)!.count).toBe(20);
    const [, neonatalRate] = (await ofBoth()).indicatorIds;
    const { smallRests, content } = await preview(county, { indicatorIds: [neonatalRate] });
    expect(smallRests).toBe(1);
    expect(cell(content, 'deathsBefore28Days', county.uids[0]!)).toMatchObject({ count: null, why: 'withheld' });
  });
});

describe('P11.A09 only approved figures are released', () => {
  it('P11.A09 a unit whose form is not approved is blank and in no total', async () => {
    const county = await aCounty([20, 30]);
    const unit = (await aUnit(platform, { parentId: county.id })) as Made & { uid: string };
    const assignment = await anAssignment(platform, { unitId: unit.id, since: '2026-01-01' });
    await report(platform, assignment, '202601', counts(50), 'submitted');
    const release = await released(await aDraft(platform, county.id));
    expect(cell(release.content, 'deathsBefore1Year', unit.uid)).toMatchObject({ count: null, why: 'NOT_APPROVED' });
    const tables = release.content.tables.find(({ measure }) => measure === 'mch-statistics.deathsBefore1Year')!;
    expect(tables.cells[0]).toMatchObject({ count: 50 });
  });

  it('P11.A09 where none is approved nothing is released', async () => {
    const unit = await aUnit(platform);
    const assignment = await anAssignment(platform, { unitId: unit.id, since: '2026-01-01' });
    await report(platform, assignment, '202601', counts(50), 'submitted');
    const draft = await aDraft(platform, unit.id);
    for (const document of [releaseDocuments.previewRelease, releaseDocuments.requestRelease])
      expect(await refusal(document, { id: draft.id, version: draft.version })).toMatchObject({
        outcome: 'INVALID_STATE',
        text: expect.stringContaining('only approved figures'),
      });
  });

  it('P11.A09 nor what is not over', async () => {
    const draft = await aDraft(platform, undefined, { period: '2026' });
    const { outcome, text } = await refusal(releaseDocuments.requestRelease, { id: draft.id, version: draft.version });
    expect([outcome, text]).toEqual(['INVALID_STATE', expect.stringContaining('not over')]);
  });

  it('P11.A09 figures that changed after the review are not released by its signature', async () => {
    const county = await aCounty([20, 30]);
    const draft = await aDraft(platform, county.id);
    await request(draft);
    await approve(platform, draft.id, ['mch-section-head']);
    const [locked] = await platform.owner<{ id: string }>(
      'select id from mch_statistics.data_set_report where assignment_id = $1',
      [county.assignments[0]!.id],
    );
    await done(platform, reporter, documents.requestUnlock, {
      ...(await versionOf(platform, locked!.id)),
      reason: '漏记',
    });
    await approve(platform, locked!.id, [director]);
    const filled = await enter(
      platform,
      await versionOf(platform, locked!.id),
      { infant: 21, underFive: 21 },
      '漏记一例',
    );
    const sent = await submit(platform, filled, await reasonsFor(platform, filled.id));
    await approve(platform, sent.id);
    const task = await taskOf(platform, director, draft.id);
    const { outcome, text } = await refusal(sign, { task }, director);
    expect([outcome, text]).toEqual(['INVALID_STATE', expect.stringContaining('not what was reviewed')]);
    const back = 'mutation($task: ID!) { returnApproval(taskId: $task, comment: "数据已更正") { id } }';
    await done(platform, director, back, { task });
    const anew = await platform.owner<Made & Record<string, unknown>>(
      'select id, version from mch_statistics.release_draft where id = $1',
      [draft.id],
    );
    expect((await released(anew[0]!)).number).toMatch(/^mch-statistics\/2026\//);
  });

  it('P11.A09 what is above INTERNAL is no part of it, not even in a sum', async () => {
    const county = await aCounty([20, 30]);
    const unit = (await aUnit(platform, { parentId: county.id })) as Made & { uid: string };
    const head = 'mch-section-head';
    const hidden = await done(platform, head, documents.assignDataSet, {
      dataSetId: await monthlyForm(platform),
      input: { unitId: unit.id, label: 'CONFIDENTIAL', since: '2026-01-01', keeperId: await platform.personId(head) },
    });
    const open = await done(platform, head, documents.openReport, { assignmentId: hidden.id, period: '202601' });
    await submit(platform, await enter(platform, open, counts(50), undefined, head), [], head);
    await platform.owner(
      `alter table mch_statistics.data_set_report disable trigger guard_report;
       update mch_statistics.data_set_report set status = 'LOCKED', document_hash = md5(id::text), locked_at = now(), locked_by_id = submitted_by_id where id = '${open.id}';
       alter table mch_statistics.data_set_report enable trigger guard_report`,
    );
    const draft = await aDraft(platform, county.id, {}, head);
    const { content } = await done<{ content: Content }>(platform, head, releaseDocuments.previewRelease, {
      id: draft.id,
      version: draft.version,
    });
    expect(cell(content, 'deathsBefore1Year', unit.uid)).toMatchObject({ count: null, why: 'NOT_DUE' });
    expect(content.tables[0]!.cells[0]).toMatchObject({ count: 50 });
  });
});

describe('P11.A09 how small is small, and who gets to it', () => {
  it('P11.A09 the interpretation raises the threshold', async () => {
    const county = await aCounty([15, 60, 70]);
    const small = async () => {
      const draft = await aDraft(platform, county.id);
      return done(platform, statistician, releaseDocuments.previewRelease, { id: draft.id, version: draft.version });
    };
    expect(await small()).toMatchObject({ threshold: 8, small: 0 });
    await done(platform, 'administrator', raise, { choice: 'BELOW_20' });
    expect(await small()).toMatchObject({ threshold: 20, small: 1, complementary: 1 });
    await done(platform, 'administrator', raise, { choice: 'BELOW_8' });
  });

  it('P11.A09 nobody releases what they drafted themselves', async () => {
    const head = 'mch-section-head';
    const draft = await aDraft(platform, undefined, {}, head);
    await request(draft, head);
    expect(await taskOf(platform, head, draft.id)).toBeUndefined();
  });

  it.each(['anyone', 'reader', 'administrator', reporter])(
    'P11.A09 drafts, previews and what was withheld are closed to: %s',
    async (who) => {
      const draft = await aDraft(platform);
      const { data } = await platform.as(who).run('{ releaseDrafts { nodes { id } } }');
      expect(data?.releaseDrafts?.nodes ?? []).toEqual([]);
      const { outcome } = await refusal(releaseDocuments.previewRelease, { id: draft.id, version: draft.version }, who);
      expect(['FORBIDDEN', 'UNAUTHENTICATED']).toContain(outcome);
      const role = await RequestRole.open(platform);
      expect(await role.try('select * from releases.basis')).toMatchObject({ code: '42501' });
      await role.close();
    },
  );

  it('P11.A09 the digest of the figures is in no answer', () => {
    expect(Object.keys(platform.platform.schemas.full.getType('ReleaseDraft')!.toConfig() as object)).not.toContain(
      'figuresDigest',
    );
    const { fields: shown } = platform.platform.schemas.full.getType('ReleaseDraft')!.toConfig() as unknown as {
      fields: object;
    };
    expect(Object.keys(shown)).not.toContain('figuresDigest');
  });

  it('P11.A09 a draft stays as it was written', async () => {
    const { id } = await aDraft(platform);
    await expect(
      platform.owner(`update mch_statistics.release_draft set period = '202602' where id = '${id}'`),
    ).rejects.toThrow('as it was written');
  });

  it('P11.A09 levels and periods that are not shown are in no cell', async () => {
    const county = await aCounty([20, 30]);
    const draft = await aDraft(platform, county.id, {
      lowestLevel: 'COUNTY',
      shortestPeriod: 'QUARTER',
      period: '2026Q1',
    });
    const { content } = await done<{ content: Content }>(platform, statistician, releaseDocuments.previewRelease, {
      id: draft.id,
      version: draft.version,
    });
    expect(content.tables.map(({ cells }) => cells.map(({ at }) => at[1]))).toEqual([['2026Q1'], ['2026Q1']]);
  });

  it('P11.A09 a rate of two terms is there where all of its counts are', async () => {
    const unit = await aUnit(platform);
    await report(platform, await anAssignment(platform, { unitId: unit.id, since: '2026-01-01' }), '202601', {
      ...counts(30),
      tested: 500,
      positive: 20,
    });
    const draft = await aDraft(platform, unit.id, {
      indicatorIds: [await indicatorNamed(platform, 'hiv-positive-rate', 'tested')],
    });
    const { content } = await done<{ content: Content }>(platform, statistician, releaseDocuments.previewRelease, {
      id: draft.id,
      version: draft.version,
    });
    expect(content.rates[0]!.cells[0]).toMatchObject({ value: 4 });
  });
});
