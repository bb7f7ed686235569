import type { BaseEntity } from '../access/baseEntity.js';
import type { Context } from '../context.js';
import type { EntityClass } from '../module.js';
import type { Given } from './addition.js';
import { Database } from './database.js';
import type { Writing } from './writing.js';

/** A trial has been carried on as far as it goes. */
export class TrialIsOver extends Error {}

/** What is written to it never stays: a mutation is carried on to learn what it would refuse, and then taken back. */
export class TrialDatabase extends Database {
  constructor({ pool, orm }: Database) {
    super(pool, orm);
  }

  override write<T>(context: Context, work: (writing: Writing) => Promise<T>): Promise<T> {
    return super.write(context, async (writing) => {
      await work(writing);
      throw new TrialIsOver();
    });
  }

  override add<T extends BaseEntity>(
    _context: Context,
    _entity: EntityClass<T>,
    _given: Given,
  ): Promise<{ id: string }> {
    throw new TrialIsOver();
  }

  override call(): never {
    throw new TrialIsOver();
  }
}
