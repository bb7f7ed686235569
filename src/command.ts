import { readConfig } from './config.js';
import { StartError } from './database/startError.js';

const help = `Zhidu turns an organisation's policies into a running GraphQL platform.

  npm start            start the platform
  npm run migrate      bring the database of DATABASE_OWNER_URL to what the modules say
  npm run demo         fill an empty database with the demo organisation
`;

/** Runs one command of the command line. A mistake of the operator is one sentence and exit code 1. */
export async function runCommand(args: string[], root: string): Promise<void> {
  const say = (message: string): void => {
    process.stdout.write(`${message}\n`);
  };
  try {
    const [command = 'start'] = args;
    if (command === '--help' || command === 'help') return say(help);
    const run = commands[command];
    if (!run) throw new StartError(`There is no command ${command}.\n\n${help}`);
    await run(root, say);
  } catch (error) {
    process.stderr.write(
      `${error instanceof StartError ? error.message : ((error as Error).stack ?? String(error))}\n`,
    );
    process.exitCode = 1;
  }
}

const commands: Record<string, (root: string, say: (message: string) => void) => Promise<void>> = {
  async start(root, say) {
    const { start } = await import('./start.js');
    await start(readConfig(process.env, root), root, say);
  },
  async migrate(root, say) {
    const { open } = await import('./start.js');
    const opened = await open(readConfig(process.env, root), say);
    await opened.close();
    say('The database is up to date.');
  },
  async demo(root, say) {
    const config = readConfig(process.env, root);
    if (config.production)
      throw new StartError('In production there is no demo: its passwords are known to everybody.');
    const { open } = await import('./start.js');
    const { fillDemo } = await import('./demo.js');
    const opened = await open(config, say);
    try {
      if (!opened.owner) throw new StartError('The demo needs DATABASE_OWNER_URL, the role that owns the tables.');
      const filled = await fillDemo(opened.platform, opened.owner, new Date(), say);
      say(
        filled
          ? 'The demo organisation is there. Start with: npm start'
          : 'There are people in this database already; nothing was changed.',
      );
    } finally {
      await opened.close();
    }
  },
};
