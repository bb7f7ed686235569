import type { Label } from '../../../src/access/labels.js';
import { clause, viewerOwns } from '../../../src/access/rules.js';
import { defineApproval } from '../../../src/approvals/approval.js';
import { SurveyReport } from './surveyReport.entity.js';

interface ReportForm {
  title: string;
  summary: string;
  score: number;
  target: number;
}

/** P04.A07 c: approved by the general manager before departments see it; d: below target corrective action opens with it. */
export const approveSurveyReport = defineApproval<ReportForm>({
  name: 'approveSurveyReport',
  version: 1,
  title: { en: 'Report of a satisfaction survey', zh: '满意度调查分析报告' },
  subject: SurveyReport,
  form: {
    title: { en: 'Survey', zh: '调查' },
    summary: { en: 'Summary', zh: '摘要' },
    score: { en: 'Mean', zh: '平均分' },
    target: { en: 'Target', zh: '规定要求' },
  },
  mayApply: clause('P04.A07', viewerOwns(SurveyReport, 'compiledBy')),
  steps: [
    {
      name: 'approval',
      title: { en: 'Approval by the general manager', zh: '总经理审批' },
      clause: 'P04.A07',
      by: [{ role: 'GENERAL_MANAGER' }],
      act: 'sign',
      dueWorkingDays: 5,
    },
  ],
  outcome: async (writing, request) => {
    const [row] = await writing.em.execute<
      { opened: { id: string; label: Label; compartments: string[]; keeper: { id: string } } | null }[]
    >('select customers.approve_survey_report(?) as opened', [request.id]);
    const action = row!.opened;
    if (action) await writing.context.core.duties.begin(writing, 'planCorrectiveAction', { record: action as never });
  },
});
