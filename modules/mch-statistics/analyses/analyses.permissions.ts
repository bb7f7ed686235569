import { clause, or, role, signedIn, viewerOwns } from '../../../src/access/rules.js';
import { definePermissions } from '../../../src/module.js';
import { overseers, section } from '../mch-statistics.roles.js';
import { AnalysisPlan } from './analysisPlan.entity.js';
import { AnalysisReport } from './analysisReport.entity.js';

const plans = clause('P11.A09', role('MCH_SECTION_HEAD', 'MCH_DIRECTOR'));
const leads = clause('P11.A09', role('MCH_DIRECTOR', 'GENERAL_MANAGER'));
const writes = clause('P11.A09', or(section, viewerOwns(AnalysisPlan, 'author')));

export const analysisPermissions = definePermissions({
  calls: {
    Query: { analysisPlan: signedIn, analysisPlans: signedIn, analysisReport: signedIn, analysisReports: signedIn },
    Mutation: { planAnalysis: plans, endAnalysisPlan: plans, submitAnalysis: writes, acknowledgeAnalysis: leads },
  },
  records: {
    endAnalysisPlan: { type: 'AnalysisPlan', does: 'update' },
    submitAnalysis: { type: 'AnalysisPlan' },
    acknowledgeAnalysis: { type: 'AnalysisReport', does: 'update' },
  },
  rows: {
    AnalysisPlan: {
      read: clause('P11.A09', or(overseers, viewerOwns(AnalysisPlan, 'author'))),
      write: plans,
      labels: 'P11.A08',
    },
    AnalysisReport: {
      read: clause('P11.A09', or(overseers, viewerOwns(AnalysisReport, 'author'))),
      insert: clause('P11.A09', or(section, viewerOwns(AnalysisReport, 'author'))),
      update: leads,
      labels: 'P11.A08',
    },
  },
});
