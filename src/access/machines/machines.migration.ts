import type { Migration } from '../../module.js';

/** Tokens of machines. A request asks for one by its hash through the function alone. */
export const machines: Migration = {
  name: '0006-machines',
  up: `
create table access.machine_token (
  id uuid primary key,
  version integer not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  name text collate "C" not null unique,
  call text collate "C" not null,
  purpose text collate "C",
  hash text collate "C" not null unique,
  created_by_id uuid not null references access.person,
  expires_at timestamptz(3) not null,
  revoked_at timestamptz(3),
  last_used_at timestamptz(3)
);
create index on access.machine_token (created_at, id);

create function access.refuse_other_machine() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if new.name <> old.name or new.call <> old.call or new.hash <> old.hash or new.expires_at <> old.expires_at
    or new.created_by_id <> old.created_by_id or (old.revoked_at is not null and new.revoked_at is distinct from old.revoked_at) then
    raise insufficient_privilege using message = 'a token neither gets another right nor comes back';
  end if;
  return new;
end
$$;
create trigger other_machine before update on access.machine_token for each row execute function access.refuse_other_machine();

-- The machine that a token stands for now. When it was last used is written once a minute, and is no change of its version.
create function access.machine_of(of_hash text, moment timestamptz) returns table (id uuid, name text, call text)
  language plpgsql volatile security definer set search_path = pg_catalog as $$
begin
  update access.machine_token m set last_used_at = moment
    where m.hash = of_hash and m.revoked_at is null and m.expires_at > moment
      and (m.last_used_at is null or m.last_used_at < moment - interval '1 minute');
  return query select m.id, m.name, m.call from access.machine_token m
    where m.hash = of_hash and m.revoked_at is null and m.expires_at > moment;
end
$$;
`,
};
