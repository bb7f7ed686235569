import type { Module } from '../module.js';

/** What does not fit in the approvals that modules declare, for the start to refuse. */
export function approvalProblems(modules: readonly Module[]): string[] {
  const roles = new Set(modules.flatMap((module) => Object.keys(module.roles ?? {})));
  const entities = new Set(modules.flatMap((module) => module.entities ?? []));
  const all = modules.flatMap(({ name: module, approvals = [] }) =>
    approvals.map((approval) => ({ module, approval, key: `${approval.name} version ${approval.version}` })),
  );
  const keys = all.map(({ key }) => key);
  return [
    ...keys.filter((key, i) => keys.indexOf(key) !== i).map((key) => `two approvals are named ${key}`),
    ...all.flatMap(({ module, approval, key }) => {
      const { name, subject, steps, mayApply } = approval;
      const names = steps.map((step) => step.name);
      const asked = steps.flatMap((step) => [...step.by.map(({ role }) => role), step.escalateTo]);
      const unknown = [...asked, ...mayApply.roles].filter((role) => role !== undefined && !roles.has(role));
      return [
        ...(/^[a-z][A-Za-z0-9]{0,60}$/.test(name) ? [] : [`"${name}" cannot be the name of an approval`]),
        ...(all.some((other) => other.approval.name === name && other.module !== module)
          ? [`several modules have an approval ${name}`]
          : []),
        ...(entities.has(subject)
          ? []
          : [`the approval ${key} is about ${subject.name}, which is no entity of a module`]),
        ...(steps.length > 0 ? [] : [`the approval ${key} has no step`]),
        ...names
          .filter((step, i) => names.indexOf(step) !== i)
          .map((step) => `the approval ${key} has two steps ${step}`),
        ...steps
          .filter(({ by }) => by.length === 0 || by.some(({ role, keeper }) => !role === !keeper))
          .map((step) => `the step ${step.name} of the approval ${key} has to ask roles or the keeper`),
        ...unknown.map((role) => `the approval ${key} names the role ${role}, which no module brings`),
      ];
    }),
  ];
}
