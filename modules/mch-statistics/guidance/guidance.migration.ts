import { labelledColumns } from '../../../src/database/tableColumns.js';
import type { Migration } from '../../../src/module.js';

export const guidance: Migration = {
  name: '0103-guidance',
  up: `
create table mch_statistics.guided_department (${labelledColumns},
  department_id uuid not null references access.department,
  period text collate "C" not null check (period in ('quarter', 'halfYear', 'year')),
  ended_on date
);
create unique index one_guidance on mch_statistics.guided_department (department_id) where ended_on is null;
create index on mch_statistics.guided_department (created_at, id);

create table mch_statistics.guidance_visit (${labelledColumns},
  guided_id uuid not null references mch_statistics.guided_department,
  department_id uuid not null references access.department,
  state text collate "C" not null check (state in ('PLANNED', 'ADVISED', 'ANSWERED', 'CLOSED', 'CANCELLED')),
  topic text collate "C" not null,
  planned_on date not null,
  visitor_id uuid not null references access.person,
  visited_on date,
  findings text collate "C",
  advice text collate "C",
  response text collate "C",
  responded_by_id uuid references access.person,
  conclusion text collate "C",
  check (num_nulls(visited_on, findings, advice) in (0, 3)),
  check ((visited_on is null) = (state in ('PLANNED', 'CANCELLED')))
);
create index on mch_statistics.guidance_visit (guided_id, id);
create index on mch_statistics.guidance_visit (department_id, id);
create index on mch_statistics.guidance_visit (visitor_id, id);
create index on mch_statistics.guidance_visit (created_at, id);
`,
};

/** P08.A04: also departments that were added before follow a changed setting. */
export const guidanceFollows: Migration = {
  name: '0132-guidance-follows',
  up: `update duties.series set follows = true where name = 'guideDepartment';`,
};
