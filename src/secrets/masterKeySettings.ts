import { givenMasterKeys, type MasterKey, type MasterKeys, readMasterKey } from './masterKey.js';
import { MasterKeyFile, masterKeyPath } from './masterKeyFile.js';

export interface MasterKeySettings {
  /** MASTER_KEY: 32 bytes in base64, several by commas; the first wraps from the next rotation on, all unwrap. */
  given: readonly MasterKey[];
  /** MASTER_KEY_FILE: a file with such keys, one a line. Default master.key in DATA_DIR, made at the first start outside production. */
  file: string | undefined;
}

/** Reads the settings; what is wrong goes to the problems, without the value of a secret. */
export function readMasterKeySettings(
  env: NodeJS.ProcessEnv,
  production: boolean,
  problems: string[],
): MasterKeySettings {
  const texts = (env.MASTER_KEY ?? '')
    .split(',')
    .map((text) => text.trim())
    .filter(Boolean);
  const given = texts.map(readMasterKey).filter((key) => key !== undefined);
  if (given.length < texts.length)
    problems.push('each key of MASTER_KEY must be 32 bytes in base64. Make one with: openssl rand -base64 32');
  if (texts.length > 0 && env.MASTER_KEY_FILE)
    problems.push('MASTER_KEY and MASTER_KEY_FILE are both given; give one of them');
  if (production && texts.length === 0 && !env.MASTER_KEY_FILE)
    problems.push(
      'MASTER_KEY or MASTER_KEY_FILE is missing: in production no master key is made. Make one with: openssl rand -base64 32',
    );
  return { given, file: env.MASTER_KEY_FILE || undefined };
}

/** Keys that the settings name; undefined where the one in the data directory is meant, which the start makes. */
export const masterKeysOf = ({ given, file }: MasterKeySettings): MasterKeys | undefined =>
  given.length > 0 ? givenMasterKeys(given) : file === undefined ? undefined : new MasterKeyFile(file);

/** The file whose keys can be changed by a command; undefined where they are those of MASTER_KEY. */
export const masterKeyFileOf = (
  { given, file }: MasterKeySettings,
  dataDirectory: string,
): MasterKeyFile | undefined =>
  given.length > 0 ? undefined : new MasterKeyFile(file ?? masterKeyPath(dataDirectory));
