import { clause, signedIn } from '../../../src/access/rules.js';
import { definePermissions } from '../../../src/module.js';
import { section } from '../mch-statistics.roles.js';

const keeps = clause('P08.A06', section);
/** The catalogue of the library is for everybody in the house. */
const open = { read: signedIn, write: keeps, labels: 'P08.A07' };

export const libraryPermissions = definePermissions({
  calls: {
    Query: { libraryItem: signedIn, libraryItems: signedIn, journalIssue: signedIn, journalIssues: signedIn },
    Mutation: {
      addLibraryItem: keeps,
      expectJournalIssues: keeps,
      receiveJournalIssue: keeps,
      claimJournalIssue: keeps,
      announceLibraryItems: keeps,
    },
  },
  records: {
    expectJournalIssues: { type: 'LibraryItem' },
    receiveJournalIssue: { type: 'JournalIssue', does: 'update' },
    claimJournalIssue: { type: 'JournalIssue', does: 'update' },
    announceLibraryItems: { type: 'LibraryItem', does: 'update' },
  },
  rows: { LibraryItem: open, JournalIssue: open },
});
