import type { EntityMetadata, EntityProperty, MetadataStorage } from '@mikro-orm/core';
import type { BaseEntity } from '../access/baseEntity.js';
import type { LabelledEntity } from '../access/entity.js';
import { inheritsLabelFrom } from '../access/inheritsLabel.js';
import { isKeptApart, type Label } from '../access/labels.js';
import { sealedFieldsOf } from '../access/sealedEntity.js';
import type { EntityClass } from '../module.js';
import { columnOf, metadataOf, qualifiedTable, quote } from './entityModel.js';
import { parameterText, type Statement } from './roundTrip.js';
import { uuid, type Writing } from './writing.js';

/** What a new record is given, by property; of a relation the id. What is left out has its default. */
export type Given = Readonly<Record<string, unknown>>;

/** How the new records of an entity are written, each with its audit entry by one statement. */
export class Addition<T extends BaseEntity> {
  /** To the record that a new one belongs to, whose label it takes. */
  private readonly parent: EntityProperty | undefined;
  private readonly columns: readonly EntityProperty[];
  private readonly defaults: Given;
  private readonly insert: string;
  /** Properties that are null in what is written here. */
  private readonly sealed: readonly string[];

  constructor(
    private readonly meta: EntityMetadata,
    private readonly entity: EntityClass<T>,
  ) {
    const sealed = sealedFieldsOf(entity);
    // What is sealed is sealed by MikroORM's flush; here go records below SECRET alone.
    this.sealed = sealed ? ['sealed', ...Object.values(sealed.hashed ?? {})] : [];
    const unsealed = ({ name }: EntityProperty) => !this.sealed.includes(name);
    this.columns = meta.props.filter(
      (property) => property.persist !== false && property.fieldNames?.length === 1 && unsealed(property),
    );
    const odd = this.columns.find((column) => !isPlain(column));
    if (odd) throw new Error(`${meta.className}.${odd.name} takes MikroORM to be written: use write in place of add.`);
    this.parent = this.columns.find(({ name }) => name === inheritsLabelFrom(entity));
    this.defaults = { ...(new (entity as new () => T)() as object), version: 1 };
    this.insert = insertOf(meta, this.columns, this.parent, this.sealed.length > 0);
  }

  /** What is no id cannot be asked about in a statement, and what is to be sealed not be written by it. */
  fits(given: Given): boolean {
    const isSealed = this.sealed.length > 0 && isKeptApart((given['label'] ?? this.defaults['label']) as Label);
    return this.parent ? uuid.test(String(given[this.parent.name])) : !isSealed;
  }

  /** Writes the record with this id and its entry, or nothing where the viewer does not see the parent; then finds it. */
  statements(id: string, given: Given, now: Date): [Statement, Statement] {
    const own: Given = { id, createdAt: now, updatedAt: now };
    const values = this.columns.map(({ name }) => own[name] ?? given[name] ?? this.defaults[name] ?? null);
    const after = Object.fromEntries([
      ...this.columns.map(({ name }, i) => [name, recorded(values[i])] as const),
      ...this.sealed.map((name) => [name, null] as const),
    ]);
    const found = `select "id" from ${qualifiedTable(this.meta)} where "id" = $1`;
    return [
      { sql: this.insert, parameters: [...values, JSON.stringify(after)], repeated: true },
      { sql: found, parameters: [id], repeated: true },
    ];
  }

  /** The same by MikroORM, with the call rule asked about the parent. */
  async make(writing: Writing, given: Given): Promise<T> {
    const { em, context } = writing;
    if (!this.parent) return em.create(this.entity, given as never);
    const { name, targetMeta } = this.parent;
    const parent = await writing.find(
      context.call!.name,
      targetMeta!.class as EntityClass<LabelledEntity>,
      String(given[name]),
    );
    const { label, compartments, keeper } = parent;
    return em.create(this.entity, { ...given, [name]: parent, label, compartments, keeper } as never);
  }
}

/** As MikroORM's changes are recorded. */
const recorded = (value: unknown): unknown => (Array.isArray(value) ? parameterText(value) : value);

const isPlain = ({ kind, customType, hidden, name }: EntityProperty): boolean => {
  const type = customType?.constructor.name;
  const isStoredAsGiven =
    name === 'compartments' || type === undefined || type === 'DateType' || type === 'DecimalType';
  return !hidden && (kind === 'scalar' || kind === 'm:1') && isStoredAsGiven;
};

/** The entry has the label that the record has in the end: a trigger gives it that of its parent. */
function insertOf(
  meta: EntityMetadata,
  columns: readonly EntityProperty[],
  parent: EntityProperty | undefined,
  isSealing: boolean,
): string {
  const names = columns.map(({ fieldNames }) => quote(fieldNames[0]!)).join(', ');
  const places = columns.map(({ columnTypes }, i) => `$${i + 1}::${columnTypes[0]!}`).join(', ');
  const seen = parent
    ? ` from ${qualifiedTable(parent.targetMeta!)} parent where parent."id" = $${columns.indexOf(parent) + 1}::uuid${isSealing ? ` and parent.${columnOf(parent.targetMeta!, 'label')} < 'SECRET'` : ''}`
    : '';
  const isLabelled = columns.some(({ name }) => name === 'label');
  const marks = isLabelled ? 'made."label", made."compartments"' : `null, '{}'`;
  const taken = parent
    ? ` || jsonb_build_object('label', made."label", 'compartments', made."compartments"::text, 'keeper', made."keeper_id")`
    : '';
  const kept = ['id', ...(isLabelled ? ['label', 'compartments', 'keeper_id'] : [])].map(quote).join(', ');
  return `with made as (insert into ${qualifiedTable(meta)} (${names}) select ${places}${seen} returning ${kept})
select audit.append_created('${meta.className}', made."id"::text, ${marks}, $${columns.length + 1}::jsonb${taken}) from made`;
}

const additions = new WeakMap<EntityClass, Addition<never>>();

export function additionOf<T extends BaseEntity>(metadata: MetadataStorage, entity: EntityClass<T>): Addition<T> {
  const known = additions.get(entity) as Addition<T> | undefined;
  if (known) return known;
  const addition = new Addition(metadataOf(metadata, entity), entity);
  additions.set(entity, addition as never);
  return addition;
}
