import { type ChangeSet, ChangeSetType, type EventSubscriber, type FlushEventArgs } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { dominates, type Label } from '../access/labels.js';
import { ahead } from '../database/writingClient.js';
import { maskedIn } from '../secrets/sealingSubscriber.js';
import type { AuditRecord } from './auditLog.js';
import { sha256 } from './hashing.js';

const written = new WeakSet<object>();

/** Whether a change was recorded in the transaction of this entity manager. */
export const hasRecorded = (em: object): boolean => written.has(em);

/** Writes each flush's changes to the audit log, in the same transaction. */
export class AuditSubscriber implements EventSubscriber {
  /** What is being deleted, as it was: after the flush MikroORM has forgotten it. */
  private readonly deleted = new WeakMap<object, object>();

  async onFlush({ uow }: FlushEventArgs): Promise<void> {
    for (const { entity, type } of uow.getChangeSets())
      if (type === ChangeSetType.DELETE) this.deleted.set(entity, uow.getOriginalEntityData(entity) ?? {});
  }

  async afterFlush({ em, uow }: FlushEventArgs): Promise<void> {
    const entries = uow.getChangeSets().map((change) => entryOf(change, this.deleted.get(change.entity)));
    if (entries.length === 0) return;
    written.add(em);
    await (em as EntityManager).execute(
      `${ahead}select audit.append(?::json)`,
      [JSON.stringify(entries, storable)],
      'run',
    );
  }
}

function entryOf(change: ChangeSet<object>, deleted: object | undefined): AuditRecord {
  const original = (change.originalEntity ?? {}) as Record<string, unknown>;
  const payload = change.payload as Record<string, unknown>;
  const before = Object.fromEntries(Object.keys(payload).map((key) => [key, original[key] ?? null]));
  const entity = change.entity as { id?: string; label?: Label; compartments?: unknown };
  const former = (deleted ?? original) as { label?: Label; compartments?: unknown };
  return {
    action: change.type,
    type: change.meta.className,
    id: entity.id,
    label: higher(entity.label, former.label),
    compartments: [...new Set([...listed(entity.compartments), ...listed(former.compartments)])],
    before:
      change.type === ChangeSetType.CREATE
        ? null
        : told(change, change.type === ChangeSetType.DELETE ? deleted : before, deleted ?? original),
    after: change.type === ChangeSetType.DELETE ? null : told(change, payload, change.entity),
  };
}

/** Of a sealed field only that it changed, and whether it has a value. */
function told(change: ChangeSet<object>, content: object | undefined, source: object): object | undefined {
  const masked = maskedIn(change).map((field) => [field, (source as never)[field] == null ? null : '***']);
  return content && { ...hashed(change, content), ...Object.fromEntries(masked) };
}

/** Of a hidden property only the hash is recorded: the audit outlives what must not. */
function hashed({ meta }: ChangeSet<object>, content: object): object {
  const hidden = meta.props.filter((property) => property.hidden).map(({ name }) => name as string);
  if (hidden.length === 0) return content;
  return Object.fromEntries(
    Object.entries(content).map(([key, value]) => [
      key,
      hidden.includes(key) && typeof value === 'string' ? `sha256:${sha256(value).toString('hex')}` : value,
    ]),
  );
}

const higher = (one: Label | undefined, other: Label | undefined): Label | undefined =>
  one && other ? (dominates(one, other) ? one : other) : (one ?? other);

const listed = (content: unknown): string[] => (Array.isArray(content) ? content : []);

/** JSON knows no bigint. */
const storable = (_key: string, content: unknown): unknown => (typeof content === 'bigint' ? String(content) : content);
