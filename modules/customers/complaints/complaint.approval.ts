import { clause, viewerOwns } from '../../../src/access/rules.js';
import { defineApproval } from '../../../src/approvals/approval.js';
import { askingOf } from '../../../src/database/asking.js';
import { Complaint } from './complaint.entity.js';
import type { ComplaintResultInput } from './complaint.inputs.js';

interface Approved {
  number: string;
  label: string;
  compartments: string[];
  keeper: string;
}

/** P04.A08: the result of handling a complaint is approved by the general manager, never by whoever handled it. */
export const approveComplaintResult = defineApproval<ComplaintResultInput & { number: string }>({
  name: 'approveComplaintResult',
  version: 1,
  title: { en: 'Result of a complaint', zh: '投诉处理结果' },
  subject: Complaint,
  form: {
    number: { en: 'Number of the complaint', zh: '投诉编号' },
    result: { en: 'Result', zh: '处理结果' },
  },
  mayApply: clause('P04.A08', viewerOwns(Complaint, 'handler')),
  steps: [
    {
      name: 'approval',
      title: { en: 'Approval by the general manager', zh: '总经理审批' },
      clause: 'P04.A08',
      by: [{ role: 'GENERAL_MANAGER' }],
      act: 'sign',
      dueWorkingDays: 3,
    },
  ],
  outcome: async (writing, request) => {
    const { em, context } = writing;
    const [row] = await em.execute<{ approved: Approved }[]>('select customers.approve_complaint(?) as approved', [
      request.id,
    ]);
    const { number, label, compartments, keeper } = row!.approved;
    const message = {
      en: `The result of the complaint ${number} is approved. Answer the customer (P04.A08).`,
      zh: `投诉 ${number} 的处理结果已审批，请反馈客户（P04.A08）。`,
    };
    const about = { label, compartments, keeper, recordType: 'Complaint', recordId: request.recordId };
    await context.core.notices.tell(askingOf(em), [{ kind: 'OTHER', message, role: 'OFFICE', ...about }], context.now);
  },
});
