import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { backUp, scratch } from '../../../src/backup/backup.harness.js';
import { verificationCode } from '../../../src/backup/verificationCode.js';
import type { BackupVerification } from '../../../src/backup/verifyBackup.js';
import { TestPlatform } from '../../../test/harness.js';
import { ask, codesOf, done, fresh, type Made, statistician } from '../statistics.fixture.js';
import { aCopy, documents, programs, sumOf } from './copies.fixture.js';

const place = scratch();
let platform: TestPlatform;
// A backup holds the moment of the database's own clock: the platform's is the same here.
let ahead = 0;
const clock = () => new Date(Date.now() + ahead);
let taken: BackupVerification;
beforeAll(async () => {
  platform = await TestPlatform.open({ clock });
  taken = await backUp(platform.database, platform.directory, place('taken.zip'));
});
afterAll(() => platform.close());

const ofDatabase = (where: string) => ({
  content: 'DATABASE',
  marking: `数据库 ${fresh()}`,
  place: where,
  medium: '移动硬盘',
  sum: taken.sum!,
});
const verify = (copy: Made, input: object) =>
  done<{
    id: string;
    version: number;
    verifiedAt: string | null;
    failedAt: string | null;
    trials: { nodes: object[] };
  }>(platform, statistician, documents.verifyDatabaseCopy, { id: copy.id, version: copy.version, input });
const statusOf = async (content: string, who = 'auditor') => {
  const all = await done<{ content: string; copies: number; places: number; gaps: string[] }[]>(
    platform,
    who,
    '{ databaseCopyStatus { content copies places stateOf verifiedAt gaps } }',
  );
  return all.find((one) => one.content === content)!;
};
const dutyOf = async (name: string) => {
  const { nodes } = await done<{ nodes: { state: string }[] }>(
    platform,
    'mch-section-head',
    'query($name: String!) { duties(filter: { name: { eq: $name } }, orderBy: [{ dueAt: DESC }], first: 1) { nodes { state } } }',
    { name },
  );
  return nodes[0]?.state;
};
const retireAll = async () => {
  await platform.owner(
    `update mch_statistics.database_copy set retired_on = current_date, retire_reason = 'x' where retired_on is null`,
  );
};

describe('P11.A05 two labelled copies', () => {
  it('P11.A05 are due each month, and done when two of the month are kept in different places', async () => {
    await platform.platform.sweeper.sweep();
    expect(await dutyOf('copyDatabase')).toBe('DUE');
    expect((await statusOf('DATABASE')).gaps.join()).toContain('Two copies are needed, and there are 0');
    const first = await aCopy(platform, ofDatabase('机房防火柜'));
    expect(first.stateOf).toBe(taken.manifest!.moment);
    expect((await statusOf('DATABASE')).gaps.join()).toContain('there are 1');
    await aCopy(platform, ofDatabase('机房防火柜'));
    expect(await dutyOf('copyDatabase')).toBe('DUE');
    expect((await statusOf('DATABASE')).gaps.join()).toContain('in one place');
    await aCopy(platform, ofDatabase('档案室'));
    expect(await dutyOf('copyDatabase')).toBe('DONE');
    expect(await statusOf('DATABASE')).toMatchObject({ copies: 3, places: 2 });
  });

  it('P11.A05 whether they have to be in different places is a setting', async () => {
    await retireAll();
    await aCopy(platform, programs());
    await aCopy(platform, programs());
    expect((await statusOf('PROGRAMS')).gaps.join()).toContain('in one place');
    const set = (choice: string) =>
      done(
        platform,
        'administrator',
        `mutation { setInterpretation(id: "mch-statistics.copyPlaces", choice: "${choice}", reason: "院务会议") { choice } }`,
      );
    await set('ANY_PLACE');
    try {
      expect((await statusOf('PROGRAMS')).gaps.join()).not.toContain('in one place');
    } finally {
      await set('DIFFERENT_PLACES');
    }
  });

  it('P11.A05 a copy of the database is known by a backup that was taken of it, and by its label', async () => {
    const unknown = { ...ofDatabase('机房'), sum: sumOf('made elsewhere') };
    expect(await codesOf(platform, documents.registerDatabaseCopy, { input: unknown })).toMatchObject({
      outcome: 'BAD_USER_INPUT',
      paths: ['input.sum'],
    });
    const input = ofDatabase('机房');
    await aCopy(platform, input);
    expect((await ask(platform, statistician, documents.registerDatabaseCopy, { input })).outcome).toBe('CONFLICT');
  });
});

