import type { EntityMetadata, MetadataStorage } from '@mikro-orm/core';
import { followTriggers } from '../approvals/followTriggers.js';
import { evidenceOf } from '../audit/evidence.js';
import { columnOf, metadataOf, qualifiedTable, quote } from '../database/entityModel.js';
import { StartError } from '../database/startError.js';
import type { EntityClass, Module, RowRules } from '../module.js';
import { rowColumns } from '../reading/rowColumns.js';
import { sealingStatements } from '../secrets/sealedTables.js';
import { LabelledEntity } from './entity.js';
import { inheritsLabelFrom, isGrantedApart } from './inheritsLabel.js';
import { granted, opened, type RowColumns, type Rule, sqlClearance, sqlCompartments, sqlHasContext } from './rules.js';

/** One policy of one table as it should be. */
export interface Policy {
  table: string;
  name: string;
  kind: 'permissive' | 'restrictive';
  command: 'select' | 'insert' | 'update' | 'delete';
  using?: string;
  check?: string;
}

/** What a module's entity needs in the database so that its rows are who may see them. */
export interface TableSecurity {
  table: string;
  policies: Policy[];
  /** Commands that the request role is granted at all. */
  commands: Policy['command'][];
  /** Statements that make what the policies call; each can be run again. */
  functions: string[];
  /** Statements that keep copied labels equal to those of the parent; each can be run again. */
  triggers: string[];
}

/** The permission tables of all modules, as PostgreSQL has to hold them. */
export function tableSecurity(modules: readonly Module[], metadata: MetadataStorage): TableSecurity[] {
  for (const module of modules) refuseUnknownRows(module, metadata);
  const mayUpdate = (meta: EntityMetadata) => {
    const rules = modules.find(({ permissions }) => permissions.rows[meta.className])?.permissions.rows[meta.className];
    const policies = rules ? securityOf(meta.class as EntityClass, meta, rules, metadata).policies : [];
    const asked = policies.filter(({ command }) => command === 'update').map(({ using }) => `(${using})`);
    return asked.length > 0 ? asked.join(' and ') : undefined;
  };
  const evidence = evidenceOf(modules, metadata);
  const withDuties = new Set(modules.flatMap(({ duties }) => (duties ?? []).map(({ subject }) => subject)));
  return modules.flatMap((module) =>
    (module.entities ?? []).map((entity) => {
      const meta = metadataOf(metadata, entity);
      const rules = module.permissions.rows[meta.className];
      if (!rules) throw new StartError(`The entity ${meta.className} of the module ${module.name} has no row rule.`);
      const security = securityOf(entity, meta, rules, metadata);
      const isSubject = modules.some(({ approvals }) => approvals?.some(({ subject }) => subject === entity));
      if (isSubject) security.triggers.push(...followTriggers(meta));
      if (withDuties.has(entity)) security.triggers.push(...dutyTriggers(meta));
      security.triggers.push(...(module.triggers?.(entity, metadata) ?? []), ...sealingStatements(meta, mayUpdate));
      security.triggers.push(...evidence.flatMap(({ statements }) => statements.get(security.table) ?? []));
      return security;
    }),
  );
}

function refuseUnknownRows({ name, entities = [], permissions }: Module, metadata: MetadataStorage): void {
  const own = entities.map((entity) => metadataOf(metadata, entity).className);
  for (const type of Object.keys(permissions.rows))
    if (!own.includes(type))
      throw new StartError(`The module ${name} has a row rule for ${type}, which is no entity of its own.`);
}

