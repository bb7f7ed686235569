import type { EntityMetadata, MetadataStorage } from '@mikro-orm/core';
import type { Ask } from '../database/asking.js';
import { columnOf, metadataOf, qualifiedTable, quote } from '../database/entityModel.js';
import type { EntityClass, Module } from '../module.js';

/**
 * Rows that nobody changes once they are written, and that are found out when somebody does. Whatever writes them makes a
 * record of it first, whose property `digest` covers all of them: it stands in the audit entry of that record too.
 */
export interface Evidence {
  /** The act of writing, with a text property `digest`; made with `em.create`, so that the audit has its entry. */
  record: EntityClass;
  /** What was written: by one statement, after the record. */
  rows: EntityClass;
  /** Property of the rows that points to the record. */
  of: string;
  /** Properties that the digest covers, of the record and of its rows: texts, whole numbers and relations. */
  covers: { record: readonly string[]; rows: readonly string[] };
}

export const defineEvidence = (evidence: Evidence): Evidence => evidence;

/** What keeps one table as it was written. */
export interface TableGuard {
  /** With its schema, unquoted. */
  table: string;
  trigger: string;
  /** As PostgreSQL writes it. */
  procedure: string;
}

/** A function that PostgreSQL must have exactly so. */
interface Guardian {
  name: string;
  body: string;
  statement: string;
}

/** Evidence as the database knows it. */
export interface KnownEvidence {
  /** Type of the record. */
  type: string;
  tables: readonly string[];
  guards: readonly TableGuard[];
  functions: readonly Guardian[];
  verification: { pages: string; gone: string };
  /** By table: what its guards are made of; each statement can be run again. */
  statements: ReadonlyMap<string, readonly string[]>;
}

/** The evidence of all modules. */
export const evidenceOf = (modules: readonly Module[], metadata: MetadataStorage): KnownEvidence[] =>
  modules.flatMap(({ evidence = [] }) => evidence.map((one) => known(one, metadata)));

/** Sorted, so that it does not matter in which order rows were written; each line is made once. */
const digestOf = (head: string, line: string, rows: string): string =>
  `(select encode(sha256(convert_to(${head} || coalesce(string_agg(chr(10) || l.line, '' order by l.line collate "C"), ''), 'UTF8')), 'hex') from (select ${line} as line from ${rows} offset 0) l)`;

const lineOf = (meta: EntityMetadata, covers: readonly string[], row: string): string =>
  `json_build_array(${covers.map((property) => `${row}.${columnOf(meta, property)}`).join(', ')})::text`;

const typedColumns = (meta: EntityMetadata, covers: readonly string[]): string =>
  covers
    .map((property) => {
      const { columnTypes } = meta.properties[property as never] as { columnTypes: string[] };
      return `${columnOf(meta, property)} ${columnTypes[0]!}`;
    })
    .join(', ');

/** What is going to be written, given by column. */
export interface EvidenceGiven {
  record: object;
  rows: readonly object[];
}

/** The digests of what is going to be written, in the order given; computed where they will be verified. */
export async function evidenceDigests(
  ask: Ask,
  metadata: MetadataStorage,
  { record, rows, covers }: Evidence,
  given: readonly EvidenceGiven[],
): Promise<string[]> {
  const [acts, written] = [metadataOf(metadata, record), metadataOf(metadata, rows)];
  const lines = `json_to_recordset(g.value->'rows') as v(${typedColumns(written, covers.rows)})`;
  const digest = digestOf(lineOf(acts, covers.record, 'r'), lineOf(written, covers.rows, 'v'), lines);
  const found = await ask<{ digest: string }>(
    `select ${digest} as digest
     from json_array_elements(?::json) with ordinality g(value, place)
       cross join lateral json_to_record(g.value->'record') as r(${typedColumns(acts, covers.record)})
     order by g.place`,
    [JSON.stringify(given)],
  );
  return found.map((row) => row.digest);
}

function known({ record, rows, of, covers }: Evidence, metadata: MetadataStorage): KnownEvidence {
  const [acts, written] = [metadataOf(metadata, record), metadataOf(metadata, rows)];
  const [acting, table] = [qualifiedTable(acts), qualifiedTable(written)];
  const [digest, key] = [columnOf(acts, 'digest'), columnOf(written, of)];
  const name = `${written.schema}_${written.tableName}`;
  const lines = `${table} v where v.${key} = r."id"`;
  const found = digestOf(lineOf(acts, covers.record, 'r'), lineOf(written, covers.rows, 'v'), lines);
  const entry = `audit.entry e where e.record_type = '${acts.className}' and e.action = 'create'`;
  const whole = guardian(
    `evidence_whole_${name}()`,
    'returns trigger language plpgsql security definer',
    ` begin if exists (select from (select distinct a.${key} as key from added a) a join ${acting} r on r."id" = a.key where r.${digest} is distinct from ${found}) then raise exception 'what is recorded is not what its digest says' using errcode = 'ZH301'; end if; return null; end `,
  );
  const pages = guardian(
    `evidence_of_${name}(after_id uuid, at_most integer)`,
    'returns table (id uuid, kept text, found text, sealed text) language sql stable security definer',
    ` select r."id", r.${digest}, ${found}, (select e.after->>'digest' from ${entry} and e.record_id = r."id"::text order by e.id limit 1) from ${acting} r where after_id is null or r."id" > after_id order by r."id" limit at_most `,
  );
  const gone = guardian(
    `evidence_gone_${name}(at_most integer)`,
    'returns setof text language sql stable security definer',
    ` select e.record_id from ${entry} and not exists (select from ${acting} r where r."id"::text = e.record_id) order by e.id limit at_most `,
  );
  const append = [acts, written].map((meta) => keepsAsIs(`${meta.schema}.${meta.tableName}`));
  const check: TableGuard = {
    table: `${written.schema}.${written.tableName}`,
    trigger: 'evidence_whole',
    procedure: `audit.${whole.name}`,
  };
  return {
    type: acts.className,
    tables: append.map((guard) => guard.table),
    guards: [...append, check],
    functions: [whole, pages, gone],
    verification: {
      pages: `select * from audit.evidence_of_${name}($1, $2)`,
      gone: `select audit.evidence_gone_${name}($1) as id`,
    },
    statements: new Map([
      [acting, guarding(append[0]!, acting)],
      [
        table,
        [
          ...guarding(append[1]!, table),
          ...[whole, pages, gone].map(({ statement }) => statement),
          `drop trigger if exists ${check.trigger} on ${table}`,
          `create trigger ${check.trigger} after insert on ${table} referencing new table as added for each statement execute function audit.${whole.name}`,
          `alter table ${table} enable always trigger ${check.trigger}`,
        ],
      ],
    ]),
  };
}

const guardian = (signature: string, kind: string, body: string): Guardian => ({
  name: signature.replace(/\w+ (uuid|integer)/g, '$1'),
  body,
  statement: `create or replace function audit.${signature} ${kind} set search_path = pg_catalog as $$${body}$$`,
});

const keepsAsIs = (table: string): TableGuard => ({
  table,
  trigger: 'evidence_only',
  procedure: 'audit.refuse_evidence_change()',
});

const guarding = ({ trigger, procedure }: TableGuard, table: string): string[] => [
  `drop trigger if exists ${quote(trigger)} on ${table}`,
  `create trigger ${quote(trigger)} before update or delete or truncate on ${table} for each statement execute function ${procedure}`,
  // Always: also for a session that plays the replica.
  `alter table ${table} enable always trigger ${quote(trigger)}`,
];
