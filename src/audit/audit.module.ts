import { and, cleared, role } from '../access/rules.js';
import { defineModule } from '../module.js';
import { migrations } from './audit.migrations.js';
import { AuditResolver } from './audit.resolver.js';
import { AuditEntry } from './auditEntry.entity.js';
import { aheadOfAuditReads } from './reads.js';

const auditor = role('AUDITOR');

/**
 * The log of who did what. Rows are only ever added, and only through `audit.append`: the request role may read them,
 * as an auditor cleared for them, and has no other right. That somebody keeps a record opens none of its entries.
 */
export const audit = defineModule({
  name: 'audit',
  title: { en: 'Audit', zh: '审计' },
  description: 'Records every change, refusal and reading of classified records, sealed against alteration.',
  requires: ['access'],
  entities: [AuditEntry],
  reads: [{ entity: AuditEntry, list: 'auditEntries', one: 'auditEntry', ahead: aheadOfAuditReads }],
  resolvers: [AuditResolver],
  permissions: {
    calls: {
      Query: { auditEntries: auditor, auditEntry: auditor, auditCheckpoint: auditor, verifyAudit: auditor },
    },
    rows: { AuditEntry: { read: and(auditor, cleared) } },
  },
  migrations,
});