function securityOf(
  entity: EntityClass,
  meta: EntityMetadata,
  rules: RowRules,
  metadata: MetadataStorage,
): TableSecurity {
  const table = qualifiedTable(meta);
  const row = rowColumns(metadata, meta.className, undefined);
  const labelled = entity.prototype instanceof LabelledEntity;
  const targets = visibleTargets(meta, row);
  const written = (rule: Rule) => [guarded(rule, row), ...targets].join(' and ');
  const insert = rules.insert ?? rules.write;
  const update = rules.update ?? rules.write;
  const policies: Policy[] = [
    { table, name: 'read', kind: 'permissive', command: 'select', using: guarded(rules.read, row) },
  ];
  if (insert) policies.push({ table, name: 'insert', kind: 'permissive', command: 'insert', check: written(insert) });
  if (update)
    policies.push({
      table,
      name: 'update',
      kind: 'permissive',
      command: 'update',
      using: guarded(update, row),
      check: written(update),
    });
  if (rules.delete)
    policies.push({ table, name: 'delete', kind: 'permissive', command: 'delete', using: guarded(rules.delete, row) });
  const commands = policies.map((policy) => policy.command);
  if (labelled) policies.push(...labelPolicies(table, meta, row, commands, rules.knownTo));
  return {
    table,
    policies,
    commands,
    functions: meta.relations.some((property) => property.targetMeta?.className === meta.className)
      ? [sightOf(meta)]
      : [],
    triggers: labelled ? labelTriggers(entity, meta) : [],
  };
}

const guarded = (rule: Rule, row: RowColumns): string => `${sqlHasContext} and ${rule.sql(row)}`;

/**
 * Foreign keys ignore row security: without this a hidden target would be accepted and an unknown one refused. Of a record
 * that is granted apart whoever may write it does not see the one that it hangs on.
 */
function visibleTargets(meta: EntityMetadata, row: RowColumns): string[] {
  const entity = meta.class as EntityClass;
  const apart = isGrantedApart(entity) ? inheritsLabelFrom(entity) : undefined;
  return meta.relations
    .filter(({ persist }) => persist !== false)
    .filter((property) => property.kind === 'm:1' || (property.kind === '1:1' && property.owner))
    .map((property) => {
      const column = quote(property.fieldNames[0]!);
      const target = property.targetMeta!;
      const visible =
        target.className === meta.className
          ? `${sightName(meta)}(${column})`
          : `exists (select 1 from ${qualifiedTable(target)} target where target."id" = ${qualifiedTable(meta)}.${column})`;
      const granting = property.name === apart ? ` or ${granted('write').sql(row)}` : '';
      return `(${column} is null or ${visible}${granting})`;
    });
}

const sightName = (meta: EntityMetadata): string => `access.${quote(`sees_${meta.schema}_${meta.tableName}`)}`;

/** Whether the caller sees a row. A policy that reads the very table it stands on is refused as infinite recursion; a function is not. */
const sightOf = (meta: EntityMetadata): string =>
  `create or replace function ${sightName(meta)}(wanted uuid) returns boolean language plpgsql stable set search_path = pg_catalog as $$ begin return exists (select 1 from ${qualifiedTable(meta)} target where target."id" = wanted); end $$`;

/**
 * Clearance and compartments are needed for all; from SECRET up it takes the keeper or a grant, one for reading to read
 * and one for writing to write. What is written is seen by whoever wrote it.
 */
function labelPolicies(
  table: string,
  meta: EntityMetadata,
  row: ReturnType<typeof rowColumns>,
  commands: Policy['command'][],
  knownTo: Rule | undefined,
): Policy[] {
  const label = columnOf(meta, 'label');
  const compartments = columnOf(meta, 'compartments');
  // Most records have no compartment, which PostgreSQL knows; how many lie within the reader's it guesses, far too low,
  // and then sorts all rows where it could walk along an index. A forged variable fails for all records.
  const admitted = `((${compartments} = '{}'::text[] and ${sqlCompartments} is not null) or ${compartments} <@ ${sqlCompartments})`;
  const cleared = `${label} <= ${sqlClearance} and ${admitted}`;
  return commands.map((command) => {
    const asked = `${cleared} and ${opened(command === 'select' ? 'read' : 'write').sql(row)}`;
    const both = knownTo && command === 'select' ? `(${asked}) or ${guarded(knownTo, row)}` : asked;
    return {
      table,
      name: `label_${command}`,
      kind: 'restrictive' as const,
      command,
      ...(command === 'insert' ? {} : { using: both }),
      ...(command === 'insert' || command === 'update' ? { check: both } : {}),
    };
  });
}

