import { StartError } from './database/startError.js';
import { nearest } from './nearest.js';
import { type Output, terminalOutput } from './output.js';

/** One word of the command line. */
interface Command {
  /** What is typed, and in one line what it does. */
  uses: Record<string, string>;
  /** What else one must know, for its own --help. */
  details: string;
  /** Whether further words follow; a command without any refuses them. */
  takesWords?: boolean;
  /** @param words what follows the command @throws StartError for a mistake of the operator */
  run(root: string, output: Output, words: string[]): Promise<void>;
}

/** Each imports what it does when it is called, so that --help answers at once. */
const commands: Record<string, Command> = {
  start: {
    uses: { 'npm start': 'start the platform' },
    details: `Serves the page and GraphQL until Ctrl-C. The first start makes a database and fills it with the demo
organisation, in production with one administrator. Settings come from the environment, for example
PORT=4001 DATA_DIR=/srv/zhidu npm start; the README lists them all.`,
    async run(root, output) {
      const { readConfig } = await import('./config.js');
      const config = readConfig(process.env, root);
      const { start } = await import('./start.js');
      await start(config, root, output);
    },
  },

  migrate: {
    uses: { 'npm run migrate': 'bring the database to what the modules say' },
    details: `With DATABASE_URL and DATABASE_OWNER_URL set, on a PostgreSQL of your own, before each start of a newer version.
The embedded database is migrated by npm start too.`,
    run: async (root, output) => (await import('./migrateCommand.js')).migrateCommand(root, output),
  },

  demo: {
    uses: { 'npm run demo': 'fill an empty database with the demo organisation' },
    details: 'Changes nothing where there are people already, and does not run in production.',
    run: async (root, output) => (await import('./demoCommand.js')).demoCommand(root, output),
  },

  backup: {
    uses: {
      'npm run backup -- FILE': 'write a whole moment of the database and of stored files into one file',
      'npm run backup -- verify FILE': 'read a backup to its end and say what it holds; exit code 1 with what is wrong',
      'npm run backup -- verify FILE --restore':
        'restore a backup into a scratch database, compare every row and say the code of that',
    },
    details: `Also while the platform runs; never over an existing file. Whatever fails leaves no file of that name. With
--without-files the content of stored files is left out. A backup holds everything that the database knows,
also what is secret, and is not encrypted; of the settings it holds nothing: keep TOKEN_KEY, AUDIT_KEY and the
others elsewhere. See "Backup and restore" in the README.`,
    takesWords: true,
    async run(root, output, words) {
      const { backupCommand } = await import('./backup/backupCommand.js');
      await backupCommand(root, words, output);
    },
  },

  restore: {
    uses: { 'npm run restore -- FILE': 'verify a backup and restore it into an empty database' },
    details: `Into an empty DATA_DIR, or into the empty database of DATABASE_URL and DATABASE_OWNER_URL; anything else is
refused and stays as it is. What fails or is killed halfway leaves a database that does not start: repeat it.`,
    takesWords: true,
    async run(root, output, words) {
      const { restoreCommand } = await import('./backup/restoreCommand.js');
      await restoreCommand(root, words, output);
    },
  },

  audit: {
    uses: {
      'npm run audit -- verify': 'compare the audit with its seals; exit code 1 with what was found',
      'npm run audit -- checkpoint': 'print where the chain of seals stands, to be kept elsewhere',
      'npm run audit -- retire': 'remove entries that are older; their seals stay',
    },
    details: `  verify --checkpoint FILE                     also with a checkpoint that was kept elsewhere
  retire --before YYYY-MM-DD --reason TEXT     both are asked for

On the embedded database stop the platform first; auditors do the first two in GraphQL while it runs.
What was sealed under AUDIT_KEY is verified with it, or with its public half.`,
    takesWords: true,
    async run(root, output, words) {
      const { readConfig } = await import('./config.js');
      const { auditCommand } = await import('./audit/auditCommand.js');
      await auditCommand(readConfig(process.env, root), words, output);
    },
  },

  module: {
    uses: { 'npm run module -- new NAME': 'write a module that runs, with its tests' },
    details: `NAME is lower-case, such as loans or lab-samples. Writes modules/NAME and adds it to src/installedModules.ts; nothing
is overwritten, and what cannot be written whole is not written at all.

  --entity Loan         class of its records; without it the singular of NAME
  --title "Loans"       English title
  --title-zh 借阅管理   Chinese title
  --policy P13          id of the policy that it carries out; without it NAME in capitals

"Write a module" in the README shows what comes next.`,
    takesWords: true,
    run: async (root, output, words) =>
      (await import('./scaffold/moduleCommand.js')).moduleCommand(root, output, words),
  },

  keys: {
    uses: {
      'npm run keys -- rotate': 'sign access tokens with a new key; the old one verifies until they expire',
      'npm run keys -- rotate-master':
        'wrap the keys of archive files by a new master key; goes on where it was killed',
    },
    details: `The first for keys in DATA_DIR, without a restart; those of TOKEN_KEY are changed there. For the second, on the embedded
database stop the platform first; with MASTER_KEY put the new key before the others and restart all instances first.
See "Keys" in the README.`,
    takesWords: true,
    async run(root, output, [what, ...more]) {
      if (!['rotate', 'rotate-master'].includes(what ?? '') || more.length > 0)
        throw new StartError('Say what to do with the keys: npm run keys -- rotate, or npm run keys -- rotate-master');
      const { readConfig } = await import('./config.js');
      if (what === 'rotate-master') {
        const { rotateMasterCommand } = await import('./secrets/rotateMaster.js');
        return rotateMasterCommand(readConfig(process.env, root), output);
      }
      const { rotateKeys } = await import('./access/keys/rotateKeys.js');
      output.say(await rotateKeys(readConfig(process.env, root)));
    },
  },
};

