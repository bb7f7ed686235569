import { baseColumns } from '../../../src/database/tableColumns.js';
import type { Migration } from '../../../src/module.js';

const tables = `
create table it_operations.qualification (${baseColumns},
  person_id uuid not null references access.person,
  number text collate "C" not null,
  title text collate "C" not null,
  issuer text collate "C" not null,
  recognised_by_province boolean not null,
  issued_on date not null,
  expires_on date,
  revoked_at timestamptz(3),
  revoke_reason text collate "C",
  unique (issuer, number),
  check (expires_on >= issued_on),
  check ((revoked_at is null) = (revoke_reason is null))
);
create index on it_operations.qualification (person_id, expires_on);
create index on it_operations.qualification (created_at, id);

create table it_operations.shift (${baseColumns},
  operator_id uuid not null references access.person,
  station text collate "C" not null,
  starts_at timestamptz(3) not null,
  ends_at timestamptz(3) not null,
  certificate_id uuid references it_operations.qualification,
  uncovered_at timestamptz(3),
  cancelled_at timestamptz(3),
  cancel_reason text collate "C",
  check (ends_at > starts_at and ends_at <= starts_at + interval '24 hours'),
  check ((cancelled_at is null) = (cancel_reason is null)),
  check ((certificate_id is null) = (uncovered_at is not null))
);
create index on it_operations.shift (operator_id, starts_at);
create index on it_operations.shift (starts_at, id);
create index on it_operations.shift (certificate_id);
create index on it_operations.shift (uncovered_at) where uncovered_at is not null;
create index on it_operations.shift (created_at, id);

create table it_operations.work_log_entry (${baseColumns},
  shift_id uuid not null references it_operations.shift,
  author_id uuid not null references access.person,
  happened_at timestamptz(3) not null,
  text text collate "C" not null,
  kept_procedures boolean not null,
  deviation text collate "C",
  corrects_id uuid unique references it_operations.work_log_entry,
  correction_reason text collate "C",
  check (kept_procedures or deviation is not null),
  check ((corrects_id is null) = (correction_reason is null))
);
create index on it_operations.work_log_entry (shift_id, happened_at);
create index on it_operations.work_log_entry (author_id, happened_at);
create index on it_operations.work_log_entry (created_at, id);

create function it_operations.refuse_change() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  raise exception using errcode = 'ZH900',
    message = '{"en": "The work log is append-only: correct an entry with correctWorkLog.", "zh": "工作日志只增不改，请用 correctWorkLog 更正。"}';
end
$$;
create trigger append_only before update or delete or truncate on it_operations.work_log_entry
  for each statement execute function it_operations.refuse_change();
alter table it_operations.work_log_entry enable always trigger append_only;
`;

const covering = `
-- A certificate with which somebody may work throughout a time: recognised, issued, not revoked and not expired by its end.
create function it_operations.certificate_for(person uuid, from_at timestamptz, until timestamptz) returns uuid
  language sql stable security definer set search_path = pg_catalog as $$
  select c.id from it_operations.qualification c
  where c.person_id = person and c.recognised_by_province and c.revoked_at is null
    and c.issued_on <= (from_at at time zone 'Asia/Shanghai')::date
    and (c.expires_on is null or c.expires_on >= ((until - interval '1 millisecond') at time zone 'Asia/Shanghai')::date)
  order by c.expires_on desc nulls first, c.id limit 1
$$;

-- Whether somebody is of the information staff throughout a time.
create function it_operations.is_staff(person uuid, from_at timestamptz, until timestamptz) returns boolean
  language sql stable security definer set search_path = pg_catalog as $$
  select exists (select from it_operations.staff_member m where m.person_id = person
    and m.joined_on <= (from_at at time zone 'Asia/Shanghai')::date
    and (m.left_on is null or m.left_on >= ((until - interval '1 millisecond') at time zone 'Asia/Shanghai')::date))
$$;

-- Whoever writes a shift: its operator is of the staff, holds a valid certificate throughout, and works nowhere else meanwhile.
create function it_operations.guard_shift() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  if new.cancelled_at is not null then
    return new;
  end if;
  -- Two shifts of one person are not assigned at the same moment.
  perform 1 from it_operations.staff_member m where m.person_id = new.operator_id order by m.id for update;
  if not it_operations.is_staff(new.operator_id, new.starts_at, new.ends_at) then
    raise exception using errcode = 'ZH900',
      message = '{"en": "The person is not of the information staff throughout the shift. Add them with addStaffMember.", "zh": "该人员在班次期间不是信息工作人员，请先 addStaffMember。"}';
  end if;
  if exists (select from it_operations.shift s where s.operator_id = new.operator_id and s.id <> new.id and s.cancelled_at is null
    and s.starts_at < new.ends_at and s.ends_at > new.starts_at) then
    raise exception using errcode = 'ZH900',
      message = '{"en": "The person has another shift at that time. Name somebody else, or another time.", "zh": "该人员同时段已有班次，请另行指定人员或时间。"}';
  end if;
  new.certificate_id := it_operations.certificate_for(new.operator_id, new.starts_at, new.ends_at);
  if new.certificate_id is null then
    raise exception using errcode = 'ZH900',
      message = '{"en": "The person holds no certificate that the province recognises and that is valid throughout the shift (P12.A05).", "zh": "该人员没有在班次期间始终有效、经省级认可的证书（P12.A05）。"}';
  end if;
  new.uncovered_at := null;
  return new;
end
$$;
create trigger guard_shift before insert or update of operator_id, starts_at, ends_at on it_operations.shift
  for each row execute function it_operations.guard_shift();

-- Shifts to come follow the certificates of their operator.
create function it_operations.follow_certificates() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  moment timestamptz := coalesce(nullif(current_setting('app.now', true), '')::timestamptz, now());
begin
  update it_operations.shift s set certificate_id = found.certificate,
    uncovered_at = case when found.certificate is null then coalesce(s.uncovered_at, moment) end, updated_at = moment, version = s.version + 1
  from (select x.id, it_operations.certificate_for(x.operator_id, x.starts_at, x.ends_at) as certificate from it_operations.shift x
    where x.operator_id = new.person_id and x.cancelled_at is null and x.ends_at > moment) found
  where s.id = found.id and s.certificate_id is distinct from found.certificate
    and (s.certificate_id is null or not exists (select from it_operations.qualification q where q.id = s.certificate_id
      and q.recognised_by_province and q.revoked_at is null and q.issued_on <= (s.starts_at at time zone 'Asia/Shanghai')::date
      and (q.expires_on is null or q.expires_on >= ((s.ends_at - interval '1 millisecond') at time zone 'Asia/Shanghai')::date)));
  return null;
end
$$;
create trigger follow_certificates after insert or update on it_operations.qualification
  for each row execute function it_operations.follow_certificates();
`;

export const shifts: Migration = { name: '0007-certificates-and-shifts', up: tables + covering };
