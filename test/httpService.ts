import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { createHttpServer, type HttpOptions } from '../src/graphql/httpServer.js';
import { TestPlatform } from './harness.js';

type Options = Parameters<typeof TestPlatform.open>[0] & { http?: Partial<HttpOptions> };

export interface Reply {
  status: number;
  headers: Record<string, unknown>;
  // biome-ignore lint/suspicious/noExplicitAny: the shape is the request's, which the test knows
  body: any;
  /** `ok`, or the code of the first error. */
  outcome: string;
}

/** The platform behind its HTTP server, asked without a network or, after `listen`, over the loopback. */
export class HttpService {
  private constructor(
    readonly platform: TestPlatform,
    readonly server: FastifyInstance,
    private readonly pageDirectory: string,
  ) {}

  static async open({ http, ...options }: Options = {}): Promise<HttpService> {
    const platform = await TestPlatform.open(options);
    const pageDirectory = mkdtempSync(join(tmpdir(), 'zhidu-page-'));
    writeFileSync(join(pageDirectory, 'index.html'), '<!doctype html>');
    const server = createHttpServer(platform.platform, { uploadLimitBytes: 1024 * 1024, pageDirectory, ...http });
    return new HttpService(platform, server, pageDirectory);
  }

  async close(): Promise<void> {
    await this.server.close();
    await this.platform.close();
    rmSync(this.pageDirectory, { recursive: true });
  }

  async listen(): Promise<string> {
    await this.server.listen({ port: 0, host: '127.0.0.1' });
    return `http://127.0.0.1:${(this.server.server.address() as AddressInfo).port}`;
  }

  async request(who: string, options: InjectOptions): Promise<Reply> {
    const token = who === 'anyone' ? undefined : await this.platform.tokenOf(who);
    const headers = { ...(token ? { authorization: `Bearer ${token}` } : {}), ...options.headers };
    const { statusCode, headers: answered, payload } = await this.server.inject({ ...options, headers });
    const isJson = payload !== '' && String(answered['content-type']).includes('json');
    const body = isJson ? JSON.parse(payload) : payload;
    const code = isJson ? body.errors?.[0]?.extensions?.code : undefined;
    return { status: statusCode, headers: answered, body, outcome: code ?? 'ok' };
  }

  ask(who: string, query: string, variables?: unknown, options: InjectOptions = {}): Promise<Reply> {
    return this.request(who, { method: 'POST', url: '/graphql', payload: { query, variables }, ...options });
  }
}
