import type { MetadataStorage } from '@mikro-orm/core';
import { LabelledEntity } from '../access/entity.js';
import { columnOf, metadataOf, qualifiedTable } from '../database/entityModel.js';
import type { EntityClass, Module } from '../module.js';

const name = '"pass_label_notices_notice"';

/** A notice goes with its record: once that is hidden from somebody, neither its number nor its id is left with them. */
export function followRecords(modules: readonly Module[], own: EntityClass, metadata: MetadataStorage): string[] {
  const labelled = modules
    .flatMap(({ entities = [] }) => entities)
    .filter((entity) => entity.prototype instanceof LabelledEntity && entity !== own);
  return [
    `create or replace function access.${name}() returns trigger language plpgsql security definer set search_path = pg_catalog as $$ begin update notices.notice n set label = (to_jsonb(new)->>'label')::access.label, compartments = array(select jsonb_array_elements_text(to_jsonb(new)->'compartments')), keeper_id = (to_jsonb(new)->>tg_argv[1])::uuid where n.record_type = tg_argv[0] and n.record_id = new."id"; return null; end $$`,
    ...labelled.flatMap((entity) => {
      const meta = metadataOf(metadata, entity);
      const columns = ['label', 'compartments', 'keeper'].map((property) => columnOf(meta, property));
      const of = (row: string) => `(${columns.map((column) => `${row}.${column}`).join(', ')})`;
      return [
        `drop trigger if exists ${name} on ${qualifiedTable(meta)}`,
        `create trigger ${name} after update of ${columns.join(', ')} on ${qualifiedTable(meta)} for each row when (${of('new')} is distinct from ${of('old')}) execute function access.${name}('${meta.className}', '${columns[2]!.replaceAll('"', '')}')`,
      ];
    }),
  ];
}
