import { Property } from '@mikro-orm/decorators/legacy';
import { ObjectType } from 'type-graphql';
import { LabelledEntity } from './entity.js';

/** What of an entity is sealed from SECRET up. */
export interface SealedFields {
  /** Texts, dates and numbers that say who or what the record is about. */
  fields: readonly string[];
  /** Of fields by which the database looks for a record: property that holds a keyed hash while they are sealed. */
  hashed?: Readonly<Record<string, string>>;
  /** Whose key seals: that of the record it inherits its label from (the default), so that it goes when that one is destroyed, or its own, so that it stays. */
  under?: 'parent' | 'own';
}

/** A record whose fields that `@Seals` names are plain columns below SECRET, and from there on one column sealed under a key of the record. */
@ObjectType()
export abstract class SealedEntity extends LabelledEntity {
  /** AES-256-GCM over the JSON of the sealed fields; null below SECRET. */
  @Property({ type: 'text', nullable: true, hidden: true })
  sealed: string | null = null;
}

const sealing = new WeakMap<object, SealedFields>();

/** Put on a SealedEntity. Readers see no difference; filters and orders take a sealed field for one without a value. */
export const Seals =
  (fields: SealedFields) =>
  (entity: new (...args: never[]) => SealedEntity): void => {
    sealing.set(entity, fields);
  };

/** What of an entity is sealed; undefined where nothing is. */
export const sealedFieldsOf = (entity: new (...args: never[]) => object): SealedFields | undefined =>
  sealing.get(entity);
