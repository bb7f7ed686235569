import type { EntityMetadata, MetadataStorage } from '@mikro-orm/core';
import { sealedFieldsOf } from '../access/sealedEntity.js';
import { columnOf, metadataOf, qualifiedTable } from '../database/entityModel.js';
import type { ArchiveDefinition } from './archiveDefinition.js';

const text = (value: string | null) => (value === null ? 'null' : `'${value.replaceAll("'", "''")}'`);

const written = (meta: EntityMetadata, values: Readonly<Record<string, string | null>>): string =>
  Object.entries(values)
    .map(([name, value]) => `${columnOf(meta, name)} = ${text(value)}`)
    .join(', ');

/** The function that empties the record of a destroyed file; only `records.destroy_file` calls it. */
export function eraseStatements(definitions: readonly ArchiveDefinition[], metadata: MetadataStorage): string[] {
  const branches = definitions.map(({ entity, erase: { properties, rows = [] } }) => {
    const meta = metadataOf(metadata, entity);
    const { hashed = {} } = sealedFieldsOf(entity) ?? {};
    const sealed = sealedFieldsOf(entity) ? ['sealed', ...Object.values(hashed)] : [];
    const all = { ...properties, ...Object.fromEntries(sealed.map((name) => [name, null])) };
    const removed = rows.map(([child, property, emptied]) => {
      const childMeta = metadataOf(metadata, child);
      const [table, ofFile] = [qualifiedTable(childMeta), `where ${columnOf(childMeta, property)} = file;`];
      return emptied
        ? `update ${table} set ${written(childMeta, emptied)} ${ofFile}`
        : `delete from ${table} ${ofFile}`;
    });
    return `if of_type = '${meta.className}' then ${removed.join(' ')} update ${qualifiedTable(meta)} set ${written(meta, all)}, version = version + 1 where id = file; end if;`;
  });
  const name = 'access."erase_records_file"(file uuid, of_type text)';
  return [
    `create or replace function ${name} returns void language plpgsql set search_path = pg_catalog as $$ begin ${branches.join('\n')} end $$`,
    `revoke execute on function access."erase_records_file"(uuid, text) from public`,
    ...stubStatements(definitions, metadata),
  ];
}

/** What was emptied stays empty: neither the record of a destroyed file nor what went with it is written again. */
function stubStatements(definitions: readonly ArchiveDefinition[], metadata: MetadataStorage): string[] {
  const tables = definitions.flatMap(({ entity, erase: { rows = [] } }) => [
    { table: qualifiedTable(metadataOf(metadata, entity)), key: '"id"', timing: 'before update' },
    ...rows.map(([child, property, emptied]) => {
      const meta = metadataOf(metadata, child);
      // What stays follows labels.
      const columns = emptied && Object.keys(emptied).map((name) => columnOf(meta, name));
      const timing = `before insert or update${columns ? ` of ${columns.join(', ')}` : ''}`;
      return { table: qualifiedTable(meta), key: columnOf(meta, property), timing };
    }),
  ]);
  const name = '"stub_records_file"';
  return [
    `create or replace function access.${name}() returns trigger language plpgsql security definer set search_path = pg_catalog as $$ begin if exists (select from records.file f where f.id = case tg_argv[0] when 'id' then new.id else (to_jsonb(new)->>tg_argv[0])::uuid end and f.destroyed_at is not null) then raise exception 'the stub of a destroyed file' using errcode = 'ZH102'; end if; return new; end $$`,
    ...tables.flatMap(({ table, key, timing }) => [
      `drop trigger if exists ${name} on ${table}`,
      `create trigger ${name} ${timing} on ${table} for each row execute function access.${name}('${key.slice(1, -1)}')`,
    ]),
  ];
}
