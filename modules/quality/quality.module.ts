import { defineModule } from '../../src/module.js';
import { AnalysisResolver } from './analysis/analysis.resolver.js';
import { OutputResolver } from './analysis/output.resolver.js';
import { OutputFigure } from './analysis/outputFigure.entity.js';
import { ComplaintCase } from './complaintCase.entity.js';
import { openCaseForComplaint } from './complaintCase.js';
import { DelaysResolver } from './delays/delays.resolver.js';
import { FeedbackResolver } from './feedback.resolver.js';
import { FeedbackForm } from './feedbackForm.entity.js';
import { CaseFile } from './filing/caseFile.entity.js';
import { filingApprovals, filingDuties, qualityFiles } from './filing/filing.records.js';
import { HandlingResolver } from './handling/handling.resolver.js';
import { HandlingRecord } from './handling/handlingRecord.entity.js';
import { networkUnits } from './network/network.interpretations.js';
import { OfficersResolver } from './network/officers.resolver.js';
import { QualityOfficer } from './network/qualityOfficer.entity.js';
import { PeerLevel } from './peers/peerLevel.entity.js';
import { PeersResolver } from './peers/peers.resolver.js';
import { appraisal, penaltyPoints } from './quality.appraisal.js';
import { clauses } from './quality.clauses.js';
import { fillFeedback } from './quality.demo.js';
import { steps, stepTerms } from './quality.duties.js';
import { migrations } from './quality.migrations.js';
import { permissions } from './quality.permissions.js';
import { reports } from './quality.rules.js';
import { openSecretCase } from './secrecy/caseAccess.approval.js';
import { CaseAccessResolver } from './secrecy/caseAccess.resolver.js';
import { UsageResolver } from './usage/usage.resolver.js';
import { UsageReport } from './usage/usageReport.entity.js';

export const quality = defineModule({
  name: 'quality',
  title: { en: 'Quality information', zh: '质量信息' },
  description: 'What is reported about products, from the first report to the closed case, with its analysis (P06).',
  requires: ['appraisal', 'duties', 'handover', 'records'],
  linksTo: ['customers'],
  roles: {
    QUALITY_INSPECTOR: { en: 'Quality inspector', zh: '质检员' },
    QUALITY_ARCHIVIST: { en: 'Keeper of the quality files', zh: '质量档案员' },
  },
  entities: [
    FeedbackForm,
    ComplaintCase,
    HandlingRecord,
    CaseFile,
    QualityOfficer,
    OutputFigure,
    PeerLevel,
    UsageReport,
  ],
  reads: [FeedbackForm, HandlingRecord, CaseFile, QualityOfficer, OutputFigure, PeerLevel, UsageReport],
  resolvers: [
    AnalysisResolver,
    CaseAccessResolver,
    DelaysResolver,
    FeedbackResolver,
    HandlingResolver,
    OfficersResolver,
    OutputResolver,
    PeersResolver,
    UsageResolver,
  ],
  permissions,
  approvals: [...filingApprovals, openSecretCase],
  duties: [...steps, ...filingDuties],
  interpretations: [stepTerms, networkUnits, penaltyPoints],
  appraisal,
  records: [qualityFiles],
  attachments: [{ entity: FeedbackForm, attach: reports }],
  handover: {
    lines: [
      {
        name: 'qualityOffices',
        title: { en: 'Posts as quality officer', zh: '质量信息员' },
        entity: QualityOfficer,
        holder: 'person',
        open: 'r.until is null',
        settledBy: { en: 'name the next one: nameQualityOfficer', zh: '指定接任者：nameQualityOfficer' },
      },
    ],
  },
  clauses,
  reactions: [openCaseForComplaint],
  demo: fillFeedback,
  migrations,
});
