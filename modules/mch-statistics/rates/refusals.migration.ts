import { labelledColumns } from '../../../src/database/tableColumns.js';
import type { Migration } from '../../../src/module.js';

export const refusals: Migration = {
  name: '0003-refusals',
  up: `
create table mch_statistics.refused_report (${labelledColumns},
  assignment_id uuid not null references mch_statistics.data_set_assignment,
  unit_id uuid not null references mch_statistics.statistics_unit,
  department_id uuid not null references access.department,
  period text collate "C" not null,
  reason text collate "C" not null,
  recorded_by_id uuid not null references access.person,
  withdrawn_at timestamptz(3),
  withdrawn_by_id uuid references access.person,
  withdrawn_because text collate "C",
  check ((withdrawn_at is null) = (withdrawn_by_id is null) and (withdrawn_at is null) = (withdrawn_because is null))
);
create unique index refused_once on mch_statistics.refused_report (assignment_id, period) where withdrawn_at is null;
create index on mch_statistics.refused_report (unit_id, id);
create index on mch_statistics.refused_report (department_id, id);
create index on mch_statistics.refused_report (created_at, id);

-- P11.A02: what was recorded stays as it is; it is taken back once, with a reason.
create function mch_statistics.guard_refusal() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if (old.assignment_id, old.period, old.reason, old.recorded_by_id) is distinct from (new.assignment_id, new.period, new.reason, new.recorded_by_id)
    or old.withdrawn_at is not null and (old.withdrawn_at, old.withdrawn_by_id, old.withdrawn_because) is distinct from (new.withdrawn_at, new.withdrawn_by_id, new.withdrawn_because)
  then
    raise insufficient_privilege using message = 'a refusal that was recorded is not rewritten';
  end if;
  return new;
end
$$;
create trigger guard_refusal before update on mch_statistics.refused_report for each row execute function mch_statistics.guard_refusal();
`,
};
