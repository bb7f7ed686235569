import type { Migration } from '../module.js';

/** How it stood with many duties at a moment, found by index. */
export const asOfMigration: Migration = {
  name: '0002-as-of',
  up: `
-- What was open at a moment ended after it, or has not ended. A column, because behind row security PostgreSQL walks along
-- no index on an expression with coalesce.
alter table duties.duty add column ended_at timestamptz(3) not null
  generated always as (coalesce(fulfilled_at, waived_at, 'infinity'::timestamptz)) stored;
create index by_end on duties.duty (ended_at, begins_at);

-- Duties whose deadline was changed after a moment, with the deadline that they had then, and whether a breach of then was
-- withdrawn since. Tells ids and times: joined with the duties that the caller sees.
create function duties.moved_since(moment timestamptz)
  returns table (duty_id uuid, due_before timestamptz, was_breached boolean)
  language sql stable security definer set search_path = pg_catalog rows 100 as $$
  select r.duty_id, (array_agg(r.due_before order by r.id))[1], coalesce(bool_or(r.breached_before <= moment), false)
  from duties.rescheduling r where r.at > moment group by r.duty_id
$$;
create index on duties.rescheduling (at);

-- What stands open by a clause.
create index open_by_clause on duties.duty (clause, state) where fulfilled_at is null and waived_at is null;
`,
};
