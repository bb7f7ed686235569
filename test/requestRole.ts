import { Client } from 'pg';
import { sessionVariables, type Viewer } from '../src/access/viewer.js';
import type { TestPlatform } from './harness.js';

/** What became of a statement: its rows, or the code and the words of PostgreSQL's refusal. */
export type Outcome = { rows: Record<string, unknown>[]; count: number } | { code: string; message: string };

/** A connection of the request role with nothing between it and the database; all it does is undone. */
export class RequestRole {
  private constructor(private readonly client: Client) {}

  static async open(platform: TestPlatform): Promise<RequestRole> {
    const client = new Client(platform.database.request);
    await client.connect();
    await client.query('begin');
    return new RequestRole(client);
  }

  async close(): Promise<void> {
    await this.client.query('rollback');
    await this.client.end();
  }

  /** Carries somebody as a request does, with variables that replace those of the request. */
  async carry(viewer: Viewer, forged: Record<string, string> = {}): Promise<void> {
    const variables = { ...sessionVariables(viewer, 'a request', new Date('2026-03-02T03:00:00Z')), ...forged };
    for (const [name, value] of Object.entries(variables))
      await this.client.query('select set_config($1, $2, true)', [name, value]);
  }

  async try(sql: string, values: unknown[] = []): Promise<Outcome> {
    await this.client.query('savepoint before');
    try {
      const { rows, rowCount } = await this.client.query(sql, values);
      return { rows, count: rowCount ?? 0 };
    } catch (error) {
      await this.client.query('rollback to before');
      const { code, message } = error as Error & { code: string };
      return { code, message };
    }
  }
}

export const viewerOf = async (platform: TestPlatform, name: string): Promise<Viewer> =>
  (await platform.platform.core.contextFor(await platform.personId(name), 'a request')).viewer;
