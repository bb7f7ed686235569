import { defineModule } from '../../src/module.js';
import { ComplaintCase } from './complaintCase.entity.js';
import { openCaseForComplaint } from './complaintCase.js';
import { FeedbackResolver } from './feedback.resolver.js';
import { ledgerNumbers } from './feedback.service.js';
import { FeedbackForm } from './feedbackForm.entity.js';
import { appraisal, penaltyPoints } from './quality.appraisal.js';
import { clauses } from './quality.clauses.js';
import { fillFeedback } from './quality.demo.js';
import { permissions, reports } from './quality.permissions.js';

export const quality = defineModule({
  name: 'quality',
  title: { en: 'Quality information', zh: '质量信息' },
  description: 'What customers report about products, investigated and kept in a ledger (P06).',
  requires: ['customers'],
  roles: { QUALITY_INSPECTOR: { en: 'Quality inspector', zh: '质检员' } },
  entities: [FeedbackForm, ComplaintCase],
  reads: [FeedbackForm],
  resolvers: [FeedbackResolver],
  permissions,
  appraisal,
  interpretations: [penaltyPoints],
  attachments: [{ entity: FeedbackForm, attach: reports }],
  clauses,
  reactions: [openCaseForComplaint],
  demo: fillFeedback,
  migrations: [
    {
      name: '0001-feedback-forms',
      up: `
create table quality.feedback_form (
  id uuid primary key,
  version integer not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  label access.label not null,
  compartments text[] not null default '{}',
  keeper_id uuid references access.person,
  number text collate "C" not null unique,
  customer_id uuid not null references customers.customer,
  product text collate "C" not null,
  lot text collate "C",
  report text collate "C" not null,
  severity text collate "C" not null check (severity in ('MINOR', 'MAJOR', 'CRITICAL')),
  status text collate "C" not null check (status in ('REPORTED', 'INVESTIGATING', 'TRUE', 'UNTRUE', 'CLOSED')),
  reported_on date not null,
  reported_by_id uuid not null references access.person,
  finding text collate "C",
  investigated_by_id uuid references access.person
);
create index on quality.feedback_form (customer_id, reported_on desc, id);
create index on quality.feedback_form (reported_on, id);
${ledgerNumbers.migration}
`,
    },
    {
      name: '0002-cases-of-complaints',
      up: `
create table quality.complaint_case (
  id uuid primary key,
  version integer not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  label access.label not null,
  compartments text[] not null default '{}',
  keeper_id uuid references access.person,
  form_id uuid not null unique references quality.feedback_form,
  complaint_id uuid not null unique references customers.complaint
);
`,
    },
  ],
});
