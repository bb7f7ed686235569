import type { EntityMetadata, MetadataStorage } from '@mikro-orm/core';
import { Client, type PoolConfig } from 'pg';
import { inheritsLabelFrom } from '../access/inheritsLabel.js';
import { type SealedFields, sealedFieldsOf } from '../access/sealedEntity.js';
import { columnOf, qualifiedTable } from '../database/entityModel.js';
import type { EntityClass } from '../module.js';
import { columnsOf } from './sealedValues.js';
import type { Vault } from './vault.js';

const atOnce = 200;

/** Seals rows from SECRET up that stand in plain text, as a backup of before may hold them: each step a transaction of its own. */
export async function sealOldRows(owner: PoolConfig, metadata: MetadataStorage, vault: Vault): Promise<void> {
  const client = new Client({ ...owner, application_name: 'zhidu sealing' });
  await client.connect();
  try {
    for (const meta of metadata) {
      const sealing = sealedFieldsOf(meta.class as EntityClass);
      if (sealing) while ((await sealSome(client, meta, sealing, vault)) === atOnce);
    }
  } finally {
    await client.end();
  }
}

interface OldRow {
  id: string;
  key: string;
  values: Record<string, string | number | null>;
}

async function sealSome(client: Client, meta: EntityMetadata, sealing: SealedFields, vault: Vault): Promise<number> {
  const table = qualifiedTable(meta);
  const column = (property: string) => columnOf(meta, property);
  const parent = sealing.under === 'own' ? undefined : inheritsLabelFrom(meta.class as EntityClass);
  const key = parent === undefined ? column('id') : `coalesce(${column(parent)}, ${column('id')})`;
  const values = sealing.fields.map((field) => `'${field}', ${column(field)}`).join(', ');
  await client.query('begin');
  try {
    const { rows } = await client.query<OldRow>(
      `select "id", ${key} as key, json_build_object(${values}) as values from ${table}
       where ${column('label')} >= 'SECRET' and (${sealing.fields.map((field) => `${column(field)} is not null`).join(' or ')})
       order by "id" limit ${atOnce} for update`,
    );
    for (const { id, key: record, values: plain } of rows) {
      const contentOf = (field: string) => plain[field] ?? null;
      const sealed = await columnsOf((of) => vault.keyFor(of), sealing, meta.className, { id, key: record, contentOf });
      const set = Object.keys(sealed).map((property, i) => `${column(property)} = $${i + 2}`);
      const emptied = sealing.fields.map((field) => `${column(field)} = null`);
      await client.query(`update ${table} set ${[...set, ...emptied].join(', ')} where "id" = $1`, [
        id,
        ...Object.values(sealed),
      ]);
    }
    await client.query('commit');
    return rows.length;
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}
