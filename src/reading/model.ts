import type { EntityMetadata, EntityProperty } from '@mikro-orm/core';
import type { GraphQLObjectType } from 'graphql';
import type { Denials } from '../access/denials.js';
import type { Rule } from '../access/rules.js';
import type { EntityClass } from '../module.js';
import type { Column } from './columns.js';
import type { OwnField } from './ownFields.js';

export interface ScalarField {
  kind: 'scalar';
  column: Column;
  /** Name of the scalar or enum that the field declares. */
  graphqlType: string;
  isList: boolean;
  isEnum: boolean;
}

export interface Reference {
  kind: 'reference';
  property: string;
  /** Quoted name of the foreign key. */
  column: string;
  target: Readable;
}

/** The rows that point here through a to-one property of theirs. */
export interface List {
  kind: 'list';
  name: string;
  description: string;
  of: Readable;
  through: Reference;
  /** Its connection may be null, because a rule may close it. */
  nullable: boolean;
}

export type ReadField = ScalarField | Reference | List | OwnField;

export interface Sealing {
  /** Quoted names. */
  column: string;
  key: readonly string[];
}

/** An entity as it can be read: what its GraphQL type exposes and where that is stored. */
export interface Readable {
  /** Of the class, of the GraphQL type and in the permission tables. */
  name: string;
  class: EntityClass;
  meta: EntityMetadata;
  type: GraphQLObjectType;
  module: string;
  /** Quoted name with schema. */
  table: string;
  /** Its rows have a label, so that reading them may have to be recorded. */
  isLabelled: boolean;
  /** GraphQL names of fields: showing one of them is recorded whatever the label of the row. */
  readingFields: ReadonlySet<string>;
  /** By GraphQL name. */
  fields: Map<string, ReadField>;
  /** Every stored scalar by property, also those not exposed. */
  columns: Map<string, Column>;
  /** Every to-one property, also those not exposed. */
  references: Map<string, Reference>;
  /** Where rows from SECRET up keep their sealed fields, and the columns of which the first that is not null names the record whose key sealed them. */
  sealing: Sealing | undefined;
  /** Rules of the fields that are not open to everybody who sees the row. */
  closed: Map<string, Rule>;
  /** Says why a field is closed. */
  denials: Denials;
}

export type Model = ReadonlyMap<string, Readable>;

export const isToOne = (property: EntityProperty): boolean =>
  property.kind === 'm:1' || (property.kind === '1:1' && property.owner);

export const isStored = (property: EntityProperty): boolean =>
  property.persist !== false && !property.formula && property.fieldNames?.length === 1;

/** What a rule says of a viewer: yes, no, or that only the row can tell. */
export type Verdict = (rule: Rule) => boolean | undefined;

/** Whether a field shows this viewer nothing in any row. A rule on a to-one property closes the list behind it as well. */
export const isClosedTo = (verdict: Verdict, readable: Readable, name: string): boolean =>
  closedBy(verdict, readable, name) !== undefined;

/** The rule that closes a field to a viewer in every row. */
export function closedBy(verdict: Verdict, { closed, fields }: Readable, name: string): Rule | undefined {
  const field = fields.get(name);
  const behind = field?.kind === 'list' ? field.of.closed.get(field.through.property) : undefined;
  return [closed.get(name), behind].find((rule) => rule && verdict(rule) === false);
}
