import type { Migration } from '../../../src/module.js';
import { FileEntryKind } from './fileEntry.enums.js';

/** Having to do with the customer, and not only with its file. */
export const dealingKinds = [
  FileEntryKind.CONTACT,
  FileEntryKind.LETTER,
  FileEntryKind.FAX,
  FileEntryKind.LONG_DISTANCE_CALL,
  FileEntryKind.VISIT,
  FileEntryKind.RECEPTION,
  FileEntryKind.TRADE,
  FileEntryKind.PRODUCT_OPINION,
];

export const lastDealings: Migration = {
  name: '0018-last-dealings',
  up: `
alter table customers.customer add column last_dealing_on date, add column other_dealing_on date;
create index on customers.customer (last_dealing_on, other_dealing_on, id);

-- Noted where they change, so that gaps can be filtered for. It is no change of the file: its version stays.
create function customers.note_dealing() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  -- Two at once count each other.
  perform 1 from customers.customer c where c.id = new.customer_id for no key update;
  update customers.customer c set last_dealing_on = found.last_on, other_dealing_on = found.other_on
  from (
    select newest.occurred_on as last_on, (
      select max(e.occurred_on) from customers.file_entry e
      where e.customer_id = new.customer_id and e.corrects_id is null and e.reported_by_id <> newest.reported_by_id
        and e.kind in (${dealingKinds.map((kind) => `'${kind}'`).join(', ')})
    ) as other_on
    from (
      select e.occurred_on, e.reported_by_id from customers.file_entry e
      where e.customer_id = new.customer_id and e.corrects_id is null
        and e.kind in (${dealingKinds.map((kind) => `'${kind}'`).join(', ')})
      order by e.occurred_on desc, e.created_at desc, e.id desc limit 1
    ) newest
  ) found
  where c.id = new.customer_id
    and (c.last_dealing_on, c.other_dealing_on) is distinct from (found.last_on, found.other_on);
  return null;
end
$$;
create trigger note_dealing after insert on customers.file_entry
  for each row when (new.corrects_id is null and new.kind in (${dealingKinds.map((kind) => `'${kind}'`).join(', ')}))
  execute function customers.note_dealing();
`,
};
