import { createHmac } from 'node:crypto';
import type { SealedFields } from '../access/sealedEntity.js';
import { seal, unseal } from './sealing.js';

/** Values of sealed fields by property; what has none is not there. */
export type SealedValues = Readonly<Record<string, string | number>>;

/** What the sealed fields belong to: they open in no other row. */
const about = (type: string, id: string): string => `zhidu fields ${id} of ${type}`;

/** Null where there is nothing to seal. */
const sealValues = (key: Buffer, type: string, id: string, values: SealedValues): string | null =>
  Object.keys(values).length === 0 ? null : seal(key, Buffer.from(JSON.stringify(values)), about(type, id));

export const openValues = (key: Buffer, type: string, id: string, sealed: string): SealedValues =>
  JSON.parse(unseal(key, sealed, about(type, id)).toString()) as SealedValues;

/** The record of which a key hashes what the database looks for; it is wrapped by the master key like any other. */
export const hashingRecord = '00000000-0000-0000-0000-000000000000';

/** Equal for equal values of one column; without the key nobody can try values out. */
export const hashedValue = (key: Buffer, type: string, property: string, value: string | number): string =>
  createHmac('sha256', key).update(`${type}.${property} ${value}`).digest('base64');

/** A record whose fields are to be sealed. */
export interface SealedRecord {
  id: string;
  /** The record whose key seals. */
  key: string;
  contentOf(field: string): string | number | null;
}

/** What stands in its columns then: `sealed` and the hashes by property. */
export type SealedColumns = Record<string, string | null>;

export async function columnsOf(
  keyFor: (recordId: string) => Promise<Buffer>,
  { fields, hashed = {} }: SealedFields,
  type: string,
  { id, key, contentOf }: SealedRecord,
): Promise<SealedColumns> {
  const values = fields.flatMap((field) => {
    const value = contentOf(field);
    return value === null ? [] : [[field, value] as const];
  });
  const columns: SealedColumns = { sealed: sealValues(await keyFor(key), type, id, Object.fromEntries(values)) };
  for (const [field, property] of Object.entries(hashed)) {
    const value = contentOf(field);
    columns[property] = value === null ? null : hashedValue(await keyFor(hashingRecord), type, field, value);
  }
  return columns;
}
