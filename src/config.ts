import { join, resolve } from 'node:path';
import type { PoolConfig } from 'pg';
import { type AccessSettings, readAccessSettings } from './access/accessSettings.js';
import { type OidcSettings, readOidcSettings } from './access/oidc/oidcSettings.js';
import { StartError } from './database/startError.js';

/** Every setting, read from the environment. */
export interface Config {
  /** PORT: TCP port; 0 takes a free one. Default 4000. */
  port: number;
  /** HOST: address to listen on. Default 127.0.0.1. */
  host: string;
  /** DATA_DIR: where the embedded database, uploads and the key lie. Default ./data. */
  dataDirectory: string;
  /** DATABASE_URL: a PostgreSQL of your own, as the plain role of the requests. Without it the embedded one runs. */
  requestDatabase: PoolConfig | undefined;
  /** DATABASE_OWNER_URL: the same database as the role that owns the tables; needed to migrate. */
  ownerDatabase: PoolConfig | undefined;
  /** TOKEN_KEY: keys of at least 32 characters by commas; the first signs access tokens, all verify. Outside production they are generated and kept in DATA_DIR. */
  tokenKeys: string[];
  /** ACCESS_MINUTES, SESSION_DAYS, LOCKOUT_…: see there. */
  access: AccessSettings;
  /** OIDC_…: an outside identity provider, if there is one. */
  oidc: OidcSettings | undefined;
  /** UPLOAD_LIMIT_MB: largest file that is accepted. Default 100. */
  uploadLimitBytes: number;
  /** NODE_ENV=production: no demo data, no generated key. */
  production: boolean;
  /** LOG_LEVEL: trace, debug, info, warn, error, fatal or silent. Default info in production, warn elsewhere. */
  logLevel: string;
  /** MODULES: names of packages with further modules, separated by commas. */
  modulePackages: string[];
}

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];

/**
 * Reads the settings. What is empty counts as not given.
 *
 * @throws StartError naming everything that is wrong with them at once, and never the value of a secret
 */
export function readConfig(env: NodeJS.ProcessEnv, root: string): Config {
  const problems: string[] = [];
  const whole = (name: string, fallback: number, least: number, most: number): number => {
    const text = env[name];
    if (!text) return fallback;
    const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    if (value >= least && value <= most) return value;
    problems.push(`${name} is "${text}" and must be a whole number from ${least} to ${most}`);
    return fallback;
  };
  const url = (name: string): PoolConfig | undefined => {
    const text = env[name];
    if (!text) return undefined;
    if (/^postgres(ql)?:\/\/[^/]*\/[^/?]/.test(text) && URL.canParse(text)) return { connectionString: text };
    problems.push(`${name} must look like postgresql://user:password@host:5432/database`);
    return undefined;
  };
  const list = (name: string): string[] =>
    (env[name] ?? '')
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean);
  const production = env.NODE_ENV === 'production';
  const config: Config = {
    port: whole('PORT', 4000, 0, 65_535),
    host: env.HOST || '127.0.0.1',
    dataDirectory: resolve(env.DATA_DIR || join(root, 'data')),
    requestDatabase: url('DATABASE_URL'),
    ownerDatabase: url('DATABASE_OWNER_URL'),
    tokenKeys: list('TOKEN_KEY'),
    access: readAccessSettings(whole),
    oidc: readOidcSettings(env, problems),
    uploadLimitBytes: whole('UPLOAD_LIMIT_MB', 100, 1, 10_000) * 1024 * 1024,
    production,
    logLevel: env.LOG_LEVEL || (production ? 'info' : 'warn'),
    modulePackages: list('MODULES'),
  };
  if (!logLevels.includes(config.logLevel)) problems.push(`LOG_LEVEL must be one of ${logLevels.join(', ')}`);
  if (config.tokenKeys.some((key) => key.length < 32))
    problems.push('each key of TOKEN_KEY must have at least 32 characters');
  if (production && config.tokenKeys.length === 0)
    problems.push('TOKEN_KEY is missing: in production no key is generated. Make one with: openssl rand -base64 48');
  if (env.DATABASE_OWNER_URL && !env.DATABASE_URL)
    problems.push('DATABASE_OWNER_URL is set and DATABASE_URL, the plain role of the requests, is not');
  if (problems.length > 0) throw new StartError(`The settings need a change: ${problems.join('; ')}.`);
  return config;
}
