import type { Column, Kind } from './columns.js';
import { limits } from './limits.js';
import type { ScalarField } from './model.js';

/** What each operator says of the values it is given. The schema's descriptions are these. */
export const operators = {
  eq: 'Equal.',
  ne: 'Not equal; no value at all counts as not equal.',
  in: `Equal to one of these, at most ${limits.listValues}. Of an empty list none is.`,
  notIn: 'Equal to none of these; no value at all counts as such.',
  lt: 'Less than.',
  lte: 'Less than or equal.',
  gt: 'Greater than.',
  gte: 'Greater than or equal.',
  contains: 'Has this in it; upper and lower case are the same.',
  startsWith: 'Begins with exactly this; fast where the column is indexed.',
  isNull: 'True: has no value. False: has one.',
} as const;

export type Operator = keyof typeof operators;

const equality = ['eq', 'ne', 'in', 'notIn'] as const;
const comparison = ['lt', 'lte', 'gt', 'gte'] as const;

const operatorsOf: Partial<Record<Kind, readonly Operator[]>> = {
  uuid: [...equality, 'isNull'],
  boolean: ['eq', 'ne', 'isNull'],
  text: [...equality, ...comparison, 'isNull'],
  enum: [...equality, ...comparison, 'isNull'],
  integer: [...equality, ...comparison, 'isNull'],
  bigint: [...equality, ...comparison, 'isNull'],
  numeric: [...equality, ...comparison, 'isNull'],
  float: [...equality, ...comparison, 'isNull'],
  timestamp: [...equality, ...comparison, 'isNull'],
  date: [...equality, ...comparison, 'isNull'],
  texts: ['contains', 'isNull'],
};

/** A filter type for fields of one kind: what it is called and which operators it has. */
export interface OperatorType {
  name: string;
  /** The scalar or enum that the operators take. */
  of: string;
  isList: boolean;
  operators: readonly Operator[];
}

/** Undefined for what cannot be filtered: JSON, lists other than of strings. */
export function operatorType({ column, graphqlType, isList, isEnum }: ScalarField): OperatorType | undefined {
  const known = operatorsOf[column.kind];
  if (!known || isList !== (column.kind === 'texts')) return undefined;
  const type = (name: string, allowed: readonly Operator[]) => ({ name, of: graphqlType, isList, operators: allowed });
  if (isList) return graphqlType === 'String' ? type('StringListFilter', known) : undefined;
  // Only the database's own enums have an order that means something; names kept as text do not.
  if (isEnum)
    return isOrderedEnum(column)
      ? type(`${graphqlType}Filter`, known)
      : type(`${graphqlType}ChoiceFilter`, [...equality, 'isNull']);
  if (graphqlType === 'ID') return type('IDFilter', [...equality, 'isNull']);
  return type(
    `${graphqlType}Filter`,
    graphqlType === 'String' ? [...equality, ...comparison, 'contains', 'startsWith', 'isNull'] : known,
  );
}

export const isOrderedEnum = ({ kind }: Column): boolean => kind === 'enum';

/** What cannot be compared cannot be ordered by either. */
export const isOrderable = ({ column, isList }: ScalarField): boolean =>
  !isList && column.kind !== 'texts' && column.kind !== 'other';
