import { createHash } from 'node:crypto';
import type { Writing } from '../../database/writing.js';
import { conflict, notFound } from '../../errors.js';
import type { EntityClass } from '../../module.js';

/** A call that the client may send twice, by a double click or because the answer was lost. */
export interface KeyedCall {
  call: string;
  /** Made up by the client for this one act; without one every call is carried out. */
  clientKey: string | null | undefined;
  /** What was asked for: the same key with something else is a mistake of the client. */
  input: unknown;
}

/**
 * Adds a record once for a key of this person and this call: the call again, within seven days, gives the record that the
 * first one made, as it is now. Of two at the same moment the second waits for the first.
 *
 * @throws CONFLICT for the key of another input; NOT_FOUND where the record is hidden by now
 */
export async function onceFor<T extends { id: string }>(
  { em }: Writing,
  entity: EntityClass<T>,
  { call, clientKey, input }: KeyedCall,
  add: () => Promise<T>,
): Promise<T> {
  if (!clientKey) return add();
  const digest = createHash('sha256').update(JSON.stringify(input)).digest('hex');
  const [row] = await em.execute<{ made: { id: string; isSame: boolean } | null }[]>(
    'select access.begin_client_key(?, ?, ?) as made',
    [call, clientKey, digest],
  );
  if (!row?.made) {
    const added = await add();
    await em.execute('select access.end_client_key(?, ?, ?::uuid)', [call, clientKey, added.id]);
    return added;
  }
  if (!row.made.isSame) throw usedOtherwise();
  const found = await em.findOne(entity as EntityClass<{ id: string }>, { id: row.made.id });
  if (!found) throw notFound(entity.name);
  return found as T;
}

const usedOtherwise = () =>
  conflict({
    en: 'This clientKey was given with another input before. Make up a new one for each act, and keep it when you repeat that act.',
    zh: '该 clientKey 已用于其他内容。每次新的操作请使用新的 clientKey，仅在重发同一操作时沿用。',
  });
