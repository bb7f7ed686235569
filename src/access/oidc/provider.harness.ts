import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWK, type JWTPayload, SignJWT } from 'jose';

type PrivateKey = Awaited<ReturnType<typeof generateKeyPair>>['privateKey'];

export const audience = 'https://zhidu.example';

/** What of oidc-provider, which brings no types, is used here. */
interface RealProvider {
  callback(): (request: unknown, response: unknown) => void;
  AccessToken: new (properties: object) => { resourceServer: unknown; save(): Promise<string> };
  Client: { find(id: string): Promise<unknown> };
  ResourceServer: new (identifier: string, properties: object) => unknown;
}

/** A real identity provider (npm oidc-provider) on loopback, with one client and people who are in groups. */
export class TestProvider {
  private constructor(
    readonly issuer: string,
    private readonly provider: RealProvider,
    private readonly server: Server,
    private readonly key: { private: PrivateKey; public: JWK },
  ) {}

  static async open(groups: Record<string, string[]>): Promise<TestProvider> {
    const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
    const kid = 'of-the-provider';
    const jwk = { ...(await exportJWK(privateKey)), kid, use: 'sig', alg: 'RS256' };
    const server = createServer((request, response) => handle(request, response));
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    // Its package has no types.
    const { default: Provider } = (await import('oidc-provider' as string)) as {
      default: new (issuer: string, settings: object) => RealProvider;
    };
    const resource = { audience, scope: 'zhidu', accessTokenFormat: 'jwt', jwt: { sign: { alg: 'RS256' } } };
    const provider = new Provider(issuer, {
      jwks: { keys: [jwk] },
      ttl: { AccessToken: 600, ClientCredentials: 600 },
      cookies: { keys: ['only for the tests'] },
      clients: [
        {
          client_id: 'a-service',
          client_secret: 'only for the tests',
          grant_types: ['client_credentials'],
          redirect_uris: [],
          response_types: [],
        },
      ],
      features: {
        devInteractions: { enabled: false },
        clientCredentials: { enabled: true },
        resourceIndicators: { enabled: true, getResourceServerInfo: () => resource },
      },
      extraTokenClaims: (_context: unknown, token: { accountId?: string; clientId: string }) => ({
        groups: groups[token.accountId ?? token.clientId] ?? [],
        preferred_username: token.accountId ?? token.clientId,
      }),
    });
    const handle = provider.callback();
    return new TestProvider(issuer, provider, server, {
      private: privateKey,
      public: { ...(await exportJWK(publicKey)), kid },
    });
  }

  /** As a program gets it: over HTTP, for itself. */
  async tokenOfService(): Promise<string> {
    const answer = await fetch(`${this.issuer}/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from('a-service:only%20for%20the%20tests').toString('base64')}` },
      body: new URLSearchParams({ grant_type: 'client_credentials', resource: audience, scope: 'zhidu' }),
    });
    return ((await answer.json()) as { access_token: string }).access_token;
  }

  /** As the provider issues it to somebody who has signed in there. */
  async tokenOf(accountId: string): Promise<string> {
    const token = new this.provider.AccessToken({
      accountId,
      client: await this.provider.Client.find('a-service'),
      grantId: 'a grant',
      gty: 'authorization_code',
      scope: 'zhidu',
    });
    token.resourceServer = new this.provider.ResourceServer(audience, {
      audience,
      scope: 'zhidu',
      accessTokenFormat: 'jwt',
      jwt: { sign: { alg: 'RS256' } },
    });
    return token.save();
  }

  /** A token with the provider's own key and any claims. */
  sign(claims: JWTPayload, key: PrivateKey | Uint8Array = this.key.private, alg = 'RS256'): Promise<string> {
    return new SignJWT({ iss: this.issuer, aud: audience, ...claims })
      .setProtectedHeader({ alg, kid: this.key.public.kid!, typ: 'at+jwt' })
      .sign(key);
  }

  get publicKey(): JWK {
    return this.key.public;
  }

  close(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((closed) => this.server.close(() => closed()));
  }
}
