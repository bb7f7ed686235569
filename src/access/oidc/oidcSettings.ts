import { readFileSync } from 'node:fs';
import type { GroupRole } from '../viewer.js';

export interface OidcSettings {
  /** As it stands in the tokens. */
  issuer: string;
  audience: string;
  /** Where the provider's keys are; found by discovery if not given. */
  jwks: string | undefined;
  /** Claim that is compared with the external subject of people. */
  personClaim: string;
  groupsClaim: string;
  /** Roles by group. */
  groups: ReadonlyMap<string, readonly GroupRole[]>;
  /** Whether somebody unknown is added, without any right, instead of being refused. */
  create: boolean;
}

/** Plain HTTP only to this machine: whoever can alter the provider's keys on the way can be anybody. */
const isSafe = (address: string): boolean =>
  URL.canParse(address) && /^(https:\/\/|http:\/\/(localhost|127\.0\.0\.1|\[::1\])[:/])/.test(`${address}/`);

/** Undefined unless OIDC_ISSUER is set. Adds to the problems what is wrong with the settings. */
export function readOidcSettings(env: NodeJS.ProcessEnv, problems: string[]): OidcSettings | undefined {
  const issuer = env.OIDC_ISSUER;
  const needsIssuer = Object.keys(env).filter((name) => settings.includes(name) && env[name]);
  if (!issuer) {
    if (needsIssuer.length > 0)
      problems.push(`OIDC_ISSUER is missing: without it ${needsIssuer.join(', ')} means nothing`);
    return undefined;
  }
  const jwks = env.OIDC_JWKS || undefined;
  const audience = env.OIDC_AUDIENCE ?? '';
  for (const [name, address] of Object.entries({ OIDC_ISSUER: issuer, OIDC_JWKS: jwks }))
    if (address && !isSafe(address)) problems.push(`${name} must begin with https:// (http:// only for localhost)`);
  if (!audience)
    problems.push('OIDC_AUDIENCE is missing: without it a token that was made for another service would be accepted');
  if (!['', 'true', 'false'].includes(env.OIDC_CREATE ?? '')) problems.push('OIDC_CREATE must be true or false');
  return {
    issuer,
    audience,
    jwks,
    personClaim: env.OIDC_PERSON_CLAIM || 'sub',
    groupsClaim: env.OIDC_GROUPS_CLAIM || 'groups',
    groups: groupRoles(env.OIDC_GROUPS ?? '', problems),
    create: env.OIDC_CREATE === 'true',
  };
}

const settings = ['OIDC_AUDIENCE', 'OIDC_JWKS', 'OIDC_PERSON_CLAIM', 'OIDC_GROUPS_CLAIM', 'OIDC_GROUPS', 'OIDC_CREATE'];

const shape = '{ "group": [{ "role": "READER", "department": "总公司/生产部" }] }';

function groupRoles(setting: string, problems: string[]): Map<string, GroupRole[]> {
  if (!setting) return new Map();
  try {
    const given: unknown = JSON.parse(setting.trimStart().startsWith('{') ? setting : readFileSync(setting, 'utf8'));
    if (isMapping(given))
      return new Map(
        Object.entries(given).map(([group, roles]) => [
          group,
          roles.map(({ role, department }) => ({ role, department: department.split('/') })),
        ]),
      );
    problems.push(`OIDC_GROUPS must be JSON like ${shape}, or the path of a file with it`);
  } catch (error) {
    problems.push(
      `OIDC_GROUPS must be JSON like ${shape}, or the path of a file with it (${(error as Error).message})`,
    );
  }
  return new Map();
}

const isMapping = (given: unknown): given is Record<string, { role: string; department: string }[]> =>
  typeof given === 'object' &&
  given !== null &&
  Object.values(given).every(
    (roles) =>
      Array.isArray(roles) &&
      roles.every(({ role, department }) => typeof role === 'string' && typeof department === 'string'),
  );
