import { clause, or, role, signedIn } from '../../../src/access/rules.js';
import { definePermissions } from '../../../src/module.js';
import { analyses, inspector, supplyAndSales } from '../quality.rules.js';

/** What is known of peers and of what went out is for those who analyse. */
const collects = clause('P06.A02', or(inspector, supplyAndSales));
const reads = clause('P06.A02', or(inspector, supplyAndSales, role('GENERAL_MANAGER', 'UNIT_HEAD', 'ANALYST')));

export const analysisPermissions = definePermissions({
  calls: {
    Query: {
      qualityPareto: analyses,
      qualityTrend: analyses,
      qualityControlChart: analyses,
      qualityForecast: analyses,
      outputFigure: signedIn,
      outputFigures: signedIn,
      peerLevel: signedIn,
      peerLevels: signedIn,
      qualityPeerSeries: analyses,
    },
    Mutation: { recordOutput: collects, correctOutput: collects, recordPeerLevel: collects },
  },
  records: { correctOutput: { type: 'OutputFigure', does: 'update' } },
  rows: {
    OutputFigure: { read: reads, write: collects },
    PeerLevel: { read: reads, insert: collects },
  },
});
