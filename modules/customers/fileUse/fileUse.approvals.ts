import { Label } from '../../../src/access/labels.js';
import { clause, signedIn } from '../../../src/access/rules.js';
import { type ApprovalStep, defineApproval } from '../../../src/approvals/approval.js';
import { permitOnce } from '../../../src/approvals/permits.js';
import type { CopyInput } from '../../../src/records/copies/copies.inputs.js';
import type { LoanInput } from '../../../src/records/loans/loans.inputs.js';
import { refuseHeld } from '../../../src/records/retention/destructions.js';
import { Customer } from '../customer.entity.js';

/** P01.A18 (4) has the manager sign for classified files, whatever the file is wanted for. */
const signedByManager = (id: string): ApprovalStep => ({
  name: 'approval',
  title: { en: 'Approval by the customer service manager', zh: '客户服务部经理批准' },
  clause: id,
  by: [{ role: 'CUSTOMER_SERVICE_MANAGER' }],
  act: 'sign',
  when: { labelFrom: Label.CONFIDENTIAL },
  dueWorkingDays: 2,
  escalateTo: 'GENERAL_MANAGER',
});

/** P01.A19: reviewed and approved by the customer information specialist, or by whoever stands in at the counter. */
export const lendCustomerFile = defineApproval<LoanInput>({
  name: 'lendCustomerFile',
  version: 1,
  title: { en: 'Loan of a customer file', zh: '借阅客户资料' },
  subject: Customer,
  form: {
    titles: { en: 'What of the file', zh: '资料名称' },
    copies: { en: 'Pieces', zh: '份数' },
    purpose: { en: 'Purpose', zh: '目的' },
    reason: { en: 'Reason', zh: '理由' },
    signedBy: { en: "Signed by the head of the borrower's unit", zh: '所在单位负责人' },
  },
  amend: {
    titles: { text: [1, 500] },
    copies: { whole: [1, 999] },
    purpose: { text: [1, 500] },
    reason: { text: [1, 500] },
    signedBy: { text: [1, 100] },
  },
  mayApply: clause('P01.A19', signedIn),
  steps: [
    {
      name: 'review',
      title: { en: 'Review by customer information', zh: '信息管理专员审核' },
      clause: 'P01.A19',
      by: [
        { role: 'CUSTOMER_INFORMATION_SPECIALIST' },
        { role: 'CUSTOMER_INFORMATION_SUPERVISOR' },
        { role: 'CUSTOMER_SERVICE_MANAGER' },
      ],
      mode: 'any',
      act: 'review',
      dueWorkingDays: 1,
      escalateTo: 'GENERAL_MANAGER',
    },
    signedByManager('P01.A18'),
  ],
  outcome: permitOnce,
});

/** P01.A23 (1): by the general manager or the customer information supervisor. */
export const copyCustomerFile = defineApproval<CopyInput>({
  name: 'copyCustomerFile',
  version: 1,
  title: { en: 'Copy or excerpt of a customer file', zh: '复制、摘抄客户资料' },
  subject: Customer,
  form: {
    kind: { en: 'Kind', zh: '方式' },
    part: { en: 'What is copied', zh: '内容' },
    copies: { en: 'Copies', zh: '份数' },
    purpose: { en: 'Purpose', zh: '用途' },
  },
  amend: { part: { text: [1, 500] }, copies: { whole: [1, 999] }, purpose: { text: [1, 500] } },
  mayApply: clause('P01.A23', signedIn),
  steps: [
    {
      name: 'approval',
      title: {
        en: 'Approval by the general manager or the customer information supervisor',
        zh: '总经理或客户信息主管批准',
      },
      clause: 'P01.A23',
      by: [{ role: 'CUSTOMER_INFORMATION_SUPERVISOR' }, { role: 'GENERAL_MANAGER' }],
      mode: 'any',
      act: 'sign',
      dueWorkingDays: 2,
    },
  ],
  outcome: permitOnce,
});

interface DestructionForm {
  number: string;
  reason: string;
  firstWitnessId: string;
  secondWitnessId: string;
}

/** P01.A25: proposed from the disposal list by whoever disposes, approved by the general manager. */
export const destroyCustomerFile = defineApproval<DestructionForm>({
  name: 'destroyCustomerFile',
  version: 1,
  title: { en: 'Destruction of a customer file', zh: '销毁客户资料' },
  subject: Customer,
  form: {
    number: { en: 'File number', zh: '档案编号' },
    reason: { en: 'Reason', zh: '理由' },
    firstWitnessId: { en: 'First witness (id)', zh: '监销人一（id）' },
    secondWitnessId: { en: 'Second witness (id)', zh: '监销人二（id）' },
  },
  amend: { reason: { text: [1, 1000] } },
  mayApply: clause('P01.A25', signedIn),
  steps: [
    {
      name: 'approval',
      title: { en: 'Approval by the general manager', zh: '总经理批准' },
      clause: 'P01.A25',
      by: [{ role: 'GENERAL_MANAGER' }],
      act: 'sign',
      dueWorkingDays: 5,
    },
  ],
  outcome: refuseHeld,
});
