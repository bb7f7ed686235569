import { labelledColumns } from '../../../src/database/tableColumns.js';
import type { Migration } from '../../../src/module.js';

const answers = `('AGREES', 'ERROR', 'OMISSION', 'NO_SOURCE')`;

export const spotChecks: Migration = {
  name: '0020-spot-checks',
  up: `
alter table mch_statistics.value_entry drop constraint value_entry_kind_check;
alter table mch_statistics.value_entry add constraint value_entry_kind_check check (kind in ('FIRST', 'CORRECTION', 'SPOT_CHECK'));

create table mch_statistics.spot_check_plan (${labelledColumns},
  data_set_id uuid not null references mch_statistics.data_set,
  interval text collate "C" not null check (interval in ('MONTH', 'QUARTER', 'HALF_YEAR', 'YEAR')),
  grace_days integer not null check (grace_days between 0 and 60),
  units integer check (units between 1 and 1000),
  figures_per_unit integer not null check (figures_per_unit between 1 and 200),
  ended_on date,
  end_reason text collate "C",
  check ((ended_on is null) = (end_reason is null))
);
create unique index one_plan_in_force on mch_statistics.spot_check_plan (data_set_id) where ended_on is null;
create index on mch_statistics.spot_check_plan (data_set_id, id);
create index on mch_statistics.spot_check_plan (created_at, id);

create table mch_statistics.spot_check (${labelledColumns},
  plan_id uuid not null references mch_statistics.spot_check_plan,
  period text collate "C" not null,
  first_day date not null,
  last_day date not null check (last_day >= first_day),
  seed text collate "C" not null check (length(seed) >= 32),
  frame_digest text collate "C" not null,
  units integer,
  figures_per_unit integer not null,
  drawn integer not null check (drawn > 0),
  checked integer not null check (checked between 0 and drawn),
  drawn_by_id uuid not null references access.person,
  completed_at timestamptz(3),
  frame_reports text[] not null,
  frame_cells text[] not null,
  check ((completed_at is null) = (checked < drawn))
);
create unique index one_check_at_a_time on mch_statistics.spot_check (plan_id) where completed_at is null;
create index on mch_statistics.spot_check (plan_id, id);
create index on mch_statistics.spot_check (created_at, id);

create table mch_statistics.spot_check_item (${labelledColumns},
  check_id uuid not null references mch_statistics.spot_check,
  place integer not null,
  report_id uuid not null references mch_statistics.data_set_report,
  unit_id uuid not null references mch_statistics.statistics_unit,
  element_id uuid not null references mch_statistics.data_element,
  option_id uuid not null references mch_statistics.category_option_combination,
  reported text collate "C",
  result text collate "C" check (result in ${answers}),
  found text collate "C",
  source text collate "C",
  checked_by_id uuid references access.person,
  checked_at timestamptz(3),
  unique (check_id, place),
  unique (check_id, report_id, element_id, option_id),
  check ((result is null) = (source is null) and (result is null) = (checked_by_id is null) and (result is null) = (checked_at is null)),
  check (result is null or (result = 'NO_SOURCE') = (found is null))
);
create index on mch_statistics.spot_check_item (report_id);
create index on mch_statistics.spot_check_item (unit_id, checked_at) where checked_at is not null;

create table mch_statistics.spot_check_finding (${labelledColumns},
  item_id uuid not null unique references mch_statistics.spot_check_item,
  report_id uuid not null references mch_statistics.data_set_report,
  department_id uuid not null references access.department,
  element_id uuid not null references mch_statistics.data_element,
  option_id uuid not null references mch_statistics.category_option_combination,
  type text collate "C" not null check (type in ('ERROR', 'OMISSION', 'NO_SOURCE')),
  reported text collate "C",
  found text collate "C",
  source text collate "C" not null,
  state text collate "C" not null check (state in ('OPEN', 'CORRECTED', 'EXPLAINED', 'VERIFIED', 'ACCEPTED')),
  reason text collate "C",
  answered_by_id uuid references access.person,
  answered_at timestamptz(3),
  entry_id uuid references mch_statistics.value_entry,
  settled_by_id uuid references access.person,
  settled_at timestamptz(3),
  remark text collate "C",
  check (state = 'OPEN' or (reason is not null and answered_by_id is not null)),
  check (state not in ('CORRECTED', 'VERIFIED') or entry_id is not null),
  check ((state in ('VERIFIED', 'ACCEPTED')) = (settled_by_id is not null)),
  -- P11.A07: nobody verifies what they corrected or explained themselves.
  check (settled_by_id <> answered_by_id)
);
create index on mch_statistics.spot_check_finding (report_id, id);
create index on mch_statistics.spot_check_finding (department_id, id);
create index on mch_statistics.spot_check_finding (entry_id);
create index on mch_statistics.spot_check_finding (state, id);
create index on mch_statistics.spot_check_finding (created_at, id);

-- P11.A07: whether somebody entered figures of a report, or handed it in.
create function mch_statistics.had_part(of_report uuid, person uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog as $$
  select exists (select from mch_statistics.value_entry e where e.report_id = of_report and e.person_id = person)
    or exists (select from mch_statistics.data_set_report r where r.id = of_report and r.submitted_by_id = person)
$$;

-- P11.A07: what was drawn and what was found stay as they are: a sample that could be changed afterwards proves nothing.
create function mch_statistics.guard_spot_check() returns trigger language plpgsql set search_path = pg_catalog as $$
declare
  kept text[] := case tg_table_name
    when 'spot_check' then array['plan_id', 'period', 'first_day', 'last_day', 'seed', 'frame_digest', 'units', 'figures_per_unit',
      'drawn', 'drawn_by_id', 'frame_reports', 'frame_cells']
    when 'spot_check_item' then array['check_id', 'place', 'report_id', 'unit_id', 'element_id', 'option_id', 'reported']
      || case when to_jsonb(old)->>'result' is null then '{}'::text[] else array['result', 'found', 'source', 'checked_by_id', 'checked_at'] end
    else array['item_id', 'report_id', 'element_id', 'option_id', 'type', 'reported', 'found', 'source'] end;
begin
  if exists (select from unnest(kept) f where to_jsonb(old)->f is distinct from to_jsonb(new)->f) then
    raise insufficient_privilege using message = 'what a spot check drew and found stays as it is';
  end if;
  return new;
end
$$;
create trigger guard_spot_check before update on mch_statistics.spot_check for each row execute function mch_statistics.guard_spot_check();
create trigger guard_spot_check before update on mch_statistics.spot_check_item for each row execute function mch_statistics.guard_spot_check();
create trigger guard_spot_check before update on mch_statistics.spot_check_finding for each row execute function mch_statistics.guard_spot_check();
`,
};

/** P11.A07: a plan that says nothing of its own follows the setting. */
export const plansFollow: Migration = {
  name: '0133-plans-follow',
  up: `alter table mch_statistics.spot_check_plan alter column interval drop not null;`,
};
