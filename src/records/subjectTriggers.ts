import type { MetadataStorage } from '@mikro-orm/core';
import { columnOf, metadataOf, qualifiedTable } from '../database/entityModel.js';
import type { ArchiveDefinition } from './archiveDefinition.js';

const file = 'records.file';

/** What a file copies of its record: column of the file, expression over the record under the alias s. */
function copies(definition: ArchiveDefinition, metadata: MetadataStorage): [column: string, expression: string][] {
  const meta = metadataOf(metadata, definition.entity);
  const { number, title, pinyin, pinyinInitials, category, keywords, unit, catalogueYear, volume, closedOn } =
    definition.findingAid;
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
    ['catalogue_year', catalogueYear ? of(catalogueYear) : undefined],
    ['volume', volume ? of(volume) : undefined],
    ['closed_on', closedOn ? of(closedOn) : undefined],
  ].filter((one): one is [string, string] => one[1] !== undefined);
}

/** As `retentionEnd` counts it, of a class that a file has. */
const endsOn = ({ retentionClasses }: ArchiveDefinition, ofClass: string, closedOn: string): string => {
  const years = Object.entries(retentionClasses).flatMap(([code, { years }]) =>
    years === undefined ? [] : [`when '${code}' then ${years}`],
  );
  if (years.length === 0) return 'null::date';
  return `make_date(extract(year from ${closedOn})::integer + 1 + case ${ofClass} ${years.join(' ')} end, 1, 1)`;
};

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
  const opening = ({ type, columns, definition }: (typeof subjects)[number], source: string) => {
    const closedOn = new Map(columns).get('closed_on');
    const given = new Map([
      ['catalogue_year', `extract(year from s.created_at at time zone 'Asia/Shanghai')`],
      ...columns,
      ...(closedOn
        ? [['retention_ends_on', endsOn(definition, `'${definition.retentionClass}'`, closedOn)] as const]
        : []),
    ]);
    return `insert into ${file} (id, created_at, updated_at, subject_type, retention_class, ${[...given.keys()].join(', ')})
      select s.id, s.created_at, s.created_at, '${type}', '${definition.retentionClass}', ${[...given.values()].join(', ')} from ${source}`;
  };
  /** Whoever reopens a record takes back what was decided about its file. */
  const following = ({ columns, definition }: (typeof subjects)[number]) => {
    const closedOn = new Map(columns).get('closed_on');
    const set = columns.map(([column, expression]) => `${column} = ${expression}`);
    if (!closedOn) return set.join(', ');
    return [
      ...set,
      `retention_ends_on = ${endsOn(definition, 'f.retention_class', closedOn)}`,
      `destruction_decided = f.destruction_decided and f.closed_on is not distinct from ${closedOn}`,
    ].join(', ');
  };
  const choose = (branch: (subject: (typeof subjects)[number]) => string) =>
    subjects.map((subject) => `if tg_relid = '${subject.table}'::regclass then ${branch(subject)}; end if;`).join('\n');
  const own = ['label', 'compartments', 'keeper_id'];
  return [
    func('open', ` begin ${choose((subject) => opening(subject, 'added s'))} return null; end `),
    func(
      'pass_label',
      ` begin ${choose(
        (subject) => `update ${file} f set ${following(subject)} from (select new.*) s where f.id = new.id`,
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
