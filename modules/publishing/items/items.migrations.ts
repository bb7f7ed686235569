import { NumberSeries } from '../../../src/access/numbering.js';
import { labelledColumns } from '../../../src/database/tableColumns.js';
import type { Migration } from '../../../src/module.js';

export const itemNumbers = new NumberSeries('publishing.item_number', 'XX');

const tables = `
create table publishing.portal_item (${labelledColumns},
  number text collate "C" not null unique,
  title text collate "C" not null,
  column_id uuid not null references publishing.portal_column,
  kind text collate "C" not null check (kind in ('STATIC', 'DYNAMIC')),
  category text collate "C" not null,
  form text collate "C" not null check (form in ('EMERGENCY', 'MEETING_OR_NEWS', 'DOCUMENT_OR_REPORT', 'OTHER')),
  unit_id uuid not null references access.department,
  author_id uuid not null references access.person,
  occurred_at timestamptz(3) not null,
  submitted_at timestamptz(3),
  status text collate "C" not null check (status in ('PREPARED', 'PUBLISHED', 'EXPIRED', 'WITHDRAWN')),
  published_at timestamptz(3),
  changed_at timestamptz(3),
  expires_at timestamptz(3),
  withdrawn_at timestamptz(3),
  withdrawn_by_id uuid references access.person,
  withdraw_reason text collate "C",
  check ((kind = 'STATIC') = (category in ('ORGANISATION', 'ONLINE_SERVICES', 'PERMITS', 'OTHER_SERVICES'))),
  check ((form = 'EMERGENCY') = (category = 'EMERGENCIES')),
  check (status = 'PREPARED' or published_at is not null),
  -- P03.A06: nothing above PUBLIC is on the portal.
  check (status <> 'PUBLISHED' or (label = 'PUBLIC' and compartments = '{}'))
);
create index on publishing.portal_item (column_id, status, published_at desc, id);
create index on publishing.portal_item (status, published_at desc, id);
create index on publishing.portal_item (unit_id, occurred_at, id);
create index on publishing.portal_item (author_id);
create index on publishing.portal_item (created_at, id);
create index on publishing.portal_item (expires_at) where status = 'PUBLISHED' and expires_at is not null;
${itemNumbers.migration}

create table publishing.item_version (${labelledColumns},
  item_id uuid not null references publishing.portal_item,
  number integer not null,
  unit_id uuid not null references access.department,
  reason text collate "C" not null check (reason in ('FIRST', 'UPDATE', 'CORRECTION', 'REPUBLICATION')),
  note text collate "C",
  correction_note text collate "C" generated always as (case when reason = 'CORRECTION' then note end) stored,
  status text collate "C" not null
    check (status in ('DRAFT', 'SUBMITTED', 'RETURNED', 'REFUSED', 'APPROVED', 'SCHEDULED', 'LIVE', 'ENDED', 'DISCARDED')),
  title text collate "C" not null,
  summary text collate "C",
  text text collate "C",
  source text collate "C",
  source_url text collate "C",
  basis text collate "C",
  conditions text collate "C",
  procedure text collate "C",
  term text collate "C",
  result text collate "C",
  cause text collate "C",
  outcome text collate "C",
  contact text collate "C",
  author_id uuid not null references access.person,
  proof_reader_id uuid references access.person,
  proof_read_at timestamptz(3),
  submitted_by_id uuid references access.person,
  submitted_at timestamptz(3),
  reviewer_id uuid references access.person,
  reviewed_at timestamptz(3),
  published_by_id uuid references access.person,
  publish_at timestamptz(3),
  expires_at timestamptz(3),
  live_at timestamptz(3),
  ended_at timestamptz(3),
  unique (item_id, number),
  check (expires_at > publish_at),
  -- P03.A05 and P03.A06: who proof-read did not write, and who reviewed did neither.
  check (proof_reader_id <> author_id),
  check (reviewer_id not in (author_id, proof_reader_id, submitted_by_id)),
  check (status not in ('APPROVED', 'SCHEDULED', 'LIVE') or (reviewer_id is not null and proof_reader_id is not null)),
  check (status <> 'LIVE' or (published_by_id is not null and label = 'PUBLIC' and compartments = '{}'))
);
create unique index on publishing.item_version (item_id) where status = 'LIVE';
create unique index on publishing.item_version (item_id)
  where status in ('DRAFT', 'SUBMITTED', 'RETURNED', 'APPROVED', 'SCHEDULED');
create index on publishing.item_version (status, id) where status not in ('LIVE', 'ENDED', 'DISCARDED');
create index on publishing.item_version (publish_at) where status = 'SCHEDULED';
create index on publishing.item_version (author_id);
create index on publishing.item_version (created_at, id);
`;

