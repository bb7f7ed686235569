import { baseColumns } from '../../../src/database/tableColumns.js';
import { defineDuty } from '../../../src/duties/duty.js';
import type { Migration } from '../../../src/module.js';
import { OfficeResolver } from './office.resolver.js';
import { OfficerTraining, OfficerTrainingAttendance } from './officerTraining.entity.js';
import { PlannedTopic } from './plannedTopic.entity.js';
import { PortalInspection } from './portalInspection.entity.js';

/** On the day that the office planned. */
const submitTopic = defineDuty({
  name: 'submitPlannedTopic',
  title: { en: 'Submit the planned topic', zh: '按选题计划报送信息' },
  clause: 'P03.A01',
  subject: PlannedTopic,
  within: { days: 0 },
  by: 'INFORMATION_OFFICER',
  remindBefore: [{ workingDays: 2 }],
  escalateTo: 'PORTAL_OFFICE',
});

const remedyFinding = defineDuty({
  name: 'remedyPortalFinding',
  title: { en: 'Put right what the inspection found', zh: '整改检查发现的问题' },
  clause: 'P03.A01',
  subject: PortalInspection,
  within: { days: 0 },
  by: 'UNIT_HEAD',
  remindBefore: [{ workingDays: 1 }],
  escalateTo: 'PORTAL_OFFICE',
});

const officeMigration: Migration = {
  name: '0005-office',
  up: `
create table publishing.planned_topic (${baseColumns},
  title text collate "C" not null,
  guidance text collate "C",
  category text collate "C" not null,
  unit_id uuid not null references access.department,
  due_on date not null,
  planned_by_id uuid not null references access.person,
  submitted_at timestamptz(3),
  dropped_at timestamptz(3),
  check (submitted_at is null or dropped_at is null)
);
create index on publishing.planned_topic (unit_id, due_on);
create index on publishing.planned_topic (due_on, id);
create index on publishing.planned_topic (created_at, id);
alter table publishing.portal_item add column topic_id uuid references publishing.planned_topic;
create index on publishing.portal_item (topic_id) where topic_id is not null;

create table publishing.portal_inspection (${baseColumns},
  unit_id uuid not null references access.department,
  column_id uuid references publishing.portal_column,
  inspected_on date not null,
  inspected_by_id uuid not null references access.person,
  findings text collate "C" not null,
  remedy_by date,
  remedy text collate "C",
  remedied_by_id uuid references access.person,
  remedied_at timestamptz(3),
  check ((remedied_at is null) = (remedy is null))
);
create index on publishing.portal_inspection (unit_id, inspected_on);
create index on publishing.portal_inspection (column_id) where column_id is not null;
create index on publishing.portal_inspection (created_at, id);

create table publishing.officer_training (${baseColumns},
  topic text collate "C" not null,
  held_on date not null,
  hours double precision not null check (hours between 0.5 and 200),
  recorded_by_id uuid not null references access.person
);
create index on publishing.officer_training (held_on, id);
create index on publishing.officer_training (created_at, id);

create table publishing.officer_training_attendance (${baseColumns},
  training_id uuid not null references publishing.officer_training,
  person_id uuid not null references access.person,
  unique (training_id, person_id)
);
create index on publishing.officer_training_attendance (person_id, created_at, id);
create index on publishing.officer_training_attendance (created_at, id);
`,
};

/** What the manifest takes of planning, inspecting and training. */
export const officeWork = {
  entities: [PlannedTopic, PortalInspection, OfficerTraining, OfficerTrainingAttendance],
  reads: [PlannedTopic, PortalInspection, OfficerTraining],
  resolvers: [OfficeResolver],
  duties: [submitTopic, remedyFinding],
  migrations: [officeMigration],
};
