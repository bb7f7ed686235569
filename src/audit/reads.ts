import type { FieldNode, GraphQLResolveInfo } from 'graphql';
import { dominates, Label } from '../access/labels.js';
import type { Context } from '../context.js';
import type { Readable } from '../reading/model.js';
import { selectedFields } from '../reading/selection.js';
import type { Seen } from '../reading/watching.js';
import { asked } from './asked.js';
import type { AuditRecord } from './auditLog.js';

/** The root entity and arguments of a compiled read. */
export interface ReadRequest {
  entity: Readable;
  args: object;
  info: GraphQLResolveInfo;
}

/** What somebody asked may hold whatever they know, so it is for auditors who are cleared for as much. */
export const askedBy = ({ viewer }: Context) => ({ label: viewer.clearance, compartments: viewer.compartments });

/** Records one query and each classified row that it showed. Nothing from SECRET up leaves before that is written. */
export async function recordReads(context: Context, { entity, args, info }: ReadRequest, seen: Seen): Promise<void> {
  const { rows, counted, probed } = seen;
  if (rows.length === 0 && !counted && probed.length === 0) return;
  const call = rootField(info);
  const after = {
    operation: info.operation.name?.value,
    arguments: asked(args),
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

/** The name of the root field under which the reading stands, whatever its alias. */
function rootField(info: GraphQLResolveInfo): string {
  let { path } = info;
  while (path.prev) path = path.prev;
  const root = info.schema.getRootType(info.operation.operation)!;
  const selected = selectedFields(info, root, [{ selectionSet: info.operation.selectionSet } as FieldNode]);
  return selected.find(({ key }) => key === path.key)!.name;
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
