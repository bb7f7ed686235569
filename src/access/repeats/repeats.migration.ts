import type { Migration } from '../../module.js';

/** What a call with a key of the client has made, so that the same call again makes nothing. Reached through the functions alone. */
export const repeats: Migration = {
  name: '0007-client-keys',
  up: `
create table access.client_key (
  person_id uuid not null references access.person,
  call text collate "C" not null,
  key text collate "C" not null check (length(key) between 8 and 100),
  digest text collate "C" not null,
  record_id uuid,
  made_at timestamptz(3) not null,
  primary key (person_id, call, key)
);
create index on access.client_key (made_at);

-- Null where the call is to be carried out. A call with the same key that is under way is waited for.
create function access.begin_client_key(of_call text, of_key text, of_digest text) returns json
  language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
  me uuid := current_setting('app.person')::uuid;
  moment timestamptz := current_setting('app.now')::timestamptz;
begin
  delete from access.client_key k where k.person_id = me and k.made_at < moment - interval '7 days';
  insert into access.client_key (person_id, call, key, digest, made_at) values (me, of_call, of_key, of_digest, moment)
    on conflict do nothing;
  if found then
    return null;
  end if;
  return (select json_build_object('id', k.record_id, 'isSame', k.digest = of_digest) from access.client_key k
    where k.person_id = me and k.call = of_call and k.key = of_key);
end
$$;

create function access.end_client_key(of_call text, of_key text, made uuid) returns void
  language sql volatile security definer set search_path = pg_catalog as $$
  update access.client_key k set record_id = made
  where k.person_id = current_setting('app.person')::uuid and k.call = of_call and k.key = of_key and k.record_id is null
$$;
`,
};
