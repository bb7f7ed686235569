import { defineModule } from '../module.js';

/** Which backups there are, for registers of their copies. Always on. */
export const backups = defineModule({
  name: 'backups',
  title: { en: 'Backups', zh: '备份' },
  description: 'What was backed up, by its sum and by the code that only a database with the same rows has.',
  requires: ['audit'],
  permissions: { calls: {}, rows: {} },
  migrations: [
    {
      name: '0001-taken',
      up: `
-- Written by the command that takes a backup, as the owner. No backup knows of itself.
create table backups.taken (
  sum text collate "C" primary key check (sum ~ '^[0-9a-f]{64}$'),
  moment timestamptz(3) not null,
  product text not null,
  rows bigint not null,
  code text collate "C" not null
);

-- Of a backup whose sum one knows.
create function backups.known(wanted text) returns table (moment timestamptz, product text, code text)
  language sql stable security definer set search_path = pg_catalog as $$
  select t.moment, t.product, t.code from backups.taken t where t.sum = wanted
$$;
`,
    },
  ],
});
