import type { EntityClass, Module, MutationRecord, RowRules } from '../module.js';
import { readsOf } from '../reading/names.js';
import { nobody, type Rule } from './rules.js';

/** An entity with its row rules. */
export interface RuledType {
  name: string;
  module: string;
  rules: RowRules;
  /** The query that reads one by its id. */
  one: string | undefined;
}

/** A mutation that finds a record by an id. */
export interface RecordMutation extends MutationRecord {
  name: string;
  module: string;
}

/** The permission tables of all modules, by type and by mutation. */
export class Rulebook {
  readonly types: ReadonlyMap<string, RuledType>;
  readonly mutations: ReadonlyMap<string, RecordMutation>;

  constructor(modules: readonly Module[]) {
    const reads = modules.flatMap(readsOf);
    const nameOf = (entity: EntityClass) => reads.find((read) => read.entity === entity)?.one;
    this.types = new Map(
      modules.flatMap(({ name: module, entities = [], permissions: { rows } }) =>
        entities.flatMap((entity) => {
          const rules = rows[entity.name];
          return rules ? [[entity.name, { name: entity.name, module, rules, one: nameOf(entity) }] as const] : [];
        }),
      ),
    );
    this.mutations = new Map(
      modules.flatMap(({ name: module, permissions: { records } }) =>
        Object.entries(records ?? {}).map(([name, record]) => [name, { name, module, ...record }] as const),
      ),
    );
  }

  /** The row rule of what becomes of a record; denied unless given. */
  rowRule(type: string, action: 'read' | 'update' | 'delete'): Rule {
    const rules = this.types.get(type)?.rules;
    const rule = action === 'update' ? (rules?.update ?? rules?.write) : rules?.[action];
    return rule ?? nobody;
  }

  /** The row rules that a mutation's record has to obey, which `records` of its module has to name. */
  rulesOfRecord(mutation: string, type: string): Rule[] {
    const record = this.mutations.get(mutation);
    if (record?.type !== type)
      throw new Error(
        `${mutation} finds a ${type}, and its module's permissions do not say so: add ${mutation}: { type: '${type}' } to records, with does: 'update' or 'delete' where that happens to it.`,
      );
    return record.does ? [this.rowRule(type, record.does)] : [];
  }
}
