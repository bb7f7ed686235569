import { baseColumns } from '../../../src/database/tableColumns.js';
import type { Migration } from '../../../src/module.js';
import { ever } from '../editions/editions.migration.js';

/** Where the counts of a term are found from which period on. Nothing of it is changed or removed. */
export const termBindings: Migration = {
  name: '0014-term-bindings',
  up: `
create table mch_statistics.indicator_term_binding (${baseColumns},
  term_id uuid not null references mch_statistics.indicator_term,
  number integer not null check (number > 0),
  valid_from date not null,
  reason text collate "C",
  bound_by_id uuid references access.person,
  check (number = 1 or (reason is not null and bound_by_id is not null)),
  check (number > 1 or valid_from = '${ever}'),
  unique (term_id, number)
);
create index on mch_statistics.indicator_term_binding (bound_by_id);
insert into mch_statistics.indicator_term_binding (id, created_at, updated_at, term_id, number, valid_from)
  select gen_random_uuid(), min(l.created_at), min(l.created_at), l.term_id, 1, '${ever}'
  from mch_statistics.indicator_term_line l group by l.term_id;

alter table mch_statistics.indicator_term_line add column binding_id uuid references mch_statistics.indicator_term_binding;
update mch_statistics.indicator_term_line l set binding_id = b.id
  from mch_statistics.indicator_term_binding b where b.term_id = l.term_id;
alter table mch_statistics.indicator_term_line alter column binding_id set not null, drop column term_id,
  add unique nulls not distinct (binding_id, data_set_id, element_id, option_id);

-- P11.A09: a figure says by what it was reckoned. What counts from another period on is another binding.
create function mch_statistics.keep_binding() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  raise insufficient_privilege using message = 'a binding stays as it was made; bind the term anew';
end
$$;
create trigger keep_binding before update or delete or truncate on mch_statistics.indicator_term_binding
  for each statement execute function mch_statistics.keep_binding();
create trigger keep_binding before update or delete or truncate on mch_statistics.indicator_term_line
  for each statement execute function mch_statistics.keep_binding();
`,
};
