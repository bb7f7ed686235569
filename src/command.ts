import { readConfig } from './config.js';
import { StartError } from './database/startError.js';
import { type Output, terminalOutput } from './output.js';

const help = `Zhidu turns an organisation's policies into a running GraphQL platform.

  npm start            start the platform
  npm run migrate      bring the database of DATABASE_OWNER_URL to what the modules say
  npm run demo         fill an empty database with the demo organisation
  npm run keys -- rotate   sign access tokens with a new key; the old one verifies until they have expired
  npm run audit -- verify | checkpoint | retire   compare the audit with its seals, and what belongs to it`;

/** Runs one command of the command line. A mistake of the operator is one sentence and exit code 1. */
export async function runCommand(args: string[], root: string): Promise<void> {
  const output = terminalOutput();
  try {
    const [command = 'start'] = args;
    if (command === '--help' || command === 'help') return output.say(help);
    const run = commands[command];
    if (!run) throw new StartError(`There is no command ${command}.\n\n${help}`);
    await run(root, output, args.slice(1));
  } catch (error) {
    output.complain(error instanceof StartError ? error.message : ((error as Error).stack ?? String(error)));
    process.exitCode = 1;
  }
}

const commands: Record<string, (root: string, output: Output, rest: string[]) => Promise<void>> = {
  async keys(root, output, [what]) {
    if (what !== 'rotate') throw new StartError('Say what to do with the keys: npm run keys -- rotate');
    const { rotateKeys } = await import('./access/keys/rotateKeys.js');
    output.say(await rotateKeys(readConfig(process.env, root)));
  },

  async audit(root, output, rest) {
    const { auditCommand } = await import('./audit/auditCommand.js');
    await auditCommand(readConfig(process.env, root), rest, output);
  },

  async start(root, output) {
    const config = readConfig(process.env, root);
    const { start } = await import('./start.js');
    await start(config, root, output);
  },

  async migrate(root, output) {
    const config = readConfig(process.env, root);
    if (config.requestDatabase && !config.ownerDatabase)
      throw new StartError(
        'Set DATABASE_OWNER_URL to the role that owns the tables: DATABASE_URL may not change them.',
      );
    const { open } = await import('./open.js');
    const { whoSignsIn } = await import('./organisation.js');
    const opened = await open(config, output.progress);
    try {
      if (config.production) await whoSignsIn(config, opened, output);
    } finally {
      await opened.close();
    }
    output.say('The database is up to date.');
  },

  async demo(root, output) {
    const config = readConfig(process.env, root);
    if (config.production)
      throw new StartError('In production there is no demo: its passwords are known to everybody.');
    if (config.requestDatabase && !config.ownerDatabase)
      throw new StartError('The demo needs DATABASE_OWNER_URL, the role that owns the tables.');
    const { explained, open } = await import('./open.js');
    const { fillDemo } = await import('./demo.js');
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
  },
};
