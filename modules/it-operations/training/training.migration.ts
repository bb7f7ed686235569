import { baseColumns, labelledColumns } from '../../../src/database/tableColumns.js';
import type { Migration } from '../../../src/module.js';

export const training: Migration = {
  name: '0008-training',
  up: `
create table it_operations.training_plan (${labelledColumns},
  year integer not null check (year between 2000 and 2199),
  title text collate "C" not null,
  content text collate "C" not null,
  approved_at timestamptz(3),
  concluded_at timestamptz(3),
  conclusion text collate "C",
  check (concluded_at is null or approved_at is not null),
  check ((concluded_at is null) = (conclusion is null))
);
create unique index one_plan_a_year on it_operations.training_plan (year) where approved_at is not null;
create index on it_operations.training_plan (year, id);
create index on it_operations.training_plan (created_at, id);

create table it_operations.training_session (${baseColumns},
  plan_id uuid references it_operations.training_plan,
  title text collate "C" not null,
  organiser text collate "C" not null,
  level text collate "C" not null check (level in ('IN_HOUSE', 'TOWNSHIP', 'COUNTY', 'CITY', 'PROVINCE', 'NATIONAL')),
  hours numeric(6,1) not null check (hours > 0),
  planned_on date not null,
  held_on date,
  state text collate "C" not null check (state in ('PLANNED', 'HELD', 'CANCELLED')),
  cancel_reason text collate "C",
  check ((state = 'HELD') = (held_on is not null)),
  check ((state = 'CANCELLED') = (cancel_reason is not null))
);
create index on it_operations.training_session (plan_id, planned_on);
create index on it_operations.training_session (held_on, id);
create index on it_operations.training_session (planned_on, id);
create index on it_operations.training_session (created_at, id);

create table it_operations.training_attendance (${baseColumns},
  session_id uuid not null references it_operations.training_session,
  person_id uuid not null references access.person,
  hours numeric(6,1) not null check (hours > 0),
  correction_reason text collate "C",
  unique (session_id, person_id)
);
create index on it_operations.training_attendance (person_id, session_id);
create index on it_operations.training_attendance (created_at, id);

-- P12.A04: outcome of the approval of a plan, which nobody else writes.
create function it_operations.approve_training_plan(request uuid) returns void
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  wanted uuid := approvals.approved_record(request, 'approveTrainingPlan');
  moment timestamptz := current_setting('app.now')::timestamptz;
begin
  update it_operations.training_plan set approved_at = moment, updated_at = moment, version = version + 1 where id = wanted;
end
$$;

create function it_operations.guard_plan() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if session_user = current_user and new.approved_at is distinct from old.approved_at then
    raise insufficient_privilege using message = 'only its approval puts a plan in force';
  end if;
  return new;
end
$$;
-- Hours of one training count once for a person, however often it is entered.
create function it_operations.guard_attendance() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  given it_operations.training_session;
begin
  select * into given from it_operations.training_session where id = new.session_id;
  perform pg_advisory_xact_lock(hashtextextended('trainings of ' || given.held_on, 0));
  if exists (select from it_operations.training_attendance a join it_operations.training_session s on s.id = a.session_id
    where a.person_id = new.person_id and s.id <> given.id and s.held_on = given.held_on
      and lower(btrim(s.title)) = lower(btrim(given.title))) then
    raise unique_violation using message = 'the training is entered for the person already';
  end if;
  return new;
end
$$;
create trigger guard_attendance before insert on it_operations.training_attendance
  for each row execute function it_operations.guard_attendance();

create trigger guard_plan before update on it_operations.training_plan for each row execute function it_operations.guard_plan();
`,
};
