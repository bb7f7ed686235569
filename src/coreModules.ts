import 'reflect-metadata';
import { access } from './access/access.module.js';
import { releases } from './analysis/release/releases.module.js';
import { appraisal } from './appraisal/appraisal.module.js';
import { approvals } from './approvals/approvals.module.js';
import { attachments } from './attachments/attachments.module.js';
import { audit } from './audit/audit.module.js';
import { backups } from './backup/backups.module.js';
import { calendar } from './calendar/calendar.module.js';
import { clauses } from './clauses/clauses.module.js';
import { duties } from './duties/duties.module.js';
import { files } from './files/files.module.js';
import { handover } from './handover/handover.module.js';
import { importing } from './importing/importing.module.js';
import { interpretations } from './interpretations/interpretations.module.js';
import { languages } from './languages/languages.module.js';
import type { Module } from './module.js';
import { notices } from './notices/notices.module.js';
import { records } from './records/records.module.js';
import { screening } from './screening/screening.module.js';
import { secrets } from './secrets/secrets.module.js';
import { switching } from './switching/switching.module.js';

/** Modules that are always on, made like any other. */
export const coreModules: readonly Module[] = [
  access,
  audit,
  switching,
  files,
  importing,
  clauses,
  languages,
  approvals,
  calendar,
  interpretations,
  duties,
  notices,
  records,
  secrets,
  handover,
  attachments,
  appraisal,
  screening,
  releases,
  backups,
];
