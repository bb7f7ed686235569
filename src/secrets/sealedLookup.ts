import { isKeptApart } from '../access/labels.js';
import type { Writing } from '../database/writing.js';
import type { EntityClass } from '../module.js';
import { hashedValue, hashingRecord } from './sealedValues.js';

/** The keyed hashes by which sealed records with one of these values are found; none for somebody who sees no sealed record. */
export async function sealedHashes(
  { context: { viewer, core } }: Writing,
  entity: EntityClass,
  property: string,
  values: readonly string[],
): Promise<string[]> {
  if (values.length === 0 || !isKeptApart(viewer.clearance)) return [];
  const key = await core.vault.keyFor(hashingRecord);
  return values.map((value) => hashedValue(key, entity.name, property, value));
}
