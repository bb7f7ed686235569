import type { Migration } from '../module.js';

export const oneAtATime: Migration = {
  name: '0005-one-at-a-time',
  up: `
-- Whether such a request about the record is open, whoever made it. The second of two at once waits for the first.
create function approvals.is_open(of_name text, of_record uuid) returns boolean
  language plpgsql volatile security definer set search_path = pg_catalog as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(of_name || of_record, 0));
  return exists (select from approvals.request r
    where r.name = of_name and r.record_id = of_record and r.status in ('RUNNING', 'RETURNED'));
end
$$;
create index on approvals.request (record_id, name) where status in ('RUNNING', 'RETURNED');
`,
};
