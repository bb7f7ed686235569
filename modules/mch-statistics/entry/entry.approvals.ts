import { and, clause, or, signedIn } from '../../../src/access/rules.js';
import { defineApproval } from '../../../src/approvals/approval.js';
import { reporter, section } from '../mch-statistics.roles.js';
import { DataSetReport } from './dataSetReport.entity.js';

const titles = {
  dataSet: { en: 'Form', zh: '报表' },
  unit: { en: 'Unit', zh: '填报机构' },
  period: { en: 'Period', zh: '报告期' },
};

/** P11.A06: the section head first, then the director, who signs and seals in one act. */
export const approveStatistics = defineApproval<{
  dataSet: string;
  unit: string;
  period: string;
  contentHash: string;
  explained: string;
}>({
  name: 'approveStatistics',
  version: 1,
  title: { en: 'Review of a statistical report', zh: '统计报表审核' },
  subject: DataSetReport,
  form: {
    ...titles,
    contentHash: { en: 'Hash of the figures', zh: '数据摘要' },
    explained: { en: 'Findings with a reason', zh: '已说明的审核发现' },
  },
  oneAtATime: true,
  mayApply: clause('P11.A06', and(signedIn, or(reporter, section))),
  steps: [
    {
      name: 'check',
      title: { en: 'First review by the section head', zh: '科主任初审' },
      clause: 'P11.A06',
      by: [{ role: 'MCH_SECTION_HEAD' }],
      mode: 'any',
      act: 'review',
      dueWorkingDays: 2,
    },
    {
      name: 'approval',
      title: { en: 'Review, signature and seal by the director', zh: '所领导审核、签字、盖章' },
      clause: 'P11.A06',
      by: [{ role: 'MCH_DIRECTOR' }],
      mode: 'any',
      act: 'seal',
      dueWorkingDays: 2,
    },
  ],
  outcome: async ({ em }, { id }) => {
    await em.execute('select mch_statistics.lock_report(?)', [id]);
  },
  moved: async ({ em }, { id }) => {
    await em.execute('select mch_statistics.check_report(?)', [id]);
  },
  notApproved: async ({ em }, { id }) => {
    await em.execute('select mch_statistics.return_report(?)', [id]);
  },
});

/** P11.A02 and P11.A06: what is approved is opened again from the top alone. */
export const unlockStatistics = defineApproval<{ dataSet: string; unit: string; period: string; reason: string }>({
  name: 'unlockStatistics',
  version: 1,
  title: { en: 'Unlocking of a statistical report', zh: '统计报表解锁' },
  subject: DataSetReport,
  form: { ...titles, reason: { en: 'Reason', zh: '原因' } },
  oneAtATime: true,
  mayApply: clause('P11.A06', and(signedIn, or(reporter, section))),
  steps: [
    {
      name: 'approval',
      title: { en: 'Signature of the director', zh: '所领导签字' },
      clause: 'P11.A06',
      by: [{ role: 'MCH_DIRECTOR' }],
      mode: 'any',
      act: 'sign',
      dueWorkingDays: 2,
    },
  ],
  outcome: async ({ em }, { id }) => {
    await em.execute('select mch_statistics.unlock_report(?)', [id]);
  },
});
