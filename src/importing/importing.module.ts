import { signedIn, viewerOwns } from '../access/rules.js';
import { defineModule } from '../module.js';
import { ImportJob, RefusedLine } from './importJob.entity.js';

const ownJob = viewerOwns(ImportJob, 'person');

/** Imports of tables: progress, counts and refused lines. Always on; what is imported comes from other modules. */
export const importing = defineModule({
  name: 'importing',
  title: { en: 'Imports', zh: '导入' },
  description: 'Imports of tables with every line accounted for.',
  requires: ['access', 'files'],
  entities: [ImportJob, RefusedLine],
  reads: [ImportJob],
  permissions: {
    calls: { Query: { importJob: signedIn, importJobs: signedIn } },
    rows: {
      ImportJob: { read: ownJob, write: ownJob },
      RefusedLine: { read: viewerOwns(RefusedLine, 'person'), insert: viewerOwns(RefusedLine, 'person') },
    },
  },
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
  person_id uuid not null references access.person
);
create index on importing.import_job (person_id, created_at);
create index on importing.import_job (updated_at) where status in ('RUNNING', 'PAUSED');

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
create index on importing.refused_line (job_id, line);

-- Jobs that no living instance carries on any more.
create function importing.interrupt_stale(before timestamptz) returns void
  language sql security definer set search_path = pg_catalog as $$
  update importing.import_job set status = 'INTERRUPTED', version = version + 1
  where status in ('RUNNING', 'PAUSED') and updated_at < before
$$;
`,
    },
  ],
});
