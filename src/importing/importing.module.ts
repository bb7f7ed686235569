import { signedIn, viewerOwns } from '../access/rules.js';
import { defineModule } from '../module.js';
import { CancelResolver } from './cancel.resolver.js';
import { ImportJob, RefusedLine } from './importJob.entity.js';
import { goingOn } from './importJobs.migration.js';

const ownJob = viewerOwns(ImportJob, 'person');

/** Imports of tables: progress, counts and refused lines. Always on; what is imported comes from other modules. */
export const importing = defineModule({
  name: 'importing',
  title: { en: 'Imports', zh: '导入' },
  description: 'Imports of tables with every line accounted for.',
  requires: ['access', 'files'],
  entities: [ImportJob, RefusedLine],
  reads: [ImportJob],
  resolvers: [CancelResolver],
  permissions: {
    calls: { Query: { importJob: signedIn, importJobs: signedIn }, Mutation: { cancelImport: signedIn } },
    records: { cancelImport: { type: 'ImportJob', does: 'update' } },
    rows: {
      ImportJob: { read: ownJob, write: ownJob },
      RefusedLine: { read: viewerOwns(RefusedLine, 'person'), insert: viewerOwns(RefusedLine, 'person') },
    },
  },
  sweeps: [{ name: 'imports', run: (platform) => platform.core.importing.sweep(platform) }],
  migrations: [
    {
      name: '0001-jobs',
      up: `
create table importing.import_job (
  id uuid primary key,
  version integer not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  kind text not null,
  file_name text not null,
  dry_run boolean not null,
  status text not null,
  lines integer not null,
  created integer not null,
  updated integer not null,
  unchanged integer not null,
  refused integer not null,
  message text,
  header text[] not null,
  -- By the clock of the database, so that instances need not agree on theirs.
  alive_at timestamptz not null default clock_timestamp(),
  person_id uuid not null references access.person
);
create index on importing.import_job (person_id, created_at);
-- One import at a time for each person, on whatever instance.
create unique index one_at_a_time on importing.import_job (person_id) where status in ('RUNNING', 'PAUSED');

create table importing.refused_line (
  id uuid primary key,
  version integer not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  job_id uuid not null references importing.import_job,
  line integer not null,
  "column" text not null,
  reason text not null,
  cells text[] not null,
  person_id uuid not null references access.person
);
create index on importing.refused_line (job_id, line, id);

create function importing.keep_alive(job uuid) returns void
  language sql security definer set search_path = pg_catalog as $$
  update importing.import_job set alive_at = clock_timestamp() where id = job
$$;

-- Where an import stands is written down even if the person has no rights any more.
create function importing.set_status(job uuid, new_status text, why text) returns void
  language sql security definer set search_path = pg_catalog as $$
  update importing.import_job set status = new_status, message = why, updated_at = clock_timestamp(), version = version + 1
  where id = job and status in ('RUNNING', 'PAUSED')
$$;

-- Jobs whose instance was not heard of for half a minute.
create function importing.interrupt_stale() returns void
  language sql security definer set search_path = pg_catalog as $$
  update importing.import_job set status = 'INTERRUPTED',
    message = 'The server stopped meanwhile. Import the file again: lines that were taken are then unchanged.', updated_at = clock_timestamp(), version = version + 1
  where status in ('RUNNING', 'PAUSED') and alive_at < clock_timestamp() - interval '30 seconds'
$$;
`,
    },
    goingOn,
  ],
});
