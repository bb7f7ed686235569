import { defineDuty } from '../../../src/duties/duty.js';
import { AnalysisPlan } from './analysisPlan.entity.js';
import { AnalysisReport } from './analysisReport.entity.js';

export const writeAnalysis = defineDuty({
  name: 'writeAnalysis',
  title: { en: 'Write the report of analysis', zh: '撰写统计分析报告' },
  clause: 'P11.A09',
  subject: AnalysisPlan,
  series: true,
  by: 'MCH_STATISTICIAN',
  remindBefore: [{ days: 7 }],
  escalateTo: 'MCH_DIRECTOR',
});

export const acknowledgeAnalysis = defineDuty({
  name: 'acknowledgeAnalysis',
  title: { en: 'Acknowledge the report of analysis', zh: '签收统计分析报告' },
  clause: 'P11.A09',
  subject: AnalysisReport,
  within: { workingDays: 5 },
  by: 'MCH_DIRECTOR',
  escalateTo: 'GENERAL_MANAGER',
});
