import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EntityMetadata } from '@mikro-orm/core';
import { ReflectMetadataProvider } from '@mikro-orm/decorators/legacy';
import { MikroORM } from '@mikro-orm/postgresql';
import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  type GraphQLSchema,
  getOperationAST,
  parse,
  validate,
} from 'graphql';
import pg from 'pg';
import { buildSchemaSync } from 'type-graphql';
import type { Rule } from '../access/rules.js';
import { anonymous, type Viewer } from '../access/viewer.js';
import type { Context } from '../context.js';
import { Database, type Statement } from '../database/database.js';
import { type EmbeddedDatabase, startEmbedded } from '../database/embedded.js';
import type { TextRow } from '../database/roundTrip.js';
import { library, reviews, worldEntities, worldTables } from './reading.world.js';
import { addReads } from './readSchema.js';
import { readWhole } from './wholeOperation.js';

export interface WorldContext extends Context {
  world: World;
  /** Keys of each batch of a dataloader. */
  batches: unknown[][];
}

/** A row by property; to-one properties hold the id. */
export type Row = Record<string, unknown> & { id: string };
export type Rows = Record<string, Row[]>;

export const modules = [library, reviews];

class CountingDatabase extends Database {
  readonly statements: Statement[] = [];

  override read<T extends pg.QueryResultRow>(context: Context, statement: Statement): Promise<T[]> {
    this.statements.push(statement);
    return super.read<T>(context, statement);
  }

  override readText(context: Context, statement: Statement): Promise<TextRow[]> {
    this.statements.push(statement);
    return super.readText(context, statement);
  }
}

/** A stopping server says so to connections that are just closing as well; without a listener that ends the tests. */
const poolOf = (config: pg.PoolConfig) => new pg.Pool(config).on('error', closing);

function closing(error: Error & { code?: string }): void {
  if (error.code !== '57P01') throw error;
}

/** The pretend modules on a real PostgreSQL. */
export class World {
  private constructor(
    private readonly directory: string,
    private readonly server: EmbeddedDatabase,
    private readonly owner: pg.Pool,
    private readonly pool: pg.Pool,
    readonly orm: MikroORM,
    readonly schema: GraphQLSchema,
  ) {}

  static async open(): Promise<World> {
    const directory = mkdtempSync(join(tmpdir(), 'zhidu-reading-'));
    const server = await startEmbedded({ directory });
    const owner = poolOf(server.owner);
    await owner.query(worldTables);
    const orm = await MikroORM.init({
      entities: worldEntities,
      dbName: 'unused',
      metadataProvider: ReflectMetadataProvider,
    });
    const base = buildSchemaSync({
      resolvers: modules.flatMap((module) => module.resolvers ?? []) as never,
      orphanedTypes: worldEntities,
      validate: false,
    });
    for (const module of modules)
      for (const entity of module.entities ?? []) {
        const type = base.getType(entity.name)!;
        type.extensions = { ...type.extensions, module: module.name };
      }
    const schema = addReads({ schema: base, modules, metadata: orm.getMetadata() });
    return new World(directory, server, owner, poolOf(server.request), orm, schema);
  }

  async close(): Promise<void> {
    await this.orm.close();
    await Promise.all([this.owner.end(), this.pool.end()]);
    await this.server.stop();
    rmSync(this.directory, { recursive: true, force: true });
  }

  async query(text: string, values: unknown[] = []): Promise<unknown[]> {
    return (await this.owner.query(text, values)).rows;
  }

  /** Replaces everything there is. */
  async fill(rows: Rows): Promise<void> {
    await this.query('truncate library.publisher, library.author, library.book, reviews.review');
    for (const entity of worldEntities) {
      const meta = this.orm.getMetadata().getByClassName<object>(entity.name) as EntityMetadata;
      const columns = meta.props.flatMap(({ name, fieldNames, persist }) =>
        persist === false || !fieldNames ? [] : [[name, fieldNames[0]!] as const],
      );
      const records = (rows[entity.name] ?? []).map((row) =>
        Object.fromEntries(columns.map(([property, column]) => [column, row[property] ?? null])),
      );
      const table = `${meta.schema}.${meta.tableName}`;
      await this.query(`insert into ${table} select * from json_populate_recordset(null::${table}, $1)`, [
        JSON.stringify(records),
      ]);
    }
  }

  /** As one statement whose text is the answer; undefined where the operation needs GraphQL's execution. */
  async runWhole(
    document: string | DocumentNode,
    variables: Record<string, unknown> = {},
    viewer: Partial<Viewer> = {},
    { schema = this.schema, ruleOf = (): Rule | undefined => undefined } = {},
  ) {
    const parsed = typeof document === 'string' ? parse(document) : document;
    const operation = getOperationAST(parsed) ?? undefined;
    const { context, database } = this.contextOf(viewer);
    const answer = await readWhole({ schema, document: parsed, operation, variables, context }, ruleOf);
    return { answer, statements: database.statements };
  }

  private contextOf(viewer: Partial<Viewer>) {
    const database = new CountingDatabase(this.pool, this.orm);
    const context = {
      requestId: 'test',
      viewer: { ...anonymous, ...viewer },
      database,
      now: new Date(),
      loaders: new Map(),
      world: this,
      batches: [],
    } as Partial<WorldContext> as WorldContext;
    return { context, database };
  }

  async run(
    document: string | DocumentNode,
    variables: Record<string, unknown> = {},
    viewer: Partial<Viewer> = {},
    schema = this.schema,
  ) {
    const parsed = typeof document === 'string' ? parse(document) : document;
    const invalid = validate(schema, parsed);
    if (invalid.length > 0) throw new Error(invalid.map(String).join('\n'));
    const { context: contextValue, database } = this.contextOf(viewer);
    const result = (await execute({
      schema,
      document: parsed,
      variableValues: variables,
      contextValue,
    })) as ExecutionResult;
    const plain = JSON.parse(JSON.stringify(result)) as { data?: Record<string, never>; errors?: never[] };
    return {
      ...plain,
      errors: result.errors?.map(({ message, path, extensions }) => ({ message, path, code: extensions.code })),
      statements: database.statements,
      batches: contextValue.batches,
    };
  }
}
