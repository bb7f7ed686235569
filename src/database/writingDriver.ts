import type { Configuration, Dictionary, LoggingOptions, Transaction } from '@mikro-orm/core';
import { isRaw } from '@mikro-orm/core';
import { EntityManager, PostgreSqlConnection, PostgreSqlPlatform } from '@mikro-orm/postgresql';
import { AbstractSqlDriver, NativeQueryBuilder } from '@mikro-orm/sql';
import { CompiledQuery } from 'kysely';

/** Statements whose parameters take their types from columns, as MikroORM writes them. */
const ownStatement = /^(insert into "|update "|delete from "|select "|select set_config\(|\/\* ahead \*\/ )/;
/** Wider statements are bulk inserts, each of another size. */
const mostValues = 60;

/** Sends MikroORM's statements with their values apart, so that PostgreSQL plans each once and not at each call. */
class WritingConnection extends PostgreSqlConnection {
  override async execute(
    query: never,
    params: readonly unknown[] | Dictionary<unknown> = [],
    method: 'all' | 'get' | 'run' = 'all',
    ctx?: Transaction,
    loggerContext?: LoggingOptions,
  ): Promise<never> {
    const written = ctx ? withPlaces(query, params) : undefined;
    if (!written) return super.execute(query, params, method, ctx, loggerContext);
    await this.ensureConnection();
    const { sql, values } = written;
    const run = async () => {
      const executor = ctx as unknown as { executeQuery(compiled: CompiledQuery): Promise<never> };
      return this.transformRawResult(await executor.executeQuery(CompiledQuery.raw(sql, values)), method) as never;
    };
    return this.executeQuery(sql, run, { query: sql, params: values, ...loggerContext } as never) as Promise<never>;
  }
}

/** The statement with `$1`, `$2`, … in place of its question marks, where all its values are plain. */
function withPlaces(query: unknown, params: unknown): { sql: string; values: unknown[] } | undefined {
  const known = query instanceof NativeQueryBuilder ? query.toRaw() : query;
  const { sql, params: values } = isRaw(known)
    ? (known as unknown as { sql: string; params: unknown })
    : { sql: known, params };
  if (typeof sql !== 'string' || !Array.isArray(values) || !ownStatement.test(sql)) return undefined;
  if (values.length === 0 || values.length > mostValues || !values.every(isPlain)) return undefined;
  // An escaped question mark or an identifier in place of a value: MikroORM knows how.
  if (sql.includes('\\?') || sql.includes('??') || sql.split('?').length !== values.length + 1) return undefined;
  let place = 0;
  const text = sql.replaceAll('?', () => {
    place += 1;
    return `$${place}`;
  });
  return { sql: text, values: values.map(textOf) };
}

const isPlain = (value: unknown): boolean =>
  value === null || value instanceof Date || ['string', 'number', 'boolean', 'bigint'].includes(typeof value);

function textOf(value: unknown): string | null {
  if (value === null) return null;
  return value instanceof Date ? value.toISOString() : String(value);
}

/** MikroORM's PostgreSQL with these connections. */
export class WritingDriver extends AbstractSqlDriver<WritingConnection> {
  constructor(config: Configuration) {
    super(config, new PostgreSqlPlatform(), WritingConnection as never, ['kysely', 'pg']);
  }

  override createEntityManager(useContext?: boolean) {
    return new EntityManager(this.config, this as never, this.metadata, useContext) as never;
  }
}
