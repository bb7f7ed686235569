import type { MetadataStorage } from '@mikro-orm/core';
import { columnOf, metadataOf, qualifiedTable } from '../database/entityModel.js';
import type { Module } from '../module.js';
import { clauseOf, type HandoverLine, headsOf, linesOf, rolesThatHandOver, takersOf } from './handoverLine.js';

const text = (value: string) => `'${value.replaceAll("'", "''")}'`;
const list = (values: readonly string[]) => `array[${values.map(text).join(', ')}]::text[]`;

interface Line {
  table: string;
  type: string;
  holder: string;
  title: string;
  held: string;
}

/** A line in terms of the database; `now` in its condition is the moment that the request counts as now. */
export function lineSql({ entity, holder, titled, open = 'true' }: HandoverLine, metadata: MetadataStorage): Line {
  const meta = metadataOf(metadata, entity);
  const now = `current_setting('app.now')::timestamptz`;
  return {
    table: qualifiedTable(meta),
    type: meta.className,
    holder: columnOf(meta, holder),
    title: titled ? `r.${columnOf(meta, titled)}::text` : 'null::text',
    held: `(${open.replaceAll(/\bnow\b/g, now)})`,
  };
}

/** What the modules say that people hold, as functions of the database: whether something is left, and how it passes. */
export function handoverFunctions(modules: readonly Module[], metadata: MetadataStorage): string[] {
  const lines = linesOf(modules).map((line) => ({ line, ...lineSql(line, metadata) }));
  const anyHeld = lines.map(
    ({ table, holder, held }) => `exists (select from ${table} r where r.${holder} = wanted and ${held})`,
  );
  const movable = lines.filter(({ line }) => !line.settledBy);
  const moving = (
    { line, table, type, holder, title, held }: (typeof lines)[number],
    wanted: string,
    received: string,
  ) =>
    `for one in update ${table} r set ${holder} = successor, version = r.version + 1, updated_at = moment
      where ${wanted} and r.${holder} = h.person_id and ${held} and approvals.may_be_told(successor, r.label, r.compartments)
      returning r.id, ${title} as title, r.label, r.compartments, r.keeper_id as keeper
    loop
      insert into handover.item (id, created_at, updated_at, label, compartments, keeper_id, handover_id, line, record_type, record_id, title, person_id, successor_id, received_at)
      values (gen_random_uuid(), moment, moment, one.label, one.compartments, one.keeper, h.id, ${text(line.name)}, ${text(type)}, one.id, one.title, h.person_id, successor, ${received});
      perform audit.append(json_build_array(json_build_object('action', 'update', 'type', ${text(type)}, 'id', one.id, 'label', one.label,
        'compartments', to_json(one.compartments), 'clause', handover.clause(), 'before', json_build_object('${line.holder}', h.person_id),
        'after', json_build_object('${line.holder}', successor))));
      passed := passed + 1;
    end loop;`;
  const passing = movable.map(
    (each) => `if of_line = ${text(each.line.name)} then
    ${moving(each, 'r.id = any (ids)', 'null')}
  end if;`,
  );
  const takingOver = movable.map((each) => moving(each, `(r.label >= 'SECRET' or r.compartments <> '{}')`, 'moment'));
  const clause = clauseOf(modules);
  const definer = 'security definer set search_path = pg_catalog';
  return [
    `create or replace function handover.left_of(wanted uuid) returns boolean language plpgsql stable ${definer} as $$ begin return ${anyHeld.join(' or ') || 'false'}; end $$`,
    `create or replace function handover.clause() returns text language sql immutable as $$ select ${clause ? text(clause) : 'null::text'} $$`,
    `create or replace function handover.roles() returns text[] language sql immutable as $$ select ${list(rolesThatHandOver(modules))} $$`,
    `create or replace function handover.heads() returns text[] language sql immutable as $$ select ${list(headsOf(modules))} $$`,
    `create or replace function handover.takers() returns text[] language sql immutable as $$ select ${list(takersOf(modules))} $$`,
    `create or replace function handover.pass(of_handover uuid, of_line text, ids uuid[], successor uuid, moment timestamptz) returns integer language plpgsql volatile ${definer} as $$
declare
  h handover.handover;
  one record;
  passed integer := 0;
begin
  select * into h from handover.handover where id = of_handover and signed_at is null for update;
  if not found or not (h.person_id = nullif(current_setting('app.person', true), '')::uuid or handover.is_head(h.person_id, h.department_id)) then
    raise insufficient_privilege using message = 'the handover of somebody else';
  end if;
  ${passing.join('\n  ')}
  return passed;
end
$$`,
    `create or replace function handover.take_over(of_request uuid, moment timestamptz) returns void language plpgsql volatile ${definer} as $$
declare
  h handover.handover;
  one record;
  successor uuid;
  passed integer := 0;
begin
  select * into h from handover.handover where id = approvals.approved_record(of_request, 'takeOverFiles') and signed_at is null for update;
  if not found or exists (select from access.person p where p.id = h.person_id and p.active) then
    raise insufficient_privilege using message = 'the handover is signed, or the person works here';
  end if;
  select r.applicant_id into strict successor from approvals.request r where r.id = of_request;
  ${takingOver.join('\n  ')}
end
$$`,
  ];
}

/** What has passed stays as secret as the thing itself: a name that is hidden later is hidden in old handovers too. */
export function followingTriggers(modules: readonly Module[], metadata: MetadataStorage): string[] {
  const passable = linesOf(modules).filter(({ settledBy }) => !settledBy);
  const subjects = new Map(passable.map(({ entity }) => [entity, metadataOf(metadata, entity)]));
  return [
    `create or replace function access."pass_label_handover_item"() returns trigger language plpgsql security definer set search_path = pg_catalog as $$ begin update handover.item i set label = new.label, compartments = new.compartments, keeper_id = new.keeper_id where i.record_type = tg_argv[0] and i.record_id = new.id; return null; end $$`,
    ...[...subjects.values()].flatMap((meta) => [
      `drop trigger if exists "pass_label_handover_item" on ${qualifiedTable(meta)}`,
      `create trigger "pass_label_handover_item" after update of label, compartments, keeper_id on ${qualifiedTable(meta)} for each row when ((new.label, new.compartments, new.keeper_id) is distinct from (old.label, old.compartments, old.keeper_id)) execute function access."pass_label_handover_item"('${meta.className}')`,
    ]),
  ];
}
