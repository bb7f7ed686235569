import type { MetadataStorage } from '@mikro-orm/core';
import { columnOf, metadataOf, qualifiedTable } from '../database/entityModel.js';
import type { ArchiveDefinition } from './archiveDefinition.js';

const text = (value: string | null) => (value === null ? 'null' : `'${value.replaceAll("'", "''")}'`);

/** The function that empties the record of a destroyed file; only `records.destroy_file` calls it. */
export function eraseStatements(definitions: readonly ArchiveDefinition[], metadata: MetadataStorage): string[] {
  const branches = definitions.map(({ entity, erase: { properties, rows = [] } }) => {
    const meta = metadataOf(metadata, entity);
    const emptied = Object.entries(properties).map(([name, value]) => `${columnOf(meta, name)} = ${text(value)}`);
    const removed = rows.map(([child, property]) => {
      const childMeta = metadataOf(metadata, child);
      return `delete from ${qualifiedTable(childMeta)} where ${columnOf(childMeta, property)} = file;`;
    });
    return `if of_type = '${meta.className}' then ${removed.join(' ')} update ${qualifiedTable(meta)} set ${emptied.join(', ')}, version = version + 1 where id = file; end if;`;
  });
  const name = 'access."erase_records_file"(file uuid, of_type text)';
  return [
    `create or replace function ${name} returns void language plpgsql set search_path = pg_catalog as $$ begin ${branches.join('\n')} end $$`,
    `revoke execute on function access."erase_records_file"(uuid, text) from public`,
  ];
}
