import { createHash } from 'node:crypto';
import { decodeProtectedHeader, jwtVerify, SignJWT } from 'jose';
import { uuid } from '../database/writing.js';
import type { KeyRing } from './keys/keyRing.js';

const issuer = 'zhidu';

export interface TokenClaims {
  personId: string;
  sessionId: string;
}

/** A token that was verified, and until when, in seconds, it may be believed as long as its key is in use. */
interface Verified {
  claims: TokenClaims;
  secret: Uint8Array;
  expires: number;
}

/** How many verified tokens are remembered: each verification is a job for another thread. */
const remembered = 10_000;

/** Memory holds no token that anybody could use. */
const sha256 = (token: string): string => createHash('sha256').update(token).digest('base64');

/** Signed access tokens (HS256). They name the person and the session; whether it lives and what it may is looked up at each request. */
export class Tokens {
  private readonly verified = new Map<string, Verified>();

  constructor(
    private readonly keys: KeyRing,
    private readonly lifetimeMinutes: number,
    private readonly clock: () => Date,
  ) {}

  /** @param latest when the session ends, and so its tokens */
  async sign({ personId, sessionId }: TokenClaims, latest: Date): Promise<{ accessToken: string; expiresAt: Date }> {
    const now = Math.floor(this.clock().getTime() / 1000);
    const expires = Math.min(now + this.lifetimeMinutes * 60, Math.floor(latest.getTime() / 1000));
    const { kid, secret } = await this.keys.signing();
    const accessToken = await new SignJWT({ sid: sessionId })
      .setProtectedHeader({ alg: 'HS256', kid })
      .setIssuer(issuer)
      .setSubject(personId)
      .setIssuedAt(now)
      .setExpirationTime(expires)
      .sign(secret);
    return { accessToken, expiresAt: new Date(expires * 1000) };
  }

  /** Whom a token names, or undefined if it is forged, has expired, or its key was taken out of use. */
  async claimsOf(token: string): Promise<TokenClaims | undefined> {
    try {
      const { kid } = decodeProtectedHeader(token);
      const key = typeof kid === 'string' ? await this.keys.verifying(kid) : undefined;
      if (!key) return undefined;
      const hash = sha256(token);
      const known = this.verified.get(hash);
      if (known && known.secret === key.secret && known.expires > Math.floor(this.clock().getTime() / 1000))
        return known.claims;
      const { payload } = await jwtVerify(token, key.secret, {
        issuer,
        algorithms: ['HS256'],
        requiredClaims: ['sub', 'sid', 'exp'],
        currentDate: this.clock(),
      });
      const { sub: personId, sid: sessionId, exp: expires } = payload as { sub: string; sid: string; exp: number };
      // Requests share the statement that looks for their sessions: one that is no id would fail it for all.
      if (!uuid.test(personId) || !uuid.test(sessionId)) return undefined;
      const claims = { personId, sessionId };
      if (this.verified.size >= remembered) this.verified.clear();
      this.verified.set(hash, { claims, secret: key.secret, expires });
      return claims;
    } catch (error) {
      if (isTokenError(error)) return undefined;
      throw error;
    }
  }
}

/** What jose raises for a token that is no good; a header that is no JSON is a TypeError there. */
const isTokenError = (error: unknown): boolean =>
  error instanceof TypeError || Boolean((error as { code?: string }).code?.startsWith('ERR_J'));
