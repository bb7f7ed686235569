import type { Writing } from '../database/writing.js';

/** Whether the viewer heads the department or one above it. For a row that is yet to come, of which no row rule can be asked. */
export async function heads({ em }: Writing, departmentId: string): Promise<boolean> {
  const [row] = await em.execute<{ heads: boolean }[]>(
    "select ?::uuid = any (access.departments_as('{UNIT_HEAD}')) as heads",
    [departmentId],
  );
  return row!.heads;
}
