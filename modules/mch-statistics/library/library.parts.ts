import { announceItem, claimIssue } from './library.duties.js';
import { library as migration } from './library.migration.js';
import { LibraryResolver } from './library.resolver.js';
import { JournalIssue, LibraryItem } from './libraryItem.entity.js';

/** What the library adds to the manifest. */
export const library = {
  entities: [LibraryItem, JournalIssue],
  reads: [LibraryItem, JournalIssue],
  resolvers: [LibraryResolver],
  duties: [claimIssue, announceItem],
  migrations: [migration],
};
