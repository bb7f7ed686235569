import type { EntityManager } from '@mikro-orm/postgresql';
import type { Context } from '../context.js';
import { conflict, forbidden, notFound } from '../errors.js';
import type { EntityClass } from '../module.js';
import { rowColumns } from '../reading/rowColumns.js';
import { columnOf, metadataOf, qualifiedTable } from './entityModel.js';

/** What a mutation works with: one transaction that carries the viewer. Change and audit entry commit together or not at all. */
export class Writing {
  constructor(
    readonly em: EntityManager,
    readonly context: Context,
  ) {}

  /**
   * Loads a visible record for a change, asks the call rule about it and, where one is given, refuses a stale version.
   * What is hidden and what never existed give the same NOT_FOUND.
   */
  async find<T extends { id: string; version: number }>(
    call: string,
    entity: EntityClass<T>,
    id: string,
    version?: number,
  ): Promise<T> {
    const meta = metadataOf(this.em.getMetadata(), entity);
    const found = uuid.test(id) ? await this.em.findOne(entity as never, { id } as never) : null;
    if (!found) throw notFound(meta.className);
    await this.ask(call, entity, id);
    const record = found as T;
    if (version !== undefined && record.version !== version)
      throw conflict(
        `Somebody else changed it meanwhile: it has version ${record.version} now, you gave ${version}. Read it again, then repeat the change.`,
      );
    return record;
  }

  /** Removes a record that `find` gave. MikroORM does not look whether its delete met the row, which row security or somebody quicker prevents. */
  async remove<T extends { id: string; version: number }>(record: T): Promise<void> {
    const entity = record.constructor as EntityClass<T>;
    const row = { id: record.id, version: record.version } as never;
    if ((await this.em.nativeDelete(entity as never, row)) === 0) {
      const { className } = metadataOf(this.em.getMetadata(), entity);
      if (await this.em.count(entity as never, row))
        throw forbidden(`You may read this ${className}, but not remove it.`);
      throw conflict('Somebody else changed it meanwhile. Read it again, then repeat the change with its new version.');
    }
    // For the audit log, which follows what MikroORM removes.
    this.em.remove(record);
  }

  /** Asks a mutation's call rule about one row, where the viewer alone could not answer it. */
  async ask(call: string, entity: EntityClass, id: string): Promise<void> {
    const key = `Mutation.${call}`;
    if (!this.context.unasked.has(key)) return;
    const rule = this.context.core.calls.get(key)!;
    const meta = metadataOf(this.em.getMetadata(), entity);
    const rows = await this.em.execute<{ allowed: boolean }[]>(
      `select ${rule.sql(rowColumns(this.em.getMetadata(), meta.className, 'r'))} as allowed from ${qualifiedTable(meta)} r where r.${columnOf(meta, 'id')} = ?`,
      [id],
    );
    if (!rows[0]?.allowed) throw forbidden(`You may not call ${call} for this ${meta.className}.`);
    this.context.unasked.delete(key);
  }
}

export const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
