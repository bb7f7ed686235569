import { labelledColumns } from '../../../src/database/tableColumns.js';
import type { Migration } from '../../../src/module.js';

export const section: Migration = {
  name: '0106-section',
  up: `
create table mch_statistics.section_task (${labelledColumns},
  person_id uuid not null references access.person,
  work text collate "C" not null check (work in ('IN_CHARGE', 'COLLECTION', 'ORDERING', 'ANALYSIS', 'USE')),
  since date not null,
  until date check (until >= since)
);
create unique index one_task on mch_statistics.section_task (person_id, work) where until is null;
create unique index one_in_charge on mch_statistics.section_task (work) where until is null and work = 'IN_CHARGE';
create index on mch_statistics.section_task (created_at, id);

create table mch_statistics.secrecy_undertaking (${labelledColumns},
  person_id uuid not null references access.person,
  year integer not null check (year between 2000 and 2199),
  text text collate "C" not null,
  unique (person_id, year)
);
create index on mch_statistics.secrecy_undertaking (created_at, id);
`,
};
