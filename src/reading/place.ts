import type { GraphQLObjectType } from 'graphql';
import { literal, type Sql, sql } from './sql.js';

/** Where a selection stands: how deep, and by which keys of the response. */
export interface Place {
  depth: number;
  path: string;
}

export const below = ({ depth, path }: Place, key: string): Place => ({
  depth: depth + 1,
  path: path ? `${path}.${key}` : key,
});

/** What `__typename` answers. */
export const typeNameJson = ({ name }: GraphQLObjectType): Sql => sql`${literal(name)}::text`;
