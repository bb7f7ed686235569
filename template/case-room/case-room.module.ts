import { defineModule } from '../../src/module.js';
import { clauses } from './case-room.clauses.js';
import { fillCaseRoom } from './case-room.demo.js';
import { permissions } from './case-room.permissions.js';
import { CaseFile } from './caseFile.entity.js';
import { CaseFileResolver } from './caseFile.resolver.js';
import { registerNumbers } from './caseFile.service.js';

export const caseRoom = defineModule({
  name: 'case-room',
  title: { en: 'Case room', zh: '案卷室' },
  description: 'A register whose records clerks enter and close (CASE-ROOM).',
  requires: ['access'],
  roles: { CASE_ROOM_CLERK: { en: 'Case room: clerk', zh: '案卷室经办人' } },
  entities: [CaseFile],
  reads: [CaseFile],
  resolvers: [CaseFileResolver],
  permissions,
  clauses,
  demo: fillCaseRoom,
  migrations: [
    {
      name: '0001-register',
      up: `
create table case_room.case_file (
  id uuid primary key,
  version integer not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  label access.label not null,
  compartments text[] not null default '{}',
  keeper_id uuid references access.person,
  number text collate "C" not null unique,
  title text collate "C" not null,
  due_on date not null,
  status text collate "C" not null check (status in ('OPEN', 'CLOSED'))
);
create index on case_room.case_file (due_on, id);
${registerNumbers.migration}
`,
    },
  ],
});
