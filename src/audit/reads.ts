import type { OperationDefinitionNode } from 'graphql';
import { dominates, Label } from '../access/labels.js';
import type { Context } from '../context.js';
import type { Readable } from '../reading/model.js';
import type { Seen } from '../reading/watching.js';
import { asked } from './asked.js';
import type { AuditRecord } from './auditLog.js';
import { maskingOf } from './masking.js';

/** A compiled read: the root field with its entity and arguments, and the operation that it stands in. */
export interface ReadRequest {
  entity: Readable;
  call: string;
  args: object;
  operation: OperationDefinitionNode;
}

/** What somebody asked may hold whatever they know, so it is for auditors who are cleared for as much. */
export const askedBy = ({ viewer }: Context) => ({ label: viewer.clearance, compartments: viewer.compartments });

/** Records one query and each classified row that it showed. Nothing from SECRET up leaves before that is written. */
export async function recordReads(context: Context, request: ReadRequest, seen: Seen): Promise<void> {
  const { entity, call, args, operation } = request;
  const { rows, counted, probed } = seen;
  if (rows.length === 0 && !counted && probed.length === 0) return;
  const after = {
    operation: operation.name?.value,
    arguments: asked(args, maskingOf(context, entity)),
    ...(counted ? { counted } : {}),
    ...(probed.length > 0 ? { probed } : {}),
  };
  const records: AuditRecord[] = [{ action: 'query', call, type: entity.name, ...askedBy(context), after }];
  for (const { type, id, label, compartments, fields } of rows)
    records.push({ action: 'read', call, type, id, label, compartments, after: { fields } });
  const { log } = context.core.audit;
  const mayNotWait = [...rows.map(({ label }) => label), counted].some(
    (label) => label && dominates(label, Label.SECRET),
  );
  await (mayNotWait ? log.now(context, ...records) : log.soon(context, ...records));
}

/** Reading the audit is recorded like everything else, and shows what this instance has not written yet. */
export async function aheadOfAuditReads(context: Context, call: string, args: object): Promise<void> {
  const { log } = context.core.audit;
  await log.flush();
  await log.soon(context, {
    action: 'query',
    call,
    type: 'AuditEntry',
    ...askedBy(context),
    after: { arguments: asked(args) },
  });
}
