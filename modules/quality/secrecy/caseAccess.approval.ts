import { clause, signedIn } from '../../../src/access/rules.js';
import { defineApproval } from '../../../src/approvals/approval.js';
import { giveGrant } from '../../../src/approvals/outcomes.js';
import { invalidState } from '../../../src/errors.js';
import { FeedbackForm } from '../feedbackForm.entity.js';
import type { CaseAccessInput } from './caseAccess.inputs.js';

/** From SECRET up nobody but the keeper sees a case: without this inspection could not investigate it (P06.A03). */
export const openSecretCase = defineApproval<Omit<CaseAccessInput, 'personId'>>({
  name: 'openSecretCase',
  version: 1,
  title: { en: 'Access to a SECRET case of quality information', zh: '机密质量信息查办授权' },
  subject: FeedbackForm,
  form: { reason: { en: 'Reason', zh: '理由' }, until: { en: 'Until', zh: '截止' } },
  mayApply: clause('P06.A03', signedIn),
  steps: [
    {
      name: 'permission',
      title: { en: 'Permission by the general manager', zh: '总经理授权' },
      clause: 'P06.A03',
      by: [{ role: 'GENERAL_MANAGER' }],
      act: 'sign',
      dueWorkingDays: 2,
    },
  ],
  outcome: async (writing, request) => {
    const from = writing.context.now;
    const until = new Date(String(request.form.until));
    if (until <= from)
      throw invalidState({
        en: 'The time that was asked for is over. Reject the request and let it be made anew for another time.',
        zh: '申请的时间已过，请驳回，由申请人另行申请。',
      });
    for (const action of ['read', 'write']) await giveGrant(writing, request, { action, from, until });
  },
});
