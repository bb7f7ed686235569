import { defineModule } from '../../src/module.js';
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
import { appraisal, penaltyPoints } from './quality.appraisal.js';
import { clauses } from './quality.clauses.js';
import { fillFeedback } from './quality.demo.js';
import { steps, stepTerms } from './quality.duties.js';
import { migrations } from './quality.migrations.js';
import { permissions } from './quality.permissions.js';
import { reports } from './quality.rules.js';

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
  entities: [FeedbackForm, ComplaintCase, HandlingRecord, CaseFile, QualityOfficer],
  reads: [FeedbackForm, HandlingRecord, CaseFile, QualityOfficer],
  resolvers: [DelaysResolver, FeedbackResolver, HandlingResolver, OfficersResolver],
  permissions,
  approvals: filingApprovals,
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
