import { clause } from '../../../src/access/rules.js';
import { defineApproval } from '../../../src/approvals/approval.js';
import { Customer } from '../customer.entity.js';
import { customerService } from '../customers.rules.js';

/** P04.A04 (c): the sales director confirms a file. Until then it is provisional, and used all the same. */
export const confirmCustomerFile = defineApproval<{ number: string; name: string }>({
  name: 'confirmCustomerFile',
  version: 1,
  title: { en: 'Confirmation of a customer file', zh: '客户档案审批确认' },
  subject: Customer,
  form: { number: { en: 'File number', zh: '档案编号' }, name: { en: 'Name', zh: '名称' } },
  oneAtATime: true,
  mayApply: clause('P04.A04', customerService),
  steps: [
    {
      name: 'confirmation',
      title: { en: 'Confirmation by the sales director', zh: '销售总监审批确认' },
      clause: 'P04.A04',
      by: [{ role: 'SALES_DIRECTOR' }],
      act: 'review',
      dueWorkingDays: 5,
      escalateTo: 'GENERAL_MANAGER',
    },
  ],
  outcome: async ({ em, context }, request) => {
    await em.execute('select customers.confirm_file(?, ?)', [request.id, context.now.toISOString()]);
  },
});
