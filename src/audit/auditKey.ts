import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { sha256 } from './hashing.js';

export interface Signature {
  /** Fingerprint of the public key. */
  key: string;
  /** Hexadecimal. */
  signature: string;
}

/** An Ed25519 key that signs what is sealed, so that whoever owns the database cannot seal it anew. */
export class AuditKey {
  readonly fingerprint: string;

  private constructor(
    private readonly publicKey: KeyObject,
    private readonly privateKey: KeyObject | undefined,
  ) {
    this.fingerprint = sha256(publicKey.export({ type: 'spki', format: 'der' }))
      .toString('hex')
      .slice(0, 16);
  }

  /** Reads DER in base64: PKCS8 signs and verifies, SPKI, the public half, only verifies. Undefined for anything else. */
  static read(text: string): AuditKey | undefined {
    const key = Buffer.from(text, 'base64');
    const privateKey = attempt(() => createPrivateKey({ key, format: 'der', type: 'pkcs8' }));
    const publicKey = attempt(() =>
      privateKey ? createPublicKey(privateKey) : createPublicKey({ key, format: 'der', type: 'spki' }),
    );
    return publicKey?.asymmetricKeyType === 'ed25519' ? new AuditKey(publicKey, privateKey) : undefined;
  }

  get signs(): boolean {
    return this.privateKey !== undefined;
  }

  /** The public half as the setting takes it. */
  get publicText(): string {
    return this.publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
  }

  sign(hash: string): Signature {
    if (!this.privateKey) throw new Error('The public half of a key signs nothing.');
    const signature = sign(null, Buffer.from(hash, 'hex'), this.privateKey).toString('hex');
    return { key: this.fingerprint, signature };
  }

  verifies(hash: string, signature: string): boolean {
    return verify(null, Buffer.from(hash, 'hex'), this.publicKey, Buffer.from(signature, 'hex'));
  }
}

/** Node throws for what is no key; here that is an answer. */
function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
