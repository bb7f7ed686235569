import type { MetadataStorage } from '@mikro-orm/core';
import { LabelledEntity } from '../access/entity.js';
import { columnOf, metadataOf, qualifiedTable } from '../database/entityModel.js';
import { StartError } from '../database/startError.js';
import { rowColumns } from '../reading/rowColumns.js';
import type { AttachmentDefinition } from './attachmentDefinition.js';

const table = '"attachments"."attachment"';

/** Attachments are seen by whoever sees the record, have its label and go with it; each statement can be run again. */
export function attachmentTriggers(definitions: readonly AttachmentDefinition[], metadata: MetadataStorage): string[] {
  const records = definitions.map(({ entity }) => {
    if (!(entity.prototype instanceof LabelledEntity))
      throw new StartError(`${entity.name} holds attachments and has no label: let it extend LabelledEntity.`);
    const meta = metadataOf(metadata, entity);
    const columns = ['label', 'compartments', 'keeper'].map((property) => columnOf(meta, property));
    return { type: meta.className, table: qualifiedTable(meta), columns };
  });
  const branches = (subject: string, then: (record: (typeof records)[number]) => string) =>
    records.map((record) => `if ${subject} = '${record.type}' then ${then(record)} end if;`).join('\n');
  return [
    // With the rights of the caller: row security of the record's table decides.
    `create or replace function access."sees_attachments_attachment"(of_type text, wanted uuid) returns boolean language plpgsql stable set search_path = pg_catalog as $$ begin ${branches('of_type', (record) => `return exists (select 1 from ${record.table} r where r."id" = wanted);`)} return false; end $$`,
    `create or replace function access."changes_attachments_attachment"(of_type text, wanted uuid) returns boolean language plpgsql stable set search_path = pg_catalog as $$ begin ${definitions.map((definition) => openBranch(definition, metadata)).join('\n')} return true; end $$`,
    func(
      'take_label',
      ` begin ${branches('new.record_type', ({ columns, table: of }) => `select ${columns.map((column) => `r.${column}`).join(', ')} into strict new.label, new.compartments, new.keeper_id from ${of} r where r."id" = new.record_id for share;`)} return new; end `,
    ),
    ...trigger('take_label', 'before insert or update', table),
    func(
      'pass_label',
      ` begin update ${table} a set label = new.label where a.record_type = tg_argv[0] and a.record_id = new."id"; return null; end `,
    ),
    func(
      'erase',
      ` begin delete from ${table} a where a.record_type = tg_argv[0] and a.record_id = old."id"; delete from secrets.data_key where file_id = old."id"; return null; end `,
    ),
    ...records.flatMap(({ type, table: of, columns }) => [
      ...trigger('pass_label', `after update of ${columns.join(', ')}`, of, type),
      ...trigger('erase', 'after delete', of, type),
    ]),
  ];
}

function openBranch({ entity, open }: AttachmentDefinition, metadata: MetadataStorage): string {
  if (!open) return '';
  const meta = metadataOf(metadata, entity);
  const holds = open.holds.sql(rowColumns(metadata, meta.className, 'r'));
  return `if of_type = '${meta.className}' then return exists (select 1 from ${qualifiedTable(meta)} r where r."id" = wanted and ${holds}); end if;`;
}

const func = (purpose: string, body: string): string =>
  `create or replace function access."${purpose}_attachments_attachment"() returns trigger language plpgsql security definer set search_path = pg_catalog as $$${body}$$`;

const trigger = (purpose: string, timing: string, on: string, type = ''): string[] => [
  `drop trigger if exists "${purpose}_attachments_attachment" on ${on}`,
  `create trigger "${purpose}_attachments_attachment" ${timing} on ${on} for each row execute function access."${purpose}_attachments_attachment"('${type}')`,
];
