import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { standardAttachments } from './attachments/attachmentSettings.js';
import { type Config, readConfig } from './config.js';
import { standardLimits } from './limits/limits.js';
import { readMasterKey } from './secrets/masterKey.js';

const root = resolve('/somewhere');
const key = 'x'.repeat(32);
const { access } = readConfig({}, root);
const masterKey = Buffer.alloc(32, 7).toString('base64');
const groups = '{"staff": [{"role": "READER", "department": "总公司/生产部"}]}';
const url = 'postgresql://me:secret@localhost:5432/zhidu';

describe('settings', () => {
  it('have a default each', () => {
    expect(readConfig({}, root)).toEqual({
      limits: standardLimits,
      attachments: standardAttachments,
      smallCellThreshold: 8,
      allowedHosts: ['localhost', '127.0.0.1', '[::1]'],
      corsOrigins: [],
      trustedProxies: [],
      drainSeconds: 10,
      hstsSeconds: 0,
      port: 4000,
      host: '127.0.0.1',
      dataDirectory: resolve(root, 'data'),
      requestDatabase: undefined,
      ownerDatabase: undefined,
      tokenKeys: [],
      access: {
        accessMinutes: 15,
        sessionDays: 7,
        lockout: {
          failures: 5,
          addressFailures: 100,
          firstSeconds: 30,
          longestSeconds: 900,
          forgottenSeconds: 86_400,
          oneTimeHours: 72,
        },
      },
      oidc: undefined,
      audit: { key: undefined, keepYears: 10 },
      masterKeys: { given: [], file: undefined },
      uploadLimitBytes: 100 * 1024 * 1024,
      production: false,
      logLevel: 'warn',
      modulePackages: [],
    });
  });

  it.each<[Record<string, string>, Partial<Config>]>([
    [{ PORT: '0' }, { port: 0 }],
    [{ PORT: '' }, { port: 4000 }],
    [{ HOST: '::1' }, { host: '::1' }],
    [{ DATA_DIR: 'here' }, { dataDirectory: resolve('here') }],
    [{ DATABASE_URL: url }, { requestDatabase: { connectionString: url } }],
    [{ DATABASE_URL: url, DATABASE_OWNER_URL: url }, { ownerDatabase: { connectionString: url } }],
    [{ TOKEN_KEY: key }, { tokenKeys: [key] }],
    [{ TOKEN_KEY: `${key}, ${key}2` }, { tokenKeys: [key, `${key}2`] }],
    [{ MASTER_KEY: masterKey }, { masterKeys: { given: [readMasterKey(masterKey)!], file: undefined } }],
    [{ MASTER_KEY_FILE: '/k' }, { masterKeys: { given: [], file: '/k' } }],
    [{ ACCESS_MINUTES: '5' }, { access: { ...access, accessMinutes: 5 } }],
    [{ SESSION_DAYS: '1' }, { access: { ...access, sessionDays: 1 } }],
    [{ LOCKOUT_FAILURES: '9' }, { access: { ...access, lockout: { ...access.lockout, failures: 9 } } }],
    [{ LOCKOUT_ADDRESS_FAILURES: '9' }, { access: { ...access, lockout: { ...access.lockout, addressFailures: 9 } } }],
    [{ LOCKOUT_FIRST_SECONDS: '9' }, { access: { ...access, lockout: { ...access.lockout, firstSeconds: 9 } } }],
    [{ LOCKOUT_LONGEST_MINUTES: '9' }, { access: { ...access, lockout: { ...access.lockout, longestSeconds: 540 } } }],
    [
      { OIDC_ISSUER: 'https://id.example', OIDC_AUDIENCE: 'zhidu', OIDC_GROUPS: groups },
      {
        oidc: {
          issuer: 'https://id.example',
          audience: 'zhidu',
          jwks: undefined,
          personClaim: 'sub',
          groupsClaim: 'groups',
          groups: new Map([['staff', [{ role: 'READER', department: ['总公司', '生产部'] }]]]),
          create: false,
        },
      },
    ],
    [{ UPLOAD_LIMIT_MB: '2' }, { uploadLimitBytes: 2 * 1024 * 1024 }],
    [
      { NODE_ENV: 'production', MASTER_KEY_FILE: '/k', TOKEN_KEY: key },
      { production: true, logLevel: 'info' },
    ],
    [{ LOG_LEVEL: 'silent' }, { logLevel: 'silent' }],
    [{ HOST: '0.0.0.0' }, { allowedHosts: undefined }],
    [{ NODE_ENV: 'production', MASTER_KEY_FILE: '/k', TOKEN_KEY: key }, { allowedHosts: undefined }],
    [
      { NODE_ENV: 'production', MASTER_KEY_FILE: '/k', TOKEN_KEY: key, ALLOWED_HOSTS: 'Zhidu.example' },
      { allowedHosts: ['zhidu.example'] },
    ],
    [{ ALLOWED_HOSTS: 'zhidu.test' }, { allowedHosts: ['localhost', '127.0.0.1', '[::1]', 'zhidu.test'] }],
    [{ CORS_ORIGINS: 'https://a.example, http://b:81' }, { corsOrigins: ['https://a.example', 'http://b:81'] }],
    [{ TRUSTED_PROXIES: '10.0.0.0/8, ::1' }, { trustedProxies: ['10.0.0.0/8', '::1'] }],
    [{ HSTS_DAYS: '365' }, { hstsSeconds: 31_536_000 }],
    [{ DRAIN_SECONDS: '0' }, { drainSeconds: 0 }],
    [{ LIMITS: 'report', LIMIT_COST: '7' }, { limits: { ...standardLimits, mode: 'report', cost: 7 } }],
    [{ MODULES: 'one, @two/three,,' }, { modulePackages: ['one', '@two/three'] }],
  ])('%j gives %j', (env, expected) => {
    expect(readConfig(env, root)).toMatchObject(expected);
  });

  it.each<[Record<string, string>, string]>([
    [{ LIMITS: 'off' }, 'LIMITS must be enforce or report'],
    [{ LIMIT_COST: '0' }, 'LIMIT_COST is "0" and must be a whole number from 1 to 100000000'],
    [
      { CORS_ORIGINS: '*' },
      'CORS_ORIGINS names "*"; an origin looks like https://intranet.example, and * is not allowed',
    ],
    [{ CORS_ORIGINS: 'https://a.example/path' }, 'CORS_ORIGINS names "https://a.example/path"'],
    [{ ALLOWED_HOSTS: 'https://a.example' }, 'ALLOWED_HOSTS names "https://a.example", which is no host name'],
    [{ TRUSTED_PROXIES: '10.0.0.0/33' }, 'TRUSTED_PROXIES names "10.0.0.0/33", which is no address and no network'],
    [{ TRUSTED_PROXIES: 'proxy' }, 'TRUSTED_PROXIES names "proxy"'],
    [{ PORT: '70000' }, 'PORT is "70000" and must be a whole number from 0 to 65535'],
    [{ PORT: '0x50' }, 'PORT is "0x50"'],
    [{ PORT: ' ' }, 'PORT is " "'],
    [{ ACCESS_MINUTES: '0' }, 'ACCESS_MINUTES is "0" and must be a whole number from 1'],
    [{ UPLOAD_LIMIT_MB: '1.5' }, 'UPLOAD_LIMIT_MB is "1.5"'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL must be one of trace, debug'],
    [{ DATABASE_URL: 'mysql://localhost/zhidu' }, 'DATABASE_URL must look like postgresql://'],
    [{ DATABASE_URL: 'postgresql://localhost' }, 'DATABASE_URL must look like postgresql://'],
    [{ DATABASE_OWNER_URL: url }, 'DATABASE_OWNER_URL is set and DATABASE_URL'],
    [{ TOKEN_KEY: 'short' }, 'each key of TOKEN_KEY must have at least 32 characters'],
    [{ TOKEN_KEY: `${key},short` }, 'each key of TOKEN_KEY must have at least 32 characters'],
    [{ OIDC_ISSUER: 'http://id.example', OIDC_AUDIENCE: 'a' }, 'OIDC_ISSUER must begin with https://'],
    [{ OIDC_ISSUER: 'http://localhost.example', OIDC_AUDIENCE: 'a' }, 'OIDC_ISSUER must begin with https://'],
    [{ OIDC_ISSUER: 'https://id.example' }, 'OIDC_AUDIENCE is missing'],
    [{ OIDC_GROUPS: '{}' }, 'OIDC_ISSUER is missing: without it OIDC_GROUPS means nothing'],
    [{ LIMIT_DPTH: '3' }, 'LIMIT_DPTH is no setting; did you mean LIMIT_DEPTH?'],
    [{ TOKEN_KEYS: key }, 'TOKEN_KEYS is no setting; did you mean TOKEN_KEY?'],
    [
      { OIDC_ISSUER: 'https://id.example', OIDC_AUDIENCE: 'a', OIDC_CREATE: 'yes' },
      'OIDC_CREATE must be true or false',
    ],
    [
      { OIDC_ISSUER: 'https://id.example', OIDC_AUDIENCE: 'a', OIDC_GROUPS: '{"a":1}' },
      'OIDC_GROUPS must be JSON like',
    ],
    [
      { OIDC_ISSUER: 'https://id.example', OIDC_AUDIENCE: 'a', OIDC_GROUPS: 'no-such-file' },
      'OIDC_GROUPS must be JSON like',
    ],
    [{ NODE_ENV: 'production' }, 'TOKEN_KEY is missing'],
    [{ NODE_ENV: 'production', TOKEN_KEY: key }, 'MASTER_KEY or MASTER_KEY_FILE is missing'],
    [{ MASTER_KEY: 'c2hvcnQ=' }, 'each key of MASTER_KEY must be 32 bytes in base64'],
    [{ MASTER_KEY: masterKey, MASTER_KEY_FILE: '/k' }, 'give one of them'],
  ])('%j is refused: %s', (env, problem) => {
    expect(() => readConfig(env, root)).toThrow(problem);
  });

  it('that are wrong are named all at once, without the values of secrets', () => {
    const wrong = { PORT: 'x', LOG_LEVEL: 'y', TOKEN_KEY: 'my-short-key', DATABASE_URL: 'http://me:my-password@host' };
    const read = () => readConfig(wrong, root);
    expect(read).toThrow(/PORT .*; DATABASE_URL .*; LOG_LEVEL .*; each key of TOKEN_KEY /);
    expect(read).not.toThrow(/my-short-key|my-password/);
  });
});