const guards = `
create function publishing.by_owner(of_table oid) returns boolean
  language sql stable set search_path = pg_catalog as $$
  select pg_has_role(current_user, (select relowner from pg_class where oid = of_table), 'member')
$$;

-- What is submitted stays as it is, and only the functions below approve and publish.
create function publishing.guard_version() returns trigger
  language plpgsql set search_path = pg_catalog as $$
declare
  mine text[] := array['title', 'summary', 'text', 'source', 'source_url', 'basis', 'conditions', 'procedure', 'term', 'result',
    'cause', 'outcome', 'contact', 'author_id', 'proof_reader_id', 'proof_read_at'];
  kept text[] := array['item_id', 'number', 'unit_id', 'reviewer_id', 'reviewed_at', 'published_by_id', 'publish_at', 'expires_at', 'live_at'];
  o jsonb := to_jsonb(old);
  n jsonb := to_jsonb(new);
begin
  if publishing.by_owner(tg_relid) then
    return new;
  end if;
  if exists (select from unnest(kept) f where o->f is distinct from n->f)
    or old.status not in ('DRAFT', 'RETURNED') and exists (select from unnest(mine) f where o->f is distinct from n->f)
    or old.status <> new.status and (old.status, new.status) not in (('DRAFT', 'SUBMITTED'), ('RETURNED', 'SUBMITTED'),
      ('DRAFT', 'DISCARDED'), ('RETURNED', 'DISCARDED'), ('REFUSED', 'DISCARDED'), ('APPROVED', 'DISCARDED'),
      ('SCHEDULED', 'DISCARDED'), ('LIVE', 'ENDED'))
  then
    raise insufficient_privilege using message = 'a submitted version stays as it is, and is published by its review';
  end if;
  return new;
end
$$;
create trigger guard_version before update on publishing.item_version for each row execute function publishing.guard_version();

create function publishing.guard_new_version() returns trigger
  language plpgsql set search_path = pg_catalog as $$
begin
  if not publishing.by_owner(tg_relid) and (new.status <> 'DRAFT' or new.reviewer_id is not null or new.published_by_id is not null) then
    raise insufficient_privilege using message = 'a version begins as a draft';
  end if;
  return new;
end
$$;
create trigger guard_new_version before insert on publishing.item_version for each row execute function publishing.guard_new_version();

create function publishing.guard_item() returns trigger
  language plpgsql set search_path = pg_catalog as $$
begin
  if not publishing.by_owner(tg_relid) and ((old.status, new.status) not in (('PUBLISHED', 'WITHDRAWN')) and old.status <> new.status
    or old.published_at is distinct from new.published_at or new.label < old.label)
  then
    raise insufficient_privilege using message = 'an item is published by its review, and its label is not lowered';
  end if;
  return new;
end
$$;
create trigger guard_item before update on publishing.portal_item for each row execute function publishing.guard_item();

-- P03.A06: a label that is raised after publication takes the item off the portal, on whatever way it is raised.
create function publishing.withdraw_classified() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  moment timestamptz := coalesce(nullif(current_setting('app.now', true), '')::timestamptz, now());
begin
  if new.status = 'PUBLISHED' and (new.label > 'PUBLIC' or new.compartments <> '{}') then
    new.status := 'WITHDRAWN';
    new.withdrawn_at := moment;
    new.withdrawn_by_id := nullif(current_setting('app.person', true), '')::uuid;
    new.withdraw_reason := coalesce(new.withdraw_reason, 'label ' || new.label);
    new.changed_at := moment;
    new.expires_at := null;
    update publishing.item_version v set status = 'ENDED', ended_at = moment, updated_at = moment, version = v.version + 1
      where v.item_id = new.id and v.status = 'LIVE';
  end if;
  return new;
end
$$;
create trigger classified_leaves before update of label, compartments on publishing.portal_item
  for each row execute function publishing.withdraw_classified();
`;

