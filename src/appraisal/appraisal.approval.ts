import type { Approval } from '../approvals/approval.js';
import { defineApproval } from '../approvals/approval.js';
import type { ApprovalRequest } from '../approvals/approvalRequest.entity.js';
import { askingOf } from '../database/asking.js';
import type { Writing } from '../database/writing.js';
import { invalidState } from '../errors.js';
import type { Module } from '../module.js';
import { mostPoints } from './appraisalDefinition.js';
import { AppraisalEntry } from './appraisalEntry.entity.js';
import { mostAmount } from './figures.js';

/** What a proposal says to whoever decides. */
export interface AppraisalForm {
  kind: string;
  whom: string;
  points: number;
  amount: number | null;
  reason: string;
  occurredOn: string;
  change: string | null;
}

export const appraisingName = (module: string): string =>
  `appraise${module
    .split('-')
    .map((part) => part[0]!.toUpperCase() + part.slice(1))
    .join('')}`;

/** A module with the approval by which its merits and demerits come into force. */
export function withAppraisal(module: Module): Module {
  const { appraisal } = module;
  if (!appraisal || appraisal.kinds.every(({ byItself }) => byItself)) return module;
  const approval: Approval = defineApproval<AppraisalForm>({
    name: appraisingName(module.name),
    version: 1,
    title: { en: `Appraisal: ${module.title.en}`, zh: `考核：${module.title.zh}` },
    subject: AppraisalEntry,
    form: {
      kind: { en: 'Kind', zh: '考核项目' },
      whom: { en: 'Whose', zh: '对象' },
      points: { en: 'Points', zh: '分值' },
      amount: { en: 'Amount (CNY)', zh: '金额（元）' },
      reason: { en: 'Reason', zh: '事由' },
      occurredOn: { en: 'Day', zh: '日期' },
      change: { en: 'Corrects or takes back', zh: '更正或撤销' },
    },
    amend: {
      points: { whole: [-mostPoints, mostPoints] },
      amount: { whole: [0, mostAmount] },
      reason: { text: [1, 2000] },
    },
    mayApply: appraisal.appraise,
    steps: appraisal.steps,
    outcome: putInForce,
  });
  return { ...module, approvals: [...(module.approvals ?? []), approval] };
}

async function putInForce(writing: Writing, request: ApprovalRequest): Promise<void> {
  const { em, context } = writing;
  const { form } = request;
  const entry = await em.findOneOrFail(AppraisalEntry, { id: request.recordId });
  const kind = context.core.appraisal.kinds.get(entry.kind);
  const amount = form['amount'] === null || form['amount'] === undefined ? null : Number(form['amount']);
  const fits = kind && (entry.withdraws ? nothing : await context.core.appraisal.bounds(askingOf(em), kind));
  const points = Number(form['points']);
  if (fits && !(isWithin(points, fits.points) && (amount === null || isWithin(amount, fits.amount))))
    throw outOfBounds();
  await em.execute('select appraisal.decide(?, ?)', [request.id, request.name]);
  if (!kind) return;
  const { id, label, compartments, keeper, person, department } = entry;
  const message = {
    en: `An appraisal is in force: ${kind.title.en} (${entry.clause}). Whoever thinks it wrong says so to the appraisers, who correct it or take it back.`,
    zh: `考核已生效：${kind.title.zh}（${entry.clause}）。如有异议，请向考核人员提出，由其更正或撤销。`,
  };
  const about = { label, compartments, keeper: keeper?.id, recordType: 'AppraisalEntry', recordId: id };
  const told = [
    ...(person ? [{ person: person.id }] : []),
    ...(department ? [{ role: 'UNIT_HEAD', department: department.id }] : []),
  ];
  await context.core.notices.tell(
    askingOf(em),
    told.map((whom) => ({ kind: 'OTHER' as const, message, ...whom, ...about })),
    context.now,
  );
}

const nothing = { points: { from: 0, to: 0 }, amount: { from: 0, to: 0 } };

const isWithin = (n: number, { from, to }: { from: number; to: number }): boolean =>
  Number.isInteger(n) && n >= from && n <= to;

const outOfBounds = () =>
  invalidState({
    en: 'Points or amount were changed to more than the kind allows, see appraisalKinds. Return it to the applicant.',
    zh: '分值或金额超出该考核项目的规定范围，见 appraisalKinds。请退回申请人。',
  });
