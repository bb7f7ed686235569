import { viewerOwns } from '../access/rules.js';
import { defineModule } from '../module.js';
import { expiry, spending } from './expiry.js';
import { StoredFile } from './storedFile.entity.js';

/** Files that people send to be imported. Always on. */
export const files = defineModule({
  name: 'files',
  title: { en: 'Files', zh: '文件' },
  description: 'Receives files over POST /files and keeps them for a day.',
  requires: ['access'],
  entities: [StoredFile],
  permissions: {
    calls: {},
    rows: { StoredFile: { read: viewerOwns(StoredFile, 'owner'), insert: viewerOwns(StoredFile, 'owner') } },
  },
  sweeps: [{ name: 'expired uploads', run: ({ core }) => core.uploads.sweep() }],
  migrations: [
    {
      name: '0001-stored-files',
      up: `
create table files.stored_file (
  id uuid primary key,
  version integer not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  name text not null,
  size double precision not null,
  checksum text not null,
  owner_id uuid not null references access.person
);
create index on files.stored_file (owner_id);
create index on files.stored_file (created_at);

create function files.take_expired(before timestamptz) returns setof uuid
  language sql security definer set search_path = pg_catalog as $$
  delete from files.stored_file where created_at < before returning id
$$;
`,
    },
    expiry,
    spending,
  ],
});
