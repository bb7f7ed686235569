import type { Config } from '../../config.js';
import { StartError } from '../../database/startError.js';
import { KeyFile, keyFilePath } from './keyFile.js';

/** Adds a key that signs from now on, also in instances that are running. Answers what to tell the operator. */
export async function rotateKeys({ tokenKeys, dataDirectory, access }: Config): Promise<string> {
  if (tokenKeys.length > 0)
    throw new StartError(
      `The keys are those of TOKEN_KEY, which only you can change. Append a new key after a comma and restart all instances; then put it first and restart them; after ${access.accessMinutes} minutes remove the old one.`,
    );
  const { kid, oldVerifyUntil } = await new KeyFile(keyFilePath(dataDirectory))
    .rotate(access.accessMinutes)
    .catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
      throw new StartError(`There are no keys in ${dataDirectory} yet. The first start makes them.`);
    });
  return `The key ${kid} signs from now on. Those before it verify until ${oldVerifyUntil.toISOString()}.`;
}
