import type { MetadataStorage } from '@mikro-orm/core';
import type { LabelledEntity } from '../access/entity.js';
import { columnOf, metadataOf, qualifiedTable } from '../database/entityModel.js';
import type { EntityClass } from '../module.js';

const table = '"appraisal"."appraisal_entry"';

/** Entries are seen with their case in hand, and have its label; each statement can be run again. */
export function appraisalTriggers(cases: readonly EntityClass<LabelledEntity>[], metadata: MetadataStorage): string[] {
  const records = cases.map((entity) => {
    const meta = metadataOf(metadata, entity);
    const columns = ['label', 'compartments', 'keeper'].map((property) => columnOf(meta, property));
    return { type: meta.className, table: qualifiedTable(meta), columns };
  });
  const branches = (subject: string, then: (record: (typeof records)[number]) => string) =>
    records.map((record) => `if ${subject} = '${record.type}' then ${then(record)} end if;`).join('\n');
  return [
    // With the rights of the caller: row security of the case's table decides.
    `create or replace function access."sees_appraisal_case"(of_type text, wanted uuid) returns boolean language plpgsql stable set search_path = pg_catalog as $$ begin ${branches('of_type', (record) => `return exists (select 1 from ${record.table} r where r."id" = wanted);`)} return false; end $$`,
    trigger(
      'take_label',
      ` begin ${branches('new.case_type', ({ columns, table: of }) => `select ${columns.map((column) => `r.${column}`).join(', ')} into strict new.label, new.compartments, new.keeper_id from ${of} r where r."id" = new.case_id for share;`)} return new; end `,
    ),
    ...attached('take_label', 'before insert', table),
    trigger(
      'pass_label',
      ` begin update ${table} e set label = new.label, compartments = new.compartments, keeper_id = new.keeper_id where e.case_type = tg_argv[0] and e.case_id = new."id"; return null; end `,
    ),
    ...records.flatMap(({ type, table: of, columns }) => attached('pass_label', 'after update', of, type, columns)),
  ];
}

const trigger = (purpose: string, body: string): string =>
  `create or replace function access."${purpose}_appraisal_entry"() returns trigger language plpgsql security definer set search_path = pg_catalog as $$${body}$$`;

const attached = (
  purpose: string,
  timing: string,
  on: string,
  type = '',
  columns: readonly string[] = [],
): string[] => [
  `drop trigger if exists "${purpose}_appraisal_entry" on ${on}`,
  // Not `after update of`: a label that a trigger took from another parent is in no list of what the statement sets.
  `create trigger "${purpose}_appraisal_entry" ${timing} on ${on} for each row ${columns.length > 0 ? `when (${columns.map((column) => `old.${column} is distinct from new.${column}`).join(' or ')}) ` : ''}execute function access."${purpose}_appraisal_entry"('${type}')`,
];
