import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { TestPlatform } from '../../../test/harness.js';
import { isIsbn, isIssn, plainNumber } from '../library/checkDigit.js';
import { departmentId } from '../roots.fixture.js';
import { anAssignment, ask, done } from '../statistics.fixture.js';
import {
  aMember,
  anIssue,
  anItem,
  aTask,
  libraryDocuments,
  nobodyInCharge,
  sectionTaskDocuments,
} from './section.fixture.js';

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
const statesOf = async (id: string) =>
  (
    await ask(
      platform,
      'mch-section-head',
      'query($id: ID!) { duties(filter: { recordId: { eq: $id } }, orderBy: [{ period: ASC }]) { nodes { clause state } } }',
      { id },
    )
  ).data.duties.nodes;

describe('P08.A01 the section works under a vice president, and each work has somebody', () => {
  const missing = async (): Promise<string[]> =>
    (await ask(platform, 'auditor', '{ informationSection { work isMissing } }')).data.informationSection
      .filter(({ isMissing }: { isMissing: boolean }) => isMissing)
      .map(({ work }: { work: string }) => work);

  it('P08.A01 a work that nobody does shows, also when whoever did it has left', async () => {
    await nobodyInCharge(platform);
    expect(await missing()).toEqual(expect.arrayContaining(['IN_CHARGE', 'COLLECTION', 'ANALYSIS']));
    const person = await aMember(platform);
    await done(platform, 'mch-director', sectionTaskDocuments.name, {
      input: { personId: person, since: '2026-03-01' },
    });
    const task = await aTask(platform);
    expect(await missing()).not.toEqual(expect.arrayContaining(['IN_CHARGE']));
    expect(await missing()).not.toEqual(expect.arrayContaining(['COLLECTION']));
    await platform.owner('update access.person set active = false where id = $1', [person]);
    await done(platform, 'mch-section-head', sectionTaskDocuments.end, { ...task, until: '2026-03-09' });
    expect(await missing()).toEqual(expect.arrayContaining(['IN_CHARGE', 'COLLECTION']));
  });

  it('P08.A01 one vice president at a time, whom the section neither names nor ends', async () => {
    await nobodyInCharge(platform);
    const input = { personId: await aMember(platform), since: '2026-03-01' };
    const refused = await ask(platform, 'mch-section-head', sectionTaskDocuments.name, { input });
    expect(refused.errors[0]!.extensions).toMatchObject({ code: 'FORBIDDEN', clause: 'P08.A01' });
    const task = await done(platform, 'general-manager', sectionTaskDocuments.name, { input });
    const other = { personId: await aMember(platform), since: '2026-03-01' };
    expect((await ask(platform, 'mch-director', sectionTaskDocuments.name, { input: other })).outcome).toBe('CONFLICT');
    expect(
      (await ask(platform, 'mch-section-head', sectionTaskDocuments.end, { ...task, until: '2026-03-09' })).outcome,
    ).toBe('FORBIDDEN');
    await done(platform, 'mch-director', sectionTaskDocuments.end, { ...task, until: '2026-03-09' });
    await done(platform, 'mch-director', sectionTaskDocuments.name, { input: other });
  });

  it('P08.A01 nobody who has left is given a work', async () => {
    const person = await aMember(platform);
    await platform.owner('update access.person set active = false where id = $1', [person]);
    const input = { personId: person, work: 'USE', since: '2026-03-01' };
    expect((await ask(platform, 'mch-section-head', sectionTaskDocuments.assign, { input })).outcome).toBe(
      'INVALID_STATE',
    );
  });
});

describe('P08.A07 members undertake secrecy each year', () => {
  it('P08.A07 one signature a year does for all that somebody does in the section; who does not sign, shows', async () => {
    const person = await platform.personId(keeper);
    const [one, two] = [
      await aTask(platform, person),
      await done<{ id: string }>(platform, 'mch-section-head', sectionTaskDocuments.assign, {
        input: { personId: person, work: 'ANALYSIS', since: '2026-03-01' },
      }),
    ];
    const signed = await done<{ id: string; year: number }>(platform, keeper, sectionTaskDocuments.undertake);
    expect(signed.year).toBe(2026);
    expect([await statesOf(one.id), await statesOf(two.id)]).toEqual([
      [{ clause: 'P08.A07', state: 'DONE' }],
      [{ clause: 'P08.A07', state: 'DONE' }],
    ]);
    expect((await ask(platform, keeper, sectionTaskDocuments.undertake)).outcome).toBe('CONFLICT');
    expect((await ask(platform, 'reader', sectionTaskDocuments.undertake)).outcome).toBe('INVALID_STATE');
    const seen = async (who: string) =>
      (await ask(platform, who, 'query($id: ID!) { secrecyUndertaking(id: $id) { year } }', { id: signed.id })).data
        .secrecyUndertaking;
    expect([await seen(keeper), await seen('auditor'), await seen('mch-ward-head')]).toEqual([
      { year: 2026 },
      { year: 2026 },
      null,
    ]);
    moment.now = new Date('2028-01-05T10:00:00+08:00');
    await platform.platform.sweeper.sweep();
    expect((await statesOf(one.id)).map(({ state }: { state: string }) => state)).toEqual(['DONE', 'BREACHED', 'DUE']);
  });
});