const functions = `
create function publishing.entry(v publishing.item_version, clause text, before json, after json) returns void
  language sql volatile set search_path = pg_catalog as $$
  select audit.append(json_build_array(json_build_object('action', 'update', 'type', 'ItemVersion', 'id', v.id,
    'label', v.label, 'compartments', v.compartments, 'clause', clause, 'before', before, 'after', after)))
$$;

-- By when an item is submitted, whoever of its unit has to do it.
create function publishing.submission_of(item uuid) returns table (due_at timestamptz)
  language sql stable security definer set search_path = pg_catalog as $$
  select d.due_at from duties.duty d where d.record_type = 'PortalItem' and d.record_id = item and d.waived_at is null
    and d.name in ('submitEmergency', 'submitNews', 'submitDocument', 'submitOtherItem')
$$;

-- The outcome of the review: nobody else approves a version.
create function publishing.approve_version(of_request uuid) returns void
  language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
  moment timestamptz := current_setting('app.now')::timestamptz;
  approved publishing.item_version;
begin
  update publishing.item_version v set status = 'APPROVED', reviewer_id = current_setting('app.person')::uuid,
    reviewed_at = moment, updated_at = moment, version = v.version + 1
  where v.id = approvals.approved_record(of_request, 'reviewItem') and v.status = 'SUBMITTED'
  returning * into approved;
  if not found then
    raise exception using errcode = '40001';
  end if;
  perform publishing.entry(approved, 'P03.A06', json_build_object('status', 'SUBMITTED'),
    json_build_object('status', 'APPROVED', 'reviewer', approved.reviewer_id, 'request', of_request));
end
$$;

-- What was proof-read is the text with its files.
create function publishing.files_changed(wanted uuid) returns void
  language sql volatile security definer set search_path = pg_catalog as $$
  update publishing.item_version v set proof_reader_id = null, proof_read_at = null,
    updated_at = current_setting('app.now')::timestamptz, version = v.version + 1
  where v.id = wanted and v.status in ('DRAFT', 'RETURNED') and v.proof_reader_id is not null
$$;

-- A review that ended without approval, or sent the version back.
create function publishing.leave_review(of_request uuid) returns void
  language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
  moment timestamptz := current_setting('app.now')::timestamptz;
  become text;
  left_it publishing.item_version;
begin
  update publishing.item_version v set updated_at = moment, version = v.version + 1,
    status = case r.status when 'RETURNED' then 'RETURNED' when 'REJECTED' then 'REFUSED' else 'DRAFT' end
  from approvals.request r
  where r.id = of_request and r.name = 'reviewItem' and r.status in ('RETURNED', 'REJECTED', 'WITHDRAWN')
    and v.id = r.record_id and v.status in ('SUBMITTED', 'RETURNED')
    and not exists (select from approvals.request o where o.record_id = v.id and o.id <> r.id and o.status = 'RUNNING')
  returning v.* into left_it;
  if found then
    perform publishing.entry(left_it, 'P03.A06', json_build_object('status', 'SUBMITTED'),
      json_build_object('status', left_it.status, 'request', of_request));
  end if;
end
$$;

-- Puts an approved version in the place of the live one. Nothing else makes a version live.
create function publishing.put_live(wanted uuid, moment timestamptz) returns void
  language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
  v publishing.item_version;
begin
  update publishing.item_version o set status = 'ENDED', ended_at = moment, updated_at = moment, version = o.version + 1
  where o.status = 'LIVE' and o.item_id = (select w.item_id from publishing.item_version w where w.id = wanted);
  update publishing.item_version w set status = 'LIVE', live_at = moment, updated_at = moment, version = w.version + 1
  where w.id = wanted and w.status in ('APPROVED', 'SCHEDULED') and w.published_by_id is not null
    and w.label = 'PUBLIC' and w.compartments = '{}' and (w.expires_at is null or w.expires_at > moment)
  returning * into v;
  if not found then
    raise exception using errcode = '40001';
  end if;
  update publishing.portal_item i set status = 'PUBLISHED', title = v.title, published_at = coalesce(i.published_at, moment),
    changed_at = moment, expires_at = v.expires_at, withdrawn_at = null, withdrawn_by_id = null, withdraw_reason = null,
    updated_at = moment, version = i.version + 1
  where i.id = v.item_id;
  perform publishing.entry(v, 'P03.A06', null,
    json_build_object('status', 'LIVE', 'item', v.item_id, 'publishedBy', v.published_by_id, 'expiresAt', v.expires_at));
end
$$;

-- Whoever publishes answers for it. Without a time it goes live at once.
create function publishing.publish(wanted uuid, at timestamptz, until timestamptz) returns void
  language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
  moment timestamptz := current_setting('app.now')::timestamptz;
  v publishing.item_version;
begin
  update publishing.item_version w set published_by_id = current_setting('app.person')::uuid, publish_at = at,
    expires_at = until, status = case when at is null then w.status else 'SCHEDULED' end,
    updated_at = moment, version = w.version + 1
  where w.id = wanted and w.status in ('APPROVED', 'SCHEDULED') returning * into v;
  if not found then
    raise exception using errcode = '40001';
  end if;
  if at is null then
    perform publishing.put_live(wanted, moment);
  else
    perform publishing.entry(v, 'P03.A06', null, json_build_object('status', 'SCHEDULED', 'publishAt', at, 'expiresAt', until,
      'publishedBy', v.published_by_id));
  end if;
end
$$;

create function publishing.unschedule(wanted uuid) returns void
  language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
  moment timestamptz := current_setting('app.now')::timestamptz;
  v publishing.item_version;
begin
  update publishing.item_version w set published_by_id = null, publish_at = null, expires_at = null, status = 'APPROVED',
    updated_at = moment, version = w.version + 1
  where w.id = wanted and w.status = 'SCHEDULED' returning * into v;
  if not found then
    raise exception using errcode = '40001';
  end if;
  perform publishing.entry(v, 'P03.A06', json_build_object('status', 'SCHEDULED'), json_build_object('status', 'APPROVED'));
end
$$;

-- What came due since the last sweep: versions that go live, and items that expire. What is above PUBLIC by now stays where it is.
create function publishing.sweep(moment timestamptz, at_most integer) returns integer
  language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
  due record;
  done integer := 0;
begin
  for due in
    select v.id, v.expires_at from publishing.item_version v
    where v.status = 'SCHEDULED' and v.publish_at <= moment and v.label = 'PUBLIC' and v.compartments = '{}'
      -- Only what was screened in this very sweep.
      and exists (select from publishing.version_screening s
        where s.item_version_id = v.id and s.occasion = 'PUBLICATION' and s.created_at = moment)
    order by v.publish_at, v.id limit at_most for update skip locked
  loop
    if due.expires_at <= moment then
      update publishing.item_version v set status = 'ENDED', ended_at = moment, updated_at = moment, version = v.version + 1
        where v.id = due.id;
    else
      perform publishing.put_live(due.id, moment);
    end if;
    done := done + 1;
  end loop;
  for due in
    select i.id from publishing.portal_item i where i.status = 'PUBLISHED' and i.expires_at <= moment
    order by i.expires_at, i.id limit at_most for update skip locked
  loop
    update publishing.portal_item i set status = 'EXPIRED', changed_at = moment, updated_at = moment, version = i.version + 1
      where i.id = due.id;
    update publishing.item_version v set status = 'ENDED', ended_at = moment, updated_at = moment, version = v.version + 1
      where v.item_id = due.id and v.status = 'LIVE';
    perform audit.append(json_build_array(json_build_object('action', 'update', 'type', 'PortalItem', 'id', due.id,
      'label', 'PUBLIC', 'compartments', array[]::text[], 'before', json_build_object('status', 'PUBLISHED'),
      'after', json_build_object('status', 'EXPIRED'), 'at', moment)));
    done := done + 1;
  end loop;
  return done;
end
$$;
`;

export const itemMigrations: Migration[] = [{ name: '0002-items', up: tables + guards + functions }];
