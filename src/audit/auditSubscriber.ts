import { type ChangeSet, ChangeSetType, type EventSubscriber, type FlushEventArgs } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';

/** Writes each flush's changes to the audit log, in the same transaction. */
export class AuditSubscriber implements EventSubscriber {
  async afterFlush({ em, uow }: FlushEventArgs): Promise<void> {
    const entries = uow.getChangeSets().map(entryOf);
    if (entries.length > 0)
      await (em as EntityManager).execute('select audit.append(?::json)', [JSON.stringify(entries)], 'run');
  }
}

function entryOf(change: ChangeSet<object>) {
  const original = (change.originalEntity ?? {}) as Record<string, unknown>;
  const payload = change.payload as Record<string, unknown>;
  const before = Object.fromEntries(Object.keys(payload).map((key) => [key, original[key] ?? null]));
  const entity = change.entity as { id?: string; label?: string };
  return {
    action: change.type,
    type: change.meta.className,
    id: entity.id ?? null,
    label: entity.label ?? null,
    before: change.type === ChangeSetType.CREATE ? null : change.type === ChangeSetType.DELETE ? original : before,
    after: change.type === ChangeSetType.DELETE ? null : payload,
  };
}
