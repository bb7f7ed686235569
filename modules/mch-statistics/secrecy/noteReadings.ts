import { dominates, Label } from '../../../src/access/labels.js';
import type { AuditRecord } from '../../../src/audit/auditLog.js';
import type { Context } from '../../../src/context.js';

/** A report whose figures leave, or an indicator with figures made of reports. */
export interface ReadMaterial {
  id: string;
  label: Label;
  compartments: readonly string[];
  type?: 'DataSetReport' | 'Indicator';
  after?: object;
}

/**
 * P11.A08: each reading is registered, whatever the label (查阅信息资料必须严格登记): the register is filled from the audit.
 * Readings from CONFIDENTIAL up are written before the answer leaves, others within half a second.
 */
export async function noteReadings(context: Context, call: string, read: readonly ReadMaterial[]): Promise<void> {
  const { log } = context.core.audit;
  const records = (of: readonly ReadMaterial[]): AuditRecord[] =>
    of.map((material) => ({ action: 'read', call, type: 'DataSetReport', ...material }));
  const isClassified = ({ label }: ReadMaterial) => dominates(label, Label.CONFIDENTIAL);
  const classified = read.filter(isClassified);
  if (classified.length > 0) await log.now(context, ...records(classified));
  await log.soon(context, ...records(read.filter((material) => !isClassified(material))));
}