/** Runs one command of the command line and answers its exit code. A mistake of the operator is one sentence and code 1. */
export async function runCommand(args: string[], root: string, output: Output = terminalOutput()): Promise<number> {
  try {
    const [first, ...others] = args;
    const asksForHelp = args.some((arg) => arg === '--help' || arg === '-h');
    const about = first === 'help' ? others[0] : first;
    if (first === 'help' || asksForHelp) {
      output.say(about === undefined || about.startsWith('-') ? help() : helpOf(about));
      return 0;
    }
    // Options without a command are meant for the start.
    const [name, words] = first === undefined || first.startsWith('-') ? ['start', args] : [first, others];
    const command = commandNamed(name);
    if (words.length > 0 && !command.takesWords) throw new StartError(nothingFollows(command, words));
    await command.run(root, output, words);
    return 0;
  } catch (error) {
    output.complain(error instanceof StartError ? error.message : ((error as Error).stack ?? String(error)));
    return 1;
  }
}

function commandNamed(name: string): Command {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command) return command;
  const meant = nearest(name, Object.keys(commands));
  throw new StartError(
    `There is no command "${name}". ${meant ? `Did you mean ${meant}? ` : ''}All of them: npm run help`,
  );
}

const nothingFollows = ({ uses }: Command, words: readonly string[]): string =>
  `${Object.keys(uses)[0]} has no options, and "${words.join(' ')}" was given. Settings come from the environment, for example PORT=4001 npm start; the README lists them all.`;

/** All commands, one line for each way to use them. */
function help(): string {
  const uses = Object.values(commands).flatMap((command) => Object.entries(command.uses));
  const width = Math.max(...uses.map(([typed]) => typed.length));
  const lines = uses.map(([typed, does]) => `  ${typed.padEnd(width)}   ${does}`);
  return [
    "Zhidu turns an organisation's policies into a running GraphQL platform.\n",
    ...lines,
    '\nMore about one of them: npm run help -- NAME, for example npm run help -- keys',
  ].join('\n');
}

function helpOf(name: string): string {
  const { uses, details } = commandNamed(name);
  return [...Object.entries(uses).map(([typed, does]) => `${typed}\n    ${does}`), `\n${details}`].join('\n');
}
