import { clause } from '../../../src/access/rules.js';
import { defineApproval } from '../../../src/approvals/approval.js';
import { section } from '../mch-statistics.roles.js';
import { ReleaseDraft } from './releaseDraft.entity.js';
import { leaveDraft, releaseApproved } from './releases.service.js';

/** P11.A09: the section head looks at what would be shown, the director signs. */
export const approveRelease = defineApproval<{
  title: string;
  unit: string;
  period: string;
  withheld: string;
  notApproved: string;
}>({
  name: 'approveRelease',
  version: 1,
  title: { en: 'Public release of figures', zh: '统计数据公开发布' },
  subject: ReleaseDraft,
  form: {
    title: { en: 'Title', zh: '标题' },
    unit: { en: 'Unit', zh: '机构' },
    period: { en: 'Time', zh: '期间' },
    withheld: { en: 'Cells withheld', zh: '隐去项数' },
    notApproved: { en: 'Forms not approved, left blank', zh: '未审定（留空）' },
  },
  oneAtATime: true,
  mayApply: clause('P11.A09', section),
  steps: [
    {
      name: 'check',
      title: { en: 'Review by the section head', zh: '科主任审核' },
      clause: 'P11.A09',
      by: [{ role: 'MCH_SECTION_HEAD' }],
      mode: 'any',
      act: 'review',
      dueWorkingDays: 3,
    },
    {
      name: 'approval',
      title: { en: 'Signature of the director', zh: '所领导签发' },
      clause: 'P11.A09',
      by: [{ role: 'MCH_DIRECTOR' }],
      mode: 'any',
      act: 'sign',
      dueWorkingDays: 3,
    },
  ],
  outcome: releaseApproved,
  notApproved: leaveDraft,
});
