import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { runCommand } from '../src/command.js';

/** Runs the command line in this process; nothing here gets as far as a database. */
async function run(...args: string[]): Promise<{ code: number; said: string; complained: string }> {
  const said: string[] = [];
  const complained: string[] = [];
  const code = await runCommand(args, '/nowhere', {
    say: (text) => said.push(text),
    progress: () => undefined,
    complain: (text) => complained.push(text),
  });
  return { code, said: said.join('\n'), complained: complained.join('\n') };
}

const { scripts } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
const commands = ['start', 'migrate', 'demo', 'backup', 'restore', 'audit', 'module', 'keys'];

describe('help', () => {
  it.each([['help'], ['--help'], ['-h']])(
    '%s lists every command, each with the npm script that runs it',
    async (word) => {
      const { code, said } = await run(word);
      expect(code).toBe(0);
      const listed = [...said.matchAll(/^ {2}npm (?:run )?(\S+) .*\S$/gm)].map(([, name]) => name!);
      expect([...new Set(listed)].sort()).toEqual(commands.toSorted());
      for (const name of listed) expect(scripts[name], name).toContain(`dist/src/main.js ${name}`);
    },
  );

  it.each(commands)('%s has one of its own, asked for in either order', async (name) => {
    const { code, said } = await run(name, '--help');
    expect(code).toBe(0);
    expect(said).toContain(`npm ${name === 'start' ? '' : 'run '}${name}`);
    expect(said.split('\n').length).toBeGreaterThan(3);
    for (const args of [
      ['help', name],
      [name, 'anything', '-h'],
    ])
      expect((await run(...args)).said).toBe(said);
  });
});

describe('a mistake is one sentence that says what to do, and exit code 1', () => {
  it.each([
    [['strat'], 'There is no command "strat". Did you mean start? All of them: npm run help'],
    [['mirgate'], 'There is no command "mirgate". Did you mean migrate? All of them: npm run help'],
    [['Keys'], 'There is no command "Keys". Did you mean keys? All of them: npm run help'],
    [['constructor'], 'There is no command "constructor". All of them: npm run help'],
    [['help', 'strat'], 'There is no command "strat". Did you mean start? All of them: npm run help'],
    [
      ['--port', '5000'],
      'npm start has no options, and "--port 5000" was given. Settings come from the environment, for example PORT=4001 npm start; the README lists them all.',
    ],
    [
      ['demo', '--small'],
      'npm run demo has no options, and "--small" was given. Settings come from the environment, for example PORT=4001 npm start; the README lists them all.',
    ],
    [['keys'], 'Say what to do with the keys: npm run keys -- rotate, or npm run keys -- rotate-master'],
    [
      ['backup'],
      'Say which file: npm run backup -- FILE, or npm run backup -- verify FILE. More: npm run help -- backup',
    ],
    [
      ['backup', 'verify'],
      'Say which file: npm run backup -- FILE, or npm run backup -- verify FILE. More: npm run help -- backup',
    ],
    [['restore', 'one', 'two'], 'Say which file: npm run restore -- FILE. More: npm run help -- restore'],
    [
      ['keys', 'rotate', 'now'],
      'Say what to do with the keys: npm run keys -- rotate, or npm run keys -- rotate-master',
    ],
  ])('%j', async (args, sentence) => {
    expect(await run(...args)).toEqual({ code: 1, said: '', complained: sentence });
  });
});
