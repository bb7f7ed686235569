import type { Writing } from '../database/writing.js';

/** Whoever changes rights takes turns until the commit: what is read after this is what the others have left. */
export const lockRights = async ({ em }: Writing): Promise<void> => {
  await em.execute('select access.lock_rights()');
};
