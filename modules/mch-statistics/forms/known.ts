import type { Writing } from '../../../src/database/writing.js';
import type { Problem } from '../../../src/errors.js';
import type { EntityClass } from '../../../src/module.js';

/** What is said of an id that names nothing. */
export const unknown = (path: string): Problem => ({
  path,
  message: { en: 'There is none with this id.', zh: '没有该 id 对应的记录。' },
});

/** What an id names; null with a problem where that is nothing. */
export async function known<T extends { id: string }>(
  { em }: Writing,
  problems: Problem[],
  path: string,
  entity: EntityClass<T>,
  id: string,
): Promise<T | null> {
  const found = (await em.findOne(entity as never, { id } as never)) as T | null;
  if (!found) problems.push(unknown(path));
  return found;
}
