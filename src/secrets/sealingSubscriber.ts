import type { ChangeSet, EventArgs, EventSubscriber, FlushEventArgs } from '@mikro-orm/core';
import { type SealedEntity, sealedFieldsOf } from '../access/sealedEntity.js';
import type { EntityClass } from '../module.js';
import { Sealer } from './sealer.js';
import type { Vault } from './vault.js';

const sealers = new WeakMap<object, Sealer>();
const masked = new WeakMap<object, readonly string[]>();

/** Whatever this entity manager loads and writes is opened and sealed. */
export const sealWith = (em: ConstructorParameters<typeof Sealer>[0], vault: Vault): void => {
  sealers.set(em, new Sealer(em, vault));
};

/** Opens a record that was loaded past MikroORM's own finding. */
export async function openLoaded(em: object, entity: object): Promise<void> {
  if (sealedFieldsOf(entity.constructor as EntityClass)) await sealerOf(em).open(entity as SealedEntity);
}

/** Fields of a change whose content is told to nobody who does not see the record. */
export const maskedIn = (change: object): readonly string[] => masked.get(change) ?? [];

function sealerOf(em: object): Sealer {
  const sealer = sealers.get(em);
  if (!sealer) throw new Error('A sealed record is loaded or written outside of database.write.');
  return sealer;
}

/** Opens sealed records when they are loaded, and seals them when they are written. */
export class SealingSubscriber implements EventSubscriber {
  constructor(private readonly entities: readonly EntityClass[]) {}

  getSubscribedEntities(): EntityClass[] {
    return [...this.entities];
  }

  async onLoad({ em, entity }: EventArgs<object>): Promise<void> {
    await openLoaded(em, entity);
  }

  async onFlush({ em, uow }: FlushEventArgs): Promise<void> {
    for (const change of sealedAmong(uow.getChangeSets())) masked.set(change, await sealerOf(em).seal(change));
  }

  async afterFlush({ em, uow }: FlushEventArgs): Promise<void> {
    for (const change of sealedAmong(uow.getChangeSets()))
      if (change.type !== 'delete') await sealerOf(em).flushed(change);
  }
}

const sealedAmong = (changes: readonly ChangeSet<object>[]): ChangeSet<object>[] =>
  changes.filter(({ meta }) => sealedFieldsOf(meta.class as never));
