import { labelledColumns } from '../../../src/database/tableColumns.js';
import { defineDuty } from '../../../src/duties/duty.js';
import type { Migration } from '../../../src/module.js';
import { PublishingViolation } from './publishingViolation.entity.js';
import { PublishingViolationResolver } from './violations.resolver.js';

/** The text names no term. */
const decideViolation = defineDuty({
  name: 'decidePublishingViolation',
  title: { en: 'Decide about the violation', zh: '追究信息发布违规责任' },
  clause: 'P03.A06',
  subject: PublishingViolation,
  within: { workingDays: 10 },
  by: 'GENERAL_MANAGER',
  remindBefore: [{ workingDays: 2 }],
});

const violationsMigration: Migration = {
  name: '0004-violations',
  up: `
create table publishing.publishing_violation (${labelledColumns},
  item_id uuid not null references publishing.portal_item,
  kind text collate "C" not null,
  occurred_on date not null,
  description text collate "C" not null,
  unit_id uuid not null references access.department,
  unit_head_id uuid not null references access.person,
  publisher_id uuid not null references access.person,
  reported_by_id uuid not null references access.person,
  upheld boolean,
  decision text collate "C",
  decided_by_id uuid references access.person,
  decided_at timestamptz(3),
  check ((decided_at is null) = (decision is null) and (decided_at is null) = (upheld is null)),
  check (decided_by_id not in (unit_head_id, publisher_id, reported_by_id))
);
create index on publishing.publishing_violation (item_id, occurred_on);
create index on publishing.publishing_violation (unit_id, occurred_on);
create index on publishing.publishing_violation (created_at, id);

-- Whoever has been the head of the unit, or of the one above it, longest.
create function publishing.head_of(unit uuid) returns uuid
  language sql stable security definer set search_path = pg_catalog as $$
  with recursive above as (
    select d.id, d.parent_id, 0 as height from access.department d where d.id = unit
    union all
    select d.id, d.parent_id, above.height + 1 from access.department d join above on above.parent_id = d.id where above.height < 50
  )
  select a.person_id from above join access.role_assignment a on a.department_id = above.id and a.role = 'UNIT_HEAD'
    and a.valid_from <= current_setting('app.now')::timestamptz
    and (a.valid_until is null or a.valid_until > current_setting('app.now')::timestamptz)
  order by above.height, a.valid_from, a.id limit 1
$$;
`,
};

/** What the manifest takes of violations. */
export const violations = {
  entities: [PublishingViolation],
  reads: [PublishingViolation],
  resolvers: [PublishingViolationResolver],
  duties: [decideViolation],
  migrations: [violationsMigration],
};
