import { clause, signedIn } from '../../../src/access/rules.js';
import { defineApproval } from '../../../src/approvals/approval.js';
import { permitOnce } from '../../../src/approvals/permits.js';
import { Customer } from '../customer.entity.js';
import type { DisclosureInput } from './disclosure.inputs.js';

/** P01.A24: beforehand, by the customer information supervisor and by the customer service manager, both. */
export const giveCustomerInformation = defineApproval<DisclosureInput>({
  name: 'giveCustomerInformation',
  version: 1,
  title: { en: 'Giving customer information to an outside party', zh: '对外提供客户资料' },
  subject: Customer,
  form: {
    recipient: { en: 'Outside unit', zh: '外单位' },
    content: { en: 'What is given', zh: '提供内容' },
    purpose: { en: 'Purpose', zh: '用途' },
    reason: { en: 'Reason', zh: '理由' },
  },
  amend: {
    recipient: { text: [1, 200] },
    content: { text: [1, 1000] },
    purpose: { text: [1, 500] },
    reason: { text: [1, 1000] },
  },
  mayApply: clause('P01.A24', signedIn),
  steps: [
    {
      name: 'approval',
      title: {
        en: 'Approval by the customer information supervisor and the customer service manager',
        zh: '客户信息主管、客户服务部经理批准',
      },
      clause: 'P01.A24',
      by: [{ role: 'CUSTOMER_INFORMATION_SUPERVISOR' }, { role: 'CUSTOMER_SERVICE_MANAGER' }],
      mode: 'all',
      act: 'sign',
      dueWorkingDays: 2,
    },
  ],
  outcome: permitOnce,
});
