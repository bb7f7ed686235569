import type { Migration } from '../module.js';

/** Held while a backup is being made: what its rows name must be there until it has read it. */
export const filesLock = 7_126_306;

/** Until the connection ends. Waits for an expiry that is under way. */
export const filesKept = `select pg_advisory_lock_shared(${filesLock})`;

export const expiry: Migration = {
  name: '0002-expiry',
  up: `
drop function files.take_expired(timestamptz);

-- Answers whether files may go now; while a backup is being made they may not.
create function files.expire(before timestamptz) returns boolean
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  if not pg_try_advisory_xact_lock(${filesLock}) then
    return false;
  end if;
  delete from files.stored_file where created_at < before;
  return true;
end
$$;
`,
};

/** What something else was made of is kept no longer; its row stays for a day, so that it counts to the day of its sender. */
export const spending: Migration = {
  name: '0003-spending',
  up: `
alter table files.stored_file add column spent_at timestamptz(3);

-- Answers whether its content may go after the commit; while a backup is being made it stays for its day.
create function files.spend(file uuid) returns boolean
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  if not pg_try_advisory_xact_lock(${filesLock}) then
    return false;
  end if;
  update files.stored_file set spent_at = current_setting('app.now')::timestamptz
    where id = file and owner_id = nullif(current_setting('app.person', true), '')::uuid;
  return found;
end
$$;
`,
};
