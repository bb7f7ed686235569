import { defineModule } from '../module.js';

/** The log of who did what. Rows are only ever added, and only through `audit.append`: the request role has no right on the table. */
export const audit = defineModule({
  name: 'audit',
  title: { en: 'Audit', zh: '审计' },
  description: 'Records every change in the transaction that makes it.',
  requires: ['access'],
  permissions: { calls: {}, rows: {} },
  migrations: [
    {
      name: '0001-entries',
      up: `
create table audit.entry (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  person_id uuid,
  request_id text not null,
  action text not null,
  record_type text not null,
  record_id text,
  label access.label,
  before jsonb,
  after jsonb
);

create function audit.append(entries json) returns void
  language sql security definer set search_path = pg_catalog as $$
  insert into audit.entry (at, person_id, request_id, action, record_type, record_id, label, before, after)
  select clock_timestamp(),
    coalesce(nullif(current_setting('app.person', true), '')::uuid, (e->>'person')::uuid),
    coalesce(nullif(current_setting('app.request', true), ''), e->>'request', ''),
    e->>'action', e->>'type', e->>'id', (e->>'label')::access.label, (e->'before')::jsonb, (e->'after')::jsonb
  from json_array_elements(entries) with ordinality as given(e, place)
  order by place
$$;

create function audit.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the audit log is append-only';
end
$$;
create trigger append_only before update or delete or truncate on audit.entry for each statement execute function audit.refuse_change();
`,
    },
  ],
});
