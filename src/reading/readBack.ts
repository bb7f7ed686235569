import DataLoader from 'dataloader';
import {
  type GraphQLFieldResolver,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  isListType,
  isNonNullType,
} from 'graphql';
import type { Context } from '../context.js';
import type { Statement } from '../database/database.js';
import { notFound } from '../errors.js';
import type { EntityClass } from '../module.js';
import { type Json, readRows, rowsOf } from './execute.js';
import type { Model, Readable } from './model.js';

type Resolve = GraphQLFieldResolver<unknown, Context>;

/**
 * What an author's resolver returns of an entity leaves only through here: its id is taken and the row is read under the
 * rights of the viewer, with what the selection asks for. What is not visible becomes null, or is left out of a list
 * that holds no nulls.
 */
export function readingBack(model: Model, entity: Readable, type: GraphQLOutputType, resolve: Resolve): Resolve {
  const required = isNonNullType(type);
  const plain = required ? type.ofType : type;
  if (isListType(plain)) {
    const holdsNulls = !isNonNullType(plain.ofType);
    return async (source, args, context, info) => {
      const returned = (await resolve(source, args, context, info)) as Iterable<unknown> | null | undefined;
      if (returned === null || returned === undefined) return returned;
      const loader = rowLoader(model, entity, context, info);
      const rows = await Promise.all(
        Array.from(returned, (one) => (isNothing(one) ? null : loader.load(idOf(one, entity)))),
      );
      return holdsNulls ? rows : rows.filter((row) => row !== null);
    };
  }
  return async (source, args, context, info) => {
    const back = new ReadBack(model, entity, context, info);
    const returned = await back.during(() => resolve(source, args, context, info));
    if (isNothing(returned)) return null;
    const id = idOf(returned, entity);
    const row = back.row(id) ?? (await rowLoader(model, entity, context, info).load(id));
    if (row === null && required) throw notFound(entity.name);
    return row;
  };
}

const isMutation = ({ path, operation }: GraphQLResolveInfo): boolean =>
  !path.prev && operation.operation === 'mutation';

/** What a mutation answers with, read in the transaction that writes it. */
export class ReadBack {
  private taken: { id: string; json: Json } | undefined;

  constructor(
    private readonly model: Model,
    private readonly entity: Readable,
    private readonly context: Context,
    private readonly info: GraphQLResolveInfo,
  ) {}

  /** Of this mutation alone: the next one of the document may answer with something else. */
  async during(resolve: () => unknown): Promise<unknown> {
    if (!isMutation(this.info)) return resolve();
    this.context.readBack = this;
    try {
      return await resolve();
    } finally {
      this.context.readBack = undefined;
    }
  }

  /** Undefined where the mutation answers with something else. */
  of(
    entity: EntityClass,
    id: string,
  ): { statement: Statement; take(rows: readonly object[]): Promise<void> } | undefined {
    if (entity !== this.entity.class) return undefined;
    const { statement, take } = rowsOf(this.model, this.entity, [id], this.context, this.info);
    return {
      statement,
      take: async (rows) => {
        [this.taken] = await take(rows);
      },
    };
  }

  row(id: string): Json | undefined {
    return this.taken?.id === id ? this.taken.json : undefined;
  }
}

const isNothing = (returned: unknown): returned is null | undefined => returned === null || returned === undefined;

function idOf(returned: unknown, { name }: Readable): string {
  const id = (returned as { id?: unknown }).id;
  if (typeof id !== 'string')
    throw new Error(`A resolver that answers with ${name} must return an object with its id.`);
  return id;
}

type RowLoader = DataLoader<string, Json | null>;

/** One statement for a field and level: siblings in a list share it. */
function rowLoader(model: Model, entity: Readable, context: Context, info: GraphQLResolveInfo): RowLoader {
  // graphql makes the variables anew for each execution, so the loaders of two operations never meet.
  const loaders = (context.loaders.get(info.variableValues) ?? new Map()) as Map<string, RowLoader>;
  context.loaders.set(info.variableValues, loaders);
  const level = `${info.parentType.name} ${levelOf(info.path)}`;
  const known = loaders.get(level);
  if (known) return known;
  const loader: RowLoader = new DataLoader(
    async (ids) => {
      const rows = await readRows(model, entity, [...new Set(ids)], context, info);
      return ids.map((id) => rows.get(id.toLowerCase()) ?? null);
    },
    { cache: false },
  );
  loaders.set(level, loader);
  return loader;
}

/** The path without its places in lists. */
function levelOf(path: GraphQLResolveInfo['path'] | undefined): string {
  if (!path) return '';
  const above = levelOf(path.prev);
  return typeof path.key === 'number' ? above : `${above}.${path.key}`;
}
