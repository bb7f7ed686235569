import type { Migration } from '../../../src/module.js';

export const volumeRecords: Migration = {
  name: '0130-volume-records',
  up: `
-- By what the archive keeps a file of each volume.
alter table mch_statistics.material_volume
  add column file_number text collate "C" not null generated always as ('TJ-' || year || '-'
    || case material_class when 'REPORTS' then 'BB' when 'DEATH_CARDS' then 'SW' when 'REGISTERS' then 'DJ' else 'QT' end
    || '-' || lpad(number::text, greatest(3, length(number::text)), '0')) stored,
  add column bound_on date generated always as ((bound_at at time zone 'Asia/Shanghai')::date) stored;

-- P11.A03: whether everything that was approved before a moment is in a volume, also what the asker does not see.
create function mch_statistics.all_filed(before timestamptz) returns boolean
  language sql stable security definer set search_path = pg_catalog as $$
  select not exists (select from mch_statistics.data_set_report r where r.status = 'LOCKED' and r.locked_at < before
    and not exists (select from mch_statistics.volume_piece p where p.report_id = r.id))
$$;
`,
};
