import { labelledColumns } from '../../../src/database/tableColumns.js';
import type { Migration } from '../../../src/module.js';

export const surveyMigration: Migration = {
  name: '0040-surveys',
  up: `
create table customers.survey (${labelledColumns},
  year integer not null check (year between 2000 and 2199),
  title text collate "C" not null,
  target numeric(3, 2) not null check (target between 1 and 5),
  status text collate "C" not null check (status in ('DRAFT', 'OPEN', 'CLOSED')),
  replies_until timestamptz(3) not null,
  created_by_id uuid not null references access.person
);
create index on customers.survey (year, id);
create index on customers.survey (created_at, id);

create table customers.survey_question (${labelledColumns},
  survey_id uuid not null references customers.survey,
  position integer not null check (position > 0),
  aspect text collate "C" not null check (aspect in ('SERVICE_QUALITY', 'PRICE', 'OVERALL', 'OTHER')),
  kind text collate "C" not null check (kind in ('SCALE', 'TEXT')),
  text text collate "C" not null,
  unique (survey_id, position)
);

create table customers.survey_invitation (${labelledColumns},
  survey_id uuid not null references customers.survey,
  customer_id uuid not null references customers.customer,
  sent_by_id uuid not null references access.person,
  answered boolean not null default false,
  token_hash text collate "C" not null unique check (token_hash ~ '^[0-9a-f]{64}$'),
  unique (survey_id, customer_id)
);
create index on customers.survey_invitation (customer_id);

create table customers.survey_reply (${labelledColumns},
  survey_id uuid not null references customers.survey,
  invitation_id uuid not null unique references customers.survey_invitation,
  department_id uuid not null references access.department,
  customer_kind text collate "C" not null,
  answers jsonb not null
);
create index on customers.survey_reply (survey_id);

create table customers.survey_report (${labelledColumns},
  survey_id uuid not null references customers.survey,
  summary text collate "C" not null,
  invited integer not null,
  replies integer not null,
  score numeric(4, 3) not null,
  target numeric(3, 2) not null,
  below_target boolean not null,
  weak_aspects text[] not null,
  figures jsonb not null,
  status text collate "C" not null check (status in ('PENDING', 'APPROVED')),
  compiled_by_id uuid not null references access.person,
  approved_at timestamptz(3),
  check ((status = 'APPROVED') = (approved_at is not null))
);
create index on customers.survey_report (survey_id);
create index on customers.survey_report (created_at, id);

create table customers.corrective_action (${labelledColumns},
  report_id uuid not null unique references customers.survey_report,
  status text collate "C" not null check (status in ('OPEN', 'PLANNED', 'DONE')),
  cause text collate "C",
  correction text collate "C",
  prevention text collate "C",
  planned_by_id uuid references access.person,
  effect text collate "C",
  verified_by_id uuid references access.person,
  constraint not_verified_by_the_planner check (verified_by_id is distinct from planned_by_id or verified_by_id is null)
);
create index on customers.corrective_action (created_at, id);

-- What somebody with a link is asked, while it can be answered.
create function customers.survey_for(hash text, moment timestamptz) returns json
  language sql stable security definer set search_path = pg_catalog as $$
  select json_build_object('title', s.title, 'repliesUntil', s.replies_until, 'questions',
    (select json_agg(json_build_object('id', q.id, 'aspect', q.aspect, 'kind', q.kind, 'text', q.text) order by q.position)
      from customers.survey_question q where q.survey_id = s.id))
  from customers.survey_invitation i join customers.survey s on s.id = i.survey_id
  where i.token_hash = hash and not i.answered and s.status = 'OPEN' and s.replies_until > moment
$$;

-- One reply for a link, also against two at the same moment. Its day is all that is kept of when it came.
create function customers.reply_to_survey(hash text, given jsonb, moment timestamptz) returns boolean
  language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
  used customers.survey_invitation;
begin
  update customers.survey_invitation i set answered = true, version = i.version + 1
  from customers.survey s
  where i.token_hash = hash and not i.answered and s.id = i.survey_id and s.status = 'OPEN' and s.replies_until > moment
  returning i.* into used;
  if not found then
    return false;
  end if;
  insert into customers.survey_reply (id, created_at, updated_at, label, compartments, keeper_id, survey_id, invitation_id, department_id, customer_kind, answers)
  select gen_random_uuid(), date_trunc('day', moment), date_trunc('day', moment), used.label, used.compartments, used.keeper_id,
    used.survey_id, used.id, c.department_id, c.kind, given
  from customers.customer c where c.id = used.customer_id;
  return true;
end
$$;

-- The last decision of its request alone hands out a report; below target an action opens.
create function customers.approve_survey_report(of_request uuid) returns json
  language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
  moment timestamptz := current_setting('app.now')::timestamptz;
  approved customers.survey_report;
  opened uuid;
begin
  update customers.survey_report r set status = 'APPROVED', approved_at = moment, updated_at = moment, version = r.version + 1
  where r.id = approvals.approved_record(of_request, 'approveSurveyReport') and r.status = 'PENDING' returning * into approved;
  if not found then
    raise exception using errcode = '40001';
  end if;
  perform audit.append(json_build_array(json_build_object('action', 'update', 'type', 'SurveyReport', 'id', approved.id,
    'label', approved.label, 'compartments', approved.compartments, 'clause', 'P04.A07',
    'after', json_build_object('status', approved.status, 'request', of_request))));
  if not approved.below_target then
    return null;
  end if;
  opened := gen_random_uuid();
  insert into customers.corrective_action (id, created_at, updated_at, label, compartments, keeper_id, report_id, status)
  values (opened, moment, moment, approved.label, approved.compartments, approved.keeper_id, approved.id, 'OPEN');
  perform audit.append(json_build_array(json_build_object('action', 'create', 'type', 'CorrectiveAction', 'id', opened,
    'label', approved.label, 'compartments', approved.compartments, 'clause', 'P04.A07', 'after', json_build_object('report', approved.id))));
  return json_build_object('id', opened, 'label', approved.label, 'compartments', approved.compartments,
    'keeper', json_build_object('id', approved.keeper_id));
end
$$;
`,
};
