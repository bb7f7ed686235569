import type { PoolConfig } from 'pg';
import { describe, expect, inject, it } from 'vitest';
import { inspectOwnServer } from './ownServer.js';

const owner = () => inject('owner');
const request = () => inject('request');
const other = (config: PoolConfig, change: PoolConfig) => ({ ...config, ...change });

describe('a PostgreSQL server of your own', () => {
  it('is accepted with a plain role for requests and another one for migrations', async () => {
    expect(await inspectOwnServer(request(), owner())).toMatchObject({ database: request().database });
    expect(await inspectOwnServer(request(), undefined)).toMatchObject({ database: request().database });
  });

  it.each<[string, () => [PoolConfig, PoolConfig?], RegExp]>([
    [
      'a wrong password',
      () => [other(request(), { password: 'wrong' })],
      /DATABASE_URL cannot be reached as zhidu_request .* password authentication failed/,
    ],
    [
      "a wrong password of the owner's",
      () => [request(), other(owner(), { password: 'wrong' })],
      /DATABASE_OWNER_URL cannot be reached as zhidu_owner .* password authentication failed/,
    ],
    ['a database that is not there', () => [other(request(), { database: 'nowhere' })], /"nowhere" does not exist/],
    ['nobody listening', () => [other(request(), { host: '127.0.0.1', port: 1 })], /127.0.0.1:1: connect ECONNREFUSED/],
    [
      'two databases for the two settings',
      () => [request(), other(owner(), { database: 'postgres' })],
      /name two different databases/,
    ],
    ['one role for both settings', () => [owner(), owner()], /use the same role zhidu_owner/],
  ])('is refused for %s', async (_what, configs, sentence) => {
    await expect(inspectOwnServer(...(configs() as [PoolConfig, PoolConfig?]))).rejects.toThrow(sentence);
  });
});
