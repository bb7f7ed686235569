import type { Migration } from '../../../src/module.js';

const said = (en: string, zh: string) => JSON.stringify({ en, zh }).replaceAll("'", "''");

const begun = said(
  'Values were entered for its periods meanwhile; these reports keep the form as it is. Read the form again.',
  '其间已录入这些期间的数据，相关报表沿用现行版本。请重新查看该报表。',
);
const revised = said(
  'The form has another edition meanwhile, without some of these lines. Read it again with statisticsForm, then enter what it asks for.',
  '其间该报表已有新版本，部分项目已不在其中。请用 statisticsForm 重新读取后填报。',
);

/** Editions that are withdrawn before anybody filled them in, and forms that nobody changes while values are written. */
export const withdrawing: Migration = {
  name: '0013-withdrawn-editions',
  up: `
alter table mch_statistics.data_set_edition add column withdrawn_at timestamptz(3),
  add column withdrawn_by_id uuid references access.person, add column withdraw_reason text collate "C",
  add check ((withdrawn_at is null) = (withdrawn_by_id is null) and (withdrawn_at is null) = (withdraw_reason is null)),
  add check (number > 1 or withdrawn_at is null),
  drop constraint data_set_edition_data_set_id_valid_from_key;
create unique index valid_once on mch_statistics.data_set_edition (data_set_id, valid_from) where withdrawn_at is null;

create or replace function mch_statistics.edition_at(of_data_set uuid, on_day date) returns mch_statistics.data_set_edition
  language sql stable set search_path = pg_catalog as $$
  select e from mch_statistics.data_set_edition e
  where e.data_set_id = of_data_set and e.valid_from <= on_day and e.withdrawn_at is null
  order by e.valid_from desc limit 1
$$;

-- Whoever enters values holds the form with others who do; whoever changes it waits for them, and they for it.
create function mch_statistics.form_key(of_data_set uuid) returns bigint
  language sql immutable set search_path = pg_catalog as $$
  select hashtextextended('mch_statistics.form ' || of_data_set, 0)
$$;

create function mch_statistics.hold_form() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform pg_advisory_xact_lock_shared(mch_statistics.form_key(r.data_set_id))
    from mch_statistics.data_set_report r where r.id = new.report_id;
  return new;
end
$$;
create trigger hold_form before insert on mch_statistics.value_entry for each row execute function mch_statistics.hold_form();

-- What was read before the wait may be of the edition before.
create function mch_statistics.refuse_lines_gone() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  if exists (
    select from (select distinct v.report_id, v.element_id from added v) v
      join mch_statistics.data_set_report r on r.id = v.report_id
    where exists (select from mch_statistics.data_set_edition e where e.data_set_id = r.data_set_id and e.number > 1)
      and not exists (select from mch_statistics.data_set_line l
        where l.edition_id = (mch_statistics.edition_at(r.data_set_id, r.first_day)).id and l.element_id = v.element_id)
  ) then
    raise exception using errcode = 'ZH900', message = '${revised}';
  end if;
  return null;
end
$$;
create trigger refuse_lines_gone after insert on mch_statistics.data_value referencing new table as added
  for each statement execute function mch_statistics.refuse_lines_gone();

create or replace function mch_statistics.refuse_begun_edition() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  if new.number = 1 then
    return new;
  end if;
  perform pg_advisory_xact_lock(mch_statistics.form_key(new.data_set_id));
  if exists (select from mch_statistics.data_set_report r
    where r.data_set_id = new.data_set_id and r.last_day >= new.valid_from and r.entry_count > 0)
  then
    raise exception using errcode = 'ZH900', message = '${begun}';
  end if;
  return new;
end
$$;

create function mch_statistics.refuse_begun_wording() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform pg_advisory_xact_lock(mch_statistics.form_key(f.data_set_id)) from (
    select distinct i.data_set_id from mch_statistics.data_set_item i where i.element_id = new.element_id order by 1) f;
  if exists (select from mch_statistics.data_set_report r join mch_statistics.data_set_item i on i.data_set_id = r.data_set_id
    where i.element_id = new.element_id and r.last_day > new.last_day and r.entry_count > 0)
  then
    raise exception using errcode = 'ZH900', message = '${begun}';
  end if;
  return new;
end
$$;
create trigger refuse_begun before insert on mch_statistics.data_element_wording
  for each row execute function mch_statistics.refuse_begun_wording();

-- An edition is withdrawn as a whole, once, and as long as nothing was entered on it.
create function mch_statistics.guard_edition() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  kept text[] := array['withdrawn_at', 'withdrawn_by_id', 'withdraw_reason', 'version', 'updated_at'];
begin
  if tg_op = 'DELETE' or old.withdrawn_at is not null or new.withdrawn_at is null or to_jsonb(old) - kept <> to_jsonb(new) - kept then
    raise insufficient_privilege using message = 'an edition stays as it was made; make another one';
  end if;
  perform pg_advisory_xact_lock(mch_statistics.form_key(new.data_set_id));
  if exists (select from mch_statistics.data_set_report r
    where r.data_set_id = new.data_set_id and r.last_day >= new.valid_from and r.entry_count > 0)
  then
    raise exception using errcode = 'ZH900', message = '${begun}';
  end if;
  return new;
end
$$;
drop trigger refuse_edit on mch_statistics.data_set_edition;
create trigger refuse_edit before update or delete on mch_statistics.data_set_edition
  for each row execute function mch_statistics.guard_edition();
`,
};