describe('P11.A05 one of them was shown to be of use', () => {
  it('P11.A05 by the code that only a database with the same rows has, which the platform compares', async () => {
    await retireAll();
    const copy = await aCopy(platform, ofDatabase('机房'));
    await platform.platform.sweeper.sweep();
    expect(await dutyOf('verifyDatabaseCopy')).toBe('DUE');
    const wrong = { id: copy.id, version: copy.version, input: { code: 'AAAAA-AAAAA-AAAAA-AAAAA' } };
    expect(await codesOf(platform, documents.verifyDatabaseCopy, wrong)).toMatchObject({
      outcome: 'BAD_USER_INPUT',
      paths: ['input.code'],
    });
    expect(await dutyOf('verifyDatabaseCopy')).toBe('DUE');
    const code = verificationCode(taken.manifest!);
    const verified = await verify(copy, { code: ` ${code.toLowerCase().replaceAll('-', ' ')}` });
    expect(verified.verifiedAt).not.toBeNull();
    expect(verified.trials.nodes).toEqual([{ passed: true, failure: null, person: { name: statistician } }]);
    expect(await dutyOf('verifyDatabaseCopy')).toBe('DONE');
  });

  it('P11.A05 a copy that failed counts no more, and that stays in the register', async () => {
    await retireAll();
    const [first] = [await aCopy(platform, ofDatabase('机房')), await aCopy(platform, ofDatabase('档案室'))];
    await verify(first!, { failure: '介质读不出' });
    const status = await statusOf('DATABASE');
    expect(status).toMatchObject({ copies: 1, places: 1 });
    expect(status.gaps.join()).toContain('Copies that failed');
    await expect(
      platform.owner(`update mch_statistics.copy_verification set passed = true, failure = null where false`),
    ).resolves.toEqual([]);
  });

  it('P11.A05 a retired copy is neither verified nor retired again, and a trial has one result', async () => {
    const { id, version } = await aCopy(platform);
    const verify = (given: object, at: number) =>
      ask(platform, statistician, documents.verifyDatabaseCopy, { id, version: at, input: given });
    expect((await verify({ code: sumOf('programs'), failure: '读盘错误' }, version)).outcome).toBe('BAD_USER_INPUT');
    const retire = (at: number) =>
      ask(platform, statistician, documents.retireDatabaseCopy, { id, version: at, reason: '介质报废' });
    expect((await retire(version)).outcome).toBe('ok');
    expect((await retire(version + 1)).outcome).toBe('INVALID_STATE');
    expect((await verify({ code: sumOf('programs') }, version + 1)).outcome).toBe('INVALID_STATE');
  });

  it('P11.A05 a verification that is too long ago is a gap, and so are copies that are too old', async () => {
    await retireAll();
    const copies = [await aCopy(platform, ofDatabase('机房')), await aCopy(platform, ofDatabase('档案室'))];
    await verify(copies[0]!, { code: verificationCode(taken.manifest!) });
    expect((await statusOf('DATABASE')).gaps).toEqual([]);
    ahead = 200 * 86_400_000;
    try {
      const { gaps } = await statusOf('DATABASE');
      expect(gaps.join()).toContain('too old');
      expect(gaps.join()).toContain('not shown for too long');
    } finally {
      ahead = 0;
    }
  });

  it('P11.A05 who is not of the section or runs the platform sees nothing of it', async () => {
    await aCopy(platform, ofDatabase('机房'));
    for (const [who, seen] of [
      ['administrator', true],
      ['mch-reporter', false],
      ['reader', false],
    ] as const) {
      const { data } = await ask(platform, who, '{ databaseCopies { totalCount } }');
      expect([who, data.databaseCopies.totalCount > 0]).toEqual([who, seen]);
    }
  });
});