/**
 * A child's label, compartments and keeper are its parent's: copied when it is written and when the parent changes. The
 * parent is locked meanwhile, or a child that is being written while the parent is raised would keep the old label.
 */
function labelTriggers(entity: EntityClass, meta: EntityMetadata): string[] {
  const property = inheritsLabelFrom(entity);
  if (!property) return [];
  const parent = (meta.properties[property as never] as { targetMeta: EntityMetadata }).targetMeta;
  const key = columnOf(meta, property);
  const name = `${meta.schema}_${meta.tableName}`;
  const columns = ['label', 'compartments', 'keeper'].map(
    (copied) => [columnOf(meta, copied), columnOf(parent, copied)] as const,
  );
  const mine = columns.map(([column]) => column).join(', ');
  const func = (purpose: string, body: string) =>
    `create or replace function access.${quote(`${purpose}_${name}`)}() returns trigger language plpgsql security definer set search_path = pg_catalog as $$${body}$$`;
  const trigger = (purpose: string, timing: string, table: string, when = '') => [
    `drop trigger if exists ${quote(`${purpose}_${name}`)} on ${table}`,
    `create trigger ${quote(`${purpose}_${name}`)} ${timing} on ${table} for each row ${when}execute function access.${quote(`${purpose}_${name}`)}()`,
  ];
  return [
    func(
      'take_label',
      ` begin if new.${key} is null then return new; end if; select ${columns.map(([, column]) => `p.${column}`).join(', ')} into ${columns.map(([column]) => `new.${column}`).join(', ')} from ${qualifiedTable(parent)} p where p."id" = new.${key} for share; return new; end `,
    ),
    ...trigger('take_label', `before insert or update of ${key}, ${mine}`, qualifiedTable(meta)),
    func(
      'pass_label',
      ` begin update ${qualifiedTable(meta)} set ${columns.map(([column, source]) => `${column} = new.${source}`).join(', ')} where ${key} = new."id"; return null; end `,
    ),
    ...trigger(
      'pass_label',
      'after update',
      qualifiedTable(parent),
      `when (${changed(columns.map(([, column]) => column))}) `,
    ),
  ];
}

const changed = (columns: readonly string[]) =>
  columns.map((column) => `old.${column} is distinct from new.${column}`).join(' or ');

/** The duties about a labelled record have its label, and follow it. */
function dutyTriggers(meta: EntityMetadata): string[] {
  if (!('label' in meta.properties)) return [];
  const name = quote(`duty_label_${meta.schema}_${meta.tableName}`);
  const columns = ['label', 'compartments', 'keeper'].map((copied) => columnOf(meta, copied));
  return [
    `create or replace function access.${name}() returns trigger language plpgsql security definer set search_path = pg_catalog as $$ begin update duties.duty set label = new.${columns[0]}, compartments = new.${columns[1]}, keeper_id = new.${columns[2]} where record_type = '${meta.className}' and record_id = new."id"; return null; end $$`,
    `drop trigger if exists ${name} on ${qualifiedTable(meta)}`,
    // Not `after update of`: a label that a trigger took from another parent is in no list of what the statement sets.
    `create trigger ${name} after update on ${qualifiedTable(meta)} for each row when (${changed(columns)}) execute function access.${name}()`,
  ];
}

/** Statements that give a table exactly these policies, and the request role exactly these commands. */
export function policyStatements(security: TableSecurity, requestRole: string): string[] {
  const { table } = security;
  const to = quote(requestRole);
  return [
    `alter table ${table} enable row level security`,
    `alter table ${table} force row level security`,
    `create policy "owner" on ${table} to current_user using (true) with check (true)`,
    ...security.functions,
    ...security.policies.map(
      ({ name, kind, command, using, check }) =>
        `create policy ${quote(name)} on ${table} as ${kind} for ${command} to ${to}${using ? ` using (${using})` : ''}${check ? ` with check (${check})` : ''}`,
    ),
    `revoke all on ${table} from ${to}`,
    `grant ${security.commands.join(', ')} on ${table} to ${to}`,
    ...security.triggers,
  ];
}
