import { demoPassword, demoState, Founding } from './access/founding.js';
import { oneTimePassword } from './access/passwords.js';
import type { Config } from './config.js';
import { StartError } from './database/startError.js';
import { fillDemo } from './demo.js';
import { asOwner, type Opened } from './open.js';
import type { Output } from './output.js';

/**
 * Sees to it that somebody can sign in, and answers who: the demo's people, the first administrator of a new
 * organisation, or those who are there.
 *
 * @throws StartError for the demo's people in production
 */
export async function whoSignsIn(
  { production }: Config,
  { platform, owner, isEmbedded }: Opened,
  output: Output,
): Promise<string> {
  if (isEmbedded && !production) await fillDemo(platform, owner!, new Date(), output.progress);
  const state = await demoState(platform.database.pool);
  if (production && state !== 'none')
    throw new StartError(
      `This database holds the demo organisation, whose passwords everybody knows. In production use another ${isEmbedded ? 'DATA_DIR' : 'database'}.`,
    );
  if (state === 'unfinished')
    throw new StartError(
      'The demo organisation in this database was not filled to its end. Drop the database, create it again, and repeat: npm run demo',
    );
  if (state === 'filled') return `as customer-service-manager, reader, administrator … with password ${demoPassword}`;
  if (owner) return firstAdministrator(owner, output);
  return 'with your own account';
}

async function firstAdministrator(owner: Opened['owner'], output: Output): Promise<string> {
  return asOwner(owner!, async (client) => {
    const founding = new Founding(client, new Date());
    await founding.lock();
    if (!(await founding.isEmpty())) return 'with your own account';
    const password = oneTimePassword();
    await founding.administrator(password, () =>
      output.say(
        `Sign in as administrator with the one-time password ${password}\nIt is shown only now, and opens nothing but changePassword.`,
      ),
    );
    return 'as administrator with the one-time password above';
  });
}
