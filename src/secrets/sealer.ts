import { type ChangeSet, ChangeSetType, type EntityMetadata, helper } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { inheritsLabelFrom } from '../access/inheritsLabel.js';
import { isKeptApart, type Label } from '../access/labels.js';
import { type SealedEntity, type SealedFields, sealedFieldsOf } from '../access/sealedEntity.js';
import type { EntityClass } from '../module.js';
import { openRows, sealRows } from './sealedRows.js';
import { columnsOf, openValues, type SealedColumns, type SealedRecord } from './sealedValues.js';
import type { Vault } from './vault.js';

type Properties = Record<string, unknown>;

/** The fields of sealed records for one transaction: in memory they are open, in the database never. */
export class Sealer {
  private readonly keys = new Map<string, Promise<Buffer>>();
  /** With what they were opened from. */
  private readonly opened = new WeakMap<SealedEntity, string>();

  constructor(
    private readonly em: EntityManager,
    private readonly vault: Vault,
  ) {}

  /** Gives a loaded record its values. Those of a destroyed key stay away. */
  async open(entity: SealedEntity): Promise<void> {
    const { sealed } = entity;
    const { fields, under } = fieldsOf(entity);
    if (typeof sealed !== 'string' || this.opened.get(entity) === sealed) return;
    this.opened.set(entity, sealed);
    const key = await this.vault.keyOf(keyRecordOf(entity, under));
    if (!key) return;
    const values = openValues(key, metaOf(entity).className, entity.id, sealed);
    for (const field of fields) (entity as object as Properties)[field] = values[field] ?? null;
    this.remember(entity, fields);
  }

  /** Seals what a flush is about to write, and answers which fields of it must not be told; none of a record that is not sealed. */
  async seal(change: ChangeSet<object>): Promise<readonly string[]> {
    const entity = change.entity as SealedEntity;
    const {
      meta,
      originalEntity: before,
      payload,
    } = change as unknown as {
      meta: EntityMetadata;
      originalEntity?: Properties;
      payload: Properties;
    };
    const { fields } = fieldsOf(entity);
    const wasSealed = typeof before?.['sealed'] === 'string';
    const isSealed = isKeptApart(labelOf(entity));
    if (change.type === ChangeSetType.DELETE) return isSealed || wasSealed ? fields : [];
    if (!isSealed && !wasSealed) return [];
    const isRaised = isSealed && before !== undefined && !isKeptApart(before['label'] as Label);
    if (isRaised) await sealRows(this, this.em, meta, entity.id);
    const changed = fields.filter((field) => field in payload);
    const parent = inheritsLabelFrom(meta.class as EntityClass);
    const isMoved = parent !== undefined && parent in payload;
    if (!isSealed) await this.writeOpen(entity, payload);
    else if (changed.length > 0 || isRaised || isMoved) {
      await this.writeSealed(entity, payload);
      // What stands there in plain text goes.
      for (const field of fields)
        if (before && !wasSealed && (before[field] ?? null) !== null) payload[field] = null;
        else delete payload[field];
    }
    if (before && isSealed && !isRaised) return changed;
    return fields.filter((field) => contentOf(entity, field) !== null || (before?.[field] ?? null) !== null);
  }

  /** After a flush: what is in memory is what the record has, so that it is not written again. */
  async flushed(change: ChangeSet<object>): Promise<void> {
    const entity = change.entity as SealedEntity;
    const { fields, hashed = {} } = fieldsOf(entity);
    const { sealed } = entity;
    if (typeof sealed === 'string') this.opened.set(entity, sealed);
    this.remember(entity, [...fields, ...Object.values(hashed), 'sealed']);
    const before = (change.originalEntity as Properties | undefined)?.['label'] as Label | undefined;
    if (before && isKeptApart(before) && !isKeptApart(entity.label))
      await openRows(this, this.em, metaOf(entity), entity.id);
  }

  keyFor(recordId: string): Promise<Buffer> {
    const known = this.keys.get(recordId) ?? this.vault.keyFor(recordId);
    this.keys.set(recordId, known);
    return known;
  }

  columns(sealing: SealedFields, type: string, record: SealedRecord): Promise<SealedColumns> {
    return columnsOf((of) => this.keyFor(of), sealing, type, record);
  }

  private async writeSealed(entity: SealedEntity, payload: Properties): Promise<void> {
    const sealing = fieldsOf(entity);
    const columns = await this.columns(sealing, metaOf(entity).className, {
      id: entity.id,
      key: keyRecordOf(entity, sealing.under),
      contentOf: (field) => contentOf(entity, field),
    });
    Object.assign(entity, columns);
    Object.assign(payload, columns);
  }

  private async writeOpen(entity: SealedEntity, payload: Properties): Promise<void> {
    const { fields, hashed = {} } = fieldsOf(entity);
    for (const field of fields) payload[field] = contentOf(entity, field);
    const none = Object.fromEntries(['sealed', ...Object.values(hashed)].map((property) => [property, null]));
    Object.assign(entity, none);
    Object.assign(payload, none);
  }

  /** Else the next flush would take what was opened for a change. */
  private remember(entity: SealedEntity, properties: readonly string[]): void {
    const now = this.em.getComparator().prepareEntity(entity) as Properties;
    const known = helper(entity).__originalEntityData as Properties | undefined;
    const opened = Object.fromEntries(properties.map((property) => [property, now[property]]));
    helper(entity).__originalEntityData = { ...known, ...opened } as never;
  }
}

const metaOf = (entity: SealedEntity): EntityMetadata => helper(entity).__meta as EntityMetadata;

const fieldsOf = (entity: SealedEntity): SealedFields => sealedFieldsOf(metaOf(entity).class as EntityClass)!;

const contentOf = (entity: SealedEntity, field: string): string | number | null =>
  ((entity as object as Properties)[field] ?? null) as string | number | null;

const parentOf = (entity: SealedEntity): SealedEntity | null => {
  const property = inheritsLabelFrom(metaOf(entity).class as EntityClass);
  return property === undefined ? null : ((entity as object as Properties)[property] as SealedEntity | null);
};

/** A trigger gives the record the label of the one that it belongs to. */
function labelOf(entity: SealedEntity): Label {
  const parent = parentOf(entity);
  return parent && helper(parent).__initialized ? parent.label : entity.label;
}

const keyRecordOf = (entity: SealedEntity, under: SealedFields['under']): string =>
  (under === 'own' ? undefined : parentOf(entity)?.id) ?? entity.id;
