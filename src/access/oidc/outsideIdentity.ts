import { createRemoteJWKSet, decodeJwt, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import type { Database } from '../../database/database.js';
import { StartError } from '../../database/startError.js';
import { serviceUnavailable, unauthenticated, type ZhiduError } from '../../errors.js';
import type { Message } from '../../languages/message.js';
import type { GroupRole } from '../viewer.js';
import type { OidcSettings } from './oidcSettings.js';

export interface OutsidePerson {
  personId: string;
  groupRoles: readonly GroupRole[];
}

/** Never a symmetric one: then the provider's public key would be a secret that everybody knows. */
const asymmetric = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];

/** Clocks of provider and platform may differ by so much. */
const toleranceSeconds = 5;
const patienceMs = 5000;

/** Bearer tokens of an outside identity provider (OpenID Connect): who they name, and the roles of that person's groups. */
export class OutsideIdentity {
  private keys: Promise<JWTVerifyGetKey> | undefined;

  constructor(
    private readonly settings: OidcSettings,
    roles: readonly string[],
    private readonly database: Database,
    private readonly clock: () => Date,
  ) {
    const unknown = [...settings.groups.values()].flat().filter(({ role }) => !roles.includes(role));
    if (unknown.length > 0)
      throw new StartError(
        `OIDC_GROUPS names roles that no module brings: ${[...new Set(unknown.map(({ role }) => role))].join(', ')}. There are: ${roles.join(', ')}.`,
      );
  }

  /** Whether a token says that it is of this provider; nothing is believed of it yet. */
  isItsOwn(token: string): boolean {
    try {
      return decodeJwt(token).iss === this.settings.issuer;
    } catch {
      // What cannot be read as a token is refused as one of our own.
      return false;
    }
  }

  /**
   * @throws UNAUTHENTICATED for a token that is no good, or names somebody who is not known here
   * @throws SERVICE_UNAVAILABLE if the provider's keys cannot be fetched
   */
  async personOf(token: string): Promise<OutsidePerson> {
    const claims = await this.claimsOf(token);
    const subject = claims[this.settings.personClaim];
    if (typeof subject !== 'string' || subject === '' || subject.length > 255)
      throw refused({
        en: `The token has no claim ${this.settings.personClaim} that names a person.`,
        zh: `令牌没有指明人员的声明 ${this.settings.personClaim}。`,
      });
    const personId =
      (await this.known(subject)) ?? (this.settings.create ? await this.create(subject, claims) : undefined);
    if (!personId)
      throw refused({
        en: 'Your account at the identity provider belongs to nobody here. Ask an administrator to add you.',
        zh: '您在身份提供方的账号在此没有对应人员，请由系统管理员添加。',
      });
    return { personId, groupRoles: this.groupRoles(claims) };
  }

  private async claimsOf(token: string): Promise<JWTPayload> {
    const { issuer, audience } = this.settings;
    try {
      const { payload } = await jwtVerify(token, await this.providerKeys(), {
        issuer,
        audience,
        algorithms: asymmetric,
        requiredClaims: ['exp'],
        currentDate: this.clock(),
        clockTolerance: toleranceSeconds,
      });
      return payload;
    } catch (error) {
      throw meaning(error);
    }
  }

  /** Kept; jose fetches them again when a token names an unknown key, at most every 30 seconds. */
  private providerKeys(): Promise<JWTVerifyGetKey> {
    this.keys ??= this.keysAddress().then((address) =>
      createRemoteJWKSet(address, { timeoutDuration: patienceMs, cooldownDuration: 30_000, cacheMaxAge: 600_000 }),
    );
    this.keys.catch(() => {
      this.keys = undefined;
    });
    return this.keys;
  }

  private async keysAddress(): Promise<URL> {
    const { jwks, issuer } = this.settings;
    if (jwks) return new URL(jwks);
    const answer = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, {
      signal: AbortSignal.timeout(patienceMs),
      redirect: 'error',
    });
    const found = (await answer.json()) as { issuer?: string; jwks_uri?: string };
    if (!answer.ok || found.issuer !== issuer || !found.jwks_uri || !URL.canParse(found.jwks_uri))
      throw new TypeError(`${issuer} does not describe itself as OIDC_ISSUER says`);
    return new URL(found.jwks_uri);
  }

  private async known(subject: string): Promise<string | undefined> {
    const [row] = await this.database.call<{ id: string | null }>('select access.person_of_subject($1) as id', [
      subject,
    ]);
    return row?.id ?? undefined;
  }

  private async create(subject: string, { preferred_username: username, name }: JWTPayload): Promise<string> {
    const text = (claim: unknown, otherwise: string) =>
      (typeof claim === 'string' && claim !== '' ? claim : otherwise).slice(0, 100);
    const signInName = text(username, subject);
    const [row] = await this.database.call<{ id: string | null }>(
      'select access.create_external_person($1, $2, $3, $4) as id',
      [subject, signInName, text(name, signInName), this.clock().toISOString()],
    );
    if (!row?.id)
      throw refused({
        en: `Somebody else has the name ${signInName} here. Ask an administrator to tie your account to you.`,
        zh: `此处已有他人使用名称 ${signInName}，请由系统管理员将您的账号与您关联。`,
      });
    return row.id;
  }

  private groupRoles(claims: JWTPayload): GroupRole[] {
    const groups = claims[this.settings.groupsClaim];
    if (!Array.isArray(groups)) return [];
    return [...this.settings.groups].flatMap(([group, roles]) => (groups.includes(group) ? roles : []));
  }
}

const refused = (message: Message): ZhiduError => {
  const error = unauthenticated(message);
  error.extensions.http = { status: 401 };
  return error;
};

/** A token that does not hold is the client's matter; keys that cannot be had are not. */
function meaning(error: unknown): unknown {
  const code = (error as { code?: string }).code ?? '';
  const away = ['ERR_JWKS_TIMEOUT', 'ERR_JWKS_INVALID', 'ERR_JOSE_GENERIC'].includes(code);
  if (code.startsWith('ERR_J') && !away)
    return refused({
      en: 'The token of the identity provider is not valid or has expired. Sign in there again.',
      zh: '身份提供方的令牌无效或已过期，请在该处重新登录。',
    });
  if (away || error instanceof TypeError || error instanceof SyntaxError || (error as Error).name === 'TimeoutError')
    return serviceUnavailable({
      en: 'The identity provider cannot be reached. Try again in a moment.',
      zh: '无法连接身份提供方，请稍后再试。',
    });
  return error;
}
