import type { EntityMetadata } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { type SealedFields, sealedFieldsOf } from '../access/sealedEntity.js';
import { qualifiedTable } from '../database/entityModel.js';
import type { EntityClass } from '../module.js';
import { lineageOf, sealedTable } from './sealedTables.js';
import { openValues } from './sealedValues.js';
import type { Sealer } from './sealer.js';

/** Seals what hangs on a record whose label is being raised, and what hangs on that; its own row waits until that is done, and so do others that want to add something. */
export async function sealRows(sealer: Sealer, em: EntityManager, parent: EntityMetadata, id: string): Promise<void> {
  await em.execute(`select "id" from ${qualifiedTable(parent)} where "id" = ? for update`, [id]);
  for (const { meta, sealing } of below(em, parent)) {
    const { plainRows, sealPlain } = sealedTable(meta);
    const rows = await rowsOf<HangingRow & { values: Record<string, string | number> }>(em, plainRows, id);
    const written = [];
    for (const { id: row, parent: on, values } of rows) {
      const key = sealing.under === 'own' ? row : on;
      const contentOf = (field: string) => values[field] ?? null;
      written.push({ id: row, ...(await sealer.columns(sealing, meta.className, { id: row, key, contentOf })) });
    }
    if (written.length > 0) await em.execute(`select ${sealPlain}(?::uuid, ?::json)`, [id, JSON.stringify(written)]);
  }
}

/** Opens what hangs on a record whose label was lowered. */
export async function openRows(sealer: Sealer, em: EntityManager, parent: EntityMetadata, id: string): Promise<void> {
  for (const { meta, sealing } of below(em, parent)) {
    const { sealedRows, openSealed } = sealedTable(meta);
    const rows = await rowsOf<HangingRow & { sealed: string }>(em, sealedRows, id);
    const written = [];
    for (const { id: row, parent: on, sealed } of rows) {
      const key = await sealer.keyFor(sealing.under === 'own' ? row : on);
      written.push({ id: row, ...openValues(key, meta.className, row, sealed) });
    }
    if (written.length > 0) await em.execute(`select ${openSealed}(?::uuid, ?::json)`, [id, JSON.stringify(written)]);
  }
}

interface HangingRow {
  id: string;
  /** The record that it hangs on itself. */
  parent: string;
}

const rowsOf = async <T>(em: EntityManager, called: string, id: string): Promise<T[]> =>
  (await em.execute<{ rows: T[] }[]>(`select ${called}(?::uuid) as rows`, [id]))[0]!.rows;

/** Sealed entities whose label is that of another, or of one between. */
function below(em: EntityManager, parent: EntityMetadata): { meta: EntityMetadata; sealing: SealedFields }[] {
  return [...em.getMetadata()].flatMap((meta) => {
    const sealing = sealedFieldsOf(meta.class as EntityClass);
    const hangs = lineageOf(meta).some((step) => step.parent.className === parent.className);
    return sealing && hangs ? [{ meta, sealing }] : [];
  });
}
