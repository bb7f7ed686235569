import type { Migration } from '../../../src/module.js';

export const fileState: Migration = {
  name: '0012-file-state',
  up: `
alter table customers.customer
  add column standing text collate "C" not null default 'ORDINARY' check (standing in ('ORDINARY', 'IMPORTANT', 'PROMISING')),
  add column credit_status text collate "C",
  add column last_reviewed_at timestamptz(3),
  add column stale_from date,
  add column confirmed_at timestamptz(3),
  add column confirmed_by_id uuid references access.person,
  add column liaison_count integer not null default 0;
create index on customers.customer (stale_from, id);
create index on customers.customer (confirmed_at, id);
create index on customers.customer (standing, liaison_count, id);

-- The outcome of the approval: the sales director reads files and changes none of them but by this.
create function customers.confirm_file(of_request uuid, moment timestamptz) returns void
  language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
  file uuid := approvals.approved_record(of_request, 'confirmCustomerFile');
begin
  update customers.customer set confirmed_at = moment, updated_at = moment, version = version + 1,
    confirmed_by_id = nullif(current_setting('app.person', true), '')::uuid where id = file;
  perform audit.append(json_build_array(json_build_object('action', 'update', 'type', 'Customer', 'id', file,
    'label', (select c.label from customers.customer c where c.id = file),
    'compartments', (select to_json(c.compartments) from customers.customer c where c.id = file), 'clause', 'P04.A04',
    'after', json_build_object('confirmedAt', moment))));
end
$$;
`,
};
