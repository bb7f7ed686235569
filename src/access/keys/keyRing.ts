import { createHmac } from 'node:crypto';

export interface TokenKey {
  /** Names the key in a token's header. */
  kid: string;
  secret: Uint8Array;
}

/** Keys of access tokens: one signs, all verify. */
export interface KeyRing {
  signing(): Promise<TokenKey>;
  /** Undefined for a key that is unknown or was taken out of use. */
  verifying(kid: string): Promise<TokenKey | undefined>;
  /** Removes what verifies no more. */
  prune(): Promise<void>;
}

/** Names a key without telling it, the same on every instance that has it. */
export const kidOf = (secret: string): string =>
  createHmac('sha256', secret).update('zhidu key id').digest('base64url').slice(0, 12);

/** Keys of the setting TOKEN_KEY: the first one signs, all verify. They change with a restart. */
export function givenKeys(secrets: readonly string[]): KeyRing {
  const keys = secrets.map((secret) => ({ kid: kidOf(secret), secret: new TextEncoder().encode(secret) }));
  return {
    signing: async () => keys[0]!,
    verifying: async (kid) => keys.find((key) => key.kid === kid),
    prune: async () => {},
  };
}
