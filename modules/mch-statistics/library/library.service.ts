import { Department } from '../../../src/access/department.entity.js';
import { Label } from '../../../src/access/labels.js';
import { beginningOf, dayAt } from '../../../src/calendar/dates.js';
import { notToCome } from '../../../src/calendar/notToCome.js';
import type { SignedInContext } from '../../../src/context.js';
import { askingOf } from '../../../src/database/asking.js';
import { badInput, conflict, invalidState, type Problem } from '../../../src/errors.js';
import { unknown } from '../forms/known.js';
import { plainNumber } from './checkDigit.js';
import type {
  AddLibraryItemInput,
  AnnounceItemsArgs,
  ClaimIssueArgs,
  ExpectIssuesArgs,
  ReceiveIssueArgs,
} from './library.inputs.js';
import { JournalIssue, LibraryItem, LibraryKind } from './libraryItem.entity.js';

/** Books and journals are collected and announced (P08.A06). */
export class LibraryService {
  constructor(private readonly context: SignedInContext) {}

  add({ title, number, publisher, place, ...given }: AddLibraryItemInput): Promise<LibraryItem> {
    const { context } = this;
    const problems = notToCome('input.acquiredOn', given.acquiredOn, context.now);
    if (problems.length > 0) throw badInput(problems);
    return context.database.write(context, async (writing) => {
      const plain = number ? plainNumber(number) : null;
      if (plain && (await writing.em.findOne(LibraryItem, { number: plain }))) throw isThere(plain);
      const item = writing.em.create(LibraryItem, {
        ...given,
        title: title.trim(),
        number: plain,
        publisher: publisher.trim(),
        place: place?.trim() || null,
        label: Label.PUBLIC,
      });
      await context.core.duties.begin(writing, 'announceLibraryItem', { record: item });
      return item;
    });
  }

  expect({ journalId, issues }: ExpectIssuesArgs): Promise<number> {
    const { context } = this;
    return context.database.write(context, async (writing) => {
      const { em } = writing;
      const journal = await writing.find('expectJournalIssues', LibraryItem, journalId);
      if (journal.kind !== LibraryKind.JOURNAL) throw noJournal();
      const names = issues.map(({ issue }) => issue.trim());
      const known = await em.find(JournalIssue, { journal: journal.id, issue: { $in: names } });
      const taken = new Set(known.map(({ issue }) => issue));
      const problems = names.flatMap((issue, i): Problem[] =>
        taken.has(issue) || names.indexOf(issue) < i ? [isExpected(i)] : [],
      );
      if (problems.length > 0) throw badInput(problems);
      for (const [i, { expectedOn }] of issues.entries()) {
        const given = { journal, issue: names[i]!, expectedOn, label: Label.PUBLIC };
        const record = em.create(JournalIssue, given);
        await context.core.duties.begin(writing, 'claimJournalIssue', { record, from: beginningOf(expectedOn) });
      }
      return issues.length;
    });
  }

  receive({ id, version, receivedOn }: ReceiveIssueArgs): Promise<JournalIssue> {
    const { context } = this;
    const problems = notToCome('receivedOn', receivedOn, context.now);
    if (problems.length > 0) throw badInput(problems);
    return context.database.write(context, async (writing) => {
      const issue = await writing.find('receiveJournalIssue', JournalIssue, id, version);
      issue.refuseReceived();
      issue.receivedOn = receivedOn;
      await context.core.duties.fulfil(writing, 'claimJournalIssue', { record: issue });
      return issue;
    });
  }

  claim({ id, version }: ClaimIssueArgs): Promise<JournalIssue> {
    const { context } = this;
    return context.database.write(context, async (writing) => {
      const issue = await writing.find('claimJournalIssue', JournalIssue, id, version);
      issue.refuseReceived();
      if (issue.expectedOn > dayAt(context.now)) throw notDue(issue.expectedOn);
      issue.claimedOn = dayAt(context.now);
      await context.core.duties.fulfil(writing, 'claimJournalIssue', { record: issue });
      return issue;
    });
  }

  /** One notice for each department, with all titles. */
  announce({ items: ids, departments }: AnnounceItemsArgs): Promise<number> {
    const { context } = this;
    return context.database.write(context, async (writing) => {
      const { em } = writing;
      const wanted = [...new Set(departments)];
      if ((await em.find(Department, { id: { $in: wanted } })).length < wanted.length)
        throw badInput([unknown('departments')]);
      const items: LibraryItem[] = [];
      for (const id of new Set(ids)) items.push(await writing.find('announceLibraryItems', LibraryItem, id));
      for (const item of items) {
        item.announcedAt = context.now;
        await context.core.duties.fulfil(writing, 'announceLibraryItem', { record: item });
      }
      const titles = items.map(({ title }) => `《${title}》`).join('');
      const message = {
        en: `New in the library: ${titles}. See libraryItems.`,
        zh: `新到书刊：${titles}，详见 libraryItems。`,
      };
      const told = wanted.map((department) => ({
        kind: 'OTHER' as const,
        role: 'UNIT_HEAD',
        department,
        label: Label.PUBLIC,
        recordType: 'LibraryItem',
        recordId: items[0]!.id,
        message,
      }));
      await context.core.notices.tell(askingOf(em), told, context.now);
      return wanted.length;
    });
  }
}

const isThere = (number: string) =>
  conflict({
    en: `${number} is in the library already. See libraryItems(filter: { number: { eq: "${number}" } }).`,
    zh: `${number} 已在馆藏中，见 libraryItems(filter: { number: { eq: "${number}" } })。`,
  });

const noJournal = () =>
  invalidState({ en: 'A book has no issues. Give the id of a journal.', zh: '图书没有卷期，请给出期刊的 id。' });

const notDue = (expectedOn: string) =>
  invalidState({
    en: `The issue is expected on ${expectedOn}. Claim it from then on.`,
    zh: `该期预计 ${expectedOn} 到馆，届时方可催缺。`,
  });

const isExpected = (place: number): Problem => ({
  path: `issues.${place}.issue`,
  message: { en: 'This issue is registered already, or stands twice here.', zh: '该期已登记，或在此重复。' },
});
