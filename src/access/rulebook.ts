import type { EntityClass, Module, MutationRecord, RowRules } from '../module.js';
import { readsOf } from '../reading/names.js';
import { LabelledEntity } from './entity.js';
import { and, clause, nobody, opened, type Rule } from './rules.js';

/** An entity with its row rules. */
export interface RuledType {
  name: string;
  module: string;
  rules: RowRules;
  isLabelled: boolean;
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
          if (!rules) return [];
          const isLabelled = entity.prototype instanceof LabelledEntity;
          return [[entity.name, { name: entity.name, module, rules, isLabelled, one: nameOf(entity) }] as const];
        }),
      ),
    );
    this.mutations = new Map(
      modules.flatMap(({ name: module, permissions: { records } }) =>
        Object.entries(records ?? {}).map(([name, record]) => [name, { name, module, ...record }] as const),
      ),
    );
  }

  /** What the module says of an action on a row. Denied unless given. */
  rowRule(type: string, action: 'read' | 'insert' | 'update' | 'delete'): Rule {
    const rules = this.types.get(type)?.rules;
    const given = action === 'read' || action === 'delete' ? rules?.[action] : (rules?.[action] ?? rules?.write);
    return given ?? nobody;
  }

  /** What a label asks of whoever writes a record that is visible. */
  labelRule(type: string): Rule | undefined {
    const found = this.types.get(type);
    if (!found?.isLabelled) return undefined;
    return found.rules.labels ? clause(found.rules.labels, opened('write')) : opened('write');
  }

  /** All that a change of a row asks: what the module says, and what its label asks. */
  changeRule(type: string, does: RecordMutation['does']): Rule | undefined {
    const parts = [does && does !== 'extend' ? this.rowRule(type, does) : undefined, does && this.labelRule(type)];
    const rules = parts.filter((rule) => rule !== undefined);
    return rules.length > 0 ? and(...rules) : undefined;
  }

  /** What a mutation does to the record that it finds. @throws Error where `records` of its module does not speak of it */
  mutationOf(mutation: string, type: string): RecordMutation {
    const record = this.mutations.get(mutation);
    if (record?.type === type) return record;
    throw new Error(
      `${mutation} finds a ${type}, and its module's permissions do not say so: add ${mutation}: { type: '${type}' } to records, with what it does to it.`,
    );
  }
}
