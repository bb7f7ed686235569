import { jwtVerify, SignJWT } from 'jose';

const issuer = 'zhidu';

/** Signed access tokens (HS256). They name the person and the session; rights are looked up at each request. */
export class Tokens {
  constructor(
    private readonly key: Uint8Array,
    private readonly lifetimeMinutes: number,
    private readonly clock: () => Date,
  ) {}

  async sign(personId: string, session: string): Promise<{ accessToken: string; expiresAt: Date }> {
    const now = Math.floor(this.clock().getTime() / 1000);
    const expires = now + this.lifetimeMinutes * 60;
    const accessToken = await new SignJWT({ sid: session })
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuer(issuer)
      .setSubject(personId)
      .setIssuedAt(now)
      .setExpirationTime(expires)
      .sign(this.key);
    return { accessToken, expiresAt: new Date(expires * 1000) };
  }

  /** The person whom a token names, or undefined if it is forged or has expired. */
  async personOf(token: string): Promise<string | undefined> {
    const verified = await jwtVerify(token, this.key, {
      issuer,
      algorithms: ['HS256'],
      currentDate: this.clock(),
    }).catch((error: { code?: string }) => {
      if (error.code?.startsWith('ERR_J')) return undefined;
      throw error;
    });
    return verified?.payload.sub;
  }
}
