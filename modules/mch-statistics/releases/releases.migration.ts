import { labelledColumns } from '../../../src/database/tableColumns.js';
import type { Migration } from '../../../src/module.js';

export const releaseTables: Migration = {
  name: '0011-releases',
  up: `
create table mch_statistics.release_draft (${labelledColumns},
  title text collate "C" not null,
  unit_id uuid not null references mch_statistics.statistics_unit,
  period text collate "C" not null,
  lowest_level text collate "C",
  shortest_period text collate "C",
  indicator_ids text[] collate "C" not null check (cardinality(indicator_ids) between 1 and 10),
  status text collate "C" not null check (status in ('DRAFT', 'REQUESTED', 'RELEASED')),
  corrects_id uuid references releases.public_release,
  release_id uuid unique references releases.public_release,
  figures_digest text collate "C",
  check ((status = 'RELEASED') = (release_id is not null)),
  check (status = 'DRAFT' or figures_digest is not null)
);
create index on mch_statistics.release_draft (created_at, id);
create index on mch_statistics.release_draft (unit_id);
create index on mch_statistics.release_draft (corrects_id);

-- P11.A09: what was asked for is what is approved and released.
create function mch_statistics.keep_draft() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if (new.title, new.unit_id, new.period, new.lowest_level, new.shortest_period, new.indicator_ids, new.corrects_id)
      is distinct from (old.title, old.unit_id, old.period, old.lowest_level, old.shortest_period, old.indicator_ids, old.corrects_id)
    or old.status = 'RELEASED'
    or new.status <> old.status and (old.status, new.status) not in (('DRAFT', 'REQUESTED'), ('REQUESTED', 'DRAFT'), ('REQUESTED', 'RELEASED'))
  then
    raise exception 'a draft stays as it was written';
  end if;
  return new;
end
$$;
create trigger keep_draft before update on mch_statistics.release_draft for each row execute function mch_statistics.keep_draft();
`,
};
