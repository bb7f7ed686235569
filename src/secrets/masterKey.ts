import { createHash, randomBytes } from 'node:crypto';

/** What wraps the keys of single files. */
export interface MasterKey {
  /** Tells keys apart and nothing else about them. */
  fingerprint: string;
  bytes: Buffer;
}

/** Where master keys come from. */
export interface MasterKeys {
  /** The one that wraps from the next rotation on, first, and those that only unwrap. */
  all(): Promise<readonly MasterKey[]>;
}

const keyBytes = 32;

/** 32 bytes in base64; undefined for anything else. */
export function readMasterKey(text: string): MasterKey | undefined {
  const bytes = Buffer.from(text.trim(), 'base64');
  if (bytes.length !== keyBytes || bytes.toString('base64').replace(/=+$/, '') !== text.trim().replace(/=+$/, ''))
    return undefined;
  const fingerprint = createHash('sha256').update('zhidu master key').update(bytes).digest('hex').slice(0, 16);
  return { fingerprint, bytes };
}

export const newMasterKey = (): string => randomBytes(keyBytes).toString('base64');

/** Keys of the setting MASTER_KEY: they change with a restart. */
export const givenMasterKeys = (keys: readonly MasterKey[]): MasterKeys => ({ all: async () => keys });
