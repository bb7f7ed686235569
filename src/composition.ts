import type { Rule } from './access/rules.js';
import { withAppraisal } from './appraisal/appraisal.approval.js';
import { appraisalProblems } from './appraisal/appraisalDefinition.js';
import { approvalProblems } from './approvals/approvalProblems.js';
import { citations } from './clauses/clauses.js';
import { withPolicyProcesses } from './clauses/versions/policyProcesses.js';
import { StartError } from './database/startError.js';
import { dutyProblems } from './duties/duty.js';
import { interpretationProblems } from './interpretations/interpretation.js';
import type { Module } from './module.js';
import { publicRouteProblems } from './publicSide/publicRoute.js';

/**
 * All modules in an order in which each comes after what it requires.
 *
 * @throws StartError naming every culprit: duplicate name, unknown or cyclic requirement, unknown role or clause.
 */
export function compose(installed: readonly Module[]): Module[] {
  const modules = installed
    .map((module) => (module.adapt ? { ...module, ...module.adapt(installed) } : module))
    .map(withPolicyProcesses)
    .map(withAppraisal);
  const problems = [
    ...nameProblems(modules),
    ...roleProblems(modules),
    ...clauseProblems(modules),
    ...recordProblems(modules),
    ...dutyProblems(modules),
    ...interpretationProblems(modules),
    ...approvalProblems(modules),
    ...publicRouteProblems(modules),
    ...appraisalProblems(modules),
  ];
  const byName = new Map(modules.map((module) => [module.name, module]));
  const ordered: Module[] = [];
  const visit = (module: Module, path: string[]): void => {
    if (ordered.includes(module)) return;
    if (path.includes(module.name)) {
      problems.push(
        `the modules ${[...path.slice(path.indexOf(module.name)), module.name].join(' -> ')} require each other in a circle`,
      );
      return;
    }
    for (const name of [...(module.requires ?? []), ...(module.linksTo ?? [])]) {
      const required = byName.get(name);
      if (required) visit(required, [...path, module.name]);
      else problems.push(`the module ${module.name} requires ${name}, which is not installed`);
    }
    if (!ordered.includes(module)) ordered.push(module);
  };
  for (const module of modules) visit(module, []);
  if (problems.length > 0)
    throw new StartError(`The modules do not fit together: ${[...new Set(problems)].join('; ')}.`);
  return ordered;
}

/** Their schemas are PostgreSQL's or the platform's own. */
const reserved = ['zhidu', 'public', 'information-schema'];

/** Whether a module may have this name, which its PostgreSQL schema has too. */
export const isModuleName = (name: string): boolean =>
  /^[a-z][a-z0-9-]{0,40}$/.test(name) && !reserved.includes(name) && !name.startsWith('pg-');

function nameProblems(modules: readonly Module[]): string[] {
  const names = modules.map((module) => module.name);
  return [
    ...names.filter((name, i) => names.indexOf(name) !== i).map((name) => `two modules are named ${name}`),
    ...names.filter((name) => !isModuleName(name)).map((name) => `"${name}" cannot be a module's name`),
  ];
}

function roleProblems(modules: readonly Module[]): string[] {
  const known = new Set(modules.flatMap((module) => Object.keys(module.roles ?? {})));
  return modules.flatMap((module) =>
    rulesOf(module)
      .flatMap((rule) => rule.roles)
      .filter((role) => !known.has(role))
      .map((role) => `the permissions of ${module.name} name the role ${role}, which no module brings`),
  );
}

function clauseProblems(modules: readonly Module[]): string[] {
  const policies = modules.flatMap(({ clauses }) => clauses ?? []);
  const ids = policies.flatMap(({ id, clauses }) => [id, ...clauses.map((clause) => clause.id)]);
  const strays = policies.flatMap(({ id, clauses }) =>
    clauses.filter((clause) => !clause.id.startsWith(`${id}.`)).map((clause) => `${clause.id} is no clause of ${id}`),
  );
  const unknown = modules.flatMap((module) =>
    citations(module)
      .filter(({ clause }) => !ids.includes(clause))
      .map(({ clause, place }) => `${place} of ${module.name} names the clause ${clause}, which no module brings`),
  );
  return [
    ...ids.filter((id, i) => ids.indexOf(id) !== i).map((id) => `two clauses are named ${id}`),
    ...strays,
    ...unknown,
  ];
}

function recordProblems(modules: readonly Module[]): string[] {
  const types = new Set(modules.flatMap(({ entities }) => (entities ?? []).map(({ name }) => name)));
  return modules.flatMap(({ name, permissions: { calls, records } }) =>
    Object.entries(records ?? {}).flatMap(([mutation, { type }]) => [
      ...(calls.Mutation?.[mutation] ? [] : [`the records of ${name} name ${mutation}, which is no mutation of it`]),
      ...(types.has(type) ? [] : [`the records of ${name} name ${type}, which is no entity`]),
    ]),
  );
}

const rulesOf = ({ permissions: { calls, rows, fields }, appraisal }: Module): Rule[] =>
  [
    ...Object.values(calls.Query ?? {}),
    ...Object.values(calls.Mutation ?? {}),
    ...(appraisal ? [appraisal.appraise, ...(appraisal.seenBy ? [appraisal.seenBy] : [])] : []),
    ...Object.values(rows).flatMap(({ labels: _, ...rules }) => Object.values(rules) as Rule[]),
    ...Object.values(fields ?? {}).flatMap((rules) => Object.values(rules)),
  ].filter((rule): rule is Rule => rule !== undefined);
