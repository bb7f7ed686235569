import { acknowledgeAnalysis, writeAnalysis } from './analyses.duties.js';
import { analysisTables } from './analyses.migration.js';
import { AnalysisResolver } from './analyses.resolver.js';
import { AnalysisPlan } from './analysisPlan.entity.js';
import { AnalysisReport } from './analysisReport.entity.js';

/** What reports of analysis add to the manifest. */
export const analysisParts = {
  entities: [AnalysisPlan, AnalysisReport],
  reads: [AnalysisPlan, AnalysisReport],
  resolvers: [AnalysisResolver],
  duties: [writeAnalysis, acknowledgeAnalysis],
  migrations: [analysisTables],
};
