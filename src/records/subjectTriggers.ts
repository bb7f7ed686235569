import type { MetadataStorage } from '@mikro-orm/core';
import { columnOf, metadataOf, qualifiedTable } from '../database/entityModel.js';
import type { ArchiveDefinition } from './archiveDefinition.js';

const file = 'records.file';

/** What a file copies of its record: column of the file, expression over the record under the alias s. */
function copies(definition: ArchiveDefinition, metadata: MetadataStorage): [column: string, expression: string][] {
  const meta = metadataOf(metadata, definition.entity);
  const { number, title, pinyin, pinyinInitials, category, keywords, unit } = definition.findingAid;
  const of = (property: string | undefined) => (property === undefined ? 'null' : `s.${columnOf(meta, property)}`);
  return [
    ['label', of('label')],
    ['compartments', of('compartments')],
    ['keeper_id', of('keeper')],
    ['number', of(number)],
    ['title', of(title)],
    ['pinyin', of(pinyin)],
    ['pinyin_initials', of(pinyinInitials)],
    ['category', of(category)],
    ['keywords', of(keywords)],
    ['unit_id', of(unit)],
  ];
}

const func = (name: string, body: string) =>
  `create or replace function access."${name}_records_file"() returns trigger language plpgsql security definer set search_path = pg_catalog as $$${body}$$`;

const trigger = (name: string, timing: string, table: string, rest: string) => [
  `drop trigger if exists "${name}_records_file" on ${table}`,
  `create trigger "${name}_records_file" ${timing} on ${table} ${rest} execute function access."${name}_records_file"()`,
];

/**
 * A record's file is opened in the same statement that makes the record, whoever makes it, and follows it: label, keeper,
 * number and title are the record's. Records that were there before get theirs here.
 */
export function subjectTriggers(definitions: readonly ArchiveDefinition[], metadata: MetadataStorage): string[] {
  const subjects = definitions.map((definition) => {
    const meta = metadataOf(metadata, definition.entity);
    const columns = copies(definition, metadata);
    return { type: meta.className, table: qualifiedTable(meta), columns, definition };
  });
  const opening = ({ type, columns, definition }: (typeof subjects)[number], source: string) =>
    `insert into ${file} (id, created_at, updated_at, subject_type, retention_class, catalogue_year, ${columns.map(([column]) => column).join(', ')})
      select s.id, s.created_at, s.created_at, '${type}', '${definition.retentionClass}', extract(year from s.created_at at time zone 'Asia/Shanghai'), ${columns.map(([, expression]) => expression).join(', ')} from ${source}`;
  const choose = (branch: (subject: (typeof subjects)[number]) => string) =>
    subjects.map((subject) => `if tg_relid = '${subject.table}'::regclass then ${branch(subject)}; end if;`).join('\n');
  const own = ['label', 'compartments', 'keeper_id'];
  return [
    func('open', ` begin ${choose((subject) => opening(subject, 'added s'))} return null; end `),
    func(
      'pass_label',
      ` begin ${choose(
        ({ columns }) =>
          `update ${file} f set ${columns.map(([column, expression]) => `${column} = ${expression}`).join(', ')} from (select new.*) s where f.id = new.id`,
      )} return null; end `,
    ),
    func(
      'take_label',
      ` begin ${subjects
        .map(
          ({ type, table, columns }) =>
            `if new.subject_type = '${type}' then select ${columns
              .filter(([column]) => own.includes(column))
              .map(([, expression]) => expression)
              .join(
                ', ',
              )} into ${own.map((column) => `new.${column}`).join(', ')} from ${table} s where s.id = new.id for share; end if;`,
        )
        .join('\n')} return new; end `,
    ),
    // Files are inserted by the function above alone, which takes the label itself.
    ...trigger('take_label', `before update of ${own.join(', ')}`, file, 'for each row'),
    ...subjects.flatMap(({ table, columns, ...subject }) => [
      ...trigger('open', 'after insert', table, 'referencing new table as added for each statement'),
      ...trigger(
        'pass_label',
        `after update of ${[...new Set(columns.map(([, expression]) => expression).filter((one) => one !== 'null'))].map((one) => one.slice(2)).join(', ')}`,
        table,
        'for each row',
      ),
      `${opening({ table, columns, ...subject }, `${table} s`)} where not exists (select from ${file} f where f.id = s.id)`,
    ]),
  ];
}
