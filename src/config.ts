import { isIP } from 'node:net';
import { join, resolve } from 'node:path';
import type { PoolConfig } from 'pg';
import { type AccessSettings, readAccessSettings } from './access/accessSettings.js';
import { type OidcSettings, readOidcSettings } from './access/oidc/oidcSettings.js';
import { type AttachmentSettings, readAttachmentSettings } from './attachments/attachmentSettings.js';
import { type AuditSettings, readAuditSettings } from './audit/auditSettings.js';
import { StartError } from './database/startError.js';
import { loopbackNames } from './graphql/hostNames.js';
import { type Limits, readLimits } from './limits/limits.js';
import { nearest } from './nearest.js';
import { type MailSettings, readMailSettings } from './notices/mailSettings.js';
import { readPublicPages } from './publicSide/publicPages.js';
import { type MasterKeySettings, readMasterKeySettings } from './secrets/masterKeySettings.js';

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
  /** AUDIT_KEY, AUDIT_KEEP_YEARS: see there. */
  audit: AuditSettings;
  /** SMTP_URL, MAIL_FROM, PUBLIC_URL: where mails go out, if they do. Default: notices are shown on the platform alone. */
  mail: MailSettings | undefined;
  /** PUBLIC_PAGE_URL: the page of a record on the public site, with {id}. Default none: feeds have no links, and there is no sitemap. */
  publicPage: string | undefined;
  /** MASTER_KEY, MASTER_KEY_FILE: see there. */
  masterKeys: MasterKeySettings;
  /** ATTACHMENT_LIMIT_MB, ATTACHMENT_LINK_SECONDS, ATTACHMENT_SCAN: see there. */
  attachments: AttachmentSettings;
  /** SMALL_CELL_THRESHOLD: counts below it are withheld from what is released to the public. Default 8. */
  smallCellThreshold: number;
  /** UPLOAD_LIMIT_MB: largest file that is accepted. Default 100. */
  uploadLimitBytes: number;
  /** NODE_ENV=production: no demo data, no generated key. */
  production: boolean;
  /** LOG_LEVEL: trace, debug, info, warn, error, fatal or silent. Default info in production, warn elsewhere. */
  logLevel: string;
  /** LIMIT_…: how much may be asked for, and LIMITS=report to let it pass and log it. Default: enforced, see limits.ts. */
  limits: Limits;
  /**
   * ALLOWED_HOSTS: names that requests may be sent to, by commas. Without it any name in production or where HOST is not
   * loopback; else those of the loopback, to which these are added.
   */
  allowedHosts: string[] | undefined;
  /** CORS_ORIGINS: origins whose pages may use this server, by commas, for example https://intranet.example. Default none. */
  corsOrigins: string[];
  /** TRUSTED_PROXIES: addresses or networks (10.0.0.0/8) whose X-Forwarded-For is believed, by commas. Default none. */
  trustedProxies: string[];
  /** HSTS_DAYS: how long browsers keep to HTTPS; for use behind TLS. Default 0, nothing is said. */
  hstsSeconds: number;
  /** DRAIN_SECONDS: how long requests under way may take once the platform is told to stop. Default 10. */
  drainSeconds: number;
  /** MODULES: names of packages with further modules, separated by commas. */
  modulePackages: string[];
}

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];

/**
 * Reads the settings. What is empty counts as not given.
 *
 * @throws StartError naming everything that is wrong with them at once, and never the value of a secret
 */
export function readConfig(given: NodeJS.ProcessEnv, root: string): Config {
  const problems: string[] = [];
  const known = new Set<string>();
  const env = new Proxy(given, {
    get: (all, name: string) => {
      known.add(name);
      return all[name];
    },
  });
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
    audit: readAuditSettings(env, whole, problems),
    mail: readMailSettings(env, problems),
    publicPage: readPublicPages(env, problems),
    masterKeys: readMasterKeySettings(env, production, problems),
    attachments: readAttachmentSettings(env, whole, problems),
    smallCellThreshold: whole('SMALL_CELL_THRESHOLD', 8, 2, 1000),
    uploadLimitBytes: whole('UPLOAD_LIMIT_MB', 100, 1, 10_000) * 1024 * 1024,
    production,
    logLevel: env.LOG_LEVEL || (production ? 'info' : 'warn'),
    allowedHosts: undefined,
    corsOrigins: list('CORS_ORIGINS'),
    trustedProxies: list('TRUSTED_PROXIES'),
    hstsSeconds: whole('HSTS_DAYS', 0, 0, 3650) * 86_400,
    drainSeconds: whole('DRAIN_SECONDS', 10, 0, 3600),
    limits: readLimits(env.LIMITS === 'report' ? 'report' : 'enforce', whole),
    modulePackages: list('MODULES'),
  };
  if (env.LIMITS && !['enforce', 'report'].includes(env.LIMITS)) problems.push('LIMITS must be enforce or report');
  const hosts = list('ALLOWED_HOSTS').map((name) => name.toLowerCase());
  const isLocal = !production && [...loopbackNames, '::1'].includes(config.host);
  if (isLocal || hosts.length > 0) config.allowedHosts = [...(isLocal ? loopbackNames : []), ...hosts];
  for (const host of hosts)
    if (!/^([a-z0-9._-]+|\[[0-9a-f:]+\])$/.test(host))
      problems.push(`ALLOWED_HOSTS names "${host}", which is no host name: give it without scheme and port`);
  for (const origin of config.corsOrigins)
    if (!URL.canParse(origin) || new URL(origin).origin !== origin)
      problems.push(
        `CORS_ORIGINS names "${origin}"; an origin looks like https://intranet.example, and * is not allowed`,
      );
  for (const proxy of config.trustedProxies)
    if (!isNetwork(proxy)) problems.push(`TRUSTED_PROXIES names "${proxy}", which is no address and no network`);
  if (!logLevels.includes(config.logLevel)) problems.push(`LOG_LEVEL must be one of ${logLevels.join(', ')}`);
  if (config.tokenKeys.some((key) => key.length < 32))
    problems.push('each key of TOKEN_KEY must have at least 32 characters');
  if (production && config.tokenKeys.length === 0)
    problems.push('TOKEN_KEY is missing: in production no key is generated. Make one with: openssl rand -base64 48');
  if (env.DATABASE_OWNER_URL && !env.DATABASE_URL)
    problems.push('DATABASE_OWNER_URL is set and DATABASE_URL, the plain role of the requests, is not');
  problems.push(...strangers(given, known));
  if (problems.length > 0) throw new StartError(`The settings need a change: ${problems.join('; ')}.`);
  return config;
}

/** Names that look like settings of ours and are none: somebody believes that they have set one. */
function strangers(given: NodeJS.ProcessEnv, known: ReadonlySet<string>): string[] {
  const ours =
    /^(LIMIT|LOCKOUT|OIDC|AUDIT|TOKEN|ACCESS|SESSION|ONE_TIME|UPLOAD|DRAIN|PUBLIC|SMTP|MAIL|MASTER|ATTACHMENT|SMALL|HSTS|CORS|ALLOWED|TRUSTED)_/;
  return Object.keys(given)
    .filter((name) => ours.test(name) && !known.has(name))
    .map((name) => {
      const meant = nearest(name, [...known]);
      return `${name} is no setting${meant ? `; did you mean ${meant}?` : ''}`;
    });
}

function isNetwork(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  const longest = { 0: -1, 4: 32, 6: 128 }[isIP(address) as 0 | 4 | 6];
  return longest > 0 && rest.length === 0 && (bits === undefined || (/^\d+$/.test(bits) && Number(bits) <= longest));
}
