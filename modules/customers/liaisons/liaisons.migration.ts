import { labelledColumns } from '../../../src/database/tableColumns.js';
import type { Migration } from '../../../src/module.js';

export const liaisons: Migration = {
  name: '0013-liaisons',
  up: `
create table customers.liaison (${labelledColumns},
  customer_id uuid not null references customers.customer,
  person_id uuid not null references access.person,
  since date not null,
  ended_on date,
  end_reason text collate "C",
  successor_id uuid references access.person,
  customer_told_on date,
  check ((ended_on is null) = (end_reason is null)),
  check ((successor_id is null) = (customer_told_on is null))
);
create unique index one_liaison_at_a_time on customers.liaison (customer_id, person_id) where ended_on is null;
create index on customers.liaison (person_id, since);
create index on customers.liaison (created_at, id);

-- Counted where they change, so that gaps can be filtered for. It is no change of the file: its version stays.
create function customers.count_liaisons() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  of_customer uuid := case when tg_op = 'DELETE' then old.customer_id else new.customer_id end;
begin
  update customers.customer c set liaison_count = found.n
    from (select count(*)::integer as n from customers.liaison l where l.customer_id = of_customer and l.ended_on is null) found
    where c.id = of_customer and c.liaison_count <> found.n;
  return null;
end
$$;
create trigger count_liaisons after insert or update or delete on customers.liaison
  for each row execute function customers.count_liaisons();
`,
};
