import { readConfig } from './config.js';
import { StartError } from './database/startError.js';
import { open } from './open.js';
import { whoSignsIn } from './organisation.js';
import type { Output } from './output.js';

/** Brings the database of the settings to what the modules say. */
export async function migrateCommand(root: string, output: Output): Promise<void> {
  const config = readConfig(process.env, root);
  if (config.requestDatabase && !config.ownerDatabase)
    throw new StartError('Set DATABASE_OWNER_URL to the role that owns the tables: DATABASE_URL may not change them.');
  const opened = await open(config, output.progress);
  try {
    if (config.production) await whoSignsIn(config, opened, output);
  } finally {
    await opened.close();
  }
  output.say('The database is up to date.');
}
