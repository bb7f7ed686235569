import { labelledColumns } from '../../../src/database/tableColumns.js';
import type { Migration } from '../../../src/module.js';

export const library: Migration = {
  name: '0107-library',
  up: `
create table mch_statistics.library_item (${labelledColumns},
  kind text collate "C" not null check (kind in ('BOOK', 'JOURNAL')),
  title text collate "C" not null,
  number text collate "C" unique,
  publisher text collate "C" not null,
  is_foreign boolean not null,
  acquired_on date not null,
  place text collate "C",
  announced_at timestamptz(3)
);
create index on mch_statistics.library_item (title, id);
create index on mch_statistics.library_item (created_at, id);

create table mch_statistics.journal_issue (${labelledColumns},
  journal_id uuid not null references mch_statistics.library_item,
  issue text collate "C" not null,
  expected_on date not null,
  received_on date,
  claimed_on date,
  unique (journal_id, issue)
);
create index on mch_statistics.journal_issue (expected_on, id) where received_on is null;
create index on mch_statistics.journal_issue (created_at, id);
`,
};
