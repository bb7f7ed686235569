import type { TestPlatform } from '../../test/harness.js';
import type { Operation } from './statistics.fixture.js';

/** A read of one that there never was. */
export const one =
  (field: string): Operation =>
  async () => [`query($id: ID!) { ${field}(id: $id) { id } }`, { id: '00000000-0000-4000-8000-000000000000' }];

export const all =
  (list: string): Operation =>
  async () => [`{ ${list} { totalCount } }`];

export const departmentId = async (platform: TestPlatform, name = '产科'): Promise<string> =>
  (await platform.owner<{ id: string }>('select id from access.department where name = $1', [name]))[0]!.id;

/** Below the hospital, with somebody who heads it. */
export async function aDepartment(platform: TestPlatform, headedBy = 'mch-ward-head'): Promise<string> {
  const [row] = await platform.owner<{ id: string }>(
    `insert into access.department (id, created_at, updated_at, name, parent_id)
     select gen_random_uuid(), now(), now(), gen_random_uuid()::text, d.id from access.department d where d.name = '妇幼保健院' returning id`,
  );
  await platform.owner(
    `insert into access.role_assignment (id, created_at, updated_at, person_id, role, department_id, valid_from)
     select gen_random_uuid(), now(), now(), p.id, 'UNIT_HEAD', $1, '2020-01-01' from access.person p where p.name = $2`,
    [row!.id, headedBy],
  );
  return row!.id;
}
