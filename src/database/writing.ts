import type { EntityMetadata } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { LabelledEntity } from '../access/entity.js';
import { gapsOf } from '../access/gaps.js';
import { isKeptApart } from '../access/labels.js';
import { rowFacts } from '../access/rowFacts.js';
import { and, type Rule } from '../access/rules.js';
import type { Viewer } from '../access/viewer.js';
import type { Context } from '../context.js';
import { conflict, forbidden, notFound } from '../errors.js';
import type { EntityClass } from '../module.js';
import { rowColumns } from '../reading/rowColumns.js';
import { openLoaded } from '../secrets/sealingSubscriber.js';
import { columnOf, metadataOf, qualifiedTable } from './entityModel.js';
import { changedMeanwhile } from './translate.js';

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
    const found = uuid.test(id) ? await this.load(entity, meta, id) : null;
    if (!found) throw notFound(meta.className);
    const record = found as T;
    await this.ask(call, entity, id, isKeptFrom(record, this.context.viewer));
    if (version !== undefined && record.version !== version)
      throw conflict({
        en: `Somebody else changed it meanwhile: it has version ${record.version} now, you gave ${version}. Read it again, then repeat the change.`,
        zh: `其间已有他人修改：现在的 version 是 ${record.version}，您给出的是 ${version}。请重新读取，再提交修改。`,
      });
    return record;
  }

  /** What `em.findOne` does, without building the same statement each time. */
  private async load(entity: EntityClass, meta: EntityMetadata, id: string): Promise<object | null> {
    if (this.em.getUnitOfWork().getById(entity, id as never)) return this.em.findOne(entity as never, { id } as never);
    const statement = `select "r".* from ${qualifiedTable(meta)} "r" where "r".${columnOf(meta, 'id')} = ?`;
    const [row] = await this.em.execute<object[]>(statement, [id]);
    if (!row) return null;
    const found: object = this.em.map(entity as never, row as never);
    await openLoaded(this.em, found);
    return found;
  }

  /** Removes a record that `find` gave. MikroORM does not look whether its delete met the row, which row security or somebody quicker prevents. */
  async remove<T extends { id: string; version: number }>(record: T): Promise<void> {
    const { core, viewer } = this.context;
    const entity = record.constructor as EntityClass<T>;
    const row = { id: record.id, version: record.version } as never;
    if ((await this.em.nativeDelete(entity as never, row)) === 0) {
      const { className } = metadataOf(this.em.getMetadata(), entity);
      if (await this.em.count(entity as never, row))
        throw forbidden(
          { en: `You may read this ${className}, but not remove it.`, zh: `您可以查阅该 ${className}，但不能删除。` },
          core.denials.of(core.rulebook.rowRule(className, 'delete'), viewer),
        );
      throw changedMeanwhile();
    }
    // For the audit log, which follows what MikroORM removes.
    this.em.remove(record);
  }

  /**
   * Asks about one row what the viewer alone could not answer: the mutation's call rule, the row rule of what it does,
   * and where the record is kept apart from the viewer, what its label asks.
   */
  async ask(call: string, entity: EntityClass, id: string, keptApart = true): Promise<void> {
    const { viewer, core, unasked } = this.context;
    const meta = metadataOf(this.em.getMetadata(), entity);
    const key = `Mutation.${call}`;
    const { does } = core.rulebook.mutationOf(call, meta.className);
    const rules = [
      unasked.has(key) ? core.calls.get(key) : undefined,
      does && does !== 'extend' ? core.rulebook.rowRule(meta.className, does) : undefined,
      does && keptApart ? core.rulebook.labelRule(meta.className) : undefined,
    ].filter((rule) => rule !== undefined && rule.viewer(viewer) !== true);
    if (rules.length === 0) return;
    const asked = and(...(rules as Rule[]));
    const told = rowFacts(asked, viewer, rowColumns(this.em.getMetadata(), meta.className, 'r'));
    const [row] = await this.em.execute<Record<string, boolean>[]>(
      `select ${told.columns} from ${qualifiedTable(meta)} r where r.${columnOf(meta, 'id')} = ?`,
      [id],
    );
    const facts = told.read(row ?? {});
    if (gapsOf(asked, facts, false).length > 0)
      throw core.denials.refusal(
        {
          en: `You may not call ${call} for this ${meta.className}.`,
          zh: `您无权对该 ${meta.className} 调用 ${call}。`,
        },
        asked,
        viewer,
        facts,
      );
    unasked.delete(key);
  }
}

/** Whether it takes a grant to write a visible record: from SECRET up, for everybody but its keeper. */
const isKeptFrom = (record: object, { personId }: Viewer): boolean =>
  record instanceof LabelledEntity && isKeptApart(record.label) && record.keeper?.id !== personId;

export const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
