import { defineDuty } from '../../../src/duties/duty.js';
import { JournalIssue, LibraryItem } from './libraryItem.entity.js';

const keeps = {
  clause: 'P08.A06',
  by: 'MCH_STATISTICIAN',
  escalateTo: 'MCH_SECTION_HEAD',
  waivedBy: ['MCH_DIRECTOR'],
} as const;

/** P08.A06 收集: an issue that does not come is claimed. */
export const claimIssue = defineDuty({
  ...keeps,
  name: 'claimJournalIssue',
  title: { en: 'Take in the issue of the journal, or claim it', zh: '登记期刊到馆或催缺' },
  subject: JournalIssue,
  within: { days: 15 },
});

/** P08.A06 发布: what is new is announced. */
export const announceItem = defineDuty({
  ...keeps,
  name: 'announceLibraryItem',
  title: { en: 'Announce the new book or journal', zh: '发布新到书刊信息' },
  subject: LibraryItem,
  within: { workingDays: 10 },
});
