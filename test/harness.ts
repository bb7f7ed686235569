import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FormattedExecutionResult } from 'graphql';
import { Client, Pool, type PoolConfig, type QueryResultRow } from 'pg';
import { type Logger, pino } from 'pino';
import { inject, onTestFinished } from 'vitest';
import type { AccessSettings } from '../src/access/accessSettings.js';
import { givenKeys, type KeyRing } from '../src/access/keys/keyRing.js';
import type { OidcSettings } from '../src/access/oidc/oidcSettings.js';
import type { AttachmentSettings } from '../src/attachments/attachmentSettings.js';
import type { AuditKey } from '../src/audit/auditKey.js';
import { readConfig } from '../src/config.js';
import { installedModules } from '../src/installedModules.js';
import { inLocale } from '../src/languages/locale.js';
import type { Locale } from '../src/languages/message.js';
import { type Limits, standardLimits } from '../src/limits/limits.js';
import type { Module } from '../src/module.js';
import type { MailSettings } from '../src/notices/mailSettings.js';
import { createPlatform, type Platform } from '../src/platform.js';
import { stringifyAnswer } from '../src/reading/textAnswer.js';
import { masterKeyPath } from '../src/secrets/masterKeyFile.js';

export interface Answer {
  // biome-ignore lint/suspicious/noExplicitAny: the shape is the query's, which the test knows
  data: any;
  errors: NonNullable<FormattedExecutionResult['errors']>;
  /** `ok`, or the code of the first error. */
  outcome: string;
}

export interface Somebody {
  run(query: string, variables?: Record<string, unknown>, locale?: Locale): Promise<Answer>;
  token: string | undefined;
}

export interface TestDatabase {
  owner: PoolConfig;
  request: PoolConfig;
  drop(): Promise<void>;
}

/** A database of the suite's own: `demo` with the demo organisation, `empty` without a person. */
export async function createDatabase(kind: 'demo' | 'empty' = 'demo'): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  const owner = inject('owner');
  await asOwner(owner, (client) =>
    client.query(`create database ${name} template ${kind}_template strategy file_copy`),
  );
  return {
    owner: { ...owner, database: name },
    request: { ...inject('request'), database: name },
    // Waits for connections that are just closing; force would need the right to end those of the request role.
    drop: () => asOwner(owner, async (client) => void (await client.query(`drop database ${name}`))),
  };
}

async function asOwner<T>(owner: PoolConfig, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client(owner);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** With the key of the demo's sealed records. */
export function suiteDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'zhidu-suite-'));
  writeFileSync(masterKeyPath(directory), inject('masterKey'), { mode: 0o600 });
  return directory;
}

export class TestPlatform {
  private readonly tokens = new Map<string, string>();
  private readonly owners: Pool;
  private constructor(
    readonly platform: Platform,
    readonly database: TestDatabase,
    readonly directory: string,
    private readonly owned: { database: boolean; directory: boolean },
  ) {
    // A new connection costs more than most of what is asked over it.
    this.owners = new Pool({ ...database.owner, max: 4, idleTimeoutMillis: 0 });
    // One that the database ended while it was idle has left the pool.
    this.owners.on('error', () => undefined);
  }

  static async open(
    options: {
      kind?: 'demo' | 'empty';
      database?: TestDatabase;
      /** Another platform's, whose files are to be found. */
      directory?: string;
      modules?: Module[];
      migrate?: boolean;
      clock?: () => Date;
      /** Where a test sweeps by itself. */
      sweepMs?: number;
      /** Where they differ from the defaults. */
      limits?: Partial<Limits>;
      log?: Logger;
      schemaForEverybody?: boolean;
      access?: Partial<AccessSettings>;
      keys?: KeyRing;
      oidc?: OidcSettings;
      auditKey?: AuditKey;
      mail?: MailSettings;
      publicPage?: string;
      attachments?: AttachmentSettings;
    } = {},
  ): Promise<TestPlatform> {
    const database = options.database ?? (await createDatabase(options.kind));
    const directory = options.directory ?? suiteDirectory();
    const platform = await createPlatform({
      request: database.request,
      owner: options.migrate ? database.owner : undefined,
      modules: [...(await installedModules({ modulePackages: [] })), ...(options.modules ?? [])],
      dataDirectory: directory,
      keys: options.keys ?? givenKeys(['a key of the tests that nobody else uses']),
      access: { ...readConfig({}, directory).access, accessMinutes: 60, ...options.access },
      oidc: options.oidc,
      log: options.log ?? pino({ level: 'silent' }),
      limits: { ...standardLimits, ...options.limits },
      clock: options.clock,
      sweepMs: options.sweepMs ?? 3_600_000,
      auditKey: options.auditKey,
      schemaForEverybody: options.schemaForEverybody,
      mail: options.mail,
      publicPage: options.publicPage,
      attachments: options.attachments,
      sweeping: false,
    });
    const owned = { database: !options.database, directory: !options.directory };
    return new TestPlatform(platform, database, directory, owned);
  }

  async close(): Promise<void> {
    await Promise.all([this.platform.close(), this.owners.end()]);
    if (this.owned.directory) rmSync(this.directory, { recursive: true, force: true });
    if (this.owned.database) await this.database.drop();
  }

  /** Rows as the owner sees them, past all permissions: only to arrange and to check. */
  async owner<T extends QueryResultRow = QueryResultRow>(sql: string, values: unknown[] = []): Promise<T[]> {
    return (await this.owners.query<T>(sql, values)).rows;
  }

  /** Queries and mutations that these modules bring. */
  rootFieldsOf(...modules: readonly string[]): string[] {
    const { full } = this.platform.schemas;
    const fields = [full.getQueryType(), full.getMutationType()].flatMap((root) => Object.values(root!.getFields()));
    return fields.flatMap(({ name, extensions }) => (modules.includes(String(extensions.module)) ? name : [])).sort();
  }

  async personId(name: string): Promise<string> {
    const [row] = await this.owner<{ id: string }>('select id from access.person where name = $1', [name]);
    if (!row) throw new Error(`There is nobody named ${name}.`);
    return row.id;
  }

  async tokenOf(name: string): Promise<string> {
    const known = this.tokens.get(name) ?? (await this.platform.tokenFor(await this.personId(name)));
    this.tokens.set(name, known);
    return known;
  }

  /** Somebody of the demo by name, or `anyone` who has not signed in. */
  as(name: string): { run: Somebody['run'] } {
    return {
      run: async (query, variables, locale) =>
        inLocale(locale ?? 'en', async () =>
          this.run(name === 'anyone' ? undefined : await this.tokenOf(name), query, variables),
        ),
    };
  }

  async run(token: string | undefined, query: string, variables?: Record<string, unknown>): Promise<Answer> {
    const contextValue = await this.platform.context(token && `Bearer ${token}`, randomUUID());
    const { body } = await this.platform.apollo.executeOperation({ query, variables }, { contextValue });
    if (body.kind !== 'single') throw new Error('no single answer');
    const { data, errors = [] } = JSON.parse(stringifyAnswer(body.singleResult)) as FormattedExecutionResult;
    return { data, errors, outcome: errors.length === 0 ? 'ok' : String(errors[0]!.extensions?.code) };
  }
}

export const closing = (platform: { close(): Promise<void> }): void => onTestFinished(() => platform.close());
