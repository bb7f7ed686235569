import { baseColumns } from '../../../src/database/tableColumns.js';
import type { Migration } from '../../../src/module.js';

/** Before every period that can be reported. */
export const ever = '1990-01-01';

export const editions: Migration = {
  name: '0010-editions',
  up: `
create table mch_statistics.data_set_edition (${baseColumns},
  data_set_id uuid not null references mch_statistics.data_set,
  number integer not null check (number > 0),
  valid_from date not null,
  reason text collate "C",
  made_by_id uuid references access.person,
  check (number = 1 or (reason is not null and made_by_id is not null)),
  unique (data_set_id, number),
  unique (data_set_id, valid_from)
);
create table mch_statistics.data_set_line (${baseColumns},
  edition_id uuid not null references mch_statistics.data_set_edition,
  element_id uuid not null references mch_statistics.data_element,
  section text collate "C" not null,
  place integer not null,
  is_required boolean not null,
  unique (edition_id, element_id),
  unique (edition_id, place)
);
create index on mch_statistics.data_set_line (element_id, id);
insert into mch_statistics.data_set_edition (id, created_at, updated_at, data_set_id, number, valid_from)
  select gen_random_uuid(), created_at, created_at, id, 1, '${ever}' from mch_statistics.data_set;
insert into mch_statistics.data_set_line (id, created_at, updated_at, edition_id, element_id, section, place, is_required)
  select gen_random_uuid(), i.created_at, i.created_at, e.id, i.element_id, i.section, i.place, i.is_required
  from mch_statistics.data_set_item i join mch_statistics.data_set_edition e on e.data_set_id = i.data_set_id;

alter table mch_statistics.validation_rule add column since_edition integer not null default 1,
  add column until_edition integer, add check (until_edition >= since_edition),
  drop constraint validation_rule_data_set_id_name_key;
create unique index named_once on mch_statistics.validation_rule (data_set_id, name) where until_edition is null;

create table mch_statistics.data_element_wording (${baseColumns},
  element_id uuid not null references mch_statistics.data_element,
  last_day date not null,
  name text collate "C" not null,
  definition text collate "C",
  minimum numeric(18,6),
  maximum numeric(18,6),
  reason text collate "C" not null,
  changed_by_id uuid not null references access.person,
  unique (element_id, last_day)
);

-- Editions and former wordings stay as they were made: what was handed in was handed in on them.
create function mch_statistics.refuse_edit() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  raise insufficient_privilege using message = 'an edition stays as it was made; make another one';
end
$$;
create trigger refuse_edit before update or delete on mch_statistics.data_set_edition for each row execute function mch_statistics.refuse_edit();
create trigger refuse_edit before update or delete on mch_statistics.data_set_line for each row execute function mch_statistics.refuse_edit();
create trigger refuse_edit before update or delete on mch_statistics.data_element_wording for each row execute function mch_statistics.refuse_edit();

-- The edition of a form that holds for a period that begins on a day.
create function mch_statistics.edition_at(of_data_set uuid, on_day date) returns mch_statistics.data_set_edition
  language sql stable set search_path = pg_catalog as $$
  select e from mch_statistics.data_set_edition e where e.data_set_id = of_data_set and e.valid_from <= on_day
  order by e.valid_from desc limit 1
$$;

-- The end of the last period of which something was entered, of a form or of all forms with an element; also of reports that
-- whoever changes the form does not see, since theirs would be changed as well.
create function mch_statistics.begun_until(of_data_set uuid, of_element uuid) returns text
  language sql stable security definer set search_path = pg_catalog as $$
  select max(r.last_day)::text from mch_statistics.data_set_report r
  where r.entry_count > 0 and (r.data_set_id = of_data_set or r.data_set_id in (
    select i.data_set_id from mch_statistics.data_set_item i where i.element_id = of_element))
$$;

-- P11.A02: a form is changed for periods of which nothing was entered. Asked here again, whatever wrote it.
create function mch_statistics.refuse_begun_edition() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  if new.number > 1 and exists (select from mch_statistics.data_set_report r
    where r.data_set_id = new.data_set_id and r.last_day >= new.valid_from and r.entry_count > 0)
  then
    raise insufficient_privilege using message = 'an edition does not change what was entered';
  end if;
  return new;
end
$$;
create trigger refuse_begun before insert on mch_statistics.data_set_edition for each row execute function mch_statistics.refuse_begun_edition();
`,
};
