import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import type { GraphQLSchema } from 'graphql';
import { isModuleName } from '../composition.js';
import type { Module } from '../module.js';
import type { ModuleNames, ModuleWishes } from './moduleNames.js';
import { reservedInSql, reservedInTypeScript } from './reservedWords.js';
import { usedWords } from './template.js';

/** What a new module must not collide with. */
export interface Surroundings {
  /** The folder of package.json. */
  root: string;
  /** Core and installed modules. */
  modules: readonly Module[];
  schema: GraphQLSchema;
}

/** Everything that speaks against these names, as parts of one sentence. */
export function nameProblems(wishes: ModuleWishes, names: ModuleNames, around: Surroundings): string[] {
  const shape = shapeProblems(wishes, names);
  // What is no name collides with nothing.
  return shape.length > 0 ? shape : [...moduleCollisions(names, around), ...apiCollisions(names, around.schema)];
}

function shapeProblems(wishes: ModuleWishes, { entity, policy, schema }: ModuleNames): string[] {
  const { name, title, titleZh } = wishes;
  const problems: string[] = [];
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name) || name.length > 30)
    problems.push(`"${name}" is no module name: give up to 30 lower-case letters and digits, with - between words`);
  else if (!isModuleName(name) || reservedInSql.has(schema) || schema.startsWith('pg_'))
    problems.push(`"${name}" cannot name a module, because its PostgreSQL schema ${schema} is reserved`);
  // One that is made from a wrong name needs no word of its own.
  const isEntityAsked = wishes.entity !== undefined || problems.length === 0;
  if (isEntityAsked && !/^[A-Z][A-Za-z0-9]{1,39}$/.test(entity))
    problems.push(`"${entity}" is no class name: give --entity a word of 2 to 40 letters such as Loan`);
  if (policy !== name.toUpperCase() && !/^[A-Z][A-Z0-9-]{0,29}$/.test(policy))
    problems.push(`"${policy}" is no policy id: give --policy up to 30 capitals and digits such as P13`);
  if (title !== undefined && !/^[A-Z][A-Za-z0-9 ,.()&-]{1,59}$/.test(title))
    problems.push(`"${title}" is no English title: give --title 2 to 60 plain letters that begin with a capital`);
  if (titleZh !== undefined && !/^[\p{Script=Han}（）、·0-9]{1,30}$/u.test(titleZh))
    problems.push(`"${titleZh}" is no Chinese title: give --title-zh up to 30 characters such as 借阅管理`);
  return problems;
}

function moduleCollisions(
  { module, constant, policy, rolePrefix, entity }: ModuleNames,
  { root, modules }: Surroundings,
) {
  const problems: string[] = [];
  if (modules.some(({ name }) => name === module)) problems.push(`there is a module ${module} already`);
  else if (existsSync(join(root, 'modules', module)))
    problems.push(`there is a folder modules/${module} already, and nothing is overwritten`);
  const used = usedWords(root);
  for (const word of runInNewContext('Object.getOwnPropertyNames(globalThis)') as string[]) used.add(word);
  for (const word of readFileSync(join(root, 'src/installedModules.ts'), 'utf8').match(/[A-Za-z_]\w*/g) ?? [])
    used.add(word);
  const isTaken = (word: string) => used.has(word) || reservedInTypeScript.has(word);
  if (problems.length === 0 && isTaken(constant))
    problems.push(`"${module}" is a word that the code itself needs; choose another name`);
  if (isTaken(entity)) problems.push(`"${entity}" is a word that the code itself needs; choose another with --entity`);
  const policies = modules.flatMap(({ name, clauses = [] }) => clauses.map(({ id }) => ({ id, name })));
  const holder = policies.find(({ id }) => id === policy);
  if (holder)
    problems.push(`the module ${holder.name} carries out the policy ${policy} already; choose another with --policy`);
  const role = `${rolePrefix}_CLERK`;
  if (modules.some(({ roles = {} }) => Object.hasOwn(roles, role))) problems.push(`there is a role ${role} already`);
  return problems;
}

function apiCollisions({ entity, one, list }: ModuleNames, schema: GraphQLSchema): string[] {
  const suffixes = ['', 'Status', 'Filter', 'ListFilter', 'Order', 'Connection', 'Edge', 'StatusFilter'];
  const types = [...suffixes.map((suffix) => entity + suffix), `Register${entity}Input`];
  const roots = [one, list, `register${entity}`, `close${entity}`];
  const fields = { ...schema.getQueryType()?.getFields(), ...schema.getMutationType()?.getFields() };
  const taken = [
    ...types.filter((name) => schema.getType(name)),
    ...roots.filter((name) => Object.hasOwn(fields, name)),
  ];
  if (taken.length === 0) return [];
  return [`the API has ${taken.join(', ')} already; choose another name of the entity with --entity`];
}
