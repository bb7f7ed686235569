import type { Migration } from '../module.js';

/** By which clauses somebody was asked, so that a clause finds its requests. */
export const askedClauses: Migration = {
  name: '0002-asked-clauses',
  up: `
alter table approvals.request add column clauses text[] not null default '{}';

-- A step that was left out, because its condition did not hold, asked nobody by its clause. What was asked and then asked
-- anew, after a return, stays.
create function approvals.note_clauses() returns trigger
  language plpgsql set search_path = pg_catalog as $$
begin
  new.clauses := array(
    select unnest(case when tg_op = 'UPDATE' then old.clauses end) union
    select t->>'clause' from jsonb_array_elements(new.steps) t
    where t->>'clause' is not null and exists (
      select from jsonb_array_elements(t->'signers') s where s ? 'since' or s ? 'approval' or (s->>'open')::boolean)
    order by 1);
  return new;
end
$$;
create trigger note_clauses before insert or update on approvals.request for each row execute function approvals.note_clauses();
update approvals.request set updated_at = updated_at;
create index on approvals.request using gin (clauses);
`,
};
