import { clause, role } from '../../access/rules.js';
import type { Approval } from '../../approvals/approval.js';
import type { DutyDefinition } from '../../duties/duty.js';
import type { Module } from '../../module.js';
import type { Acknowledgement, Policy } from '../clause.js';
import { PolicyVersion } from './policyVersion.entity.js';

/** A module with what its policies ask of its own processes: requests to issue a version, and duties to acknowledge one. */
export function withPolicyProcesses(module: Module): Module {
  const policies = module.clauses ?? [];
  const approvals = policies.flatMap((policy) => (policy.revision ? [issuing(policy)] : []));
  const duties = policies.flatMap((policy) => (policy.acknowledgements ?? []).map((one) => acknowledging(policy, one)));
  if (approvals.length + duties.length === 0) return module;
  return {
    ...module,
    approvals: [...(module.approvals ?? []), ...approvals],
    duties: [...(module.duties ?? []), ...duties],
  };
}

const plain = (id: string) => id.replaceAll(/[^A-Za-z0-9]/g, '');

export const issuingName = (policy: string): string => `issuePolicy${plain(policy)}`;

function issuing({ id, title, revision }: Policy): Approval {
  const { draftedBy, draftClause, issuedBy, issueClause } = revision!;
  return {
    name: issuingName(id),
    version: 1,
    title: { en: `Issuing of a version: ${title.en}`, zh: `颁布新版：${title.zh}` },
    subject: PolicyVersion,
    form: {
      policy: { en: 'Policy', zh: '制度' },
      number: { en: 'Version', zh: '版本' },
      changes: { en: 'Changes', zh: '修改内容' },
      reason: { en: 'Reason', zh: '理由' },
      effectiveFrom: { en: 'In force from', zh: '施行日期' },
    },
    mayApply: clause(draftClause, role(...draftedBy)),
    steps: [
      {
        name: 'issue',
        title: { en: 'Approval and issue', zh: '审批颁布' },
        clause: issueClause,
        by: [{ role: issuedBy }],
        act: 'sign',
        dueWorkingDays: 5,
      },
    ],
    outcome: async ({ em }, request) => {
      await em.execute('select clauses.issue(?, ?)', [request.id, request.name]);
    },
  };
}

/** What is acknowledged: the policy, or the clause that asks for it. */
export const subjectOf = (policy: Policy, { of, clause: id }: Acknowledgement): string =>
  of === 'policy' ? policy.id : id;

export const acknowledgingName = (subject: string): string => `acknowledge${plain(subject)}`;

function acknowledging(policy: Policy, demand: Acknowledgement): DutyDefinition {
  const { by, within, escalateTo, clause: id } = demand;
  const subject = subjectOf(policy, demand);
  const what = demand.of === 'policy' ? policy.title : policy.clauses.find((one) => one.id === id)!.title;
  return {
    name: acknowledgingName(subject),
    title: { en: `Confirm that you know: ${what.en} (${subject})`, zh: `确认知悉：${what.zh}（${subject}）` },
    clause: id,
    subject: PolicyVersion,
    within,
    remindBefore: [{ days: 1 }],
    escalateTo,
    ...(policy.revision ? { waivedBy: [policy.revision.issuedBy] } : {}),
    eachHolder: {
      of: by,
      about: async (ask, now) => {
        const [row] = await ask<{ id: string | null }>('select clauses.asked_version(?, ?) as id', [
          subject,
          now.toISOString(),
        ]);
        return row?.id ? { id: row.id } : undefined;
      },
    },
  };
}
