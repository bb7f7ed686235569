import type { Answer, TestPlatform } from '../../test/harness.js';
import { RequestRole, viewerOf } from '../../test/requestRole.js';

export const createPerson = `mutation($input: CreatePersonInput!) {
  createPerson(input: $input) { oneTimePassword person { id version name displayName active clearance compartments } }
}`;
export const assignRole = `mutation($input: AssignRoleInput!) {
  assignRole(input: $input) { id version role validFrom validUntil person { name } department { name } }
}`;
export const endRole = `mutation($id: ID!, $version: Int!, $at: DateTimeISO) {
  endRole(id: $id, version: $version, at: $at) { id version validUntil }
}`;

let people = 0;

/** Somebody new, with roles in the department at the top. */
export async function newcomer(platform: TestPlatform, roles: string[] = []): Promise<{ id: string; name: string }> {
  people += 1;
  const name = `newcomer-${people}`;
  const [row] = await platform.owner<{ id: string }>(
    `insert into access.person (id, created_at, updated_at, name, display_name)
     values (gen_random_uuid(), now(), now(), $1, $1) returning id`,
    [name],
  );
  for (const role of roles) await giveRole(platform, row!.id, role);
  return { id: row!.id, name };
}

/** A role given by the owner of the database, from 2026 on, and so past all rules but those of the triggers. */
export async function giveRole(
  platform: TestPlatform,
  person: string,
  role: string,
  until: string | null = null,
  department: string | null = null,
): Promise<string> {
  const [row] = await platform.owner<{ id: string }>(
    `insert into access.role_assignment (id, created_at, updated_at, person_id, role, department_id, valid_from, valid_until)
     values (gen_random_uuid(), now(), now(), $1, $2, coalesce($4, (select id from access.department where name = '总公司')), '2026-01-01', $3)
     returning id`,
    [person, role, until, department],
  );
  return row!.id;
}

export const topDepartment = async (platform: TestPlatform): Promise<string> =>
  (await platform.owner<{ id: string }>(`select id from access.department where name = '总公司'`))[0]!.id;

/** Runs a statement as the request role in the name of somebody, past all of our code. Answers the SQLSTATE or how many rows it touched. */
export async function directly(platform: TestPlatform, name: string, sql: string, values: unknown[] = []) {
  const role = await RequestRole.open(platform);
  try {
    await role.carry(await viewerOf(platform, name));
    const outcome = await role.try(sql, values);
    return 'code' in outcome ? outcome.code : String(outcome.count);
  } finally {
    await role.close();
  }
}

/** Where an input is wrong. */
export const problemPaths = ({ errors }: Answer): string[] =>
  ((errors[0]?.extensions?.problems ?? []) as { path: string }[]).map(({ path }) => path);
