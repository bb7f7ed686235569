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
