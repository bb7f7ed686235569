import { baseColumns, labelledColumns } from '../../../src/database/tableColumns.js';
import type { Message } from '../../../src/languages/message.js';
import type { Migration } from '../../../src/module.js';

const bound = JSON.stringify({
  en: 'The volume is bound: nothing comes to it. Have it reopened first.',
  zh: '该卷已装订成册，不能再归入。请先重新启卷。',
} satisfies Message);

export const materials: Migration = {
  name: '0022-materials',
  up: `
create table mch_statistics.material_volume (${labelledColumns},
  year integer not null check (year between 1950 and 2199),
  material_class text collate "C" not null check (material_class in ('REPORTS', 'DEATH_CARDS', 'REGISTERS', 'OTHER')),
  number integer not null check (number > 0),
  title text collate "C" not null,
  pieces integer not null check (pieces >= 0),
  bound_at timestamptz(3),
  bound_by_id uuid references access.person,
  check ((bound_at is null) = (bound_by_id is null)),
  unique (year, material_class, number)
);
create index on mch_statistics.material_volume (created_at, id);

create table mch_statistics.volume_piece (${labelledColumns},
  volume_id uuid not null references mch_statistics.material_volume,
  number integer not null check (number > 0),
  report_id uuid unique references mch_statistics.data_set_report,
  document_hash text collate "C",
  title text collate "C" not null,
  pages integer check (pages > 0),
  filed_by_id uuid not null references access.person,
  unique (volume_id, number)
);

create table mch_statistics.volume_reopening (${baseColumns},
  volume_id uuid not null references mch_statistics.material_volume,
  reason text collate "C" not null,
  person_id uuid not null references access.person
);
create index on mch_statistics.volume_reopening (volume_id, id);

-- Volumes that somebody does not see have numbers too.
create function mch_statistics.next_volume(of_year integer, of_class text) returns integer
  language plpgsql volatile security definer set search_path = pg_catalog as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('material volumes ' || of_year || of_class, 0));
  return (select coalesce(max(v.number), 0) + 1 from mch_statistics.material_volume v
    where v.year = of_year and v.material_class = of_class);
end
$$;

-- P11.A04: a bound volume stays as it is, and pieces follow each other without gaps.
create function mch_statistics.guard_piece() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
  volume mch_statistics.material_volume;
begin
  select * into volume from mch_statistics.material_volume v where v.id = new.volume_id for update;
  if volume.bound_at is not null then
    raise exception using errcode = 'ZH900', message = '${bound}';
  end if;
  if new.number <> (select coalesce(max(p.number), 0) + 1 from mch_statistics.volume_piece p where p.volume_id = new.volume_id) then
    raise exception 'pieces of a volume follow each other' using errcode = '40001';
  end if;
  return new;
end
$$;
create trigger guard_piece before insert on mch_statistics.volume_piece for each row execute function mch_statistics.guard_piece();
`,
};