describe('P08.A06 books and journals are collected and announced', () => {
  it.each([
    ['978-7-117-19340-5', true, false],
    ['9787117193406', false, false],
    ['7-117-00001-7', false, false],
    ['0-306-40615-2', true, false],
    ['0529-567X', false, true],
    ['0529-5671', false, false],
  ])('P08.A06 the check digit of %s', (text, isBook, isJournal) => {
    expect([isIsbn(plainNumber(text)), isIssn(plainNumber(text))]).toEqual([isBook, isJournal]);
  });

  it('P08.A06 an item is in the library once, by its number, and everybody in the house finds it', async () => {
    const number = '0306406152';
    await anItem(platform, { kind: 'BOOK', number: '0-306-40615-2' });
    const again = { kind: 'BOOK', title: 'x', number, publisher: 'x', acquiredOn: '2026-03-01' };
    expect((await ask(platform, keeper, libraryDocuments.add, { input: again })).outcome).toBe('CONFLICT');
    const { data } = await ask(
      platform,
      'reader',
      'query($n: String!) { libraryItems(filter: { number: { eq: $n } }) { totalCount } }',
      { n: number },
    );
    expect(data.libraryItems.totalCount).toBe(1);
  });

  it('P08.A06 an issue that does not come is claimed within 15 days, else it is a breach; one that came is claimed no more', async () => {
    const [forgotten, claimed, received] = [await anIssue(platform), await anIssue(platform), await anIssue(platform)];
    expect((await ask(platform, keeper, libraryDocuments.claim, await anIssue(platform, '2026-03-10'))).outcome).toBe(
      'INVALID_STATE',
    );
    await done(platform, keeper, libraryDocuments.claim, claimed);
    await done(platform, keeper, libraryDocuments.receive, { ...received, receivedOn: '2026-03-09' });
    expect(
      (await ask(platform, keeper, libraryDocuments.claim, { id: received.id, version: received.version + 1 })).outcome,
    ).toBe('INVALID_STATE');
    moment.now = new Date('2026-03-17T10:00:00+08:00');
    await platform.platform.sweeper.sweep();
    const states = [];
    for (const { id } of [forgotten, claimed, received]) states.push((await statesOf(id))[0].state);
    expect(states).toEqual(['BREACHED', 'DONE', 'DONE']);
    const { data } = await ask(
      platform,
      'reader',
      'query($ids: [ID!]) { journalIssues(filter: { id: { in: $ids }, receivedOn: { isNull: true } }) { totalCount } }',
      { ids: [forgotten.id, claimed.id, received.id] },
    );
    expect(data.journalIssues.totalCount).toBe(2);
  });

  it('P08.A06 what is new is announced to departments, one notice each, and counts as announced', async () => {
    const items = [await anItem(platform), await anItem(platform)].map(({ id }) => id);
    const departments = [await departmentId(platform), await departmentId(platform, '儿科')];
    expect((await statesOf(items[0]!))[0]).toEqual({ clause: 'P08.A06', state: 'DUE' });
    expect(await done(platform, keeper, libraryDocuments.announce, { items, departments })).toBe(2);
    for (const who of ['mch-ward-head', 'mch-ward-head-b']) {
      const { data } = await ask(platform, who, '{ notices(first: 100) { nodes { recordId } } }');
      expect(data.notices.nodes.filter(({ recordId }: { recordId: string }) => items.includes(recordId))).toHaveLength(
        1,
      );
    }
    for (const id of items) expect((await statesOf(id))[0].state).toBe('DONE');
  });

  it('P08.A06 a book has no issues', async () => {
    const book = await anItem(platform, { kind: 'BOOK' });
    const issues = [{ issue: '1', expectedOn: '2026-04-01' }];
    expect((await ask(platform, keeper, libraryDocuments.expect, { journalId: book.id, issues })).outcome).toBe(
      'INVALID_STATE',
    );
  });
});

describe('P11.A01 forms have a named keeper, also when that person leaves', () => {
  it('P11.A01 the forms that somebody keeps are handed over with the rest, and then kept by the successor', async () => {
    const assignment = await anAssignment(platform);
    const handover = await done(
      platform,
      keeper,
      'mutation($input: BeginHandoverInput!) { beginHandover(input: $input) { id version } }',
      {
        input: {
          personId: await platform.personId(keeper),
          departmentId: await departmentId(platform, '妇幼保健院'),
          reason: 'LEAVES',
        },
      },
    );
    const kept = async () =>
      (
        await done<{ line: string; recordId: string }[]>(
          platform,
          keeper,
          'query($id: ID!) { handoverList(id: $id) { line recordId } }',
          { id: handover.id },
        )
      ).filter(({ recordId }) => recordId === assignment.id);
    expect(await kept()).toEqual([{ line: 'keptForms', recordId: assignment.id }]);
    const successorId = await platform.personId('mch-section-head');
    await done(
      platform,
      keeper,
      'mutation($id: ID!, $ids: [ID!], $successor: ID!) { passOn(id: $id, input: { line: "keptForms", recordIds: $ids, successorId: $successor }) { id } }',
      { id: handover.id, ids: [assignment.id], successor: successorId },
    );
    expect(await kept()).toEqual([]);
    const { data } = await ask(
      platform,
      'auditor',
      'query($id: ID!) { dataSetAssignment(id: $id) { keeper { name } } }',
      { id: assignment.id },
    );
    expect(data.dataSetAssignment.keeper.name).toBe('mch-section-head');
  });
});
