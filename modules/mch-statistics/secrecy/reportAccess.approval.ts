import { clause, signedIn } from '../../../src/access/rules.js';
import { defineApproval } from '../../../src/approvals/approval.js';
import { giveGrant } from '../../../src/approvals/outcomes.js';
import { invalidState } from '../../../src/errors.js';
import { DataSetReport } from '../entry/dataSetReport.entity.js';
import type { ReportAccessInput } from './reportAccess.inputs.js';

/** P11.A08: from SECRET up nobody but the keeper sees a report without the director's permission. */
export const openSecretReport = defineApproval<Omit<ReportAccessInput, 'personId'>>({
  name: 'openSecretReport',
  version: 1,
  title: { en: 'Permission to read a SECRET statistical report', zh: '机密统计资料查阅许可' },
  subject: DataSetReport,
  form: { reason: { en: 'Reason', zh: '理由' }, until: { en: 'Until', zh: '截止' } },
  mayApply: clause('P11.A08', signedIn),
  steps: [
    {
      name: 'permission',
      title: { en: 'Permission by the director, or for the director by the general manager', zh: '所领导许可' },
      clause: 'P11.A08',
      // Nobody signs for themselves: the director, who reviews what is SECRET too, is permitted by the one above.
      by: [{ role: 'MCH_DIRECTOR' }, { role: 'GENERAL_MANAGER' }],
      mode: 'any',
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
    await giveGrant(writing, request, { action: 'read', from, until });
  },
});
