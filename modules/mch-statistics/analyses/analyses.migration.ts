import { labelledColumns } from '../../../src/database/tableColumns.js';
import type { Migration } from '../../../src/module.js';

export const analysisTables: Migration = {
  name: '0012-analyses',
  up: `
create table mch_statistics.analysis_plan (${labelledColumns},
  title text collate "C" not null,
  unit_id uuid not null references mch_statistics.statistics_unit,
  indicator_ids text[] collate "C" not null check (cardinality(indicator_ids) between 1 and 20),
  rhythm text collate "C" not null check (rhythm in ('QUARTER', 'HALF_YEAR', 'YEAR')),
  days integer not null check (days between 0 and 90),
  author_id uuid not null references access.person,
  ended_at timestamptz(3)
);
create index on mch_statistics.analysis_plan (created_at, id);
create index on mch_statistics.analysis_plan (unit_id);
create index on mch_statistics.analysis_plan (author_id);

create table mch_statistics.analysis_report (${labelledColumns},
  plan_id uuid not null references mch_statistics.analysis_plan,
  period text collate "C" not null,
  edition integer not null check (edition > 0),
  title text collate "C" not null,
  text text collate "C" not null,
  figures jsonb not null,
  digest text collate "C" not null,
  author_id uuid not null references access.person,
  submitted_at timestamptz(3) not null,
  acknowledged_by_id uuid references access.person,
  acknowledged_at timestamptz(3),
  remark text collate "C",
  check ((acknowledged_at is null) = (acknowledged_by_id is null)),
  check (acknowledged_by_id <> author_id),
  unique (plan_id, period, edition)
);
create index on mch_statistics.analysis_report (submitted_at, id);
create index on mch_statistics.analysis_report (author_id);

-- P11.A09: a report keeps the figures with which it was handed in.
create function mch_statistics.keep_analysis() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if (new.plan_id, new.period, new.edition, new.title, new.text, new.figures, new.digest, new.author_id, new.submitted_at)
      is distinct from (old.plan_id, old.period, old.edition, old.title, old.text, old.figures, old.digest, old.author_id, old.submitted_at)
    or old.acknowledged_at is not null and (new.acknowledged_at, new.acknowledged_by_id, new.remark)
      is distinct from (old.acknowledged_at, old.acknowledged_by_id, old.remark)
  then
    raise exception 'a report of analysis stays as it was handed in; hand in another edition';
  end if;
  return new;
end
$$;
create trigger keep_analysis before update on mch_statistics.analysis_report for each row execute function mch_statistics.keep_analysis();
`,
};
