import type { MetadataStorage } from '@mikro-orm/core';
import { columnOf, metadataOf, qualifiedTable } from '../../database/entityModel.js';
import type { ArchiveDefinition } from '../archiveDefinition.js';

/** What every record shows of itself. */
const ofAnyRecord = ['id', 'version', 'label', 'compartments', 'createdAt', 'updatedAt', 'keeper', '__typename'];

/**
 * What the audit records as read is entered in the reading register: fields of a record beside the finding aid, what hangs
 * on it, and its content.
 */
export function readingTriggers(definitions: readonly ArchiveDefinition[], metadata: MetadataStorage): string[] {
  const branches = definitions.flatMap(({ entity, findingAid, erase: { rows = [] } }) => {
    const { className } = metadataOf(metadata, entity);
    const known = [...ofAnyRecord, ...Object.values(findingAid), 'index', className].map((field) => `'${field}'`);
    return [
      `if new.record_type = '${className}' then file := new.record_id::uuid; shown := array(select f from unnest(shown) f where f <> all (array[${known.join(', ')}])); end if;`,
      ...rows.map(([child, property]) => {
        const meta = metadataOf(metadata, child);
        return `if new.record_type = '${meta.className}' then select c.${columnOf(meta, property)} into file from ${qualifiedTable(meta)} c where c.id = new.record_id::uuid; shown := array(select '${meta.className}.' || f from unnest(shown) f); end if;`;
      }),
    ];
  });
  const name = 'enter_records_reading';
  return [
    `create or replace function access."${name}"() returns trigger language plpgsql security definer set search_path = pg_catalog as $$ declare file uuid; shown text[] := array(select jsonb_array_elements_text(case when new.action = 'read' then new.after->'fields' else jsonb_build_array('RecordContent.' || (new.after->>'field')) end)); begin if new.action = 'content read' then file := (new.after->>'file')::uuid; end if; ${branches.join('\n')} if file is not null and shown <> '{}' then perform records.enter_reading(file, shown, new.person_id, new.at, new.request_id); end if; return null; end $$`,
    `drop trigger if exists "${name}" on audit.entry`,
    `create trigger "${name}" after insert on audit.entry for each row when (new.action in ('read', 'content read') and new.person_id is not null) execute function access."${name}"()`,
  ];
}
