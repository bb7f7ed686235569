import { readConfig } from './config.js';
import { StartError } from './database/startError.js';
import { fillDemo } from './demo.js';
import { explained, open } from './open.js';
import type { Output } from './output.js';

/** Fills the database of the settings, if nobody is in it yet. */
export async function demoCommand(root: string, output: Output): Promise<void> {
  const config = readConfig(process.env, root);
  if (config.production) throw new StartError('In production there is no demo: its passwords are known to everybody.');
  if (config.requestDatabase && !config.ownerDatabase)
    throw new StartError('The demo needs DATABASE_OWNER_URL, the role that owns the tables.');
  const opened = await open(config, output.progress);
  try {
    const filled = await fillDemo(opened.platform, opened.owner!, new Date(), output.progress);
    output.say(
      filled
        ? 'The demo organisation is there. Start with: npm start'
        : 'There are people in this database already; nothing was changed.',
    );
  } catch (error) {
    throw explained(error, config);
  } finally {
    await opened.close();
  }
}
