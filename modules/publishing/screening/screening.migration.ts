import { labelledColumns } from '../../../src/database/tableColumns.js';
import type { Migration } from '../../../src/module.js';

export const screeningMigration: Migration = {
  name: '0030-version-screening',
  up: `
create table publishing.version_screening (${labelledColumns},
  item_version_id uuid not null references publishing.item_version,
  unit_id uuid not null references access.department,
  occasion text collate "C" not null check (occasion in ('SUBMISSION', 'ACCEPTANCE', 'PUBLICATION')),
  verdict text collate "C" not null check (verdict in ('CLEAN', 'WARNING', 'FORBIDDEN')),
  truncated boolean not null,
  findings jsonb not null,
  unread text[] not null,
  reason text collate "C",
  accepted_by_id uuid references access.person,
  check ((reason is null) = (accepted_by_id is null)),
  -- P03.A06: nobody accepts what is forbidden.
  check (reason is null or verdict <> 'FORBIDDEN')
);
create index on publishing.version_screening (item_version_id, created_at desc);
create index on publishing.version_screening (created_at, id);

-- A screening is what was found then. A reviewer's reason is added once.
create function publishing.guard_screening() returns trigger
  language plpgsql set search_path = pg_catalog as $$
declare
  open text[] := array['label', 'compartments', 'keeper_id', 'version', 'updated_at'];
begin
  if old.reason is null then
    open := open || array['reason', 'accepted_by_id'];
  end if;
  if to_jsonb(old) - open is distinct from to_jsonb(new) - open then
    raise insufficient_privilege using message = 'a screening is kept as it was';
  end if;
  return new;
end
$$;
create trigger guard_screening before update on publishing.version_screening
  for each row execute function publishing.guard_screening();

-- For the sweep: what is to go live by now, with what screens it.
create function publishing.due_for_screening(moment timestamptz, at_most integer) returns json
  language sql stable security definer set search_path = pg_catalog as $$
  select coalesce(json_agg(json_build_object('id', v.id, 'content', to_jsonb(v),
    'files', (select coalesce(json_agg(json_build_object('id', a.id, 'name', a.name, 'mediaType', a.media_type, 'checksum', a.checksum)), '[]')
      from attachments.attachment a where a.record_type = 'ItemVersion' and a.record_id = v.id),
    'accepted', (select coalesce(json_agg(s.findings), '[]') from publishing.version_screening s
      where s.item_version_id = v.id and s.reason is not null))), '[]')
  from (select * from publishing.item_version w where w.status = 'SCHEDULED' and w.publish_at <= moment
    and w.label = 'PUBLIC' and w.compartments = '{}' order by w.publish_at, w.id limit at_most) v
$$;

-- What the sweep found is kept; what may not go live by it goes back to those who publish.
create function publishing.keep_screening(wanted uuid, screened jsonb, holds_back boolean, moment timestamptz) returns void
  language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
  v publishing.item_version;
begin
  if holds_back then
    update publishing.item_version w set published_by_id = null, publish_at = null, expires_at = null, status = 'APPROVED',
      updated_at = moment, version = w.version + 1
    where w.id = wanted and w.status = 'SCHEDULED' returning * into v;
    if not found then
      return;
    end if;
    perform publishing.entry(v, 'P03.A06', json_build_object('status', 'SCHEDULED'),
      json_build_object('status', 'APPROVED', 'heldBack', screened->>'verdict'));
  end if;
  insert into publishing.version_screening (id, created_at, updated_at, label, compartments, keeper_id, item_version_id, unit_id,
    occasion, verdict, truncated, findings, unread)
  select gen_random_uuid(), moment, moment, w.label, w.compartments, w.keeper_id, w.id, w.unit_id, 'PUBLICATION',
    screened->>'verdict', (screened->>'truncated')::boolean, screened->'findings',
    array(select jsonb_array_elements_text(screened->'unread'))
  from publishing.item_version w where w.id = wanted;
end
$$;
`,
};
